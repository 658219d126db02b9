import { NotFoundError } from '@backstage/errors';
import type { DesiredOverride } from '@cluster-profiles/plugin-cluster-profiles-common';
import { aLayer } from '@cluster-profiles/plugin-cluster-profiles-node/testUtils';
import { aChart } from '../sources/__testUtils__/aChart';
import { gatherUnfitValues } from './gatherUnfitValues';

const SCHEMA = {
  type: 'object',
  properties: {
    controller: {
      type: 'object',
      properties: { replicas: { type: 'integer' } },
      additionalProperties: false,
    },
  },
};
const bytes = {
  read: async (sha256: string) => {
    if (sha256 !== 'kept') {
      throw new NotFoundError(sha256);
    }
    return aChart({
      'values.yaml': 'controller: { replicas: 1 }',
      'values.schema.json': JSON.stringify(SCHEMA),
    });
  },
};

describe('gatherUnfitValues', () => {
  const gather = async (
    controller: object,
    {
      sha256 = 'kept',
      overridden,
    }: { sha256?: string; overridden?: string } = {},
  ) => {
    const layer = aLayer({
      chart: {},
      sha256,
      values: JSON.parse(JSON.stringify({ controller })),
    });
    const findings = await gatherUnfitValues([layer], {
      bytes,
      overrides: overridden
        ? [{ layer: 'ingress', path: overridden } as DesiredOverride]
        : [],
    });
    return findings.map(
      ({ severity, code, message, remedy }) =>
        `${severity} ${code} ${message}. ${remedy}`,
    );
  };

  it('has nothing to say where they fit, or nobody has the chart', async () => {
    await expect(gather({ replicas: 3 })).resolves.toEqual([]);
    await expect(
      gather({ replicas: 'three' }, { sha256: 'gone' }),
    ).resolves.toEqual([]);
    await expect(
      gatherUnfitValues([aLayer({ values: { controller: 1 } })], { bytes }),
    ).resolves.toEqual([]);
  });

  it('blocks what an override sets, and names it', async () => {
    await expect(
      gather({ replicas: 'three' }, { overridden: '/controller/replicas' }),
    ).resolves.toEqual([
      "block values-do-not-fit The values of layer 'ingress' do not fit its chart: /controller/replicas must be integer. Override /controller/replicas with a value that fits, or not at all.",
    ]);
    await expect(
      gather({ replica: 3 }, { overridden: '/controller/replica' }),
    ).resolves.toEqual([
      expect.stringMatching(
        /^block .*additional properties.*Override \/controller\/replica with/,
      ),
    ]);
  });

  it('blocks what parameters put there', async () => {
    await expect(gather({ replicas: 'three' })).resolves.toEqual([
      expect.stringContaining('Choose other parameters'),
    ]);
  });
});
