import type {
  AuditorService,
  AuthService,
  DatabaseService,
  HttpAuthService,
  HttpRouterService,
  LifecycleService,
  LoggerService,
  PermissionsRegistryService,
  PermissionsService,
  RootConfigService,
  RootLifecycleService,
  SchedulerService,
  UrlReaderService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import type {
  ActionsRegistryService,
  MetricsService,
} from '@backstage/backend-plugin-api/alpha';
import { stringifyError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { EventsService } from '@backstage/plugin-events-node';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { SignalsService } from '@backstage/plugin-signals-node';
import type {
  AddOnEngine,
  Checkpoints,
  Clock,
  ClusterProvider,
} from '@cluster-profiles/plugin-cluster-profiles-node';
import { AuthorizedAccess } from './access/AuthorizedAccess';
import { whyNoAccess } from './access/whyNoAccess';
import { ActionRunner } from './actions/ActionRunner';
import { registerActions } from './actions/registerActions';
import { AuthorizedActivity } from './activity/AuthorizedActivity';
import { outsideRequest } from './activity/requestContext';
import { AuthorizedWriteSwitch } from './administration/AuthorizedWriteSwitch';
import { DatabaseWriteSwitch } from './administration/DatabaseWriteSwitch';
import { resolveInstanceId } from './administration/resolveInstanceId';
import { createAnnounce } from './announce';
import { AuthorizedBreakGlass } from './breakGlass/AuthorizedBreakGlass';
import { AuthorizedChanges } from './changes/AuthorizedChanges';
import { BulkChanges } from './changes/BulkChanges';
import type { ChangeContext } from './changes/ChangeContext';
import { DefaultChangeLifecycle } from './changes/DefaultChangeLifecycle';
import { createChangeHandler } from './changes/processChange';
import { seedProfiles } from './changes/seedProfiles';
import { AuthorizedClusters } from './clusters/AuthorizedClusters';
import { collectUnused } from './collect/collectUnused';
import { readClusterProfilesConfig } from './config/readClusterProfilesConfig';
import { applyMigrations } from './database/applyMigrations';
import { AuthorizedErasure } from './erasure/AuthorizedErasure';
import { AuthorizedDrift } from './drift/AuthorizedDrift';
import { AuthorizedFleet } from './fleet/AuthorizedFleet';
import { PermissionGate } from './permissions/PermissionGate';
import { CatalogGroupDirectory } from './permissions/GroupDirectory';
import { ChangeTimes } from './metrics/ChangeTimes';
import { measureWork } from './metrics/measureWork';
import { observeTables } from './metrics/observeTables';
import { registerPermissions } from './permissions/registerPermissions';
import { DefaultClusterPlanner } from './planning/DefaultClusterPlanner';
import { BulkPreviews } from './previews/BulkPreviews';
import { PreviewRuns } from './previews/PreviewRuns';
import { Previews } from './previews/Previews';
import { AuthorizedPolicies } from './policies/AuthorizedPolicies';
import { recordPolicies } from './policies/recordPolicies';
import { AuthorizedProfiles } from './profiles/AuthorizedProfiles';
import { AuthorizedValidation } from './profiles/AuthorizedValidation';
import { DatabaseProfileFiles } from './profiles/DatabaseProfileFiles';
import { DefaultPublications } from './profiles/DefaultPublications';
import { ProfilesService } from './profiles/ProfilesService';
import { createVersionHandler } from './profiles/prepareVersion';
import { endLifetimes } from './lifetime/endLifetimes';
import { createNoticeHandler } from './notices/sendNotice';
import { proposeRemovals } from './overrides/proposeRemovals';
import { LayerRepositories } from './profiles/repositories/LayerRepositories';
import { AuthorizedEvidence } from './record/AuthorizedEvidence';
import { Checkpointer } from './record/Checkpointer';
import { RecordKeys } from './record/RecordKeys';
import { createReconciler } from './reconciler/createReconciler';
import { createRouter } from './router/createRouter';
import { RequestLimits } from './router/RequestLimits';
import { AuthorizedProviders } from './providers/AuthorizedProviders';
import { StoredSourceBytes } from './sources/StoredSourceBytes';
import { AuthorizedImports } from './targets/AuthorizedImports';
import { AuthorizedTargets } from './targets/AuthorizedTargets';
import { reportPreflights } from './targets/reportPreflights';
import { AuthorizedTypicalTimes } from './typicalTimes/AuthorizedTypicalTimes';
import { WorkPump } from './work/WorkPump';

export interface ClusterProfilesServices {
  auditor: AuditorService;
  auth: AuthService;
  config: RootConfigService;
  database: DatabaseService;
  httpAuth: HttpAuthService;
  httpRouter: HttpRouterService;
  lifecycle: LifecycleService;
  actionsRegistry: ActionsRegistryService;
  metrics: MetricsService;
  logger: LoggerService;
  permissions: PermissionsService;
  permissionsRegistry: PermissionsRegistryService;
  rootLifecycle: RootLifecycleService;
  scheduler: SchedulerService;
  urlReader: UrlReaderService;
  userInfo: UserInfoService;
  catalog: CatalogService;
  events: EventsService;
  notifications: NotificationService;
  signals: SignalsService;
  clock: Clock;
  checkpoints: Checkpoints;
  providers: Map<string, ClusterProvider>;
  engines: Map<string, AddOnEngine>;
}

/** Puts the parts together; decides nothing. */
export async function startClusterProfiles(
  services: ClusterProfilesServices,
): Promise<void> {
  const { clock, checkpoints, logger, metrics, providers, engines } = services;
  const config = readClusterProfilesConfig(services.config);
  const knex = await services.database.getClient();
  if (!services.database.migrations?.skip) {
    await applyMigrations(knex);
  }
  await recordPolicies(knex, { config, clock });
  const instanceId = await resolveInstanceId(knex, config.instanceId);
  const repositories = await LayerRepositories.create({
    repositories: config.repositories,
  });
  const files = new DatabaseProfileFiles({ knex });
  const bytes = new StoredSourceBytes({ knex, mirror: config.mirror });
  const announce = createAnnounce(services);
  const keys = RecordKeys.create(config.record.keys, config.record);

  const permissionsEnabled =
    services.config.getOptionalBoolean('permission.enabled') ?? false;
  // The pump works with what is made before it.
  let wake = () => {};
  const context: ChangeContext = {
    knex,
    clock,
    config,
    instanceId,
    planner: new DefaultClusterPlanner({
      knex,
      targets: config.targets,
      providers,
      engines,
      files,
      bytes,
    }),
    publications: new DefaultPublications({
      knex,
      repositories,
      urlReader: services.urlReader,
      limits: config.limits,
    }),
    directory: new CatalogGroupDirectory(services),
    announce,
    checkpoints,
    keys,
    times: new ChangeTimes({ knex, metrics }),
    logger,
    permissionsEnabled,
    whyNoAccess: cluster =>
      whyNoAccess(cluster, { providers, permissionsEnabled }),
    wake: () => wake(),
  };
  const lifecycle = new DefaultChangeLifecycle(context);
  const writeSwitch = new DatabaseWriteSwitch({
    knex,
    clock,
    configured: config.writes,
  });
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
    lifecycle,
    keys,
    instanceId,
    writeSwitch: { isWriting: () => writeSwitch.get() },
    announce,
    config: config.reconciler,
    wake: () => wake(),
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

  wake = () => outsideRequest(() => pump.wake());

  const gate = new PermissionGate({
    permissions: services.permissions,
    registry: services.permissionsRegistry,
    services: config.services,
    targets: config.targets,
  });
  registerPermissions({ registry: services.permissionsRegistry, knex, config });
  const changes = new AuthorizedChanges({
    context,
    gate,
    auth: services.auth,
    userInfo: services.userInfo,
  });
  const clusters = new AuthorizedClusters({
    permissionsEnabled,
    knex,
    clock,
    gate,
    config,
    providers,
    ...config.kubernetes,
  });
  const profiles = new AuthorizedProfiles({
    knex,
    gate,
    profiles: new ProfilesService({ knex, ...config.kubernetes }),
    clusters,
    config,
    actor: credentials => changes.actor(credentials),
  });
  const checkpointer = new Checkpointer({
    knex,
    clock,
    keys,
    logger,
    config: config.record,
  });
  const imports = new AuthorizedImports({
    knex,
    gate,
    instanceId,
    providers,
    targets: config.targets,
    platformGroup: config.platformGroup,
    actor: credentials => changes.actor(credentials),
  });
  const runs = new PreviewRuns({ context });
  const requestLimits = new RequestLimits({ clock, ...config.limits });
  registerActions({
    registry: services.actionsRegistry,
    runner: new ActionRunner({ ...services, requestLimits }),
    changes,
    clusters,
    profiles,
  });
  services.httpRouter.use(
    createRouter({
      auditor: services.auditor,
      httpAuth: services.httpAuth,
      logger,
      breakGlass: new AuthorizedBreakGlass({ context, changes }),
      changes,
      previews: new Previews({ context, changes, runs }),
      bulkPreviews: new BulkPreviews({ clock, changes, runs }),
      bulkChanges: new BulkChanges({ changes, logger }),
      clusters,
      access: new AuthorizedAccess({
        ...services,
        context,
        gate,
        clusters,
      }),
      drift: new AuthorizedDrift({
        knex,
        clock,
        gate,
        clusters,
        profiles,
        announce,
        actor: credentials => changes.actor(credentials),
        wake: () => wake(),
      }),
      fleet: new AuthorizedFleet({
        knex,
        clock,
        clusters,
        ...config.kubernetes,
      }),
      profiles,
      validation: new AuthorizedValidation({
        gate,
        publications: context.publications,
      }),
      policies: new AuthorizedPolicies({
        context,
        gate,
        clusters,
        profiles,
        actor: credentials => changes.actor(credentials),
      }),
      targets: new AuthorizedTargets({
        knex,
        gate,
        targets: config.targets,
        providers,
        engines,
        platformGroup: config.platformGroup,
        imports,
        logger,
      }),
      imports,
      providers: new AuthorizedProviders({
        knex,
        clock,
        clusters,
        targets: config.targets,
        providers,
        imports,
        restingSeconds: config.reconciler.restingSeconds,
      }),
      typicalTimes: new AuthorizedTypicalTimes({ knex, gate, profiles }),
      activity: new AuthorizedActivity({ knex, clusters, profiles }),
      evidence: new AuthorizedEvidence({
        knex,
        clock,
        keys,
        checkpointer,
        clusters,
        profiles,
      }),
      erasure: new AuthorizedErasure({
        knex,
        clock,
        gate,
        permissionsEnabled,
        actor: credentials => changes.actor(credentials),
      }),
      writeSwitch: new AuthorizedWriteSwitch({
        gate,
        writeSwitch,
        actor: credentials => changes.actor(credentials),
      }),
      requestLimits,
      bodyLimit: config.limits.bundleBytes * 2,
    }),
  );

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
