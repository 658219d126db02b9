import { ACCESS_NAMESPACE } from './accessNamespace';
import { accessObjects } from './accessObjects';

const rules = [
  { apiGroups: [''], resources: ['pods'], verbs: ['get'] },
  { apiGroups: [''], resources: ['serviceaccounts/token'], verbs: ['create'] },
];

describe('accessObjects', () => {
  it('binds an account of one person to one role', () => {
    const { account, objects } = accessObjects({
      role: 'view',
      subject: 'user:default/paula',
      rules,
    });
    expect(account).toMatch(/^view-user-default-paula-[0-9a-f]{10}$/);
    expect(objects.map(({ kind }) => kind)).toEqual([
      'Namespace',
      'ValidatingAdmissionPolicy',
      'ValidatingAdmissionPolicyBinding',
      'ClusterRole',
      'ServiceAccount',
      'ClusterRoleBinding',
    ]);
    expect(objects[3]).toMatchObject({
      metadata: { name: `${ACCESS_NAMESPACE}:view` },
      rules: [rules[0]],
    });
    expect(objects[5]).toMatchObject({
      metadata: {
        annotations: { 'clusterprofiles.io/subject': 'user:default/paula' },
      },
      roleRef: { kind: 'ClusterRole', name: `${ACCESS_NAMESPACE}:view` },
      subjects: [
        {
          kind: 'ServiceAccount',
          name: account,
          namespace: ACCESS_NAMESPACE,
        },
      ],
    });
  });

  it('keeps people and roles apart whose names look alike', () => {
    const names = [
      { role: 'view' as const, subject: 'user:default/paula.a' },
      { role: 'view' as const, subject: 'user:default/paula_a' },
      { role: 'edit' as const, subject: 'user:default/paula.a' },
    ].map(options => accessObjects({ ...options, rules }).account);
    expect(new Set(names).size).toBe(3);
  });

  it.each([`user:default/${'x'.repeat(300)}`, 'user:default/Ünï-ço∂é', '…'])(
    'makes a name that Kubernetes takes of %p',
    subject => {
      expect(accessObjects({ role: 'admin', subject, rules }).account).toMatch(
        /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])$/,
      );
    },
  );
});
