import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** No violation of WCAG 2.2 level AA in what the page shows now. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    // Backstage's own page tabs name panels that do not exist.
    .exclude('[aria-label="Toolbar tabs"]')
    // Where Backstage's notifications are read out; an entry outlives the text that names it.
    .exclude('[data-live-announcer]')
    .analyze();
  const found = violations.map(({ id, help, nodes }) => ({
    id,
    help,
    where: nodes.map(node => node.target.join(' ')),
  }));
  expect(found, 'accessibility').toEqual([]);
}
