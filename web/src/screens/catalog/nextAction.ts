// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
const keyPrefix = 'perseat.nextAction.';
const keyOf = (subscriptionId: string) => keyPrefix + subscriptionId;

/** What the purchaser has to do at their bank, kept for this tab so that it survives a reload. */
export const rememberNextAction = (subscriptionId: string, url: string) =>
  sessionStorage.setItem(keyOf(subscriptionId), url);

/** A link of the gateway; anything but a web address is not followed. */
export const nextActionOf = (subscriptionId: string) => {
  const url = sessionStorage.getItem(keyOf(subscriptionId));
  return url !== null && /^https?:\/\//.test(url) ? url : undefined;
};
