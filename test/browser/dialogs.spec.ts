import { expect, type Locator, type Page } from '@playwright/test';
import { newName, propose, readyCluster } from './arrange';
import { inspect } from './inspect';
import { fillRequest } from './pages';
import { openAs } from './openAs';
import { test } from './test';

// What opens over a page or is half filled in does not outlive a change of the theme. The other journeys look at some of it in the
// light theme; here all of it is opened in the dark one.
const cluster = newName('shop-dialogs');
let change: string;

test.beforeAll(async () => {
  await readyCluster({ name: cluster, target: 'prod-eu1' });
  ({ id: change } = await propose('alice', {
    kind: 'set-parameters',
    cluster,
    parameters: { auditLogDays: 60 },
  }));
});

const ofCluster = (action: string) =>
  `/catalog/default/resource/${cluster}/cluster?action=${action}`;
const versions = '/catalog/default/clusterprofile/production-base/versions';

const press = (name: string) => (page: Page) =>
  page.getByRole('button', { name, exact: true }).first().click();

const dialog = (page: Page) => page.getByRole('dialog');

const OPENED: Array<{
  name: string;
  path: () => string;
  open?: (page: Page) => Promise<void>;
  what: (page: Page) => Locator;
}> = [
  ...[
    'upgrade',
    'resize',
    'parameters',
    'add-profile',
    'pause',
    'protect',
    'delete',
    'access',
  ].map(action => ({
    name: action,
    path: () => ofCluster(action),
    what: dialog,
  })),
  {
    name: 'actions',
    path: () => `/catalog/default/resource/${cluster}/cluster`,
    open: press('Actions'),
    what: page => page.getByRole('menu'),
  },
  {
    name: 'row-menu',
    path: () => `/cluster-profiles/clusters?search=${cluster}`,
    open: page =>
      page
        .getByRole('row', { name: new RegExp(cluster) })
        .getByRole('button')
        .last()
        .click(),
    what: page => page.getByRole('menuitem', { name: 'Upgrade' }),
  },
  {
    name: 'more-filters',
    path: () => '/cluster-profiles/clusters?drift=InSync&stage=production',
    open: press('More filters'),
    what: page => page.getByRole('group', { name: 'More filters' }),
  },
  {
    name: 'reject',
    path: () => `/cluster-profiles/changes/${change}`,
    open: press('Reject'),
    what: dialog,
  },
  {
    name: 'deprecate',
    path: () => versions,
    open: press('Deprecate 1.3.0'),
    what: dialog,
  },
  {
    name: 'withdraw',
    path: () => versions,
    open: press('Withdraw 1.3.0'),
    what: dialog,
  },
];

test.use({ colorScheme: 'dark' });

test('dialogs and menus, in the dark theme', async ({ context }) => {
  test.setTimeout(600_000);
  const page = await openAs(context, 'Paula');
  for (const { name, path, open, what } of OPENED) {
    await test.step(name, async () => {
      await page.goto(path());
      await open?.(page);
      await expect(what(page).first()).toBeVisible();
      await inspect(page, `opened-${name}`, {
        halfFilledIn: true,
        theme: 'dark',
      });
    });
  }
});

test('a request up to its plan, in the dark theme', async ({ context }) => {
  const page = await openAs(context, 'Alice');
  await page.goto('/create/templates/default/request-cluster');
  await fillRequest(page, {
    profile: 'Production base',
    version: '1.3.0',
    name: newName('shop-dark'),
    target: 'Production EU 1',
  });
  await inspect(page, 'opened-plan', { halfFilledIn: true, theme: 'dark' });
});
