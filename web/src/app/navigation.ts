// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import {
  BoxMultipleRegular,
  BuildingRegular,
  CartRegular,
  ClipboardTaskListLtrRegular,
  HomeRegular,
  KeyRegular,
  PeopleRegular,
  ReceiptRegular,
  ShieldTaskRegular,
  TagRegular,
  HistoryRegular,
  QuestionCircleRegular,
  PersonKeyRegular,
  type FluentIcon,
} from '@fluentui/react-icons';

import type { Me } from '@/app/session';

interface Entry {
  to: string;
  /** Key of its name. */
  name: string;
  icon: FluentIcon;
  /** Absent: for everybody of an organization. */
  isShown?: (me: Me) => boolean;
}

/** Whether a page is about an organization: the operator, who has none, has nothing there. */
export const isOfOrganization = (path: string) =>
  ['/products', '/catalog', '/licenses', '/jobs', '/billing', '/people', '/roles'].some(
    (section) => path === section || path.startsWith(`${section}/`),
  );

const ofOrganization = (me: Me) => me.organization !== null;

/** The left navigation, in its order. What somebody may never use is not shown. */
export const navigation: Entry[] = [
  { to: '/', name: 'nav.home', icon: HomeRegular, isShown: ofOrganization },
  { to: '/products', name: 'nav.products', icon: BoxMultipleRegular, isShown: ofOrganization },
  { to: '/catalog', name: 'nav.catalog', icon: CartRegular, isShown: ofOrganization },
  { to: '/licenses', name: 'nav.licenses', icon: KeyRegular, isShown: ofOrganization },
  { to: '/billing/invoices', name: 'nav.billing', icon: ReceiptRegular, isShown: ofOrganization },
  {
    to: '/people',
    name: 'nav.people',
    icon: PeopleRegular,
    isShown: (me) => ofOrganization(me) && me.allowedActions.manageUsers.allowed,
  },
  {
    to: '/roles',
    name: 'nav.roles',
    icon: PersonKeyRegular,
    isShown: (me) => ofOrganization(me) && me.allowedActions.listRoles.allowed,
  },
  {
    to: '/admin/purchases',
    name: 'nav.purchases',
    icon: ClipboardTaskListLtrRegular,
    isShown: (me) => me.allowedActions.listSelfServicePurchases.allowed,
  },
  {
    to: '/admin/policies',
    name: 'nav.policies',
    icon: ShieldTaskRegular,
    isShown: (me) => me.allowedActions.getPolicy.allowed,
  },
  {
    to: '/admin/audit',
    name: 'nav.audit',
    icon: HistoryRegular,
    isShown: (me) => me.allowedActions.listAuditEvents.allowed,
  },
  {
    to: '/operator/catalog',
    name: 'nav.operatorCatalog',
    icon: TagRegular,
    isShown: (me) => me.allowedActions.manageCatalog.allowed,
  },
  {
    to: '/operator/organizations',
    name: 'nav.organizations',
    icon: BuildingRegular,
    isShown: (me) => me.allowedActions.manageOrganizations.allowed,
  },
  { to: '/help', name: 'nav.help', icon: QuestionCircleRegular },
];
