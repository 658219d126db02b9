import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  Checkpoints,
  Clock,
} from '@cluster-profiles/plugin-cluster-profiles-node';
import type { Knex } from 'knex';
import type { Announce } from '../announce';
import type { ClusterProfilesConfig } from '../config/ClusterProfilesConfig';
import type { ClusterRow } from '../database/tables';
import type { GroupDirectory } from '../permissions/GroupDirectory';
import type { ChangeTimes } from '../metrics/ChangeTimes';
import type { ClusterPlanner } from '../planning/types';
import type { RecordKeys } from '../record/RecordKeys';
import type { Publications } from '../profiles/types';

/** What every verb on changes works with. */
export interface ChangeContext {
  knex: Knex;
  clock: Clock;
  config: ClusterProfilesConfig;
  instanceId: string;
  planner: ClusterPlanner;
  publications: Publications;
  directory: GroupDirectory;
  announce: Announce;
  checkpoints: Checkpoints;
  /** Signs decisions and acceptances. */
  keys: RecordKeys;
  times: Pick<ChangeTimes, 'moved'>;
  logger: LoggerService;
  /** Without permissions everybody would be allowed everything, so that nobody gets access or forces a deletion. */
  permissionsEnabled: boolean;
  /** What keeps everybody from access to a cluster, in a sentence; undefined where nothing does. */
  whyNoAccess(cluster: ClusterRow): string | undefined;
  /** Wakes the worker, so that nobody waits for the next poll. */
  wake(): void;
}
