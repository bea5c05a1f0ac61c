// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { Button } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';

interface Props {
  count: number;
  shown: number;
  onShowAll: () => void;
}

/** The way to the rest of a list that is cut off; nothing when it is not. */
export function ShowAll({ count, shown, onShowAll }: Props) {
  const { t } = useTranslation();
  if (count <= shown) return null;
  return (
    <div>
      <Button appearance="subtle" onClick={onShowAll}>
        {t('home.showAll', { count })}
      </Button>
    </div>
  );
}
