import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import {
  type ManagementCluster as Lab,
  managementCluster,
} from '../../../../test/management-cluster/lab';
import { until } from '../../../../test/management-cluster/until';
import { connectManagementCluster } from '../kubernetes';
import { checkManagementCluster } from './checkManagementCluster';
import type { AccessRule } from '../kubernetes';
import { REQUIRED_ROLES } from './requiredAccess';

const NAME = 'narrow';

describe('the preflight on a real management cluster', () => {
  let lab: Lab;
  let namespace: string;
  let tokenFile: string;

  const management = (file: string) =>
    connectManagementCluster({
      config: {
        name: 'lab',
        connection: { way: 'kubeconfig', file },
        requestTimeoutSeconds: 60,
      },
      clock: { now: () => new Date(), random: Math.random },
    });
  const narrow = () =>
    connectManagementCluster({
      config: {
        name: 'lab',
        connection: { way: 'url', url: lab.url, caFile: lab.caFile, tokenFile },
        requestTimeoutSeconds: 60,
      },
      clock: { now: () => new Date(), random: Math.random },
    });

  const admin = () => management(lab.adminKubeconfig).writer;
  const grant = (rules: readonly AccessRule[]) =>
    admin().apply({
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'Role',
      metadata: { name: NAME, namespace },
      rules: rules.map(({ apiGroups, resources, verbs }) => ({
        apiGroups: [...apiGroups],
        resources: [...resources],
        verbs: [...verbs],
      })),
    });

  beforeAll(async () => {
    lab = await managementCluster();
    namespace = await lab.namespace();
    tokenFile = join(lab.folder, `${namespace}.token`);
    const writer = admin();
    await writer.apply({
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { name: NAME, namespace },
    });
    const subjects = [{ kind: 'ServiceAccount', name: NAME, namespace }];
    const apiGroup = 'rbac.authorization.k8s.io';
    await writer.apply({
      apiVersion: `${apiGroup}/v1`,
      kind: 'RoleBinding',
      metadata: { name: NAME, namespace },
      roleRef: { apiGroup, kind: 'Role', name: NAME },
      subjects,
    });
    await writer.apply({
      apiVersion: `${apiGroup}/v1`,
      kind: 'ClusterRoleBinding',
      metadata: { name: namespace },
      roleRef: {
        apiGroup,
        kind: 'ClusterRole',
        name: 'cluster-profiles-preflight',
      },
      subjects,
    });
    await writeFile(
      tokenFile,
      await lab.kubectl('create', 'token', NAME, `--namespace=${namespace}`),
    );
  });

  afterAll(async () => {
    await lab?.kubectl('delete', 'clusterrolebinding', namespace);
    await lab?.removeNamespaces();
  });

  it('finds nothing with the identity of the portal', async () => {
    await expect(
      checkManagementCluster({
        management: management(lab.kubeconfig),
        namespace,
      }),
    ).resolves.toEqual([]);
  });

  it('names every verb that is taken from the role, one after another', async () => {
    const rules = REQUIRED_ROLES['cluster-profiles'];
    const preflight = narrow();
    // The API server hears of a changed role from its own watch, some moments later.
    const finds = async (expected: string[]) => {
      let found: string[] = [];
      await until(
        () => `the preflight finds ${expected}; it finds ${found}`,
        async () => {
          const findings = await checkManagementCluster({
            management: preflight,
            namespace,
          });
          found = findings.map(({ message }) => message).sort();
          return isDeepStrictEqual(found, [...expected].sort());
        },
        { seconds: 20 },
      );
    };
    await grant(rules);
    await finds([]);

    const removals = rules.flatMap((rule, at) =>
      rule.verbs.map(verb => ({
        expected: rule.resources.map(
          resource =>
            `The portal may not ${verb} ${[resource, ...rule.apiGroups]
              .filter(Boolean)
              .join('.')} in namespace ${namespace}`,
        ),
        left: rules.map((other, index) =>
          index === at
            ? { ...other, verbs: other.verbs.filter(v => v !== verb) }
            : other,
        ),
      })),
    );
    expect(removals.length).toBeGreaterThan(20);
    for (const { expected, left } of removals) {
      await grant(left.filter(({ verbs }) => verbs.length));
      await finds(expected);
    }
  });

  it('says that a namespace is not there, and what is missing in it', async () => {
    const findings = await checkManagementCluster({
      management: management(lab.kubeconfig),
      namespace: 'nowhere',
    });
    expect(findings).toContainEqual(
      expect.objectContaining({
        severity: 'block',
        message: 'Namespace nowhere does not exist',
      }),
    );
  });
});
