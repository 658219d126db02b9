import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const OURS = '[data-cluster-profiles]';

/** No violation of any rule of axe in the part of the page that is ours. */
export async function expectOursAccessible(page: Page): Promise<void> {
  await expect(page.locator(OURS).first(), 'our part').toBeAttached();
  expectNone(await axe(page).include(OURS).analyze());
}

/** Nothing in the part that is ours, and no violation of WCAG 2.2 level AA in all that the page shows now. */
export async function expectAccessible(page: Page): Promise<void> {
  await expectOursAccessible(page);
  expectNone(
    await axe(page)
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
      // Backstage's own page tabs name panels that do not exist.
      .exclude('[aria-label="Toolbar tabs"]')
      // Where Backstage's notifications are read out; an entry outlives the text that names it.
      .exclude('[data-live-announcer]')
      // Backstage's search results are items of no list.
      .exclude('li.MuiListItem-divider')
      .analyze(),
  );
}

/** Asks for violations only, and in the page itself, which has no frames: which halves the time. */
function axe(page: Page): AxeBuilder {
  return new AxeBuilder({ page })
    .options({ resultTypes: ['violations'] })
    .setLegacyMode();
}

type Results = Awaited<ReturnType<AxeBuilder['analyze']>>;

function expectNone({ violations }: Results): void {
  const found = violations.map(({ id, help, impact, nodes }) => ({
    id,
    help,
    impact,
    where: nodes.map(node => node.target.join(' ')),
  }));
  expect(found, 'accessibility').toEqual([]);
}
