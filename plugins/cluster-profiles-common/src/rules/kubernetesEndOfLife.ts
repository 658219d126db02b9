import semver from 'semver';

/**
 * Days on which upstream support of Kubernetes minor versions ends, as kubernetes.io/releases names them.
 * @public
 */
export const KUBERNETES_END_OF_LIFE: Readonly<Record<string, string>> = {
  '1.28': '2024-10-22',
  '1.29': '2025-02-28',
  '1.30': '2025-07-15',
  '1.31': '2025-11-11',
  '1.32': '2026-02-28',
  '1.33': '2026-06-28',
  '1.34': '2026-10-27',
  '1.35': '2027-02-28',
  '1.36': '2027-06-28',
  '1.37': '2027-10-28',
};

/**
 * The day (YYYY-MM-DD) on which upstream support of a version's minor version ends; undefined when that is not known.
 * @public
 */
export function kubernetesEndOfLife(
  version: string | null | undefined,
  table: Readonly<Record<string, string>> = KUBERNETES_END_OF_LIFE,
): string | undefined {
  const parsed = semver.parse(version);
  const minor = parsed && `${parsed.major}.${parsed.minor}`;
  return minor && Object.hasOwn(table, minor) ? table[minor] : undefined;
}
