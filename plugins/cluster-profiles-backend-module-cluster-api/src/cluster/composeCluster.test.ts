import { NotFoundError } from '@backstage/errors';
import type { DesiredState } from '@cluster-profiles/plugin-cluster-profiles-common';
import type { ProfileFiles } from '@cluster-profiles/plugin-cluster-profiles-node';
import { classFile, CLASS_YAML } from '../classes/__testUtils__/classFiles';
import { aDesiredState } from './__testUtils__/aDesiredState';
import { composeCluster } from './composeCluster';
import { readStampedClass } from './readStampedClass';
import type { NextWrite } from './types';

const files = (content = CLASS_YAML): ProfileFiles => ({
  async read({ name, version, digest }, path) {
    if (
      `${name} ${version} ${digest} ${path}` !== 'teams 1.0.0 d ./cluster-api'
    ) {
      throw new NotFoundError(path);
    }
    return [classFile(content)];
  },
});

async function compose(
  desired: DesiredState,
  content?: string,
  next?: NextWrite,
) {
  const read = await readStampedClass({ desired, files: files(content) });
  if (!read.entry || !read.stamped) {
    return { findings: read.findings };
  }
  return composeCluster({
    desired,
    entry: read.entry,
    stamped: read.stamped,
    marks: { instanceId: 'i', revision: 1, idempotencyKey: 'k' },
    next,
  });
}

describe('composeCluster', () => {
  it('makes the Cluster of a desired state', async () => {
    const { object, findings } = await compose(aDesiredState());
    expect(findings).toEqual([]);
    expect(object?.spec?.topology).toMatchObject({
      classRef: { name: expect.stringMatching(/^teams-[0-9a-f]{10}$/) },
      version: 'v1.34.1',
      workers: { machineDeployments: [{ name: 'general' }, { name: 'gpu' }] },
      variables: [{ name: 'apiName', value: 'api.example.com' }],
    });
  });

  it('writes the version of a step, with the variables that belong to it', async () => {
    const desired = aDesiredState();
    const versioned = aDesiredState({
      providerConfig: {
        ...desired.providerConfig,
        variablesByKubernetes: {
          apiName: { '1.33.4': 'old.example.com', '1.34': 'new.example.com' },
        },
      },
    });
    const step = { kubernetesVersion: '1.33.4', poolSizes: {} };
    const composed = await compose(versioned, undefined, step);
    expect(composed.object?.spec?.topology).toMatchObject({
      version: 'v1.33.4',
      variables: [{ name: 'apiName', value: 'old.example.com' }],
    });
    const wanted = await compose(versioned);
    expect(wanted.object?.spec?.topology).toMatchObject({
      version: 'v1.34.1',
      variables: [{ name: 'apiName', value: 'new.example.com' }],
    });
  });

  it.each<[string, Partial<DesiredState>, string | undefined, string]>([
    [
      'no entry',
      { providerConfig: undefined },
      undefined,
      'provider-entry-invalid',
    ],
    [
      'a bundle that is none',
      {},
      'kind: Secret\napiVersion: v1\nmetadata: { name: a }\n',
      'class-object-refused',
    ],
    [
      'a patch that reads what is not there',
      {},
      CLASS_YAML.replace('variable: apiName }', 'variable: x }'),
      'class-patch-variable-unknown',
    ],
    [
      'a variable that the class does not know',
      {
        providerConfig: {
          classes: './cluster-api',
          variables: { x: 1 },
          pools: { general: 'default-worker', gpu: 'gpu-worker' },
        },
      },
      undefined,
      'class-variable-unknown',
    ],
    [
      'pools without a class',
      {
        providerConfig: {
          classes: './cluster-api',
          pools: { general: 'default-worker' },
        },
      },
      undefined,
      'pool-class-unknown',
    ],
    [
      'an even control plane',
      {
        nodePools: {
          ...aDesiredState().nodePools,
          controlPlane: { replicas: 2 },
        },
      },
      undefined,
      'control-plane-replicas',
    ],
    ['no Kubernetes', { layers: [] }, undefined, 'kubernetes-layer-missing'],
  ])('writes nothing for %s', async (_, change, content, code) => {
    const composed = await compose(aDesiredState(change), content);
    expect(composed).not.toHaveProperty('object');
    expect(composed.findings).toMatchObject([{ severity: 'block', code }]);
  });
});
