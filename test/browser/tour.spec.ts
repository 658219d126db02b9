import { expect, test } from '@playwright/test';
import {
  changeState,
  chooseAction,
  fillRequest,
  openCluster,
  sendRequest,
} from './pages';
import { picture } from './picture';
import { signInAs } from './signInAs';

test.use({ viewport: { width: 1280, height: 800 } });

// What docs/tour.md tells, step by step; its pictures come from here.
test('the ten-minute tour', async ({ context }) => {
  test.setTimeout(240_000);
  const first = await context.newPage();
  await first.goto('/');
  await expect(first.getByRole('heading', { name: 'Platform' })).toBeVisible();
  await picture(first, 'tour-sign-in');
  await first.close();

  const alice = await signInAs(context, 'Alice');
  await alice.goto('/catalog?filters[kind]=clusterprofile');
  await alice.getByRole('link', { name: 'Production base' }).click();
  await alice.getByRole('link', { name: 'Stack', exact: true }).click();
  await expect(
    alice.getByRole('table', { name: /Stack of production-base/ }),
  ).toContainText('cilium');
  await picture(alice, 'tour-profile-stack', {
    from: alice.getByRole('heading', { name: 'Stack', exact: true }),
  });
  await alice.getByRole('link', { name: 'Versions', exact: true }).click();
  await expect(alice.getByText('1.3.1').first()).toBeVisible();
  await picture(alice, 'tour-profile-versions');

  await test.step('a cluster in development', async () => {
    await alice.goto('/create/templates/default/request-cluster');
    await alice.getByRole('radio', { name: 'Production base' }).waitFor();
    await picture(alice, 'tour-choose-profile', {
      from: alice.getByText('The stacks on offer'),
    });
    await fillRequest(alice, {
      profile: 'Production base',
      version: '1.3.0',
      name: 'shop-dev',
      target: 'Development EU 1',
    });
    await expect(alice.getByText('No approval is needed.')).toBeVisible();
    await picture(alice, 'tour-plan', {
      from: alice.getByText('What will happen'),
    });
    await sendRequest(alice);
    await expect(changeState(alice)).toContainText('Applied', {
      timeout: 60_000,
    });
    await picture(alice, 'tour-change-applied');
  });

  await test.step('a cluster in production', async () => {
    await alice.goto('/create/templates/default/request-cluster');
    await fillRequest(alice, {
      profile: 'Production base',
      version: '1.3.0',
      name: 'shop-prod',
      target: 'Production EU 1',
    });
    await sendRequest(alice);
    await expect(changeState(alice)).toContainText('Awaiting approval');

    const paula = await signInAs(context, 'Paula');
    await paula.goto('/cluster-profiles/changes');
    const waiting = paula.getByRole('link', {
      name: 'Create shop-prod',
      exact: true,
    });
    await waiting.waitFor();
    await picture(paula, 'tour-waiting-for-me');
    await waiting.click();
    const approve = paula.getByRole('button', { name: 'Approve', exact: true });
    await expect(approve).toBeEnabled();
    await picture(paula, 'tour-approve');
    await approve.click();
    await expect(changeState(paula)).toContainText('Applied', {
      timeout: 60_000,
    });
    await paula.close();
    await expect(changeState(alice)).toContainText('Applied');
  });

  await test.step('upgrade', async () => {
    await alice.goto('/cluster-profiles/clusters');
    await alice.getByRole('link', { name: 'shop-prod', exact: true }).waitFor();
    await picture(alice, 'tour-clusters');
    await openCluster(alice, 'shop-prod');
    await alice.getByText('Ready', { exact: true }).first().waitFor();
    await picture(alice, 'tour-cluster');
    const dialog = await chooseAction(alice, 'Upgrade');
    await dialog.getByRole('button', { name: 'Show the plan' }).click();
    await expect(
      dialog.getByText(/1[.]34[.]\d+ → 1[.]35[.]\d+/).first(),
    ).toBeVisible();
    await picture(alice, 'tour-upgrade');
    await alice.keyboard.press('Escape');
  });

  await alice.goto('/cluster-profiles/layers');
  await alice.getByRole('searchbox').first().fill('ingress < 4.15');
  await expect(alice.getByText(/^Affected/)).toBeVisible();
  await alice
    .getByRole('row')
    .filter({ hasText: '4.14.1' })
    .getByText('Names')
    .click();
  await expect(
    alice.getByRole('link', { name: 'shop-prod', exact: true }),
  ).toBeVisible();
  await picture(alice, 'tour-layers');
});
