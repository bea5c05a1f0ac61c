// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
/** The topics of the help in their order: one for each page or kind of page. */
export const topics = [
  'start',
  'products',
  'subscription',
  'licenses',
  'jobs',
  'people',
  'roles',
  'account',
  'invoices',
  'paymentMethods',
  'billingProfiles',
  'billingAccount',
  'catalog',
  'checkout',
  'purchases',
  'policies',
  'audit',
  'operatorCatalog',
  'organizations',
  'cloud',
  'keys',
  'faq',
  'support',
] as const;
export type Topic = (typeof topics)[number];
