// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
import {
  Link,
  MessageBar,
  MessageBarBody,
  Subtitle1,
  makeStyles,
} from '@fluentui/react-components';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

import { KeyList } from '@/app/KeyList';
import { NotFoundPage } from '@/app/NotFoundPage';
import { useCloud } from '@/app/cloud';
import { Page } from '@/ui/Page';
import { RouterLink } from '@/ui/RouterLink';

import { MoreHelp } from './MoreHelp';
import { useCloudFacts } from './facts';
import { topics, type Topic } from './topics';
import { useTopicText, type Section } from './useTopics';

// Lines of a length that is read easily.
const useStyles = makeStyles({ text: { maxWidth: '72ch', lineHeight: 1.6 } });

export function TopicPage() {
  const { topic } = useParams({ strict: false });
  const known = topics.find((one) => one === topic);
  return known ? <KnownTopic topic={known} /> : <NotFoundPage />;
}

function KnownTopic({ topic }: { topic: Topic }) {
  const styles = useStyles();
  const { t } = useTranslation();
  const text = useTopicText()(topic);
  const { cloud: asked } = useParams({ strict: false });
  const cloud = useCloud();
  const facts = useCloudFacts(topic, cloud);
  const here = cloud && t(`cloud.names.${cloud.name}`);
  return (
    <Page title={text.title} about={<RouterLink to="/help">{t('help.back')}</RouterLink>}>
      {cloud && asked && asked !== cloud.name && (
        <MessageBar intent="info">
          <MessageBarBody>{t('help.otherCloud', { cloud: here })}</MessageBarBody>
        </MessageBar>
      )}
      <div className={styles.text}>
        {text.body.map((paragraph) => (
          <p key={paragraph}>{paragraph}</p>
        ))}
        {topic === 'keys' && <KeyList />}
        {topic === 'support' && <SupportAddress address={cloud?.support} />}
        {text.sections.map((section) => (
          <TopicSection key={section.title} {...section} />
        ))}
        {facts.length > 0 && <TopicSection title={t('help.here', { cloud: here })} body={facts} />}
      </div>
      <MoreHelp />
    </Page>
  );
}

function TopicSection({ title, body }: Section) {
  return (
    <section>
      <Subtitle1 as="h2">{title}</Subtitle1>
      {body.map((paragraph) => (
        <p key={paragraph}>{paragraph}</p>
      ))}
    </section>
  );
}

/** Who gives support, as the operator of the deployment said. */
function SupportAddress({ address }: { address: string | null | undefined }) {
  const { t } = useTranslation();
  if (address === undefined) return null;
  if (address === null) return <p>{t('help.noSupport')}</p>;
  const href = address.startsWith('https://') ? address : `mailto:${address}`;
  return (
    <p>
      {t('help.supportAt')} <Link href={href}>{address}</Link>
    </p>
  );
}
