// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { Spinner, Text, makeStyles, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';

import { ApiError, api, result, type Schemas } from '@/api/client';
import { useCommand } from '@/api/useCommand';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import { useToast } from '@/ui/toasts';

import type { CatalogDocument } from './catalogDocument';

const useStyles = makeStyles({
  list: {
    margin: 0,
    paddingLeft: tokens.spacingHorizontalXL,
    maxHeight: '40vh',
    overflowY: 'auto',
  },
  path: { fontFamily: tokens.fontFamilyMonospace, overflowWrap: 'anywhere' },
});

export interface Review {
  document: CatalogDocument;
  /** The version of the catalog that the document was made of. */
  etag: string;
}

interface Props {
  review: Review;
  onApplied: () => void;
  onCancel: () => void;
}

const put = ({ document, etag }: Review, dryRun: boolean) =>
  result(
    api.PUT('/v1/catalog', {
      params: { query: { dryRun }, header: { 'If-Match': etag } },
      body: document,
    }),
  );

/** Shows what a catalog would change, as the server says it, and applies it then. */
export function ReviewDialog({ review, onApplied, onCancel }: Props) {
  const { t } = useTranslation();
  const toast = useToast();
  const tried = useQuery({
    queryKey: ['dryRun', review],
    queryFn: () => put(review, true),
    gcTime: 0,
    staleTime: Infinity,
    retry: false,
  });
  const apply = useCommand({
    send: (wanted: Review) => put(wanted, false),
    onDone: ({ changes }) => {
      toast({ title: t('operator.applied', { count: changes.length }) });
      onApplied();
    },
  });
  const changes = tried.data?.changes ?? [];
  const isReady = tried.isSuccess && changes.length > 0;
  const error = apply.error ?? tried.error;
  return (
    <ConfirmDialog
      title={t('operator.review')}
      confirm={
        isReady ? t('operator.apply', { count: changes.length }) : t('operator.applyNothing')
      }
      isBusy={apply.isPending || tried.isPending}
      error={error}
      onConfirm={() => (isReady ? apply.mutate(review) : onCancel())}
      onCancel={onCancel}
    >
      {tried.isPending && <Spinner size="tiny" label={t('operator.comparing')} />}
      {tried.isSuccess && changes.length === 0 && <Text>{t('operator.noChanges')}</Text>}
      <Changes changes={changes} />
      {error instanceof ApiError && <WrongFields error={error} />}
    </ConfirmDialog>
  );
}

function Changes({ changes }: { changes: Schemas['CatalogChange'][] }) {
  const styles = useStyles();
  const { t } = useTranslation();
  if (changes.length === 0) return null;
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- so that keys scroll it
    <ul className={styles.list} aria-label={t('operator.review')} tabIndex={0}>
      {changes.map(({ change, path, before, after }) => (
        <li key={path}>
          {t(`operator.change.${change}`)} <span className={styles.path}>{path}</span>
          {(before !== null || after !== null) && (
            <div>
              {before ?? '–'} → {after ?? '–'}
            </div>
          )}
        </li>
      ))}
    </ul>
  );
}

/** Where in the document something is wrong, in the server's own words. */
function WrongFields({ error }: { error: ApiError }) {
  const styles = useStyles();
  const { t } = useTranslation();
  if (error.errors.length === 0) return null;
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- so that keys scroll it
    <ul className={styles.list} aria-label={t('operator.wrongFields')} tabIndex={0}>
      {error.errors.map(({ field, detail }) => (
        <li key={field}>
          <span className={styles.path}>{field}</span> {detail}
        </li>
      ))}
    </ul>
  );
}
