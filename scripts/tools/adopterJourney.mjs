import { setTimeout as wait } from 'node:timers/promises';
import { lookAsGuest } from './adopterBrowser.mjs';
import {
  logEnd,
  runCommand,
  signIn,
  startAdopterPortal,
} from './adopterPortal.mjs';
import { Failure } from './fail.mjs';
import { freePort } from './ports.mjs';
import { step } from './say.mjs';

const CLUSTER = 'first-cluster';
const WITHIN_MS = 120_000;

/** Starts the portal, publishes the profile, requests a cluster with the template, and looks at it. */
export async function usePortal({ portal, page, chromium, logFile }) {
  const { url, stop } = await step(
    'Starting the portal',
    'about 20 s',
    async () => startAdopterPortal(portal, { port: await freePort(), logFile }),
  );
  try {
    const env = { PORTAL: url, TOKEN: await signIn(url) };
    const get = path => request(env, path);
    const entity = ref => get(`/api/catalog/entities/by-name/${ref}`);
    await step('Waiting for the catalog', 'about 20 s', async () => {
      for (const ref of [
        'clusterprofile/default/edge-small',
        'template/default/request-cluster',
      ]) {
        await until(`${ref} is in the catalog`, () => entity(ref));
      }
      await until('the guest belongs to the platform team', async () => {
        const guest = await entity('user/default/guest');
        return guest?.relations.some(
          ({ targetRef }) => targetRef === 'group:default/platform',
        );
      });
      // A token names the groups of the moment it was made.
      env.TOKEN = await signIn(url);
    });
    await step('Publishing the profile', 'a few seconds', async () => {
      for (const line of page.commands['while the portal runs']) {
        await runCommand(portal, line, { env });
      }
      await until('the profile is published', () =>
        get('/api/cluster-profiles/v1/profiles/edge-small/versions/1.0.0'),
      );
    });
    await step('Requesting a cluster', 'about 30 s', async () => {
      const { id } = await request(env, '/api/scaffolder/v2/tasks', {
        templateRef: 'template:default/request-cluster',
        values: {
          name: CLUSTER,
          owner: 'group:default/platform',
          target: 'dev',
          profile: { name: 'edge-small', version: '1.0.0' },
          parameters: {},
        },
      });
      await until('the template has run', async () => {
        const { status } = await get(`/api/scaffolder/v2/tasks/${id}`);
        if (['failed', 'cancelled'].includes(status)) {
          throw new Failure(
            `The template ${status}: ${JSON.stringify(
              await get(`/api/scaffolder/v2/tasks/${id}/events`),
            ).slice(-3000)}`,
          );
        }
        return status === 'completed';
      });
      await until('the cluster is ready', async () => {
        const cluster = await get(
          `/api/cluster-profiles/v1/clusters/${CLUSTER}`,
        );
        return cluster?.phase === 'ready';
      });
      await until('the cluster is in the catalog', () =>
        entity(`resource/default/${CLUSTER}`),
      );
    });
    await step('Looking at it in Chromium', 'about 20 s', () =>
      lookAsGuest({ url, chromium, cluster: CLUSTER }),
    );
  } catch (error) {
    const problem = error instanceof Failure ? error.message : error.stack;
    throw new Failure(
      `${problem}\n\nThe log of the portal ends with:\n${await logEnd(logFile)}`,
    );
  } finally {
    await stop();
  }
}

/** Asks the portal's backend; nothing when it knows nothing there. */
async function request({ PORTAL, TOKEN }, path, body) {
  const response = await fetch(`${PORTAL}${path}`, {
    method: body ? 'POST' : 'GET',
    headers: {
      Authorization: `Bearer ${TOKEN}`,
      'Content-Type': 'application/json',
    },
    body: body && JSON.stringify(body),
  });
  if (response.status === 404) {
    return undefined;
  }
  if (!response.ok) {
    throw new Failure(
      `${path} answers ${response.status}: ${await response.text()}`,
    );
  }
  return response.json();
}

async function until(what, isSo) {
  const deadline = Date.now() + WITHIN_MS;
  while (!(await isSo())) {
    if (Date.now() > deadline) {
      throw new Failure(
        `After ${WITHIN_MS / 1000} s it is not so that ${what}.`,
      );
    }
    await wait(500);
  }
}
