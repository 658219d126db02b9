import { useApi } from '@backstage/core-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import { stringify } from 'yaml';
import { clusterProfilesApiRef } from '../../api/clusterProfilesApiRef';
import { Findings } from '../../components/Findings/Findings';
import { Loaded } from '../../components/Loaded/Loaded';
import { Status } from '../../components/Status/Status';
import { useLoad } from '../../hooks/useLoad';

/** What stands against publishing the draft, as far as the catalog knows it: it holds neither values nor files. */
export function DraftFindings() {
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
    <Loaded load={load} what="The checks">
      {({ findings }) =>
        findings.length === 0 ? (
          <Status tone="success">The checks find nothing against it</Status>
        ) : (
          <Findings findings={findings} />
        )
      }
    </Loaded>
  );
}
