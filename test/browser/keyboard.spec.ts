import { expect, type Page } from '@playwright/test';
import { newName } from './arrange';
import { expectAccessible } from './expectAccessible';
import { changeState } from './pages';
import { openAs } from './openAs';
import { tabTo } from './tabTo';
import { test } from './test';

async function press(page: Page, name: string): Promise<void> {
  await tabTo(page, page.getByRole('button', { name, exact: true }).last());
  await page.keyboard.press('Enter');
}

/** Moves into a radio group, then to the option with the arrow keys. */
async function choose(page: Page, option: string): Promise<void> {
  const wanted = page.getByRole('radio', { name: option });
  const group = page.getByRole('radiogroup').filter({ has: wanted });
  await tabTo(page, group.getByRole('radio', { disabled: false }).first());
  await page.keyboard.press('Space');
  for (let presses = 0; presses < 20; presses++) {
    if (await wanted.isChecked()) {
      return;
    }
    await page.keyboard.press('ArrowDown');
  }
  throw new Error(`The arrow keys do not reach ${option}`);
}

test('a cluster is requested by keyboard alone', async ({ context }) => {
  const name = newName('shop-keys');
  const page = await openAs(context, 'Alice');
  await page.goto('/create/templates/default/request-cluster');

  await page.getByRole('radio', { name: 'Production base' }).waitFor();
  await choose(page, 'Production base');
  await expectAccessible(page);
  await press(page, 'Next');

  const field = page.getByRole('textbox', { name: 'Name' });
  await tabTo(page, field);
  await page.keyboard.type(name);
  await expect(page.getByText(`${name} is free`)).toBeVisible();
  await choose(page, 'Development EU 1');
  await press(page, 'Next');

  const workers = page.getByRole('spinbutton', { name: 'Worker nodes' });
  await tabTo(page, workers);
  await page.keyboard.press('ArrowUp');
  await expect(workers).toHaveValue('4');
  await press(page, 'Next');

  await expect(page.getByText('No approval is needed.')).toBeVisible();
  await press(page, 'Summary');
  await press(page, 'Request cluster');
  await tabTo(page, page.getByRole('link', { name: 'Follow the change' }));
  await page.keyboard.press('Enter');
  await expect(changeState(page)).toContainText('Applied', { timeout: 60_000 });
});
