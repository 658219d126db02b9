import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { InputError } from '@backstage/errors';
import type { PublishRequest } from '@cluster-profiles/plugin-cluster-profiles-common';
import semver from 'semver';
import type { ChangeRow, ProfileVersionRow } from '../database/tables';
import type { ChangeContext } from './ChangeContext';
import { decideChange } from './decideChange';
import { locateRequest } from './locateRequest';
import { getChange } from './operations/getChange';
import { findByIdempotencyKey, proposeChange } from './proposeChange';

/**
 * One step of the first start of an example portal: publishes the bundles of a folder (`NAME/VERSION/profile.yaml`) as
 * ordinary changes, proposed and approved by example users. Returns what is still to be done; call it until that is none.
 */
export async function seedProfiles(context: ChangeContext): Promise<string[]> {
  const { seed } = context.config;
  if (!seed) {
    return [];
  }
  const groups = await context.directory.groupsOf(seed.approver);
  if (!groups || !(await context.directory.groupsOf(seed.proposer))) {
    return [
      `the catalog does not know ${seed.approver} and ${seed.proposer} yet`,
    ];
  }
  const open: string[] = [];
  for (const { profile, versions } of await listBundles(seed.folder)) {
    for (const version of versions) {
      const done = await seedVersion(context, { profile, version, groups });
      if (!done) {
        open.push(`${profile} ${version}`);
        // Versions are published in order, so that each is compared with the one before.
        break;
      }
    }
  }
  return open;
}

async function seedVersion(
  context: ChangeContext,
  options: { profile: string; version: string; groups: string[] },
): Promise<boolean> {
  const { profile, version, groups } = options;
  const { folder, proposer, approver } = context.config.seed!;
  const known = await context
    .knex<ProfileVersionRow>('profile_versions')
    .where({ profile, version })
    .first();
  if (known) {
    return true;
  }
  const request: PublishRequest = {
    kind: 'publish',
    bundle: await readBundleFolder(path.join(folder, profile, version)),
    comment: 'Published by the first start of the example portal',
  };
  const idempotencyKey = `seed/${profile}/${version}`;
  const found = await findByIdempotencyKey(context, {
    request,
    proposer,
    idempotencyKey,
  });
  const change =
    found ??
    (await proposeChange(context, {
      request,
      located: await locateRequest(context, request),
      proposer,
      idempotencyKey,
      seed: true,
    }));
  await approveSeed(context, change, { approver, groups });
  const { state, state_reason: reason } = await getChange(
    context.knex,
    change.id,
  );
  if (state === 'rejected') {
    throw new InputError(
      `Example ${profile} ${version} cannot be published: ${reason}`,
    );
  }
  return state === 'applied';
}

async function approveSeed(
  context: ChangeContext,
  change: ChangeRow,
  options: { approver: string; groups: string[] },
): Promise<void> {
  const { state, plan_digest: planDigest } = await getChange(
    context.knex,
    change.id,
  );
  if (state !== 'awaiting-approval' || !planDigest) {
    return;
  }
  await decideChange(context, {
    changeId: change.id,
    decision: 'approved',
    planDigest,
    comment: 'Approved by the first start of the example portal',
    actor: { ref: options.approver, groups: options.groups, ownSignIn: true },
  });
}

async function listBundles(
  folder: string,
): Promise<Array<{ profile: string; versions: string[] }>> {
  const folders = async (parent: string) =>
    (await readdir(parent, { withFileTypes: true }))
      .filter(entry => entry.isDirectory())
      .map(({ name }) => name)
      .sort();
  return Promise.all(
    (await folders(folder)).map(async profile => ({
      profile,
      versions: semver.sort(
        (await folders(path.join(folder, profile))).filter(name =>
          semver.valid(name),
        ),
      ),
    })),
  );
}

async function readBundleFolder(
  folder: string,
): Promise<PublishRequest['bundle']> {
  const files: Record<string, string> = {};
  const entries = await readdir(folder, {
    recursive: true,
    withFileTypes: true,
  });
  for (const entry of entries.filter(item => item.isFile())) {
    const file = path.join(entry.parentPath, entry.name);
    const relative = path.relative(folder, file);
    if (relative !== 'profile.yaml') {
      files[`./${relative.split(path.sep).join('/')}`] = await readFile(
        file,
        'utf8',
      );
    }
  }
  return {
    document: await readFile(path.join(folder, 'profile.yaml'), 'utf8'),
    files,
  };
}
