import { expect, type Page } from '@playwright/test';
import { newName, propose, readyCluster } from './arrange';
import { inspect } from './inspect';
import { openAs } from './openAs';
import { test } from './test';

// What each page shows, and that it asks our API at most five times to draw itself.
const MOST_REQUESTS = 5;

// To ask the same again later keeps the page fresh; it does not draw it.
const POLLS_AFTER_MS = 1_900;

const cluster = newName('shop-pages');
let change: string;

test.beforeAll(async () => {
  await readyCluster({ name: cluster, target: 'prod-eu1' });
  ({ id: change } = await propose('alice', {
    kind: 'upgrade',
    cluster,
    version: '1.4.0',
    comment: 'Support of Kubernetes 1.34 ends.',
  }));
});

const entity = () => `/catalog/default/resource/${cluster}`;
const profile = '/catalog/default/clusterprofile/production-base';

const PAGES: Array<{
  name: string;
  path: () => string;
  ready: (page: Page) => Promise<void>;
}> = [
  {
    name: 'clusters',
    path: () => '/cluster-profiles/clusters',
    ready: page =>
      expect(
        page.getByRole('row', { name: new RegExp(cluster) }),
      ).toBeVisible(),
  },
  {
    name: 'import',
    path: () => '/cluster-profiles/clusters/import',
    ready: page =>
      expect(
        page.getByText("Provider 'simulator' cannot import clusters"),
      ).toBeVisible(),
  },
  {
    name: 'changes',
    path: () => '/cluster-profiles/changes',
    ready: page =>
      expect(
        page.getByRole('link', { name: `Upgrade ${cluster}` }),
      ).toBeVisible(),
  },
  {
    name: 'change',
    path: () => `/cluster-profiles/changes/${change}`,
    ready: page =>
      expect(page.getByRole('button', { name: 'Approve' })).toBeVisible(),
  },
  {
    name: 'layers',
    path: () => '/cluster-profiles/layers',
    ready: page => expect(page.getByText('cilium').first()).toBeVisible(),
  },
  {
    name: 'policies',
    path: () =>
      `/cluster-profiles/policies?kind=upgrade&cluster=${cluster}&rollbackClass=forward-only`,
    ready: page =>
      expect(page.getByText('Policies that match').first()).toBeVisible(),
  },
  {
    name: 'request',
    path: () => '/create/templates/default/request-cluster',
    ready: page =>
      expect(
        page.getByRole('radio', { name: 'Production base' }),
      ).toBeVisible(),
  },
  {
    name: 'cluster-overview',
    path: () => entity(),
    ready: page =>
      expect(page.locator('[data-cluster-profiles]').first()).toContainText(
        'Ready',
      ),
  },
  {
    name: 'cluster',
    path: () => `${entity()}/cluster`,
    ready: page =>
      expect(page.getByRole('table', { name: /Stack/ })).toContainText(
        'cilium',
      ),
  },
  {
    name: 'cluster-changes',
    path: () => `${entity()}/cluster-changes`,
    ready: page =>
      expect(
        page.getByRole('link', { name: `Create ${cluster}` }),
      ).toBeVisible(),
  },
  {
    name: 'cluster-activity',
    path: () => `${entity()}/cluster-activity`,
    ready: page =>
      expect(
        page.getByRole('listitem').filter({ hasText: 'alice' }).first(),
      ).toBeVisible(),
  },
  {
    name: 'profile-overview',
    path: () => profile,
    ready: page =>
      expect(page.locator('[data-cluster-profiles]').first()).toContainText(
        '1.4.0',
      ),
  },
  {
    name: 'profile-stack',
    path: () => `${profile}/stack`,
    ready: page =>
      expect(page.getByRole('table', { name: /Stack/ })).toContainText(
        'cilium',
      ),
  },
  {
    name: 'profile-versions',
    path: () => `${profile}/versions`,
    ready: page => expect(page.getByText('1.3.1').first()).toBeVisible(),
  },
  {
    name: 'profile-clusters',
    path: () => `${profile}/clusters`,
    ready: page => expect(page.getByText(cluster).first()).toBeVisible(),
  },
  {
    name: 'profile-parameters',
    path: () => `${profile}/parameters`,
    ready: page => expect(page.getByText('Worker nodes').first()).toBeVisible(),
  },
  {
    name: 'search',
    path: () => `/search?query=${cluster}`,
    ready: async page => {
      // Documents are indexed every few seconds.
      await expect(async () => {
        await page.reload();
        await expect(
          page.getByRole('link', { name: cluster, exact: true }),
        ).toBeVisible({ timeout: 5_000 });
      }).toPass({ timeout: 90_000 });
    },
  },
];

for (const { name, path, ready } of PAGES) {
  test(`page: ${name}`, async ({ context }) => {
    const page = await openAs(context, 'Paula');
    const requests: string[] = [];
    const asked = new Map<string, number>();
    page.on('request', request => {
      const url = new URL(request.url());
      if (url.pathname.startsWith('/api/cluster-profiles/')) {
        const what = `${request.method()} ${url.pathname}${url.search}`;
        const now = Date.now();
        const first = asked.get(what) ?? now;
        asked.set(what, first);
        if (now - first < POLLS_AFTER_MS) {
          requests.push(what);
        }
      }
    });
    await page.goto(path());
    await ready(page);
    if (name !== 'search') {
      await page.waitForLoadState('networkidle');
      expect(requests.length, requests.join('\n')).toBeGreaterThan(0);
      expect(requests.length, requests.join('\n')).toBeLessThanOrEqual(
        MOST_REQUESTS,
      );
    }
    await inspect(page, `page-${name}`);
  });
}
