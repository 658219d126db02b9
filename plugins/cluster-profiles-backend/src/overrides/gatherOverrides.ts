import {
  canonicalDigest,
  FINAL_CHANGE_STATES,
  type ChangeRequest,
  type ChangeState,
  type ClusterOverride,
  type DesiredOverride,
  type DesiredState,
  type OverrideRequest,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { Knex } from 'knex';
import type { ChangeRow, ClusterRow } from '../database/tables';

type Row = Pick<ChangeRow, 'id' | 'kind' | 'state' | 'revision' | 'request'>;

/** Changes of overrides that are looked at, the newest first. */
const LATEST = 200;

/** The overrides of a cluster with the changes behind them, in one query; undefined where nothing is overridden. */
export async function gatherOverrides(
  knex: Knex,
  cluster: Pick<ClusterRow, 'uid' | 'desired_revision'>,
  desired: DesiredState | undefined,
): Promise<ClusterOverride[] | undefined> {
  if (!desired?.overrides) {
    return undefined;
  }
  const rows: Row[] = await knex<ChangeRow>('changes')
    .where({ subject_uid: cluster.uid })
    .whereIn('kind', ['override', 'remove-override'])
    .orderBy('created_at', 'desc')
    .limit(LATEST)
    .select('id', 'kind', 'state', 'revision', 'request');
  const changes = rows.map(row => ({
    ...row,
    request: JSON.parse(row.request) as ChangeRequest,
  }));
  return desired.overrides.map(override => ({
    ...override,
    setBy: brief(
      changes.find(
        ({ revision, request }) =>
          revision !== null &&
          revision <= cluster.desired_revision! &&
          request.kind === 'override' &&
          sets(request, override),
      ),
    ),
    endedBy: brief(
      changes.find(
        ({ state, request }) =>
          request.kind === 'remove-override' &&
          !FINAL_CHANGE_STATES.includes(state as ChangeState) &&
          request.overrides.some(place => isAt(place, override)),
      ),
    ),
  }));
}

function sets(request: OverrideRequest, override: DesiredOverride): boolean {
  return (
    request.expires === override.expires &&
    request.overrides.some(
      place =>
        isAt(place, override) &&
        canonicalDigest(place.value) === canonicalDigest(override.value),
    )
  );
}

function isAt(
  place: Pick<DesiredOverride, 'layer' | 'path'>,
  { layer, path }: DesiredOverride,
): boolean {
  return place.layer === layer && place.path === path;
}

function brief(
  row: Pick<Row, 'id' | 'state'> | undefined,
): ClusterOverride['setBy'] {
  return row && { id: row.id, state: row.state as ChangeState };
}
