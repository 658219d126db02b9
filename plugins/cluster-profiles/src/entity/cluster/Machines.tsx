import {
  isAutoscaled,
  poolRange,
  poolSizeText,
  type ClusterDetail,
  type DesiredWorkerPool,
  type ObservedMachine,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { Text } from '@backstage/ui';
import { Section } from '../../components/Section/Section';
import { Status, type Tone } from '../../components/Status/Status';
import styles from './ClusterOverview.module.css';

/** Machines by pool: how many are desired, and how each one is. */
export function Machines(props: {
  cluster: ClusterDetail;
  /** When they were last seen, where that is long ago. */
  asOf?: string;
}) {
  const { cluster, asOf } = props;
  const machines = cluster.observed?.machines ?? [];
  const imported = cluster.desired?.observeOnly ?? false;
  const pools = imported ? observedPools(machines) : desiredPools(cluster);
  return (
    <Section title="Machines">
      {pools.length === 0 && (
        <Text color="secondary">
          {imported
            ? 'No machines were seen yet.'
            : 'No machines are desired yet.'}
        </Text>
      )}
      {pools.length > 0 && (
        <table className={styles.machines} aria-label="Machines by pool">
          <thead>
            <tr>
              <th scope="col">Pool</th>
              <th scope="col">Ready</th>
              <th scope="col">Kubernetes</th>
              <th scope="col">State</th>
            </tr>
          </thead>
          <tbody>
            {pools.map(pool => (
              <Pool
                key={pool.name}
                pool={pool}
                machines={machines.filter(
                  machine => machine.pool === pool.name,
                )}
                imported={imported}
                asOf={asOf}
              />
            ))}
          </tbody>
        </table>
      )}
    </Section>
  );
}

function desiredPools({ desired }: ClusterDetail): DesiredWorkerPool[] {
  return desired
    ? [
        {
          name: 'controlPlane',
          replicas: desired.nodePools.controlPlane.replicas,
        },
        ...desired.nodePools.workers,
      ]
    : [];
}

/** Of an imported cluster: what is there is how many there are to be. */
function observedPools(
  machines: readonly ObservedMachine[],
): DesiredWorkerPool[] {
  const names = [...new Set(machines.map(({ pool }) => pool))].sort();
  return names.map(name => ({
    name,
    replicas: machines.filter(({ pool }) => pool === name).length,
  }));
}

function Pool(props: {
  pool: DesiredWorkerPool;
  machines: ObservedMachine[];
  imported: boolean;
  asOf?: string;
}) {
  const { pool, machines, imported, asOf } = props;
  const { name, replicas } = pool;
  const ready = machines.filter(machine => machine.ready).length;
  const outdated = machines.filter(({ upToDate }) => !upToDate).length;
  const [tone, words] = imported
    ? observedState({ ready, replicas })
    : poolState({ outdated, ready, present: machines.length, pool });
  const versions = [...new Set(machines.map(m => m.kubernetesVersion))];
  return (
    <tr>
      <th scope="row">{name === 'controlPlane' ? 'control plane' : name}</th>
      <td>
        {isAutoscaled(pool)
          ? `${ready} of ${machines.length}, ${poolSizeText(pool)} desired`
          : `${ready} of ${replicas}`}
      </td>
      <td>{versions.join(', ') || '–'}</td>
      <td>
        <Status tone={asOf === undefined ? tone : 'unknown'}>
          {asOf === undefined ? words : `${words} when last seen`}
        </Status>
      </td>
    </tr>
  );
}

function poolState(options: {
  outdated: number;
  ready: number;
  present: number;
  pool: DesiredWorkerPool;
}): readonly [Tone, string] {
  const { outdated, ready, present, pool } = options;
  if (outdated > 0) {
    return ['progress', `${outdated} to be replaced`];
  }
  const { min, max } = poolRange(pool);
  // What an autoscaler has just ordered is on its way.
  const wanted = isAutoscaled(pool) ? present : pool.replicas;
  return ready === wanted && ready >= min && ready <= max
    ? ['success', 'As desired']
    : ['progress', 'Converging'];
}

function observedState(pool: {
  ready: number;
  replicas: number;
}): readonly [Tone, string] {
  const bad = pool.replicas - pool.ready;
  return bad === 0 ? ['success', 'Ready'] : ['warning', `${bad} not ready`];
}
