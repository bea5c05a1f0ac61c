// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import {
  Button,
  MessageBar,
  MessageBarBody,
  MessageBarTitle,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';

import { api, result, type Schemas } from '@/api/client';
import { useCommand } from '@/api/useCommand';
import { AllowedOnly } from '@/app/AllowedOnly';
import { ErrorBar } from '@/ui/ErrorBar';
import { Page } from '@/ui/Page';

import {
  OrganizationFields,
  emptyOrganization,
  isOrganizationComplete,
  organizationOf,
} from './OrganizationFields';

const useStyles = makeStyles({
  form: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalM,
    maxWidth: '560px',
  },
});

export const OrganizationsPage = () => (
  <AllowedOnly action="manageOrganizations">
    <NewOrganization />
  </AllowedOnly>
);

function NewOrganization() {
  const styles = useStyles();
  const { t } = useTranslation();
  const [draft, setDraft] = useState(emptyOrganization);
  const [wasTried, setWasTried] = useState(false);
  const make = useCommand({
    send: (body: Schemas['CreateOrganization'], key) =>
      result(
        api.POST('/v1/organizations', { params: { header: { 'Idempotency-Key': key } }, body }),
      ),
    onDone: () => {
      setDraft(emptyOrganization);
      setWasTried(false);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setWasTried(true);
    if (isOrganizationComplete(draft) && !make.isPending) make.mutate(organizationOf(draft));
  };
  return (
    <Page
      title={t('operator.newOrganization')}
      about={t('operator.newOrganizationAbout')}
      help="organizations"
    >
      {make.data && (
        <MessageBar intent="success" layout="multiline" role="status">
          <MessageBarBody>
            <MessageBarTitle>
              {t('operator.organizationMade', { name: make.data.organization.name })}
            </MessageBarTitle>
            {t('operator.organizationNext', { name: make.data.admin.displayName })}
          </MessageBarBody>
        </MessageBar>
      )}
      <form className={styles.form} onSubmit={submit} noValidate>
        <ErrorBar error={make.error} fields={['name', 'country', 'timeZone', 'admin.']} />
        <OrganizationFields
          draft={draft}
          onChange={setDraft}
          wasTried={wasTried}
          error={make.error}
        />
        <div>
          <Button type="submit" appearance="primary" disabledFocusable={make.isPending}>
            {t('operator.makeOrganization')}
          </Button>
        </div>
      </form>
    </Page>
  );
}
