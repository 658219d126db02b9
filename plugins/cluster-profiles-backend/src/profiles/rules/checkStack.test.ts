import { exampleCheckedProfile } from '../__testUtils__/exampleProfile';
import { checkStack } from './checkStack';

type Change = NonNullable<Parameters<typeof exampleCheckedProfile>[0]>;

/** `code path` of each finding. */
function found(change?: Change): string[] {
  return checkStack(exampleCheckedProfile(change)).map(
    ({ severity, code, path }) =>
      `${severity === 'warn' ? 'warn ' : ''}${code} ${path}`,
  );
}

describe('checkStack', () => {
  it('has nothing to say about a sound profile', () => {
    expect(found()).toEqual([]);
  });

  it('misses each core kind', () => {
    expect(
      found(({ document }) => {
        document.spec.type = 'infrastructure';
        document.spec.layers = document.spec.layers.slice(2, 4);
      }),
    ).toEqual([
      'core-layer-missing /spec/layers',
      'core-layer-missing /spec/layers',
    ]);
  });

  it('refuses two layers of one core kind', () => {
    expect(
      found(({ document: { spec } }) => {
        spec.layers.push({ ...spec.layers[2], name: 'calico' });
      }),
    ).toEqual(['duplicate-core-layer /spec/layers/5/kind']);
  });

  it('refuses core layers and pools in an add-on profile', () => {
    expect(
      found(({ document: { spec } }) => {
        spec.type = 'add-on';
        spec.layers = spec.layers.slice(3);
      }),
    ).toEqual([
      'core-layer-in-add-on-profile /spec/layers/0/kind',
      'node-pools-in-add-on-profile /spec/nodePools',
    ]);
  });

  it('refuses add-ons in an infrastructure profile', () => {
    expect(
      found(({ document }) => {
        document.spec.type = 'infrastructure';
      }),
    ).toEqual(['add-on-in-infrastructure-profile /spec/layers/4/kind']);
  });
});
