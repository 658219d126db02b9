import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import createKnex from 'knex';
import waitForExamples from '../browser/waitForExamples';
import type { Benchmark } from './Benchmark';
import { quantile } from './compare';
import { insertFleet } from './insertFleet';

const FLEET = 10_000;
const TURNS = 12;
const PAGES = {
  /** The portal around no page at all. */
  none: {
    path: '/nothing-is-here',
    ready: 'a[href="/settings"]',
  },
  /** A page of the portal with its header and tabs, and nothing on it. */
  empty: {
    path: '/cluster-profiles/nothing-is-here',
    ready: '[role="tab"]:nth-of-type(3)',
  },
  clusters: {
    path: '/cluster-profiles/clusters',
    /** The last row of the first page. */
    ready: '[data-cluster-profiles] tbody tr:nth-child(20) a',
  },
};

/**
 * Milliseconds from the start of the navigation until the Clusters page of 10,000 clusters shows its last row and the
 * browser is idle, in Chromium against the built portal, beside the same of an empty page of it, and of the portal without any.
 */
export const run: Benchmark = async ({ report }) => {
  const { buildFrontend } =
    await import('../../scripts/tools/buildFrontend.mjs');
  const { findChromium } = await import('../../scripts/tools/findChromium.mjs');
  const { freePort } = await import('../../scripts/tools/ports.mjs');
  const { startPortal } = await import('../../scripts/tools/startPortal.mjs');
  await buildFrontend();
  const data = await mkdtemp(join(tmpdir(), 'cluster-profiles-bench-'));
  const portal = await startPortal({ port: await freePort(), data });
  const browser = await chromium.launch({
    executablePath: await findChromium(),
    args: ['--no-sandbox', '--disable-gpu'],
  });
  try {
    process.env.PORTAL_URL = portal.url;
    await waitForExamples();
    // Past the API, so that neither the catalog nor the reconciler is busy with them.
    const knex = createKnex({
      client: 'better-sqlite3',
      connection: { filename: join(data, 'database/cluster-profiles.sqlite') },
      useNullAsDefault: true,
    });
    await insertFleet(knex, {
      clusters: FLEET,
      ownerOf: () => 'group:default/checkout',
    });
    await knex.destroy();

    const page = await browser.newPage({
      baseURL: portal.url,
      viewport: { width: 1440, height: 900 },
    });
    await page.goto('/');
    await page.getByRole('button', { name: 'Paula', exact: true }).click();
    await page.getByRole('link', { name: 'Settings' }).waitFor();

    const times = {
      none: [] as number[],
      empty: [] as number[],
      clusters: [] as number[],
    };
    // In turns; the first ones fill the browser's cache and the backend's.
    for (let turn = 0; turn < TURNS + 2; turn++) {
      for (const name of ['none', 'empty', 'clusters'] as const) {
        const time = await timeToInteractive(page, PAGES[name]);
        if (turn >= 2) {
          times[name].push(time);
        }
      }
    }
    for (const [label, share] of [
      ['p50', 0.5],
      ['p95', 0.95],
    ] as const) {
      for (const [name, beside] of [
        ['clusters', 'empty'],
        ['clusters-beside-no-page', 'none'],
      ] as const) {
        report({
          name: `page/${name}/${label}`,
          value: quantile(times.clusters, share),
          unit: 'ms',
          baseline: quantile(times[beside], share),
        });
      }
    }
  } finally {
    await browser.close();
    await portal.stop();
    await rm(data, { recursive: true, force: true });
  }
};

async function timeToInteractive(
  page: Page,
  { path, ready }: { path: string; ready: string },
): Promise<number> {
  await page.goto(path, { waitUntil: 'commit' });
  const time = await page.waitForFunction(
    selector =>
      document.querySelector(selector) &&
      new Promise<number>(resolve =>
        requestIdleCallback(() => resolve(performance.now())),
      ),
    ready,
    { polling: 'raf', timeout: 60_000 },
  );
  return (await time.jsonValue()) as number;
}
