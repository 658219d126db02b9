import type { LayerDifference } from '@cluster-profiles/plugin-cluster-profiles-common';
import { mergeObjects } from './mergeObjects';

const layer = (
  name: string,
  action: LayerDifference['action'],
): LayerDifference => ({ name, kind: 'addon', action, values: [] });
const none = { created: [], changed: [], removed: [] };

describe('mergeObjects', () => {
  it('adds what engines do to what the provider does', () => {
    expect(
      mergeObjects({
        layers: [
          layer('new', 'added'),
          layer('old', 'removed'),
          layer('other', 'changed'),
          layer('same', 'unchanged'),
        ],
        answers: {
          findings: [],
          preview: {
            objects: { created: ['z'], changed: ['Cluster'], removed: ['y'] },
            machinesReplaced: [],
            findings: [],
          },
          rendered: {
            new: { before: [], after: ['new/b', 'new/a'] },
            old: { before: ['old/a'], after: [] },
            other: { before: ['o/a', 'o/b'], after: ['o/b', 'o/c'] },
            same: { before: ['s/a'], after: ['s/a'] },
          },
        },
      }),
    ).toEqual({
      created: ['new/a', 'new/b', 'o/c', 'z'],
      changed: ['Cluster', 'o/b'],
      removed: ['o/a', 'old/a', 'y'],
    });
  });

  it('sees what moves from one layer to another as changed', () => {
    expect(
      mergeObjects({
        layers: [layer('a', 'removed'), layer('b', 'added')],
        answers: {
          findings: [],
          rendered: {
            a: { before: ['x'], after: [] },
            b: { before: [], after: ['x'] },
          },
        },
      }),
    ).toEqual({ ...none, changed: ['x'] });
  });

  it('takes what an engine tells of each object for what it is', () => {
    expect(
      mergeObjects({
        layers: [layer('a', 'changed')],
        answers: {
          findings: [],
          rendered: {},
          previews: {
            a: {
              objects: [
                { object: 'x', action: 'added' },
                { object: 'y', action: 'changed' },
                { object: 'z', action: 'removed' },
                { object: 'k', action: 'kept' },
              ],
              hooks: [],
              brings: [],
              findings: [],
            },
          },
        },
      }),
    ).toEqual({ created: ['x'], changed: ['y'], removed: ['z'] });
  });

  it('is empty without answers', () => {
    expect(
      mergeObjects({
        layers: [layer('a', 'added')],
        answers: { findings: [], rendered: {} },
      }),
    ).toEqual(none);
  });
});
