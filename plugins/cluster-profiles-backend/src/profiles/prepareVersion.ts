import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type { Target } from '@cluster-profiles/plugin-cluster-profiles-common';
import type {
  ClusterProvider,
  ProfileFiles,
} from '@cluster-profiles/plugin-cluster-profiles-node';
import type { Knex } from 'knex';
import { findProviderEntry } from '../planning/resolve/chooseProviderConfig';
import type { WorkHandler } from '../work/types';
import { getProfileVersion } from './operations/getProfileVersion';

const PREPARE_MILLISECONDS = 60_000;

/**
 * Brings to every target that a published version may use what its clusters need. A target that does not answer is tried
 * again with back-off and keeps no other one waiting; a cluster that comes first brings the same by itself.
 */
export function createVersionHandler(options: {
  knex: Knex;
  targets: readonly Target[];
  providers: ReadonlyMap<string, ClusterProvider>;
  files: ProfileFiles;
  instanceId: string;
  logger: LoggerService;
}): WorkHandler {
  const { knex, targets, providers, files, instanceId, logger } = options;
  return async (item, { signal }) => {
    const [profile, version] = item.id.split('@');
    const published = await getProfileVersion(knex, { profile, version });
    if (published?.state !== 'published') {
      return {};
    }
    const silent: string[] = [];
    for (const target of targets) {
      const provider = providers.get(target.provider);
      const entry = findProviderEntry(published, target);
      if (!provider?.prepare || !entry) {
        continue;
      }
      try {
        const findings = await provider.prepare({
          profile: {
            name: profile,
            version,
            digest: published.digest,
            type: published.type,
          },
          entry,
          target,
          instanceId,
          files,
          signal: AbortSignal.any([
            signal,
            AbortSignal.timeout(PREPARE_MILLISECONDS),
          ]),
        });
        for (const { severity, message } of findings) {
          logger.warn(
            `${profile} ${version} on target ${target.name}: ${message} (${severity})`,
          );
        }
      } catch (error) {
        signal.throwIfAborted();
        silent.push(`${target.name}: ${stringifyError(error)}`);
      }
    }
    if (silent.length > 0) {
      throw new Error(
        `${profile} ${version} is not prepared everywhere: ${silent.join('; ')}`,
      );
    }
    return {};
  };
}
