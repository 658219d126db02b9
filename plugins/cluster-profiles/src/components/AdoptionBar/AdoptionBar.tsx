import type { CSSProperties } from 'react';
import type { ProfileVersionSummary } from '@cluster-profiles/plugin-cluster-profiles-common';
import { ToggleButton } from '@backstage/ui';
import styles from './AdoptionBar.module.css';

const LEAST_SHADE = 20;

/** How many clusters run which version: a picture, and the same in buttons that choose versions. */
export function AdoptionBar(props: {
  /** The newest first. */
  versions: readonly ProfileVersionSummary[];
  /** Those that nobody supports any more. */
  unsupported?: readonly string[];
  chosen: readonly string[];
  onChange: (versions: string[]) => void;
}) {
  const { chosen, onChange, unsupported = [] } = props;
  const used = props.versions.filter(
    ({ version, clusters }) => clusters > 0 || chosen.includes(version),
  );
  const newest = props.versions.find(
    ({ state }) => state === 'published',
  )?.version;
  const total = used.reduce((sum, { clusters }) => sum + clusters, 0);
  // The older, the fainter; what the newest and those out of use look like is for the style sheet.
  const shade = (version: string) =>
    ({
      '--shade': `${Math.max(LEAST_SHADE, 75 - 20 * (used.findIndex(other => other.version === version) - 1))}%`,
    }) as CSSProperties;
  const toggle = (version: string) =>
    onChange(
      chosen.includes(version)
        ? chosen.filter(other => other !== version)
        : [...chosen, version],
    );
  if (total === 0) {
    return null;
  }
  return (
    <div className={styles.adoption}>
      <div className={styles.bar} aria-hidden>
        {used.map(({ version, clusters, state }) => (
          <button
            key={version}
            type="button"
            // The buttons below do and say the same.
            tabIndex={-1}
            title={version}
            className={styles.segment}
            data-state={state}
            data-newest={version === newest}
            style={{ ...shade(version), flexGrow: clusters }}
            onClick={() => toggle(version)}
          />
        ))}
      </div>
      <div
        className={styles.versions}
        role="group"
        aria-label="Clusters by version"
      >
        {used.map(({ version, clusters, state }) => (
          <ToggleButton
            key={version}
            size="small"
            isSelected={chosen.includes(version)}
            onChange={() => toggle(version)}
          >
            <span
              className={styles.mark}
              data-state={state}
              data-newest={version === newest}
              style={shade(version)}
              aria-hidden
            />
            {words({
              version,
              clusters,
              total,
              marks: [
                ...(state === 'published' ? [] : [state]),
                ...(unsupported.includes(version) ? ['unsupported'] : []),
              ],
            })}
          </ToggleButton>
        ))}
      </div>
    </div>
  );
}

function words(options: {
  version: string;
  clusters: number;
  total: number;
  marks: readonly string[];
}): string {
  const { version, clusters, total, marks } = options;
  const share = Math.round((100 * clusters) / total);
  return `${version}${marks.length > 0 ? ` (${marks.join(', ')})` : ''}: ${clusters} ${
    clusters === 1 ? 'cluster' : 'clusters'
  }, ${share} %`;
}
