import { useId, useState } from 'react';
import { useEntity } from '@backstage/plugin-catalog-react';
import type { ProfileSummary } from '@cluster-profiles/plugin-cluster-profiles-common';
import { Button, Text } from '@backstage/ui';
import { Section } from '../../components/Section/Section';
import { Status } from '../../components/Status/Status';
import { DraftFindings } from './DraftFindings';
import { PublishDialog } from './publish/PublishDialog';

/** The content as it stands in git now: what the checks say of it, and its publication. */
export function Draft(props: { profile: ProfileSummary; refusalId: string }) {
  const { profile, refusalId } = props;
  const { entity } = useEntity();
  const [publishing, setPublishing] = useState(false);
  const publishedId = useId();
  const version = String(entity.spec?.version ?? '');
  const published = profile.versions.some(known => known.version === version);
  const { allowed } = profile.propose;
  const describedBy =
    [allowed ? undefined : refusalId, published ? publishedId : undefined]
      .filter(Boolean)
      .join(' ') || undefined;

  return (
    <Section
      title={`Draft ${version}`.trim()}
      actions={
        <Button
          size="small"
          variant={published ? 'secondary' : 'primary'}
          isDisabled={!allowed || published}
          aria-describedby={describedBy}
          onPress={() => setPublishing(true)}
        >
          Publish
        </Button>
      }
    >
      <Text as="p" color="secondary">
        The draft is the content as it stands in git. Values and files are
        checked when it is published.
      </Text>
      {published && (
        <div id={publishedId}>
          <Status tone="info">
            {version} is published already. Raise spec.version in git to publish
            what has changed since.
          </Status>
        </div>
      )}
      <DraftFindings />
      {publishing && (
        <PublishDialog entity={entity} onClose={() => setPublishing(false)} />
      )}
    </Section>
  );
}
