import { useCallback } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import type { LayerInUse } from '@cluster-profiles/plugin-cluster-profiles-common';
import { Alert, Button, Flex } from '@backstage/ui';
import { clusterProfilesApiRef } from '../../api/clusterProfilesApiRef';
import { EmptyState } from '../../components/EmptyState/EmptyState';
import { Loaded } from '../../components/Loaded/Loaded';
import { PageContent } from '../../components/PageContent/PageContent';
import { useLoad } from '../../hooks/useLoad';
import { useQueryState } from '../../hooks/useQueryState';
import { useSubjectSignal } from '../../hooks/useSubjectSignal';
import { Answer } from './Answer';
import { findLayers } from './findLayers';
import { LayerSearch } from './LayerSearch';
import { LayerTable } from './LayerTable';

const SEARCH_ID = 'search';

/** Every layer of every published version: which profiles have it, which clusters run it. */
export function LayersPage() {
  const api = useApi(clusterProfilesApiRef);
  const { get, update } = useQueryState();
  const text = get(SEARCH_ID) ?? '';
  const search = useCallback(
    (next: string) => update({ [SEARCH_ID]: next }),
    [update],
  );
  const load = useLoad({
    key: 'layers',
    load: signal => api.listLayers({ signal }),
  });
  useSubjectSignal({ subject: 'profile' }, load.reload);
  useSubjectSignal({ subject: 'cluster' }, load.reload);

  return (
    <PageContent>
      <Loaded load={load} what="The layers" rows={8}>
        {layers =>
          layers.length === 0 ? (
            <EmptyState
              title="No layers yet"
              description="The layers of each published version of a profile appear here."
            />
          ) : (
            <Flex direction="column" gap="4">
              <LayerSearch layers={layers} text={text} onChange={search} />
              <Found layers={layers} text={text} />
            </Flex>
          )
        }
      </Loaded>
    </PageContent>
  );
}

function Found(props: { layers: readonly LayerInUse[]; text: string }) {
  const { offset, update } = useQueryState();
  const { found, notComparable, notKnown, asked } = findLayers(
    props.layers,
    props.text,
  );
  return (
    <>
      <Answer
        found={found}
        notComparable={notComparable}
        notKnown={notKnown}
        asked={asked}
      />
      {notComparable.length > 0 && (
        <Alert
          status="warning"
          icon
          title="Some versions cannot be compared"
          description={`They are not in the list below: ${notComparable
            .map(({ name, version }) => `${name} ${version}`)
            .join(', ')}.`}
        />
      )}
      {found.length === 0 ? (
        <EmptyState
          title="No layer matches"
          description="Write the name of a layer or of its chart, or a name and versions: cilium, cilium 1.18.5, ingress-nginx < 4.13, ingress-nginx >= 4.10 < 4.13."
          action={
            <Button
              variant="secondary"
              onPress={() => update({ [SEARCH_ID]: undefined })}
            >
              Show all layers
            </Button>
          }
        />
      ) : (
        <LayerTable
          layers={found}
          offset={offset}
          onOffsetChange={next => update({ offset: next || undefined })}
        />
      )}
    </>
  );
}
