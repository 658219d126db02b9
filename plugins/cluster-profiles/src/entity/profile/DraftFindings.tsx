import { useApi } from '@backstage/core-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import type { Finding } from '@cluster-profiles/plugin-cluster-profiles-common';
import { Text } from '@backstage/ui';
import { stringify } from 'yaml';
import { clusterProfilesApiRef } from '../../api/clusterProfilesApiRef';
import { Findings } from '../../components/Findings/Findings';
import { Loaded } from '../../components/Loaded/Loaded';
import { Section } from '../../components/Section/Section';
import { Status } from '../../components/Status/Status';
import { useLoad } from '../../hooks/useLoad';

/** What stands against publishing the draft, as far as the catalog knows it: it holds neither values nor files. */
export function DraftFindings(props: { published: readonly string[] }) {
  const { entity } = useEntity();
  const api = useApi(clusterProfilesApiRef);
  const { name, title, description } = entity.metadata;
  const document = stringify({
    apiVersion: entity.apiVersion,
    kind: entity.kind,
    metadata: { name, title, description },
    spec: entity.spec,
  });
  const load = useLoad({
    key: document,
    load: signal => api.validateProfile({ document, draft: true }, { signal }),
  });
  return (
    <Section title={`Draft ${entity.spec?.version ?? ''}`.trim()}>
      <Text as="p" color="secondary">
        The draft is the content as it stands in git. Values and files are
        checked when it is published.
      </Text>
      <Loaded load={load}>
        {({ findings }) => (
          <>
            {props.published.includes(String(entity.spec?.version)) && (
              <Status tone="info">
                This version is published; raise it to publish a change
              </Status>
            )}
            <Outcome findings={findings} />
          </>
        )}
      </Loaded>
    </Section>
  );
}

function Outcome({ findings }: { findings: readonly Finding[] }) {
  return findings.length === 0 ? (
    <Status tone="success">The checks find nothing against it</Status>
  ) : (
    <Findings findings={findings} />
  );
}
