import type { Target } from '@cluster-profiles/plugin-cluster-profiles-common';
import type {
  JsonApi,
  ManagementCluster,
} from '@cluster-profiles/plugin-cluster-profiles-kubernetes-node';
import {
  ProviderRefusedError,
  type EngineCluster,
} from '@cluster-profiles/plugin-cluster-profiles-node';
import type { ArgoCdInstanceConfig } from '../config/ArgoCdConfig';

/** One Argo CD, and who it is for. */
export interface ArgoCdInstance extends Pick<
  ArgoCdInstanceConfig,
  'namespace' | 'targets'
> {
  name?: string;
  management: Pick<ManagementCluster, 'name' | 'reader' | 'writer'> &
    Partial<Pick<ManagementCluster, 'watcher'>>;
  /** Of Argo CD itself. */
  api?: JsonApi;
}

/** Which Argo CD serves which target. */
export class Instances {
  readonly all: readonly ArgoCdInstance[];

  constructor(options: { all: readonly ArgoCdInstance[] }) {
    this.all = options.all;
  }

  find({ name }: Pick<Target, 'name'>): ArgoCdInstance | undefined {
    return (
      this.all.find(({ targets }) => targets?.includes(name)) ??
      this.all.find(({ targets }) => !targets)
    );
  }

  /** Errors: `ProviderRefusedError` for a target that none is for. */
  serving({ target }: Pick<EngineCluster, 'target'>): ArgoCdInstance {
    const instance = this.find(target);
    if (!instance) {
      throw new ProviderRefusedError(
        `No Argo CD serves target ${target.name}; name it in targets of one of clusterProfiles.argocd.instances`,
      );
    }
    return instance;
  }
}
