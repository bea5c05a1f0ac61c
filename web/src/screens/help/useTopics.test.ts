// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';

import { found, type TopicText } from './useTopics';

const all: TopicText[] = [
  { topic: 'start', title: 'First steps', body: ['Buy a product.'], sections: [] },
  {
    topic: 'faq',
    title: '자주 묻는 질문',
    body: ['구독과 라이선스'],
    sections: [{ title: 'Who pays?', body: ['The purchaser.'] }],
  },
];
const topicsWith = (search: string) => found(all, search).map(({ topic }) => topic);

describe('searching the help', () => {
  it.each([
    ['', ['start', 'faq']],
    ['  ', ['start', 'faq']],
    ['PRODUCT', ['start']],
    ['steps buy', ['start']],
    ['steps purchaser', []],
    ['purchaser', ['faq']],
    ['라이선스', ['faq']],
    ['.*', []],
  ])('for "%s" finds %j', (search, topics) => {
    expect(topicsWith(search)).toEqual(topics);
  });
});
