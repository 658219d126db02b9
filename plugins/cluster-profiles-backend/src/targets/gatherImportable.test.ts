import type { DiscoveredCluster } from '@cluster-profiles/plugin-cluster-profiles-node';
import { gatherImportable } from './gatherImportable';

async function* these(clusters: DiscoveredCluster[], onEnd = () => {}) {
  try {
    yield* clusters;
  } finally {
    onEnd();
  }
}

const context = { instanceId: 'ours', imported: [] };

describe('gatherImportable', () => {
  it('leaves out what this portal makes, and says what speaks against others', async () => {
    expect(
      await gatherImportable(
        these([
          { source: 'made-here', portal: 'ours' },
          { source: 'free', kubernetesVersion: '1.33.1' },
          { source: 'theirs', portal: 'other' },
          { source: 'old-shop' },
        ]),
        { ...context, imported: [{ name: 'shop', source: 'old-shop' }] },
      ),
    ).toEqual({
      listed: true,
      more: false,
      items: [
        {
          source: 'free',
          kubernetesVersion: '1.33.1',
          import: { allowed: true },
        },
        {
          source: 'theirs',
          import: {
            allowed: false,
            reason: "Portal 'other' makes it from a profile",
          },
        },
        {
          source: 'old-shop',
          import: {
            allowed: false,
            reason: "It is here already, as cluster 'shop'",
          },
        },
      ],
    });
  });

  it.each([
    [200, false],
    [201, true],
  ])('of %d lists at most 200, and reads no further', async (count, more) => {
    const ended = jest.fn();
    const many = Array.from({ length: count }, (_, n) => ({ source: `c${n}` }));
    const answer = await gatherImportable(these(many, ended), context);
    expect(answer.items).toHaveLength(200);
    expect(answer.more).toBe(more);
    expect(ended).toHaveBeenCalled();
  });
});
