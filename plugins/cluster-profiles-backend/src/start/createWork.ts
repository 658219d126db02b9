import { outsideRequest } from '../activity/requestContext';
import { DefaultChangeLifecycle } from '../changes/DefaultChangeLifecycle';
import { createChangeHandler } from '../changes/processChange';
import { measureWork } from '../metrics/measureWork';
import { createVersionHandler } from '../profiles/prepareVersion';
import { createNoticeHandler } from '../notices/sendNotice';
import { createReconciler } from '../reconciler/createReconciler';
import { WorkPump } from '../work/WorkPump';
import type { ClusterProfilesServices } from './ClusterProfilesServices';
import type { Foundation } from './layFoundation';

/** Whoever works through the queue: the reconciler of clusters, and the handlers of all else. */
export function createWork(
  services: ClusterProfilesServices,
  foundation: Foundation,
) {
  const { clock, checkpoints, logger, providers, engines } = services;
  const { config, knex, instanceId, files, bytes, announce, keys } = foundation;
  const { context, writeSwitch, waker } = foundation;
  const reconciler = createReconciler({
    knex,
    clock,
    checkpoints,
    logger,
    providers,
    engines,
    files,
    bytes,
    targets: config.targets,
    lifecycle: new DefaultChangeLifecycle(context),
    keys,
    recordMinutes: config.record.verifyMinutes,
    instanceId,
    writeSwitch: { isWriting: () => writeSwitch.get() },
    announce,
    config: config.reconciler,
    wake: () => waker.wake(),
  });
  const pump = new WorkPump({
    knex,
    clock,
    logger,
    handlers: measureWork(
      {
        cluster: reconciler.handler,
        change: createChangeHandler(context),
        notice: createNoticeHandler({ ...services, knex }),
        version: createVersionHandler({
          knex,
          targets: config.targets,
          providers,
          files,
          instanceId,
          logger,
        }),
      },
      services,
    ),
    concurrency: {
      cluster: config.reconciler.concurrency,
      change: 4,
      notice: 2,
      version: 1,
    },
    leaseSeconds: config.reconciler.leaseSeconds,
    pollSeconds: Math.min(1, config.reconciler.convergingSeconds),
  });

  waker.wake = () => outsideRequest(() => pump.wake());
  return { reconciler, pump };
}
