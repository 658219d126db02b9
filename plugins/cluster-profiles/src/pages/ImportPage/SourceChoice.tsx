import { useApi } from '@backstage/core-plugin-api';
import type { ImportableClusters } from '@cluster-profiles/plugin-cluster-profiles-common';
import { Button, TextField } from '@backstage/ui';
import { clusterProfilesApiRef } from '../../api/clusterProfilesApiRef';
import { EmptyState } from '../../components/EmptyState/EmptyState';
import { Loaded } from '../../components/Loaded/Loaded';
import { RadioCards } from '../../components/RadioCards/RadioCards';
import { visibleText } from '../../components/VisibleText/visibleText';
import { useLoad } from '../../hooks/useLoad';
import styles from './ImportPage.module.css';

interface Choice {
  target: string;
  value: string;
  onChange: (source: string) => void;
}

/** Which cluster of a target: picked from those that are there, or named where they cannot be listed. */
export function SourceChoice(props: Choice) {
  const api = useApi(clusterProfilesApiRef);
  const load = useLoad({
    key: props.target,
    load: signal => api.listImportable(props.target, { signal }),
  });
  return (
    <Loaded load={load} what={`The clusters of ${props.target}`}>
      {importable => (
        <Importable {...props} importable={importable} onRetry={load.reload} />
      )}
    </Loaded>
  );
}

function Importable(
  props: Choice & { importable: ImportableClusters; onRetry: () => void },
) {
  const { importable, target, value, onChange } = props;
  const { listed, items, more } = importable;
  if (!listed) {
    return (
      <SourceName
        {...props}
        description={`As it is called on ${target}; the provider does not list what is there`}
      />
    );
  }
  if (items.length === 0) {
    return (
      <EmptyState
        title={`There is no cluster to import from ${target}`}
        description="Clusters that this portal made are not offered."
        action={
          <Button variant="secondary" onPress={props.onRetry}>
            Look again
          </Button>
        }
      />
    );
  }
  return (
    <>
      <RadioCards
        label="Which cluster"
        isRequired
        searchedBy="name or version"
        value={value}
        onChange={onChange}
        cards={items.map(({ source, kubernetesVersion, import: may }) => ({
          value: source,
          title: visibleText(source),
          facts: kubernetesVersion && `Kubernetes ${kubernetesVersion}`,
          disabled: !may.allowed,
          reason: may.reason && visibleText(may.reason),
          keywords: kubernetesVersion,
        }))}
      />
      {more && (
        <SourceName
          {...props}
          description={`Only the first ${items.length} are shown; another one is named as it is called on ${target}`}
        />
      )}
    </>
  );
}

function SourceName(props: Choice & { description: string }) {
  return (
    <div className={styles.fields}>
      <TextField
        label="Name of the cluster there"
        description={props.description}
        isRequired
        maxLength={253}
        value={props.value}
        onChange={props.onChange}
        autoComplete="off"
        spellCheck="false"
      />
    </div>
  );
}
