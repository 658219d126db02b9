import type {
  ClusterDetail,
  ObservedMachine,
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
            {pools.map(({ name, replicas }) => (
              <Pool
                key={name}
                name={name === 'controlPlane' ? 'control plane' : name}
                replicas={replicas}
                machines={machines.filter(({ pool }) => pool === name)}
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

interface MachinePool {
  name: string;
  replicas: number;
}

function desiredPools({ desired }: ClusterDetail): MachinePool[] {
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
function observedPools(machines: readonly ObservedMachine[]): MachinePool[] {
  const names = [...new Set(machines.map(({ pool }) => pool))].sort();
  return names.map(name => ({
    name,
    replicas: machines.filter(({ pool }) => pool === name).length,
  }));
}

function Pool(props: {
  name: string;
  replicas: number;
  machines: ObservedMachine[];
  imported: boolean;
  asOf?: string;
}) {
  const { name, replicas, machines, imported, asOf } = props;
  const ready = machines.filter(machine => machine.ready).length;
  const outdated = machines.filter(({ upToDate }) => !upToDate).length;
  const [tone, words] = imported
    ? observedState({ ready, replicas })
    : poolState({ outdated, ready, replicas });
  const versions = [...new Set(machines.map(m => m.kubernetesVersion))];
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>
        {ready} of {replicas}
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

function poolState(pool: {
  outdated: number;
  ready: number;
  replicas: number;
}): readonly [Tone, string] {
  if (pool.outdated > 0) {
    return ['progress', `${pool.outdated} to be replaced`];
  }
  return pool.ready === pool.replicas
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
