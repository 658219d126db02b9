import type {
  DesiredState,
  ProfileVersion,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { chooseVersion } from './chooseVersion';
import type { Intent } from './types';

/** The intent behind a desired state, for changes that keep most of it. */
export function intentOf(
  desired: DesiredState,
  versions: readonly ProfileVersion[],
): Intent {
  return {
    cluster: desired.cluster,
    profiles: desired.profiles.map(profile => ({
      version: chooseVersion({
        reference: profile,
        versions,
        path: '/profile',
      }),
      parameters: desired.parameters[profile.name] ?? {},
    })),
    poolOverrides: desired.poolOverrides,
    driftModes: desired.driftModes,
    ...(desired.driftExceptions && {
      driftExceptions: desired.driftExceptions,
    }),
    follow: desired.follow,
    target: desired.target,
    paused: desired.paused,
    protected: desired.protected,
    ...(desired.endsOn && { endsOn: desired.endsOn }),
    ...(desired.adopted && { adopted: desired.adopted }),
    ...(desired.overrides && { overrides: desired.overrides }),
    ...(desired.observeOnly && {
      observed: {
        nodePools: desired.nodePools,
        providerConfig: desired.providerConfig,
      },
    }),
    findings: [],
  };
}
