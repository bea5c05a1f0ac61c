// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
/** Pages of this area, below the shell. */
export const billingRoutes = [] as const;
