import { expect } from '@playwright/test';
import { newName, readyCluster } from './arrange';
import { openCluster } from './pages';
import { openAs } from './openAs';
import { test } from './test';

test('a cluster like another one is requested with all but the name filled in', async ({
  context,
}) => {
  const name = newName('shop-again');
  await readyCluster({ name, target: 'staging-eu1', version: '1.3.1' });
  const page = await openAs(context, 'Alice');
  await openCluster(page, name);
  await page.getByRole('button', { name: 'Actions', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Request again' }).click();

  const next = page.getByRole('button', { name: 'Next', exact: true });
  await expect(
    page.getByRole('radio', { name: 'Production base' }),
  ).toBeChecked();
  await expect(
    page.getByRole('button', { name: /^Version|Version$/ }),
  ).toContainText('1.3.1');
  await next.click();
  await expect(page.getByRole('textbox', { name: 'Name' })).toHaveValue('');
  await expect(page.getByRole('radio', { name: 'Staging EU 1' })).toBeChecked();
  await page.getByRole('textbox', { name: 'Name' }).fill(`${name}-2`);
  await expect(page.getByText(`${name}-2 is free`)).toBeVisible();
  await next.click();
  await expect(
    page.getByRole('spinbutton', { name: 'Worker nodes' }),
  ).toHaveValue('3');
});
