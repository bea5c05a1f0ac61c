// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// The catalog is applied as a whole: each change makes a whole new document of the present one.
import type { Schemas } from '@/api/client';

export type CatalogDocument = Schemas['ApplyCatalog'];
export type ProductInput = Schemas['CatalogProductInput'];
export type PriceInput = Schemas['CatalogPriceInput'];

/** The present catalog as it would be applied again: all but the ids, which the server gives. */
export const documentOf = ({ products, taxes }: Schemas['Catalog']): CatalogDocument => ({
  products: products.map(({ id: _id, offers, ...product }) => ({
    ...product,
    offers: offers.map(({ id: _offerId, ...offer }) => offer),
  })),
  taxes,
});

const changeProduct = (
  document: CatalogDocument,
  sku: string,
  change: (product: ProductInput) => ProductInput,
): CatalogDocument => ({
  ...document,
  products: document.products.map((product) => (product.sku === sku ? change(product) : product)),
});

export const withProduct = (document: CatalogDocument, product: ProductInput): CatalogDocument => ({
  ...document,
  products: [...document.products, product],
});

/** Other words for a product; what is sold of it stays. */
export const withDetails = (
  document: CatalogDocument,
  sku: string,
  details: Omit<ProductInput, 'sku' | 'offers'>,
) => changeProduct(document, sku, (product) => ({ ...product, ...details }));

export const withRetired = (document: CatalogDocument, sku: string, isRetired: boolean) =>
  changeProduct(document, sku, (product) => ({ ...product, isRetired }));

/** One more price of an offer; those before it stay, for they were sold. */
export const withPrice = (
  document: CatalogDocument,
  sku: string,
  offerCode: string,
  price: PriceInput,
) =>
  changeProduct(document, sku, (product) => ({
    ...product,
    offers: product.offers.map((offer) =>
      offer.code === offerCode ? { ...offer, prices: [...offer.prices, price] } : offer,
    ),
  }));

/** A document as text, and a text as a document; undefined where it is no JSON object. */
export const textOf = (document: CatalogDocument) => JSON.stringify(document, null, 2);
export function parseDocument(text: string): CatalogDocument | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as CatalogDocument)
      : undefined;
  } catch {
    return undefined;
  }
}

/** Lines of `code: name`; undefined when one is none. */
export function parsePlans(text: string): Schemas['ServicePlan'][] | undefined {
  const plans = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => /^([a-z0-9-]+)\s*:\s*(.+)$/.exec(line));
  if (plans.some((plan) => plan === null)) return undefined;
  return plans.map((plan) => ({ code: plan![1]!, name: plan![2]! }));
}

export const plansText = (plans: Schemas['ServicePlan'][] | null | undefined) =>
  (plans ?? []).map(({ code, name }) => `${code}: ${name}`).join('\n');

/** An amount as the API takes it: decimal text with a point; undefined for anything else. */
export function parseAmount(text: string): string | undefined {
  const plain = text.trim().replace(',', '.');
  return /^(0|[1-9]\d{0,15})(\.\d{1,12})?$/.test(plain) ? plain : undefined;
}
