import { findCollisions, type BroughtLayer } from './findCollisions';

const DEFINITION = {
  object: 'CustomResourceDefinition issuers.example.io',
  group: 'apiextensions.k8s.io',
};
const ROLE = {
  object: 'ClusterRole issuer',
  group: 'rbac.authorization.k8s.io',
};

const brought = (
  name: string,
  profile: string,
  brings: BroughtLayer['brings'],
  touched = true,
): BroughtLayer => ({ layer: { name, profile }, touched, brings });

describe('findCollisions', () => {
  it('refuses two profiles that bring the same, naming both', () => {
    expect(
      findCollisions([
        brought('certificates', 'security', [DEFINITION, ROLE], false),
        brought('web', 'shop', [{ object: 'Service web/web', group: '' }]),
        brought('issuer', 'trust', [ROLE, DEFINITION]),
      ]),
    ).toEqual([
      {
        severity: 'block',
        code: 'layer-objects-conflict',
        message:
          'Both layer "certificates" of security and layer "issuer" of trust bring ClusterRole issuer, CustomResourceDefinition issuers.example.io.',
        remedy:
          'Choose a version or a profile without it, or turn it off in the values of one of them.',
        layer: 'issuer',
      },
    ]);
  });

  it.each([
    ['within one profile', 'security', true],
    ['where it runs so already', 'trust', false],
  ])('warns %s', (_, profile, touched) => {
    expect(
      findCollisions([
        brought('certificates', 'security', [DEFINITION], touched),
        brought('issuer', profile, [DEFINITION], touched),
      ]),
    ).toMatchObject([{ severity: 'warn', code: 'layer-objects-conflict' }]);
  });

  it('says nothing of the same name in another group, or twice in one layer', () => {
    const issuer = (group: string) => ({ object: 'Issuer web/x', group });
    expect(
      findCollisions([
        brought('one', 'a', [issuer('a.io'), issuer('a.io')]),
        brought('two', 'b', [issuer('b.io')]),
      ]),
    ).toEqual([]);
  });

  it('names the first few of many', () => {
    const many = Array.from({ length: 5 }, (_, index) => ({
      object: `ClusterRole ${index}`,
      group: '',
    }));
    expect(
      findCollisions([brought('one', 'a', many), brought('two', 'b', many)])[0]
        .message,
    ).toContain(
      'bring ClusterRole 0, ClusterRole 1, ClusterRole 2 and 2 more.',
    );
  });
});
