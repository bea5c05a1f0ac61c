// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { useTranslation } from 'react-i18next';

import { useCloud } from '@/app/cloud';

import { helpPath } from './helpPath';
import { topics, type Topic } from './topics';

export interface Section {
  title: string;
  body: string[];
}

/** One topic in the person's language. */
export interface TopicText extends Section {
  topic: Topic;
  /** Further parts with headings of their own. */
  sections: Section[];
}

/** Reads topics; their texts are lists, which i18next gives only when asked for objects. */
export function useTopicText() {
  const { t, i18n } = useTranslation();
  return (topic: Topic): TopicText => {
    const key = `helpTopics.${topic}` as const;
    return {
      topic,
      title: t(`helpTopics.${topic}.title`),
      body: t(`helpTopics.${topic}.body`, { returnObjects: true }) as string[],
      sections: i18n.exists(`${key}.sections`)
        ? (t(`helpTopics.${topic}.sections`, { returnObjects: true }) as Section[])
        : [],
    };
  };
}

/** All topics that this cloud has, and where. */
export function useTopics() {
  const cloud = useCloud();
  const textOf = useTopicText();
  return topics.flatMap((topic) => {
    const path = helpPath(topic, cloud);
    return path ? [{ ...textOf(topic), path }] : [];
  });
}

/** The topics in which all words of a search are. */
export function found<T extends TopicText>(all: T[], search: string): T[] {
  const words = search.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  return all.filter(({ title, body, sections }) => {
    const text = [title, ...body, ...sections.flatMap((one) => [one.title, ...one.body])]
      .join('\n')
      .toLocaleLowerCase();
    return words.every((word) => text.includes(word));
  });
}
