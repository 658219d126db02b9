import { expect, type Locator, type Page } from '@playwright/test';
import { newName, propose, readyCluster } from './arrange';
import { openAs } from './openAs';
import { tabTo } from './tabTo';
import { test } from './test';

const cluster = newName('shop-focus');
let change: string;

test.beforeAll(async () => {
  await readyCluster({ name: cluster, target: 'prod-eu1' });
  ({ id: change } = await propose('alice', {
    kind: 'set-parameters',
    cluster,
    parameters: { auditLogDays: 60 },
  }));
});

/** Opens the menu of the button and takes an item, all by keyboard. */
async function takeFromMenu(
  page: Page,
  button: Locator,
  name: string,
): Promise<void> {
  await tabTo(page, button);
  await page.keyboard.press('Enter');
  const item = page.getByRole('menuitem', { name, exact: true });
  await item.waitFor();
  for (let presses = 0; presses < 20; presses++) {
    if (await item.evaluate(node => node === document.activeElement)) {
      await page.keyboard.press('Enter');
      return;
    }
    await page.keyboard.press('ArrowDown');
  }
  throw new Error(`The arrow keys do not reach ${name}`);
}

/** Escape closes the dialog, and the reader is where he was. */
async function escapesTo(
  page: Page,
  button: Locator,
  name: RegExp,
): Promise<void> {
  const dialog = page.getByRole('dialog', { name });
  await expect(dialog).toBeVisible();
  await expect
    .poll(() => dialog.evaluate(node => node.contains(document.activeElement)))
    .toBe(true);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(button).toBeFocused();
}

test('the focus is back on Actions of a cluster after a dialog', async ({
  context,
}) => {
  const page = await openAs(context, 'Alice');
  await page.goto(`/catalog/default/resource/${cluster}/cluster`);
  const actions = page.getByRole('button', { name: 'Actions', exact: true });
  await takeFromMenu(page, actions, 'Resize');
  await escapesTo(page, actions, /^Resize /);
});

test('the focus is back on Reject of a change after a dialog', async ({
  context,
}) => {
  const page = await openAs(context, 'Paula');
  await page.goto(`/cluster-profiles/changes/${change}`);
  const reject = page.getByRole('button', { name: 'Reject', exact: true });
  await tabTo(page, reject);
  await page.keyboard.press('Enter');
  await escapesTo(page, reject, /^Reject /);
});

test('the focus is back on the selected clusters after a dialog', async ({
  context,
}) => {
  const page = await openAs(context, 'Paula');
  await page.goto(`/cluster-profiles/clusters?search=${cluster}`);
  const box = page.getByRole('checkbox', { name: `Select ${cluster}` });
  await tabTo(page, box);
  await page.keyboard.press('Space');
  await expect(box).toBeChecked();
  const changeThem = page.getByRole('button', { name: 'Change them' });
  await expect(changeThem).toBeVisible();
  // It stands above the list.
  await tabTo(page, changeThem, 'Shift+Tab');
  await takeFromMenu(page, changeThem, 'Pause');
  await escapesTo(page, changeThem, /^Pause: /);
});
