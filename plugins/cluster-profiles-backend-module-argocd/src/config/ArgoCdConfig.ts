import type {
  ApiConfig,
  PlaceConfig,
} from '@cluster-profiles/plugin-cluster-profiles-kubernetes-node';

/** One Argo CD, reached through the API server that keeps its Applications. */
export interface ArgoCdInstanceConfig extends PlaceConfig {
  /** Where its Applications are. */
  namespace: string;
  /** Names of the targets that it serves; undefined: all that no other instance names. */
  targets?: string[];
  /** Of Argo CD itself, which tells the fields that differ. */
  api?: ApiConfig;
}

/** With which Argo CD gets into a repository. */
export interface RepositoryLogin {
  username: string;
  password: string;
}

export interface ArgoCdConfig {
  instances: ArgoCdInstanceConfig[];
  /** By name of the layer repository; of those that want one. */
  logins: ReadonlyMap<string, RepositoryLogin>;
  /** Where Argo CD pulls the charts of a layer repository from, by its name, unless the mirror has them: `https://…`, `http://…` or `oci://…`. */
  repositories: ReadonlyMap<string, string>;
  /** The program that renders charts for plans. */
  helm: {
    /** The first `helm` on the search path if undefined. */
    path?: string;
    /** What clusters serve beside Kubernetes' own kinds and what their layers define. */
    apiVersions: string[];
  };
}
