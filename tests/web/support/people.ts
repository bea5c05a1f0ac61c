// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
export const passwordOfAll = 'perseat demo password';

/** People of the demo, by what they are. */
export const people = {
  operator: 'operator@perseat.example',
  globalAdmin: 'minji.kim@haneul.example',
  billingAdmin: 'juergen.mueller@haneul.example',
  purchaser: 'doyun.lee@haneul.example',
  otherPurchaser: 'kaethe.schaefer@haneul.example',
  otherTenantAdmin: 'kaethe.mueller@lindenhof.example',
  debtor: 'lei.li@lindenhof.example',
} as const;
