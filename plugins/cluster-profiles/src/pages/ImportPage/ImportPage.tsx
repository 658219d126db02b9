import { useId } from 'react';
import { useApi, useRouteRef } from '@backstage/core-plugin-api';
import { ButtonLink, Flex, Text } from '@backstage/ui';
import { RiArrowLeftLine } from '@remixicon/react';
import { clusterProfilesApiRef } from '../../api/clusterProfilesApiRef';
import { EmptyState } from '../../components/EmptyState/EmptyState';
import { Loaded } from '../../components/Loaded/Loaded';
import { PageContent } from '../../components/PageContent/PageContent';
import { readableText } from '../../components/VisibleText/readableText';
import { useDocumentTitle } from '../../hooks/useDocumentTitle';
import { useLoad } from '../../hooks/useLoad';
import { clustersRouteRef } from '../../routes';
import { ImportForm } from './ImportForm';
import styles from './ImportPage.module.css';

const TITLE = 'Import a cluster';

/** A cluster that exists already comes in: where it runs, which one it is, what it is called here, what was found, and the proposal. */
export function ImportPage() {
  const api = useApi(clusterProfilesApiRef);
  const clusters = useRouteRef(clustersRouteRef)();
  const id = useId();
  useDocumentTitle(TITLE);
  const load = useLoad({
    key: 'targets',
    load: signal => api.listTargets({}, { signal }),
  });
  return (
    <PageContent>
      <Flex direction="column" gap="4">
        <div>
          <ButtonLink
            href={clusters}
            size="small"
            variant="tertiary"
            iconStart={<RiArrowLeftLine />}
          >
            Clusters
          </ButtonLink>
        </div>
        <Flex direction="column" gap="1">
          <Text as="h2" variant="title-small" id={id}>
            {TITLE}
          </Text>
          <Text as="p" color="secondary" className={styles.intro}>
            From then on it stands in the list with its version, its nodes and
            how they are, and takes add-on profiles. Its base stays with whoever
            runs it: nothing of it is written, changed or deleted.
          </Text>
        </Flex>
        <Loaded load={load} what="The targets">
          {targets =>
            targets.some(target => target.import.allowed) ? (
              <ImportForm targets={targets} labelledBy={id} />
            ) : (
              <EmptyState
                title="There is no target from which you could import"
                description="Targets of the providers cluster-api and imported can import; the platform team adds them to the configuration of the portal."
                action={
                  <ul className={styles.reasons}>
                    {[
                      ...new Set(
                        targets.flatMap(target => target.import.reason ?? []),
                      ),
                    ].map(reason => (
                      <li key={reason}>{readableText(reason)}</li>
                    ))}
                  </ul>
                }
              />
            )
          }
        </Loaded>
      </Flex>
    </PageContent>
  );
}
