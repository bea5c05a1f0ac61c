// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import type { CloudFacts } from '@/app/cloud';

import type { Topic } from './topics';

// What a cloud's file calls the topics whose place it says.
const linkNames: Record<string, keyof CloudFacts['links']> = {
  products: 'products',
  licenses: 'licenses',
  people: 'users',
  catalog: 'purchase',
  invoices: 'bills',
  billingProfiles: 'billingProfiles',
  paymentMethods: 'paymentMethods',
  faq: 'faq',
  support: 'support',
};

/** Where the help on a topic is in this cloud; undefined: it has none, or is not known yet. */
export function helpPath(topic: Topic | undefined, cloud: CloudFacts | undefined) {
  if (!topic) return undefined;
  const name = linkNames[topic];
  return name ? (cloud?.links[name] ?? undefined) : `/help/${topic}`;
}
