import type {
  Finding,
  ProfileDocument,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { LayerRepositories } from '../repositories/LayerRepositories';

/** What the rules look at. Nothing of it changes while they do. */
export interface CheckedProfile {
  document: ProfileDocument;
  /** Paths of the files of the bundle. */
  files: ReadonlySet<string>;
  repositories: Pick<
    LayerRepositories,
    'names' | 'find' | 'stateOf' | 'remote'
  >;
}

/** One pure check of a profile; nothing to say is an empty list. */
export type ProfileRule = (profile: CheckedProfile) => Finding[];

/** Pointer of a layer, or of a field of it. */
export function layerPath(index: number, field = ''): string {
  return `/spec/layers/${index}${field}`;
}
