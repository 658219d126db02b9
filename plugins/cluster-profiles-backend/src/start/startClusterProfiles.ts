import { stringifyError } from '@backstage/errors';
import { observeTables } from '../metrics/observeTables';
import { reportPreflights } from '../targets/reportPreflights';
import type { ClusterProfilesServices } from './ClusterProfilesServices';
import { layFoundation } from './layFoundation';
import { createWork } from './createWork';
import { createApi } from './createApi';
import { scheduleTasks } from './scheduleTasks';

/** Puts the parts together; decides nothing. */
export async function startClusterProfiles(
  services: ClusterProfilesServices,
): Promise<void> {
  const { logger, providers, engines } = services;
  const foundation = await layFoundation(services);
  const { config, knex } = foundation;
  const { reconciler, pump } = createWork(services, foundation);
  const { router, runs, checkpointer } = createApi(services, foundation);
  services.httpRouter.use(router);
  observeTables({ ...services, knex });
  await checkpointer.schedule(services.scheduler);
  services.rootLifecycle.addStartupHook(async () => {
    pump.start();
    await reconciler.start();
    // Nobody waits for it: a target that does not answer must not hold up the start.
    reportPreflights({
      targets: config.targets,
      providers,
      engines,
      logger,
    }).catch(error =>
      logger.warn(`Targets were not checked: ${stringifyError(error)}`),
    );
  });
  services.lifecycle.addShutdownHook(async () => {
    await runs.stop();
    await reconciler.stop();
    await pump.stop();
  });
  await scheduleTasks(services, foundation);
}
