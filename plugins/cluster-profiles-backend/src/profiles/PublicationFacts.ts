import type {
  Finding,
  PinnedSource,
  ProfileVersion,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { Bundle } from './types';

/** All that the rules about one version of one profile look at, gathered first. */
export interface PublicationFacts {
  profile: string;
  version: string;
  /** Who the name belongs to, and where it was first published from; absent for a new name. */
  known?: { owner: string; origin?: string };
  /** Every version of the profile in whatever state. */
  versions: ProfileVersion[];
  /** Clusters whose desired state names the version. */
  usedBy: string[];
  /** Clusters that would be proposed the version. */
  followers: string[];
  /** Of a publication. */
  draft?: {
    bundle: Bundle;
    findings: Finding[];
    sources: PinnedSource[];
  };
}
