import { aBundle } from './__testUtils__/classFiles';
import { stampBundle } from './stampBundle';
import { storedBundle } from './storedBundle';

describe('storedBundle', () => {
  const stamped = stampBundle(aBundle(), { namespace: 'team-a' });

  it('takes what the server filled in, and the rest as it is', () => {
    const [first, ...others] = stamped.templates;
    const filled = {
      ...first,
      metadata: { ...first.metadata, uid: 'u', resourceVersion: '1' },
      spec: { ...first.spec, defaulted: true },
    };
    const bundle = storedBundle(stamped, [undefined, filled]);
    expect(bundle.templates.map(({ spec }) => spec)).toEqual([
      filled.spec,
      ...others.map(({ spec }) => spec),
    ]);
    expect(bundle.clusterClass.spec).toEqual(stamped.clusterClass.spec);
    expect(bundle.hash).not.toBe(storedBundle(stamped, []).hash);
  });

  it('does not mind in which order the server answers', () => {
    expect(storedBundle(stamped, [...stamped.objects].reverse())).toEqual(
      storedBundle(stamped, []),
    );
  });
});
