// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import type { Schemas } from '@/api/client';

type Role = Schemas['Role'];

/** Roles that hold for the whole organization, in the order in which they are offered. */
export const rolesOfOrganization = [
  'globalAdmin',
  'billingAdmin',
  'licenseAdmin',
  'userAdmin',
  'globalReader',
  'serviceSupportAdmin',
  'partner',
] as const satisfies readonly Role[];

export const rolesOfAccount = [
  'billingAccountOwner',
  'billingAccountContributor',
  'billingAccountReader',
] as const satisfies readonly Role[];

export const rolesOfProfile = [
  'billingProfileOwner',
  'billingProfileContributor',
  'billingProfileReader',
  'invoiceManager',
] as const satisfies readonly Role[];

/** All that can be given. */
export const rolesOfAll = [...rolesOfOrganization, ...rolesOfAccount, ...rolesOfProfile] as const;

export const isOfProfile = (role: Role) => rolesOfProfile.some((one) => one === role);
