// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { Field, Select } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { api, result, type Schemas } from '@/api/client';
import { useCommand } from '@/api/useCommand';
import { useMe } from '@/app/session';
import type { Person } from '@/ui/ChosenPeople';
import { ErrorBar } from '@/ui/ErrorBar';
import { Pane } from '@/ui/Pane';
import { PaneButtons } from '@/ui/PaneButtons';
import { PeoplePicker } from '@/ui/PeoplePicker';
import { useToast } from '@/ui/toasts';
import type { User } from '@/ui/usePeopleSearch';

import { useFieldMessage } from './PersonFields';
import { isOfProfile, rolesOfAccount, rolesOfOrganization, rolesOfProfile } from './roleNames';
import { useGrantable } from './useGrantable';

type Role = Schemas['Role'];

const fields = ['userId', 'role', 'billingProfileId'] as const;

interface Props {
  /** Who gets the role; absent: asked for. */
  person?: Person;
  /** Offered first among the profiles. */
  billingProfileId?: string;
  onClose: () => void;
}

/** Gives a role of the organization, the billing account or a billing profile. */
export function GrantPane({ person, billingProfileId, onClose }: Props) {
  const { t } = useTranslation();
  const toast = useToast();
  const { allowedActions } = useMe();
  const { ownProfiles, isAccountOwner } = useGrantable();
  const groups = [
    { name: 'organization', roles: allowedActions.grantRoles.allowed ? rolesOfOrganization : [] },
    { name: 'account', roles: isAccountOwner ? rolesOfAccount : [] },
    { name: 'profile', roles: ownProfiles.length > 0 ? rolesOfProfile : [] },
  ].filter(({ roles }) => roles.length > 0);
  const [chosen, setChosen] = useState<Person[]>(person ? [person] : []);
  const [role, setRole] = useState<Role | ''>('');
  const [profile, setProfile] = useState(billingProfileId);
  const [wasTried, setWasTried] = useState(false);
  const isProfileRole = role !== '' && isOfProfile(role);
  const profileId = profile ?? ownProfiles[0]?.id;
  const command = useCommand({
    send: (body: Schemas['CreateRoleAssignment'], key) =>
      result(
        api.POST('/v1/role-assignments', { params: { header: { 'Idempotency-Key': key } }, body }),
      ),
    onDone: ({ user, role: given }) => {
      toast({
        title: t('roles.granted', { role: t(`roles.name.${given}`), name: user.displayName }),
      });
      onClose();
    },
  });
  const messageOf = useFieldMessage(command.error);
  const grant = () => {
    setWasTried(true);
    if (chosen[0] && role !== '' && !command.isPending)
      command.mutate({
        userId: chosen[0].id,
        role,
        billingProfileId: isProfileRole ? profileId : undefined,
      });
  };
  const reasonOf = ({ kind, state }: User) => {
    if (kind === 'guest') return t('roles.notToGuests');
    return state === 'disabled' ? t('reasons.disabled') : undefined;
  };
  return (
    <Pane
      title={t('roles.grant')}
      context={person && `${person.displayName} · ${person.email}`}
      isDirty={role !== '' || (person === undefined && chosen.length > 0)}
      onClose={onClose}
      onSubmit={grant}
      footer={
        <PaneButtons isBusy={command.isPending} onCancel={onClose}>
          {t('roles.grant')}
        </PaneButtons>
      }
    >
      <ErrorBar error={command.error} fields={fields} />
      {person === undefined && (
        <PeoplePicker
          label={t('licenses.person')}
          chosen={chosen}
          onChange={setChosen}
          max={1}
          fullReason={t('roles.onePerson')}
          reasonOf={reasonOf}
          validationMessage={
            wasTried && chosen.length === 0 ? t('assign.nobodyChosen') : messageOf('userId')
          }
        />
      )}
      <Field
        label={t('roles.role')}
        required
        hint={role === '' ? undefined : t(`roles.meaning.${role}`)}
        validationMessage={wasTried && role === '' ? t('reasons.required') : messageOf('role')}
      >
        <Select value={role} onChange={(_event, data) => setRole(data.value as Role)}>
          <option value="" disabled>
            {t('roles.choose')}
          </option>
          {groups.map(({ name, roles }) => (
            <optgroup key={name} label={t(`roles.group.${name}`)}>
              {roles.map((one) => (
                <option key={one} value={one}>
                  {t(`roles.name.${one}`)}
                </option>
              ))}
            </optgroup>
          ))}
        </Select>
      </Field>
      {isProfileRole && (
        <Field label={t('roles.profile')} validationMessage={messageOf('billingProfileId')}>
          <Select value={profileId} onChange={(_event, data) => setProfile(data.value)}>
            {ownProfiles.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        </Field>
      )}
    </Pane>
  );
}
