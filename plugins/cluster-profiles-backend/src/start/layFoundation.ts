import { whyNoAccess } from '../access/whyNoAccess';
import { DatabaseWriteSwitch } from '../administration/DatabaseWriteSwitch';
import { resolveInstanceId } from '../administration/resolveInstanceId';
import { createAnnounce } from '../announce';
import type { ChangeContext } from '../changes/ChangeContext';
import { readClusterProfilesConfig } from '../config/readClusterProfilesConfig';
import { applyMigrations } from '../database/applyMigrations';
import { enlargeCache } from '../database/enlargeCache';
import { CatalogGroupDirectory } from '../permissions/GroupDirectory';
import { ChangeTimes } from '../metrics/ChangeTimes';
import { DefaultClusterPlanner } from '../planning/DefaultClusterPlanner';
import { recordPolicies } from '../policies/recordPolicies';
import { DatabaseProfileFiles } from '../profiles/DatabaseProfileFiles';
import { DefaultPublications } from '../profiles/DefaultPublications';
import { LayerRepositories } from '../profiles/repositories/LayerRepositories';
import { RecordKeys } from '../record/RecordKeys';
import { StoredSourceBytes } from '../sources/StoredSourceBytes';
import type { ClusterProfilesServices } from './ClusterProfilesServices';

/** What everything else is made of: configuration, tables, keys, and what every verb on changes works with. */
export async function layFoundation(services: ClusterProfilesServices) {
  const { clock, checkpoints, logger, metrics, providers, engines } = services;
  const config = readClusterProfilesConfig(services.config);
  const knex = await services.database.getClient();
  await enlargeCache(knex);
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
  // Whoever works through the queue is made later, of this.
  const waker = { wake: () => {} };
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
      instanceId,
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
    wake: () => waker.wake(),
  };
  const writeSwitch = new DatabaseWriteSwitch({
    knex,
    clock,
    configured: config.writes,
  });
  return {
    config,
    knex,
    instanceId,
    files,
    bytes,
    announce,
    keys,
    permissionsEnabled,
    context,
    writeSwitch,
    waker,
  };
}

export type Foundation = Awaited<ReturnType<typeof layFoundation>>;
