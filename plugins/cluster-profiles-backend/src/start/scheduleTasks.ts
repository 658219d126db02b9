import { stringifyError } from '@backstage/errors';
import type { ChangeContext } from '../changes/ChangeContext';
import { seedProfiles } from '../changes/seedProfiles';
import { collectUnused } from '../collect/collectUnused';
import { endLifetimes } from '../lifetime/endLifetimes';
import { proposeRemovals } from '../overrides/proposeRemovals';
import type { ClusterProfilesServices } from './ClusterProfilesServices';
import type { Foundation } from './layFoundation';

/** What happens by the clock. */
export async function scheduleTasks(
  services: ClusterProfilesServices,
  foundation: Foundation,
): Promise<void> {
  const { config, context, files, instanceId, knex, writeSwitch } = foundation;
  await services.scheduler.scheduleTask({
    id: 'cluster-profiles-lifetimes',
    frequency: { minutes: 10 },
    timeout: { minutes: 5 },
    initialDelay: { minutes: 1 },
    fn: () => endLifetimes(context),
  });
  await services.scheduler.scheduleTask({
    id: 'cluster-profiles-collect',
    frequency: { hours: 1 },
    timeout: { minutes: 30 },
    initialDelay: { minutes: 5 },
    fn: signal =>
      collectUnused(
        {
          ...services,
          knex,
          targets: config.targets,
          files,
          instanceId,
          writeSwitch: { isWriting: () => writeSwitch.get() },
          ...config.collect,
        },
        { signal },
      ),
  });
  await services.scheduler.scheduleTask({
    id: 'cluster-profiles-overrides',
    frequency: { minutes: 1 },
    timeout: { minutes: 5 },
    fn: () => proposeRemovals(context),
  });
  if (config.seed) {
    await scheduleSeed(services, context);
  }
}

/** The catalog fills up in its own time, so the seed is tried until it is done. */
async function scheduleSeed(
  services: ClusterProfilesServices,
  context: ChangeContext,
): Promise<void> {
  let done = false;
  await services.scheduler.scheduleTask({
    id: 'cluster-profiles-seed',
    frequency: { seconds: 2 },
    timeout: { minutes: 2 },
    scope: 'local',
    fn: async () => {
      if (done) {
        return;
      }
      try {
        const open = await seedProfiles(context);
        done = open.length === 0;
        services.logger.info(
          done
            ? 'The example profiles are published'
            : `Seed: ${open.join(', ')}`,
        );
      } catch (error) {
        services.logger.error(`The seed failed: ${stringifyError(error)}`);
      }
    },
  });
}
