import type {
  LayerInUse,
  LayerKind,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { Cell, Link, Table, type ColumnConfig } from '@backstage/ui';
import {
  ClusterName,
  ProfileName,
} from '../../components/EntityName/EntityName';
import { groupTitle } from '../../components/StackDiagram/stackGroups';
import { visibleText } from '../../components/VisibleText/visibleText';
import { count } from './findLayers';
import { useClustersOf } from './useClustersOf';
import styles from './LayersPage.module.css';

const PAGE_SIZE = 50;

type Row = LayerInUse & { id: string };

const COLUMNS: ColumnConfig<Row>[] = [
  {
    id: 'name',
    label: 'Layer',
    defaultWidth: '1.3fr',
    minWidth: 132,
    isRowHeader: true,
    cell: ({ name, component, kind, category }) => (
      <Cell>
        <span className={styles.layer}>
          {visibleText(name)}
          {component && component !== name && (
            <span className={styles.kind}>{visibleText(component)}</span>
          )}
          <span className={styles.kind}>
            {groupTitle(kind as LayerKind, category)}
          </span>
        </span>
      </Cell>
    ),
  },
  {
    id: 'version',
    label: 'Version',
    defaultWidth: '0.8fr',
    minWidth: 100,
    cell: ({ version }) => (
      <Cell>
        <span className={styles.layer}>{visibleText(version)}</span>
      </Cell>
    ),
  },
  {
    id: 'profiles',
    label: 'Profiles',
    defaultWidth: '1.7fr',
    minWidth: 155,
    cell: ({ profiles }) => (
      <Cell>
        <ul className={styles.list}>
          {versionsByProfile(profiles).map(([name, versions]) => (
            <li key={name}>
              <ProfileName name={name} /> {versions.join(', ')}
            </li>
          ))}
        </ul>
      </Cell>
    ),
  },
  {
    id: 'clusters',
    label: 'Clusters',
    defaultWidth: '1.3fr',
    minWidth: 115,
    cell: layer => (
      <Cell>
        <Clusters {...layer} />
      </Cell>
    ),
  },
];

/** Layers by name and version. */
export function LayerTable(props: {
  layers: readonly LayerInUse[];
  offset: number;
  onOffsetChange: (offset: number) => void;
}) {
  const { layers, onOffsetChange } = props;
  const total = layers.length;
  const offset = props.offset < total ? props.offset : 0;
  return (
    <Table
      columnConfig={COLUMNS}
      data={layers.slice(offset, offset + PAGE_SIZE).map(layer => ({
        ...layer,
        id: JSON.stringify([
          layer.kind,
          layer.category,
          layer.name,
          layer.component,
          layer.version,
        ]),
      }))}
      pagination={
        total > PAGE_SIZE
          ? {
              type: 'page',
              offset,
              pageSize: PAGE_SIZE,
              totalCount: total,
              pageSizeOptions: [PAGE_SIZE],
              showPageSizeOptions: false,
              hasNextPage: offset + PAGE_SIZE < total,
              hasPreviousPage: offset > 0,
              onNextPage: () => onOffsetChange(offset + PAGE_SIZE),
              onPreviousPage: () =>
                onOffsetChange(Math.max(0, offset - PAGE_SIZE)),
            }
          : { type: 'none' }
      }
    />
  );
}

function Clusters(layer: LayerInUse) {
  const { name, version, clusters, clusterCount, leaving } = layer;
  const clustersOf = useClustersOf();
  if (clusterCount === 0) {
    return <span className={styles.none}>none</span>;
  }
  const more = clusterCount - clusters.length;
  return (
    <div className={styles.clusters}>
      <Link
        href={clustersOf([{ name, version }])}
        title={`Clusters that run ${name} ${version}`}
      >
        {count(clusterCount, 'cluster')}
      </Link>
      {leaving > 0 && (
        <span className={styles.kind}>{leaving} of them on the way off it</span>
      )}
      {clusters.length > 0 && (
        <details>
          <summary>Names</summary>
          <ul className={styles.list}>
            {clusters.map(cluster => (
              <li key={cluster}>
                <ClusterName name={cluster} />
              </li>
            ))}
            {more > 0 && <li>and {more} more</li>}
          </ul>
        </details>
      )}
    </div>
  );
}

function versionsByProfile(
  profiles: LayerInUse['profiles'],
): Array<[name: string, versions: string[]]> {
  const versions = new Map<string, string[]>();
  for (const { name, version } of profiles) {
    versions.set(name, [...(versions.get(name) ?? []), version]);
  }
  return [...versions];
}
