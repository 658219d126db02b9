import type { ProfileType } from '../kind/ClusterProfile';
import type { ChangeKind, ChangeState } from './change';
import type { ClusterPhase } from './cluster';
import type { Stage } from './target';

/** What every search result has. The type of a result is the resource type of its permission. @public */
export interface SubjectSearchDocument {
  title: string;
  text: string;
  /** Path inside the portal. */
  location: string;
  /** Only readers of this resource find it. */
  authorization: { resourceRef: string };
}

/** A profile among the search results, type `cluster-profiles-profile`. @public */
export interface ProfileSearchDocument extends SubjectSearchDocument {
  kind: 'ClusterProfile';
  namespace: string;
  type: ProfileType;
  name: string;
  owner: string;
  lifecycle: string;
  latestVersion?: string;
}

/** A cluster among the search results, type `cluster-profiles-cluster`. @public */
export interface ClusterSearchDocument extends SubjectSearchDocument {
  kind: 'Resource';
  namespace: string;
  type: 'kubernetes-cluster';
  name: string;
  owner: string;
  target: string;
  stage: Stage;
  /** As it was when it was indexed. */
  phase: ClusterPhase;
  kubernetesVersion?: string;
}

/** A change among the search results, type `cluster-profiles-change`. @public */
export interface ChangeSearchDocument extends SubjectSearchDocument {
  changeKind: ChangeKind;
  subject: string;
  /** As it was when it was indexed. */
  state: ChangeState;
  proposer: string;
  createdAt: string;
}
