import {
  aDifference,
  aRow,
  AT,
  drifted,
  seenDrift,
} from './__testUtils__/findings';
import { compareFindings } from './compareFindings';
import type { SeenDrift } from './listDrifted';

const NOTHING = { opened: [], reopened: [], changed: [], closed: [] };

describe('compareFindings', () => {
  const compare = (
    seen: SeenDrift,
    options: Partial<Parameters<typeof compareFindings>[1]> = {},
  ) => compareFindings(seen, { open: [], recent: [], revision: 1, ...options });

  it('opens one for each object', () => {
    const other = drifted({ object: 'Service ingress/web' });
    expect(compare(seenDrift([drifted(), other]))).toEqual({
      ...NOTHING,
      opened: [drifted(), other],
    });
  });

  it('says nothing again of what has not changed', () => {
    expect(compare(seenDrift([drifted()]), { open: [aRow()] })).toEqual(
      NOTHING,
    );
  });

  it('changes one whose fields or values are others', () => {
    const row = aRow();
    const seen = drifted({ differences: [aDifference({ observed: 7 })] });
    expect(compare(seenDrift([seen]), { open: [row] })).toEqual({
      ...NOTHING,
      changed: [{ row, seen }],
    });
  });

  it('keeps what was known of an object that nobody can tell more of now', () => {
    const seen = drifted({
      differences: [{ object: drifted().object, path: '', whole: 'unknown' }],
    });
    expect(compare(seenDrift([seen]), { open: [aRow()] })).toEqual(NOTHING);
  });

  it.each([
    ['gone', aRow(), {}],
    ['corrected', aRow(undefined, { corrected_at: AT }), {}],
    ['replaced', aRow(undefined, { revision: 0, corrected_at: AT }), {}],
    [
      'replaced',
      aRow(),
      { known: new Set<string>(), desired: new Set<string>() },
    ],
    ['ignored', aRow(), { excepted: [drifted()] }],
  ])('closes one as %s', (outcome, row, overrides) => {
    expect(compare(seenDrift([], overrides), { open: [row] })).toEqual({
      ...NOTHING,
      closed: [{ row, outcome }],
    });
  });

  it('leaves what cannot be seen as it is', () => {
    expect(
      compare(seenDrift([], { known: new Set() }), { open: [aRow()] }),
    ).toEqual(NOTHING);
  });

  it('takes what comes back soon for the same, whatever its value, and another field for another', () => {
    const row = aRow(undefined, { closed_at: AT, open_key: null });
    const back = drifted({ differences: [aDifference({ observed: 9 })] });
    expect(compare(seenDrift([back]), { recent: [row] })).toEqual({
      ...NOTHING,
      reopened: [{ row, seen: back }],
    });
    const other = drifted({ differences: [aDifference({ path: '/spec/x' })] });
    expect(compare(seenDrift([other]), { recent: [row] }).opened).toEqual([
      other,
    ]);
  });
});
