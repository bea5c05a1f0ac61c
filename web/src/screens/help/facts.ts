// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { useTranslation } from 'react-i18next';

import type { CloudFacts } from '@/app/cloud';
import { nameOf } from '@/i18n';
import { useFormats } from '@/ui/format';

type Fact = 'selfService' | 'payment' | 'document' | 'tax' | 'currency' | 'languages';

const all: Fact[] = ['selfService', 'payment', 'document', 'tax', 'currency', 'languages'];

// What matters to a topic of what clouds differ in. A topic that is not here is the same in all.
const factsOf: Record<string, Fact[]> = {
  start: ['selfService', 'payment'],
  products: ['selfService'],
  catalog: ['selfService', 'payment', 'tax', 'currency'],
  checkout: ['selfService', 'payment', 'tax'],
  purchases: ['selfService'],
  policies: ['selfService'],
  invoices: ['document', 'payment', 'tax'],
  billingProfiles: ['document', 'payment'],
  paymentMethods: ['payment'],
  faq: ['selfService', 'payment', 'document'],
  cloud: all,
};

/** Sentences about what differs in this cloud, of those that matter to a topic. */
export function useCloudFacts(topic: string, cloud: CloudFacts | undefined): string[] {
  const { t } = useTranslation();
  const { list, currency } = useFormats();
  if (!cloud) return [];
  const ways = cloud.paymentFamilies.map((family) => t(`cloud.families.${family}`));
  const sentences: Record<Fact, string> = {
    selfService: t(`cloud.selfService.${cloud.selfServiceAvailable ? 'yes' : 'no'}`),
    payment: t('cloud.payment', { ways: list(ways) }),
    document: t(`cloud.document.${cloud.documentType}`),
    tax: t(`cloud.tax.${cloud.pricesIncludeTax ? 'included' : 'added'}`, { tax: cloud.taxName }),
    currency: t('cloud.currency', { currency: currency(cloud.defaultCurrency) }),
    languages: t('cloud.languages', { languages: list(cloud.languages.map(nameOf)) }),
  };
  return (factsOf[topic] ?? []).map((fact) => sentences[fact]);
}
