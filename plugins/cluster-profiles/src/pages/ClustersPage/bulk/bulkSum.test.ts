import { bulkPreview } from '../../../__testUtils__/fixtures';
import { sumOf } from './bulkSum';

describe('sumOf', () => {
  it('adds up what can be proposed, and counts the rest', () => {
    const [one, two, three, four, five] = bulkPreview([
      'a',
      'b',
      'c',
      'd',
      'e',
    ]).items;
    expect(
      sumOf([
        one,
        { ...two, rollbackClass: 'reversible', approvals: [] },
        {
          ...three,
          findings: [{ severity: 'block', code: 'x', message: 'No.' }],
        },
        { cluster: four.cluster, state: 'failed', error: 'No.' },
        {
          ...five,
          findings: [
            {
              severity: 'block',
              code: 'override-conflict',
              message: 'Both.',
              layer: 'ingress',
              path: '/host',
              conflict: { ours: 'a' },
            },
          ],
        },
      ]),
    ).toEqual({
      clusters: 2,
      layersTouched: 6,
      machinesReplaced: 12,
      objectsRemoved: 2,
      rollbackClasses: { 'forward-only': 1, reversible: 1 },
      needApproval: 1,
      asking: 1,
      blocked: 1,
      failed: 1,
    });
  });
});
