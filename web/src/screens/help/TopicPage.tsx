// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import { useTranslation } from 'react-i18next';

import { NotFoundPage } from '@/app/NotFoundPage';
import { Page } from '@/ui/Page';

import { topicRoute } from './routes';
import { topics } from './topics';

export function TopicPage() {
  const { t } = useTranslation();
  const { topic } = topicRoute.useParams();
  if (!topics.some((known) => known === topic)) return <NotFoundPage />;
  const paragraphs = t(`helpTopics.${topic}.body`, { returnObjects: true }) as string[];
  return (
    <Page title={t(`helpTopics.${topic}.title`)}>
      {paragraphs.map((paragraph) => (
        <p key={paragraph}>{paragraph}</p>
      ))}
    </Page>
  );
}
