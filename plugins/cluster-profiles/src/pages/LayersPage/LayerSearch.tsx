import type { LayerInUse } from '@cluster-profiles/plugin-cluster-profiles-common';
import { Button } from '@backstage/ui';
import { DelayedSearch } from '../../components/DelayedSearch/DelayedSearch';
import { exampleQueries } from './findLayers';
import styles from './LayersPage.module.css';

/** The one field of the page, with questions that it answers. */
export function LayerSearch(props: {
  layers: readonly LayerInUse[];
  text: string;
  onChange: (text: string) => void;
}) {
  const { layers, text, onChange } = props;
  const examples = exampleQueries(layers);
  return (
    <div className={styles.searchArea}>
      <DelayedSearch
        label="Search layers by name and version"
        placeholder="Who runs ingress-nginx below 4.13?"
        className={styles.search}
        value={text}
        onChange={onChange}
      />
      {examples.length > 0 && (
        <div
          className={styles.examples}
          role="group"
          aria-label="Example searches"
        >
          <span>For example</span>
          {examples.map(example => (
            <Button
              key={example}
              size="small"
              variant="tertiary"
              onPress={() => onChange(example)}
            >
              {example}
            </Button>
          ))}
        </div>
      )}
    </div>
  );
}
