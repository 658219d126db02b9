import { ACCESS_NAMESPACE, accessObjects } from './accessObjects';

describe('accessObjects', () => {
  it('binds an account of one person to one role', () => {
    const { account, objects } = accessObjects({
      role: 'view',
      subject: 'user:default/paula',
    });
    expect(account).toMatch(/^view-user-default-paula-[0-9a-f]{10}$/);
    expect(objects.map(({ kind }) => kind)).toEqual([
      'Namespace',
      'ServiceAccount',
      'ClusterRoleBinding',
    ]);
    expect(objects[2]).toMatchObject({
      metadata: {
        annotations: { 'clusterprofiles.io/subject': 'user:default/paula' },
      },
      roleRef: { kind: 'ClusterRole', name: 'view' },
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
    ].map(options => accessObjects(options).account);
    expect(new Set(names).size).toBe(3);
  });

  it.each([`user:default/${'x'.repeat(300)}`, 'user:default/Ünï-ço∂é', '…'])(
    'makes a name that Kubernetes takes of %p',
    subject => {
      expect(accessObjects({ role: 'admin', subject }).account).toMatch(
        /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])$/,
      );
    },
  );
});
