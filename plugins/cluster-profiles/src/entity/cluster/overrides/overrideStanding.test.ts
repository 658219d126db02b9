import { override } from '../../../__testUtils__/fixtures';
import { overrideStanding } from './overrideStanding';

const now = Date.parse('2026-03-01T00:00:00.000Z');
const ended = '2026-02-01T00:00:00.000Z';

describe('overrideStanding', () => {
  it.each([
    [{}, 'Holds'],
    [{ setBy: undefined }, 'Holds'],
    [{ setBy: { id: 'c', state: 'applying' as const } }, 'Being applied'],
    [{ setBy: { id: 'c', state: 'failed' as const } }, 'Could not be applied'],
    [{ expires: ended }, 'Its time is over, and it still holds'],
    [
      { expires: ended, endedBy: { id: 'd', state: 'planning' as const } },
      'Its end is proposed',
    ],
  ])('%j: %s', (more, text) => {
    expect(overrideStanding(override(more), now).text).toBe(text);
  });
});
