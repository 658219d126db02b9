import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const OURS = '[data-cluster-profiles]';

/** No violation of WCAG 2.2 level AA in what the page shows now, and none of any rule of axe in the part that is ours. */
export async function expectAccessible(page: Page): Promise<void> {
  await expect(page.locator(OURS).first(), 'our part').toBeAttached();
  const ours = await new AxeBuilder({ page }).include(OURS).analyze();
  const whole = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    // Backstage's own page tabs name panels that do not exist.
    .exclude('[aria-label="Toolbar tabs"]')
    // Where Backstage's notifications are read out; an entry outlives the text that names it.
    .exclude('[data-live-announcer]')
    .analyze();
  const found = [...ours.violations, ...whole.violations].map(
    ({ id, help, impact, nodes }) => ({
      id,
      help,
      impact,
      where: nodes.map(node => node.target.join(' ')),
    }),
  );
  expect(found, 'accessibility').toEqual([]);
}
