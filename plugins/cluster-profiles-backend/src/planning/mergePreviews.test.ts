import type { ProviderPreview } from '@cluster-profiles/plugin-cluster-profiles-node';
import { mergePreviews } from './mergePreviews';

const preview = (
  machines: Record<string, number[]>,
  removed: string[] = [],
): ProviderPreview => ({
  objects: { created: [], changed: [`c${removed}`], removed },
  machinesReplaced: Object.entries(machines).flatMap(([pool, counts]) =>
    counts.map(count => ({ pool, count, reason: `r${count}` })),
  ),
  findings: [],
});

describe('mergePreviews', () => {
  it('takes the worst of each pool and all that is removed', () => {
    const merged = mergePreviews([
      preview({ a: [1, 2], b: [4] }, ['x']),
      preview({ a: [2], b: [5], c: [1] }, ['x', 'w']),
    ]);
    expect(merged).toEqual({
      objects: { created: [], changed: ['cx'], removed: ['w', 'x'] },
      machinesReplaced: [
        { pool: 'a', count: 3, reason: 'r1, r2' },
        { pool: 'b', count: 5, reason: 'r5' },
        { pool: 'c', count: 1, reason: 'r1' },
      ],
      findings: [],
    });
  });

  it('takes over what any of them would, each once and sorted', () => {
    const taking = (...paths: string[]): ProviderPreview => ({
      ...preview({}),
      takeovers: paths.map(path => ({ object: 'o', path, manager: 'm' })),
    });
    expect(
      mergePreviews([taking('/b', '/a'), taking('/a')]).takeovers?.map(
        ({ path }) => path,
      ),
    ).toEqual(['/a', '/b']);
    expect(mergePreviews([preview({})])).not.toHaveProperty('takeovers');
  });

  it('takes the longer way of Kubernetes', () => {
    const merged = mergePreviews([
      { ...preview({}), kubernetesPath: [] },
      { ...preview({}), kubernetesPath: ['1.34.3', '1.35.2'] },
      preview({}),
    ]);
    expect(merged.kubernetesPath).toEqual(['1.34.3', '1.35.2']);
  });
});
