import type { JsonObject } from '@backstage/types';
import type {
  DesiredState,
  Finding,
  ProfileVersion,
} from '@cluster-profiles/plugin-cluster-profiles-common';

/** A profile of a cluster with its resolved parameters. */
export interface ChosenProfile {
  version: ProfileVersion;
  parameters: JsonObject;
}

/** What a request wants, before layers and pools follow from it. */
export interface Intent extends Pick<
  DesiredState,
  | 'cluster'
  | 'poolOverrides'
  | 'driftModes'
  | 'follow'
  | 'target'
  | 'paused'
  | 'protected'
  | 'adopted'
  | 'overrides'
  | 'driftExceptions'
  | 'endsOn'
> {
  profiles: ChosenProfile[];
  /** Of an imported cluster: what takes the place of a main profile. */
  observed?: Pick<DesiredState, 'nodePools' | 'providerConfig'>;
  findings: Finding[];
}
