import { expect, type Locator, type Page } from '@playwright/test';

/** The header of a change says the state. */
export function changeState(page: Page) {
  return page.getByRole('main').getByRole('status').first();
}

/** Opens the page of a cluster's entity that shows desired and observed state. */
export async function openCluster(page: Page, name: string): Promise<void> {
  await page.goto(`/catalog/default/resource/${name}/cluster`);
  await expect(
    page.getByRole('button', { name: 'Actions', exact: true }),
  ).toBeVisible();
}

/** Chooses from the menu of what can be proposed for a cluster; gives the dialog that opens. */
export async function chooseAction(
  page: Page,
  action: string,
): Promise<Locator> {
  await page.getByRole('button', { name: 'Actions', exact: true }).click();
  await page.getByRole('menuitem', { name: action, exact: true }).click();
  const dialog = page.getByRole('dialog', { name: new RegExp(`^${action} `) });
  await expect(dialog).toBeVisible();
  return dialog;
}

/** Goes through the template "Request a cluster" up to the page with the plan. */
export async function fillRequest(
  page: Page,
  request: {
    profile: string;
    version?: string;
    name: string;
    target: string;
    /** What is chosen in the settings, by its title. */
    choices?: Record<string, string>;
  },
): Promise<void> {
  const next = page.getByRole('button', { name: 'Next', exact: true });
  await page.getByRole('radio', { name: request.profile }).click();
  if (request.version) {
    await page.getByRole('button', { name: /^Version|Version$/ }).click();
    await page.getByRole('option', { name: request.version }).click();
  }
  await next.click();
  await page.getByRole('textbox', { name: 'Name' }).fill(request.name);
  await expect(page.getByText(`${request.name} is free`)).toBeVisible();
  await page.getByRole('radio', { name: request.target }).click();
  await next.click();
  await expect(
    page.getByRole('spinbutton', { name: 'Worker nodes', exact: true }),
  ).toBeVisible();
  for (const [title, choice] of Object.entries(request.choices ?? {})) {
    await page.getByRole('button', { name: title }).click();
    await page.getByRole('option', { name: choice, exact: true }).click();
  }
  await next.click();
  await expect(page.getByRole('region', { name: 'Plan' })).toBeVisible();
}

/** Sends what `fillRequest` filled in, and goes to the change. */
export async function sendRequest(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Summary', exact: true }).click();
  await page
    .getByRole('main')
    .or(page.locator('body'))
    .getByRole('button', { name: 'Request cluster', exact: true })
    .click();
  await page.getByRole('link', { name: 'Follow the change' }).click();
  await expect(changeState(page)).toBeVisible();
}
