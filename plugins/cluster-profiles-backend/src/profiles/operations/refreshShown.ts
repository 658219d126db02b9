import { upgradeCandidates } from '@cluster-profiles/plugin-cluster-profiles-common';
import semver from 'semver';
import type { InTransaction } from '../../changes/types';
import type {
  ProfileLabelRow,
  ProfileRow,
  ProfileVersionRow,
} from '../../database/tables';
import { labelsOf } from '../labelsOf';

/** Finds the version that speaks for a profile, and takes its labels; whoever writes versions or their states calls it last. */
export async function refreshShown(
  tx: InTransaction,
  profile: string,
): Promise<void> {
  // Two that change versions of one profile would each miss what the other wrote.
  await tx<ProfileRow>('profiles').where({ name: profile }).forUpdate().first();
  const versions = await tx<ProfileVersionRow>('profile_versions')
    .where({ profile })
    .select('version', 'state');
  const [shown] = [
    ...upgradeCandidates({ versions }),
    ...versions.map(({ version }) => version).sort(semver.rcompare),
  ];
  const { document } = (await tx<ProfileVersionRow>('profile_versions')
    .where({ profile, version: shown })
    .first('document'))!;
  await tx<ProfileRow>('profiles')
    .where({ name: profile })
    .update({ shown_version: shown });
  await tx<ProfileLabelRow>('profile_labels').where({ profile }).delete();
  const labels = Object.entries(labelsOf(JSON.parse(document)));
  if (labels.length > 0) {
    await tx<ProfileLabelRow>('profile_labels').insert(
      labels.map(([label, value]) => ({ profile, label, value })),
    );
  }
}
