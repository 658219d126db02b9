import { setTimeout as pause } from 'node:timers/promises';
import type { AuthService } from '@backstage/backend-plugin-api';
import { InputError, stringifyError } from '@backstage/errors';
import type { ActionContext } from '@backstage/plugin-scaffolder-node';
import { canonicalDigest } from '@cluster-profiles/plugin-cluster-profiles-common';
import type {
  Change,
  ChangeRequest,
  ClusterProfilesApi,
  RequestOptions,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { clusterEntityRef } from './clusterEntityRef';
import { nextStep } from './nextStep';

/** Path of the pages of changes in the portal. */
const CHANGES = '/cluster-profiles/changes';
const PAUSE = 500;
/** A plan takes a second or two; whoever plans for longer is followed on the page of the change. */
const LOOKS = 60;

/** What the actions need of the backend. */
export interface ActionServices {
  api: Pick<ClusterProfilesApi, 'propose' | 'startPreview' | 'getChange'>;
  auth: AuthService;
}

interface ProposeOptions {
  ctx: ActionContext<any, any>;
  services: ActionServices;
  request: ChangeRequest;
}

/**
 * What every action does: proposes the change as the initiator, at most once, waits for its plan, and says what it waits for.
 * Approvals and the work itself happen elsewhere and later. A dry run starts a preview and proposes nothing.
 */
export async function proposeChange(options: ProposeOptions): Promise<void> {
  const { ctx, request } = options;
  await proposeAndTell(options);
  if ('cluster' in request) {
    ctx.output('clusterRef', clusterEntityRef(request.cluster));
  }
}

async function proposeAndTell(options: ProposeOptions): Promise<void> {
  const { ctx, services, request } = options;
  if (ctx.isDryRun) {
    const preview = await services.api.startPreview(
      request,
      await asInitiator(options),
    );
    ctx.logger.info(`Dry run: preview ${preview.id}, nothing is proposed`);
    ctx.output('changeId', 'dry-run');
    ctx.output('changeUrl', CHANGES);
    ctx.output('nextStep', 'Nothing: a dry run proposes no change.');
    return;
  }

  // Steps under `each` share their id, and a crash can fall between the call and the checkpoint: the input tells them apart,
  // and the API returns the change that is there already.
  const idempotencyKey = canonicalDigest({
    task: ctx.task.id,
    step: ctx.step?.id,
    request,
  });
  const changeId = await ctx.checkpoint({
    key: `cluster-profiles.propose.${idempotencyKey}`,
    fn: async () => {
      const { id } = await services.api.propose(request, {
        ...(await asInitiator(options)),
        idempotencyKey,
      });
      return id;
    },
  });
  const changeUrl = `${CHANGES}/${changeId}`;
  ctx.output('changeId', changeId);
  ctx.output('changeUrl', changeUrl);

  const change = await whenPlanned({ ...options, changeId });
  if (!change) {
    ctx.logger.info(`Change ${changeId} is being planned, see ${changeUrl}`);
    ctx.output('nextStep', 'The plan is being made; the change shows it.');
    return;
  }
  if (change.state === 'rejected') {
    throw new InputError(
      `The plan of change ${changeId} (${change.summary}) blocks it: ${change.stateReason}`,
    );
  }
  ctx.output('differsFromSeen', Boolean(change.differsFromSeen));
  ctx.output('nextStep', nextStep(change));
  report(ctx, change);
}

/** The change once it has a plan; undefined when that takes too long. The proposal stands, whatever happens here. */
async function whenPlanned(options: {
  ctx: ActionContext<any, any>;
  services: ActionServices;
  changeId: string;
}): Promise<Change | undefined> {
  const { ctx, services, changeId } = options;
  try {
    for (let looks = 0; looks < LOOKS; looks++) {
      const change = await services.api.getChange(
        changeId,
        await asInitiator(options),
      );
      if (change.state !== 'planning') {
        return change;
      }
      await pause(PAUSE, undefined, { signal: ctx.signal });
    }
  } catch (error) {
    ctx.logger.warn(
      `Change ${changeId} is proposed, but cannot be read now: ${stringifyError(error)}`,
    );
  }
  return undefined;
}

async function asInitiator(options: {
  ctx: ActionContext<any, any>;
  services: ActionServices;
}): Promise<RequestOptions> {
  const { token } = await options.services.auth.getPluginRequestToken({
    onBehalfOf: await options.ctx.getInitiatorCredentials(),
    targetPluginId: 'cluster-profiles',
  });
  return { token, signal: options.ctx.signal };
}

function report(ctx: ActionContext<any, any>, change: Change): void {
  const missing = change.approval?.missing ?? [];
  ctx.logger.info(
    `Change ${change.id} (${change.summary}) is ${change.state}${change.stateReason ? `: ${change.stateReason}` : ''}`,
  );
  for (const { group, count, reason } of missing) {
    ctx.logger.info(
      `It waits for ${count} approval${count === 1 ? '' : 's'} of ${group}: ${reason}`,
    );
  }
  if (change.differsFromSeen) {
    ctx.logger.warn(
      'Its plan differs from the one that was shown before: look at the change before it is approved',
    );
  }
}
