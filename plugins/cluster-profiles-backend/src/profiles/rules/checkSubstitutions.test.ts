import { exampleCheckedProfile } from '../__testUtils__/exampleProfile';
import { checkSubstitutions } from './checkSubstitutions';

type Change = NonNullable<Parameters<typeof exampleCheckedProfile>[0]>;

/** `code path` of each finding. */
function found(change?: Change): string[] {
  return checkSubstitutions(exampleCheckedProfile(change)).map(
    ({ severity, code, path }) =>
      `${severity === 'warn' ? 'warn ' : ''}${code} ${path}`,
  );
}

describe('checkSubstitutions', () => {
  it('has nothing to say about a sound profile', () => {
    expect(found()).toEqual([]);
  });

  const withValues = (values: any, more: Change = () => {}) =>
    found(profile => {
      profile.document.spec.layers[4].values = values;
      more(profile);
    });

  it('takes every root', () => {
    expect(
      withValues({
        a: '${{ parameters.workers }}',
        b: 'x-${{ cluster.name }}-${{cluster.uid}}',
        c: ['${{ target.region }}', '${{ target.labels.cloud }}'],
        d: { e: '${{ target.variables.vpc.id }}' },
        f: '${{ layers.cilium.version }} ${{ layers.cilium.values.replicas }}',
      }),
    ).toEqual([]);
  });

  it.each([
    'parameters',
    'parameters.ghost',
    'parameters.workers.more',
    'cluster',
    'cluster.ghost',
    'cluster.name.x',
    'target.labels',
    'target.endpoint',
    'layers.ghost.version',
    'layers.cilium',
    'layers.cilium.values',
    'layers.cilium.values.ghost',
    'layers.cilium.values.constructor',
    'steps.one',
  ])('refuses %s', path => {
    expect(withValues({ a: [`is \${{ ${path} }}`] })).toEqual([
      'unknown-substitution /spec/layers/4/values/a/0',
    ]);
  });

  it.each([
    '${{ a | upper }}',
    '${{ 1 + 1 }}',
    '${{ cluster.name',
    '${{}}',
    '${{ cluster["name"] }}',
  ])('refuses %s, which is no path', text => {
    expect(withValues({ a: text })).toContain(
      'malformed-substitution /spec/layers/4/values/a',
    );
  });

  it('looks at pools and providers too', () => {
    expect(
      found(({ document: { spec } }) => {
        spec.nodePools!.controlPlane!.replicas = '${{ parameters.ghost }}';
        spec.providers = {
          x: [{ variables: { a: '${{ layers.ubuntu.values.image }}' } }],
        };
      }),
    ).toEqual([
      'unknown-substitution /spec/nodePools/controlPlane/replicas',
      'unknown-substitution /spec/providers/x/0/variables/a',
    ]);
  });

  it('wants parameters to be there at deployment', () => {
    const withSchema = (size: object, more: object = {}) =>
      withValues({ a: '${{ parameters.size }}' }, ({ document: { spec } }) => {
        spec.nodePools = undefined;
        spec.parameters = {
          type: 'object',
          properties: { size },
          ...more,
        } as any;
      });
    expect(withSchema({ type: 'string' })).toEqual([
      'uncertain-substitution /spec/layers/4/values/a',
    ]);
    expect(withSchema({ type: 'string', default: 'S' })).toEqual([]);
    expect(withSchema({ type: 'string' }, { required: ['size'] })).toEqual([]);
  });

  it('follows objects and definitions of the schema', () => {
    expect(
      withValues(
        { a: '${{ parameters.db.size }}', b: '${{ parameters.db.ghost }}' },
        ({ document: { spec } }) => {
          spec.nodePools = undefined;
          spec.parameters = {
            type: 'object',
            required: ['db'],
            properties: { db: { $ref: '#/definitions/db' } },
            definitions: {
              db: {
                type: 'object',
                properties: { size: { type: 'string', default: 'S' } },
              },
            },
          };
        },
      ),
    ).toEqual(['unknown-substitution /spec/layers/4/values/b']);
  });

  it('finds values that refer to each other in a circle', () => {
    expect(
      withValues(
        { a: '${{ layers.rook.values.a }}' },
        ({ document: { spec } }) => {
          spec.layers[3].values = { a: '${{ layers.ingress.values.a }}' };
        },
      ),
    ).toEqual(['circular-substitution /spec/layers']);
  });
});
