import type { Plan } from '@cluster-profiles/plugin-cluster-profiles-common';
import { compareImpact } from './compareImpact';

type Impact = Parameters<typeof compareImpact>[0];
const impact = (overrides: Partial<Impact> = {}): Impact => ({
  machinesReplaced: [{ pool: 'general', count: 3, reason: 'x' }],
  objects: { created: [], changed: [], removed: ['a'] },
  findings: [{ severity: 'block', code: 'known', message: 'Known.' }],
  rollbackClass: 'replaces-nodes',
  ...overrides,
});
const risks = (...objects: string[]): Plan['layerObjects'] => [
  {
    layer: 'web',
    objects: objects.map(object => ({
      object,
      action: 'changed',
      risk: 'It stops.',
    })),
  },
];
const removes = (...removed: string[]): Plan['objects'] => ({
  created: [],
  changed: [],
  removed,
});

describe('compareImpact', () => {
  it.each<[string, Partial<Impact>]>([
    ['the same', {}],
    [
      'fewer machines',
      { machinesReplaced: [{ pool: 'general', count: 2, reason: 'y' }] },
    ],
    ['no machines', { machinesReplaced: [] }],
    [
      'other things created',
      { objects: { ...removes('a'), created: ['b'], changed: ['c'] } },
    ],
    ['nothing removed', { objects: removes() }],
    ['a milder class', { rollbackClass: 'reversible' }],
    ['fewer blockers', { findings: [] }],
    [
      'what is not at risk',
      {
        layerObjects: [
          { layer: 'web', objects: [{ object: 'a', action: 'changed' }] },
        ],
      },
    ],
    [
      'new warnings',
      { findings: [{ severity: 'warn', code: 'new', message: 'New.' }] },
    ],
  ])('takes %s', (_, after) => {
    expect(compareImpact(impact(), impact(after))).toBeUndefined();
  });

  it.each<[string, Partial<Impact>, string]>([
    [
      'more machines',
      { machinesReplaced: [{ pool: 'general', count: 4, reason: 'x' }] },
      '4 machines of general would be replaced now instead of 3',
    ],
    [
      'more machines in parts',
      {
        machinesReplaced: [
          { pool: 'general', count: 2, reason: 'x' },
          { pool: 'general', count: 2, reason: 'y' },
        ],
      },
      '4 machines of general would be replaced now instead of 3',
    ],
    [
      'another pool',
      { machinesReplaced: [{ pool: 'batch', count: 1, reason: 'x' }] },
      '1 machines of batch would be replaced now instead of 0',
    ],
    [
      'more removed',
      { objects: removes('a', 'b') },
      'It would remove more now: b',
    ],
    [
      'much more removed',
      { objects: removes('b', 'c', 'd', 'e', 'f', 'g') },
      'It would remove more now: b, c, d, e, f and 1 more',
    ],
    [
      'more at risk',
      { layerObjects: risks('a', 'b') },
      'It would put more at risk now: a of web, b of web',
    ],
    [
      'a more severe class',
      { rollbackClass: 'forward-only' },
      'It is forward-only now instead of replaces-nodes',
    ],
    [
      'a new blocker',
      { findings: [{ severity: 'block', code: 'new', message: 'New.' }] },
      'It is blocked now: New.',
    ],
    [
      'a known blocker elsewhere',
      {
        findings: [
          { severity: 'block', code: 'known', message: 'There.', path: '/x' },
        ],
      },
      'It is blocked now: There.',
    ],
  ])('refuses %s', (_, after, reason) => {
    expect(compareImpact(impact(), impact(after))).toBe(reason);
  });
});
