// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { useQuery } from '@tanstack/react-query';

import type { Schemas } from '@/api/client';
import { billingProfilesQuery } from '@/api/queries';
import { useMe } from '@/app/session';

import { isOfProfile, rolesOfAccount } from './roleNames';

type Role = Schemas['Role'];
type AllowedAction = Schemas['AllowedAction'];

const refused: AllowedAction = { allowed: false, reason: 'billingRoleRequired' };

/** Whether the caller may give and take each role, and on which billing profiles. */
export function useGrantable() {
  const me = useMe();
  const profiles = useQuery(billingProfilesQuery);
  const isAccountOwner = me.roles.some(
    ({ role }) => role === 'billingAccountOwner' || role === 'globalAdmin',
  );
  const ofAccount: AllowedAction = isAccountOwner ? { allowed: true } : refused;
  const ownProfiles = (profiles.data ?? []).filter(
    ({ allowedActions }) => allowedActions.grantBillingProfileRoles.allowed,
  );
  const allowedFor = (role: Role, billingProfileId: string | null): AllowedAction => {
    if (isOfProfile(role))
      return ownProfiles.some(({ id }) => id === billingProfileId) ? { allowed: true } : refused;
    return rolesOfAccount.some((one) => one === role) ? ofAccount : me.allowedActions.grantRoles;
  };
  return {
    allowedFor,
    isAccountOwner,
    /** Profiles whose roles the caller gives. */
    ownProfiles,
    /** Profiles by their ids, to name them. */
    profileName: (id: string) => profiles.data?.find((profile) => profile.id === id)?.name,
  };
}
