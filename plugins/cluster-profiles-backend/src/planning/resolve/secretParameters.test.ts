import type { JsonObject } from '@backstage/types';
import {
  aDesiredState,
  withLayer,
} from '@cluster-profiles/plugin-cluster-profiles-node/testUtils';
import { aVersion } from '../__testUtils__/builders';
import { secretParameters } from './secretParameters';

const path = '/auth/adminPassword';
const written = (adminPassword: string) => ({
  auth: { adminPassword, existingSecret: '${{ parameters.secret }}' },
});
const stateWith = (values: JsonObject) =>
  withLayer(aDesiredState(), 'ingress', { values });
const find = (options: {
  written: JsonObject;
  values: JsonObject;
  before?: JsonObject;
  overridden?: string;
}) =>
  secretParameters(
    {
      profiles: [
        {
          parameters: {},
          version: aVersion({
            spec: {
              layers: [
                {
                  name: 'ingress',
                  kind: 'addon',
                  version: '1.0.0',
                  values: options.written,
                },
              ],
            },
          }),
        },
      ],
      overrides: options.overridden
        ? [
            {
              layer: 'ingress',
              path: options.overridden,
              value: 'x',
              reason: 'Because',
              owner: 'group:default/platform',
              expires: '2027-01-01T00:00:00.000Z',
            },
          ]
        : [],
    },
    {
      desired: stateWith(options.values),
      ...(options.before && { base: stateWith(options.before) }),
    },
  );

describe('secretParameters', () => {
  const given = {
    written: written('${{ parameters.admin.password }}'),
    values: written('hunter2'),
  };

  it('finds what a parameter puts there', () => {
    expect(find(given)).toEqual([
      {
        code: 'parameter-secret',
        message: expect.stringContaining(`into ${path} of layer "ingress"`),
        path: '/parameters/admin/password',
        layer: 'ingress',
        remedy: expect.any(String),
      },
    ]);
    expect(find({ ...given, before: written('another') })).toHaveLength(1);
  });

  it.each<[string, Partial<Parameters<typeof find>[0]>]>([
    ['the profile says itself', { written: written('hunter2') }],
    ['is overridden', { overridden: '/auth' }],
    ['runs already', { before: written('hunter2') }],
    ['is left empty', { values: written('') }],
  ])('says nothing of what %s', (_, options) => {
    expect(find({ ...given, ...options })).toEqual([]);
  });
});
