import { AuthorizedAccess } from '../access/AuthorizedAccess';
import { ActionRunner } from '../actions/ActionRunner';
import { registerActions } from '../actions/registerActions';
import { AuthorizedActivity } from '../activity/AuthorizedActivity';
import { AuthorizedWriteSwitch } from '../administration/AuthorizedWriteSwitch';
import { AuthorizedBreakGlass } from '../breakGlass/AuthorizedBreakGlass';
import { AuthorizedChanges } from '../changes/AuthorizedChanges';
import { BulkChanges } from '../changes/BulkChanges';
import { AuthorizedClusters } from '../clusters/AuthorizedClusters';
import { AuthorizedErasure } from '../erasure/AuthorizedErasure';
import { Adoptions } from '../drift/Adoptions';
import { AuthorizedDrift } from '../drift/AuthorizedDrift';
import { LayerTracer } from '../drift/LayerTracer';
import { AuthorizedFleet } from '../fleet/AuthorizedFleet';
import { PermissionGate } from '../permissions/PermissionGate';
import { registerPermissions } from '../permissions/registerPermissions';
import { BulkPreviews } from '../previews/BulkPreviews';
import { PreviewRuns } from '../previews/PreviewRuns';
import { Previews } from '../previews/Previews';
import { AuthorizedPolicies } from '../policies/AuthorizedPolicies';
import { AuthorizedProfiles } from '../profiles/AuthorizedProfiles';
import { AuthorizedValidation } from '../profiles/AuthorizedValidation';
import { ProfilesService } from '../profiles/ProfilesService';
import { AuthorizedEvidence } from '../record/AuthorizedEvidence';
import { Checkpointer } from '../record/Checkpointer';
import { createRouter } from '../router/createRouter';
import { RequestLimits } from '../router/RequestLimits';
import { AuthorizedProviders } from '../providers/AuthorizedProviders';
import { AuthorizedImports } from '../targets/AuthorizedImports';
import { AuthorizedTargets } from '../targets/AuthorizedTargets';
import { ValueSight } from '../values/ValueSight';
import { AuthorizedTypicalTimes } from '../typicalTimes/AuthorizedTypicalTimes';
import type { ClusterProfilesServices } from './ClusterProfilesServices';
import type { Foundation } from './layFoundation';

/** What callers reach, over HTTP and as actions; permissions are in the decorators. */
export function createApi(
  services: ClusterProfilesServices,
  foundation: Foundation,
) {
  const { clock, logger, providers, engines } = services;
  const { config, knex, instanceId, bytes, announce, keys } = foundation;
  const { permissionsEnabled, context, writeSwitch, waker } = foundation;
  const gate = new PermissionGate({
    permissions: services.permissions,
    registry: services.permissionsRegistry,
    services: config.services,
    targets: config.targets,
  });
  const sight = new ValueSight({ knex, gate });
  registerPermissions({ registry: services.permissionsRegistry, knex, config });
  const changes = new AuthorizedChanges({
    context,
    gate,
    sight,
    auth: services.auth,
    userInfo: services.userInfo,
  });
  const clusters = new AuthorizedClusters({
    permissionsEnabled,
    knex,
    clock,
    gate,
    sight,
    config,
    providers,
    whoIs: credentials => changes.actor(credentials),
    ...config.kubernetes,
  });
  const profiles = new AuthorizedProfiles({
    knex,
    gate,
    profiles: new ProfilesService({ knex, ...config.kubernetes }),
    clusters,
    config,
    sight,
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
  const router = createRouter({
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
      adoptions: new Adoptions({
        knex,
        clock,
        tracer: new LayerTracer({ providers, engines, bytes }),
      }),
      announce,
      actor: credentials => changes.actor(credentials),
      wake: () => waker.wake(),
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
    activity: new AuthorizedActivity({ knex, clusters, profiles, sight }),
    evidence: new AuthorizedEvidence({
      knex,
      clock,
      keys,
      checkpointer,
      clusters,
      profiles,
      sight,
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
  });
  return { router, runs, checkpointer };
}
