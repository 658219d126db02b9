import { expect, test } from '@playwright/test';
import { inspect } from './inspect';
import { signInAs } from './signInAs';

test('two people in two tabs of one browser, and a sign-out', async ({
  context,
  page,
}) => {
  await page.goto('/');
  await expect(page.getByRole('heading', { name: 'Platform' })).toBeVisible();
  await inspect(page, 'sign-in');

  const alice = await signInAs(context, 'Alice');
  const paula = await signInAs(context, 'Paula');
  for (const [tab, name] of [
    [alice, 'Alice'],
    [paula, 'Paula'],
  ] as const) {
    await tab.goto('/settings');
    await expect(tab.getByRole('heading', { name, exact: true })).toBeVisible();
  }

  await alice.getByRole('button', { name: 'more' }).click();
  await alice.getByRole('menuitem', { name: 'Sign Out' }).click();
  await expect(alice.getByRole('button', { name: 'Alice' })).toBeVisible();
  await paula.reload();
  await expect(
    paula.getByRole('heading', { name: 'Paula', exact: true }),
  ).toBeVisible();
});
