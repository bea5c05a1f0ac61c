// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { Button, Field, Textarea, makeStyles, tokens } from '@fluentui/react-components';
import { ArrowDownloadRegular } from '@fluentui/react-icons';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';

import type { Schemas } from '@/api/client';
import { download } from '@/ui/csv';

import { documentOf, parseDocument, textOf, type CatalogDocument } from './catalogDocument';

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  buttons: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  text: {
    '& textarea': {
      fontFamily: tokens.fontFamilyMonospace,
      minHeight: '50vh',
      maxHeight: 'none',
      whiteSpace: 'pre',
      overflow: 'auto',
    },
  },
});

interface Props {
  catalog: Schemas['Catalog'];
  etag: string;
  onReview: (document: CatalogDocument, etag: string) => void;
}

/** The whole catalog as the API takes it, to be edited or replaced by a file. */
export function DocumentEditor({ catalog, etag, onReview }: Props) {
  const styles = useStyles();
  const { t } = useTranslation();
  const present = textOf(documentOf(catalog));
  const [edited, setEdited] = useState<{ text: string; etag: string }>();
  const [wasTried, setWasTried] = useState(false);
  const text = edited?.text ?? present;
  const edit = (typed: string) =>
    setEdited((before) => ({ text: typed, etag: before?.etag ?? etag }));
  const document = parseDocument(text);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setWasTried(true);
    if (document) onReview(document, edited?.etag ?? etag);
  };
  const save = () => download('catalog.json', new Blob([text], { type: 'application/json' }));
  const open = async (file: File | undefined) => {
    if (file) edit(await file.text());
  };
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <Field
        label={t('operator.document')}
        hint={t('operator.documentHint')}
        validationMessage={wasTried && !document ? t('operator.documentInvalid') : undefined}
      >
        <Textarea
          className={styles.text}
          spellCheck={false}
          value={text}
          onChange={(_event, data) => edit(data.value)}
        />
      </Field>
      <Field label={t('operator.openFile')}>
        {(field) => (
          <input
            {...field}
            type="file"
            accept="application/json,.json"
            onChange={(event) => void open(event.target.files?.[0])}
          />
        )}
      </Field>
      <div className={styles.buttons}>
        <Button type="submit" appearance="primary">
          {t('operator.showChanges')}
        </Button>
        <Button icon={<ArrowDownloadRegular />} onClick={save}>
          {t('operator.saveFile')}
        </Button>
        {edited && (
          <Button onClick={() => setEdited(undefined)}>{t('operator.discardEdits')}</Button>
        )}
      </div>
    </form>
  );
}
