import type {
  ClusterDetail,
  ObservedMachine,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { Text } from '@backstage/ui';
import { Section } from '../../components/Section/Section';
import { Status } from '../../components/Status/Status';
import styles from './ClusterOverview.module.css';

/** Machines by pool: how many are desired, and how each one is. */
export function Machines({ cluster }: { cluster: ClusterDetail }) {
  const machines = cluster.observed?.machines ?? [];
  const pools = cluster.desired
    ? [
        {
          name: 'controlPlane',
          replicas: cluster.desired.nodePools.controlPlane.replicas,
        },
        ...cluster.desired.nodePools.workers,
      ]
    : [];
  return (
    <Section title="Machines">
      {pools.length === 0 && (
        <Text color="secondary">No machines are desired yet.</Text>
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
              />
            ))}
          </tbody>
        </table>
      )}
    </Section>
  );
}

function Pool(props: {
  name: string;
  replicas: number;
  machines: ObservedMachine[];
}) {
  const { name, replicas, machines } = props;
  const ready = machines.filter(machine => machine.ready).length;
  const outdated = machines.filter(({ upToDate }) => !upToDate).length;
  const versions = [...new Set(machines.map(m => m.kubernetesVersion))];
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>
        {ready} of {replicas}
      </td>
      <td>{versions.join(', ') || '–'}</td>
      <td>
        {outdated > 0 && (
          <Status tone="progress">{outdated} to be replaced</Status>
        )}
        {outdated === 0 && ready === replicas && (
          <Status tone="success">As desired</Status>
        )}
        {outdated === 0 && ready !== replicas && (
          <Status tone="progress">Converging</Status>
        )}
      </td>
    </tr>
  );
}
