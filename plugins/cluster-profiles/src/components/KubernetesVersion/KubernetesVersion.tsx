import { useNow } from '../../hooks/useNow';
import { Status, type Tone } from '../Status/Status';
import { kubernetesSupport, type KubernetesSupport } from './kubernetesSupport';
import styles from './KubernetesVersion.module.css';

const HOUR_MS = 3_600_000;

const TONES: Record<Exclude<KubernetesSupport['state'], 'supported'>, Tone> = {
  ending: 'warning',
  ended: 'danger',
};

/**
 * A Kubernetes version with the end of its upstream support: a warning in the last 60 days, danger afterwards.
 * `inline` keeps both on one line.
 */
export function KubernetesVersion(props: {
  version?: string;
  /** YYYY-MM-DD; nothing is said when it is not known. */
  endOfLife?: string;
  inline?: boolean;
}) {
  const { version, endOfLife, inline = false } = props;
  const now = useNow(HOUR_MS);
  if (!version) {
    return <span>–</span>;
  }
  const support = endOfLife ? kubernetesSupport(endOfLife, now) : undefined;
  return (
    <span className={inline ? styles.inline : styles.stacked}>
      <span>{version}</span>
      {support && (
        <span
          className={styles.support}
          title={`Upstream support of Kubernetes ${version} ends on ${endOfLife}`}
        >
          {support.state === 'supported' ? (
            support.text
          ) : (
            <Status tone={TONES[support.state]}>{support.text}</Status>
          )}
        </span>
      )}
    </span>
  );
}
