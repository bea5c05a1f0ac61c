// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0

/**
 * For what a page shows first, asked for while the code of the page is still being loaded. What
 * goes wrong is told by the page, which asks for the same.
 */
export const begin = (asked: Promise<unknown>) => void asked.catch(() => {});
