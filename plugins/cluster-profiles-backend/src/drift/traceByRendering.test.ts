import type { JsonObject } from '@backstage/types';
import {
  diffValues,
  type LayerObjectChange,
  type ObjectDifference,
  type ProfileVersion,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  aDesiredState,
  withLayer,
} from '@cluster-profiles/plugin-cluster-profiles-node/testUtils';
import { mergeValues } from '../sources/chart/mergeValues';
import { traceByRendering } from './traceByRendering';

const DEFAULTS = {
  replicas: 2,
  twins: 4,
  port: 80,
  image: { repository: 'lab.test/web', tag: '' },
  agent: { image: 'lab.test/agent', tag: '1.0.0' },
};
const OBJECT = 'Deployment web/web';

/** What a chart makes of its values. */
function objectOf(values: JsonObject) {
  const { replicas, twins, port, image, agent } = mergeValues(
    DEFAULTS,
    values,
  ) as typeof DEFAULTS;
  return {
    replicas,
    min: twins,
    max: twins,
    image: `${image.repository}:${image.tag || '3.0.0'}`,
    agent: `${agent.image}:${agent.tag}`,
    args: [`--port=${port}`],
    probe: port,
  };
}

describe('traceByRendering', () => {
  const trace = async (
    differences: Array<Pick<ObjectDifference, 'path' | 'desired' | 'observed'>>,
    {
      values = {},
      written = {},
    }: { values?: JsonObject; written?: JsonObject } = {},
  ) => {
    const desired = withLayer(aDesiredState(), 'ingress', { values });
    const layer = desired.layers.find(({ name }) => name === 'ingress')!;
    return traceByRendering(
      {
        id: 'f1',
        layer: 'ingress',
        differences: differences.map(it => ({ object: OBJECT, ...it })),
      },
      {
        layer,
        values: mergeValues(DEFAULTS, values),
        revision: {
          desired,
          versions: [
            {
              profile: 'production-base',
              document: {
                spec: { layers: [{ name: 'ingress', values: written }] },
              },
            } as unknown as ProfileVersion,
          ],
          until: '2026-03-01T00:00:00.000Z',
        },
        render: async other => {
          const fields = diffValues(objectOf(values), objectOf(other));
          const change = { object: OBJECT, action: 'changed', fields } as const;
          return fields.length > 0 ? [change] : ([] as LayerObjectChange[]);
        },
      },
    );
  };
  const overridden = (...overrides: Array<{ path: string; value: unknown }>) =>
    expect.objectContaining({
      kind: 'override',
      adoptsDrift: ['f1'],
      expires: '2026-03-01T00:00:00.000Z',
      overrides: overrides.map(it => ({ layer: 'ingress', ...it })),
    });

  it('finds a default of the chart, where several have the value', async () => {
    await expect(
      trace([{ path: '/replicas', desired: 2, observed: 5 }], {
        values: { other: 2 },
      }),
    ).resolves.toEqual({
      request: overridden({ path: '/replicas', value: 5 }),
    });
  });

  it('finds what a field is composed of', async () => {
    await expect(
      trace([
        {
          path: '/agent',
          desired: 'lab.test/agent:1.0.0',
          observed: 'lab.test/agent:1.0.1',
        },
      ]),
    ).resolves.toEqual({
      request: overridden({ path: '/agent/tag', value: '1.0.1' }),
    });
    await expect(
      trace([
        {
          path: '/agent',
          desired: 'lab.test/agent:1.0.0',
          observed: 'mirror.test/agent:1.0.1',
        },
      ]),
    ).resolves.toEqual({
      request: overridden(
        { path: '/agent/image', value: 'mirror.test/agent' },
        { path: '/agent/tag', value: '1.0.1' },
      ),
    });
  });

  it('finds an empty value, in whose place the chart puts its version', async () => {
    await expect(
      trace([
        {
          path: '/image',
          desired: 'lab.test/web:3.0.0',
          observed: 'lab.test/web:3.0.1',
        },
      ]),
    ).resolves.toEqual({
      request: overridden({ path: '/image/tag', value: '3.0.1' }),
    });
  });

  it('sets a parameter where the value is one', async () => {
    await expect(
      trace(
        [
          {
            path: '/agent',
            desired: 'lab.test/agent:1.0.0',
            observed: 'lab.test/agent:2',
          },
        ],
        {
          values: { agent: { tag: '1.0.0' } },
          written: { agent: { tag: '${{ parameters.agentTag }}' } },
        },
      ),
    ).resolves.toEqual({
      request: expect.objectContaining({
        kind: 'set-parameters',
        parameters: { agentTag: '2' },
      }),
    });
  });

  it('finds a value for each field, and one for several', async () => {
    await expect(
      trace([
        { path: '/max', desired: 4, observed: 6 },
        { path: '/min', desired: 4, observed: 6 },
        { path: '/replicas', desired: 2, observed: 5 },
      ]),
    ).resolves.toEqual({
      request: overridden(
        { path: '/twins', value: 6 },
        { path: '/replicas', value: 5 },
      ),
    });
  });

  it.each([
    [
      'it changes something else, too',
      { path: '/probe', desired: 80, observed: 8080 },
    ],
    ['nothing sets it', { path: '/paused', desired: false, observed: true }],
  ])('finds none where %s', async (_, difference) => {
    await expect(trace([difference])).resolves.toEqual({
      reason: expect.stringContaining('with none exactly that changes'),
    });
  });
});
