import { ConflictError, NotFoundError } from '@backstage/errors';
import type {
  ChangeRequest,
  CreateRequest,
  DesiredState,
  ImportRequest,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { ProfileResource } from '@cluster-profiles/plugin-cluster-profiles-node';
import { getRevision } from '../clusters/operations/getRevision';
import { nextClusterUid } from '../clusters/operations/nextClusterUid';
import type { ClusterRow } from '../database/tables';
import { refuseEnded } from '../drift/refuseEnded';
import { refuseForeignDrift } from '../drift/refuseForeignDrift';
import { dayOf, daysAfter } from '../lifetime/days';
import { lifetimeOf } from '../lifetime/limitLifetime';
import type { ChangeContext } from './ChangeContext';
import { requireExpiry } from '../overrides/requireExpiry';
import { clusterObstacle } from './clusterObstacle';
import { findUnderWay } from './findUnderWay';
import { policySubject } from './policySubject';
import { summarizeRequest } from './summarizeRequest';

/** What a request is about, before it is stored. */
export interface Located {
  /** The request with its bundle read. */
  request: ChangeRequest;
  subjectKind: 'cluster' | 'profile';
  subjectName: string;
  subjectUid?: string;
  owner: string;
  stage?: string;
  target?: string;
  summary: string;
  /** What permissions look at in a version of a profile, published or drafted. */
  profile?: ProfileResource;
  /** The state that a new cluster would get. */
  draft?: DesiredState;
}

/**
 * Finds the subject of a request and checks all that can be known without asking a provider. Stores nothing but the bytes of
 * a bundle. Throws Backstage's errors.
 */
export async function locateRequest(
  context: ChangeContext,
  request: ChangeRequest,
): Promise<Located> {
  switch (request.kind) {
    case 'publish':
    case 'deprecate':
    case 'withdraw': {
      const intake = await context.publications.intake(request);
      await context.publications.check(intake.request);
      return {
        request: intake.request,
        subjectKind: 'profile',
        subjectName: intake.profile,
        owner: intake.owner,
        profile: {
          name: intake.profile,
          owner: intake.owner,
          type: intake.type,
          lifecycle: intake.lifecycle,
          labels: intake.labels,
        },
        summary: summarizeRequest(intake.request, intake),
      };
    }
    case 'create':
    case 'import': {
      const taken = await context
        .knex<ClusterRow>('clusters')
        .where({ live_name: request.cluster })
        .first();
      if (taken) {
        throw new ConflictError(
          `/cluster: a cluster named '${request.cluster}' exists already; choose another name`,
        );
      }
      const uid = await nextClusterUid(context.knex, {
        name: request.cluster,
        instanceId: context.instanceId,
      });
      const checked = await context.planner.check(request, uid);
      const endsOn = await lastDay(context, request, checked.desired);
      const desired = { ...checked.desired, ...(endsOn && { endsOn }) };
      return {
        // Fixed here, so that a later plan comes to the same day.
        request:
          endsOn && request.kind === 'create'
            ? { ...request, endsOn }
            : request,
        subjectKind: 'cluster',
        subjectName: request.cluster,
        subjectUid: uid,
        owner: desired.cluster.owner,
        stage: desired.target.stage,
        target: desired.target.name,
        summary: summarizeRequest(request, {}),
        draft: desired,
      };
    }
    default: {
      const row = await context
        .knex<ClusterRow>('clusters')
        .where({ live_name: request.cluster })
        .first();
      if (!row) {
        throw unknownCluster(request.cluster);
      }
      const obstacle =
        request.kind === 'access'
          ? context.whyNoAccess(row)
          : clusterObstacle(request.kind, {
              cluster: row,
              underWay: await findUnderWay(context.knex, row.uid),
              force: isForcedDeletion(request),
            });
      if (obstacle) {
        throw new ConflictError(obstacle);
      }
      if (request.kind === 'override') {
        requireExpiry(request.expires, context.clock.now());
      }
      refuseEnded(request, context.clock.now());
      await refuseForeignDrift(context.knex, request, row.uid);
      if (request.kind !== 'access') {
        await context.planner.check(request, row.uid);
      }
      const base = await getRevision(context.knex, {
        clusterUid: row.uid,
        number: row.desired_revision!,
      });
      return {
        request,
        subjectKind: 'cluster',
        subjectName: row.name,
        subjectUid: row.uid,
        owner: row.owner_ref,
        stage: row.stage,
        target: row.target,
        summary: summarizeRequest(request, { base: base?.desired }),
      };
    }
  }
}

/** The last day of a new cluster: the one that is asked for, or what the policies give it. */
async function lastDay(
  context: ChangeContext,
  request: CreateRequest | ImportRequest,
  desired: DesiredState,
): Promise<string | undefined> {
  if (request.kind === 'import') {
    return undefined;
  }
  const subject = await policySubject(
    context.knex,
    {
      kind: request.kind,
      owner_ref: request.owner,
      proposer: '',
      subject_name: request.cluster,
      subject_uid: null,
    },
    { desired, rollbackClass: 'not-started' },
  );
  const { defaultDays } = lifetimeOf(subject, context.config.policies);
  return (
    request.endsOn ??
    (defaultDays === undefined
      ? undefined
      : daysAfter(dayOf(context.clock.now()), defaultDays))
  );
}

/** Whether a request ends a deletion by force. */
export function isForcedDeletion(request: ChangeRequest): boolean {
  return request.kind === 'delete' && Boolean(request.force);
}

/** Also for a cluster that the caller may not see. */
export function unknownCluster(name: string): Error {
  return new NotFoundError(`/cluster: there is no cluster '${name}'`);
}
