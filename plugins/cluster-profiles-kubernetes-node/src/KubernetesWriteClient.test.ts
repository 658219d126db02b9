import {
  ProviderRefusedError,
  ProviderUnreachableError,
} from '@cluster-profiles/plugin-cluster-profiles-node';
import {
  cluster,
  json,
  type ScriptedApi,
  startScriptedApi,
  status,
} from './testUtils/startScriptedApi';
import { ObjectRefusedError } from './ObjectRefusedError';
import type { KubernetesObject } from './types';
import { WriteConflictError } from './WriteConflictError';

const OBJECT: KubernetesObject = {
  apiVersion: 'cluster.x-k8s.io/v1beta2',
  kind: 'Cluster',
  metadata: { name: 'checkout', namespace: 'team-a' },
  spec: { paused: true },
};
const CHECKOUT = {
  apiVersion: OBJECT.apiVersion,
  kind: OBJECT.kind,
  namespace: 'team-a',
  name: 'checkout',
};

describe('KubernetesWriteClient and KubernetesDryRunClient', () => {
  let api: ScriptedApi;

  beforeEach(async () => {
    api = await startScriptedApi();
  });

  afterEach(async () => {
    await api.stop();
  });

  it('applies under our field manager, without what only the server may say', async () => {
    api.on(/PATCH/, json(cluster('checkout', '8')));
    const applied = await api.connect().writer.apply({
      ...OBJECT,
      metadata: {
        ...OBJECT.metadata,
        managedFields: [{ manager: 'other' }],
        resourceVersion: '7',
        uid: 'u1',
      },
    });
    expect(applied.metadata.resourceVersion).toBe('8');
    const [request] = api.requests;
    expect(request.query.toString()).toBe(
      'fieldManager=cluster-profiles&force=false',
    );
    expect(request.headers['content-type']).toBe(
      'application/apply-patch+yaml',
    );
    expect(request.body).toEqual(OBJECT);
  });

  it('takes the pause off what was read, and nothing else', async () => {
    api.on(/PATCH/, json(cluster('checkout', '8')));
    const resumed = await api.connect().writer.resume(CHECKOUT, {
      uid: 'u1',
      resourceVersion: '7',
    });
    expect(resumed.metadata.resourceVersion).toBe('8');
    const [request] = api.requests;
    expect(request.headers['content-type']).toBe(
      'application/merge-patch+json',
    );
    expect(request.body).toEqual({
      metadata: { uid: 'u1', resourceVersion: '7' },
      spec: { paused: null },
    });
  });

  it('merges into what stands beside what tells the object', async () => {
    api.on(/PATCH/, json(cluster('checkout', '8')));
    const { writer } = api.connect();
    await writer.merge(
      { ...OBJECT, name: 'checkout', namespace: 'team-a' },
      {
        uid: 'u1',
        resourceVersion: '7',
        patch: { metadata: { annotations: { old: null }, uid: 'u2' } },
      },
    );
    expect(api.requests[0].body).toEqual({
      metadata: { annotations: { old: null }, uid: 'u1', resourceVersion: '7' },
    });
  });

  it('looks at what it may only write by a dry run that changes nothing', async () => {
    api.on(/PATCH/, json(cluster('checkout', '8')));
    const found = await api.connect().writer.peek(CHECKOUT);
    expect(found?.metadata.resourceVersion).toBe('8');
    const [request] = api.requests;
    expect(request.query.get('dryRun')).toBe('All');
    expect(request.body).toEqual({});
    expect(request.headers.accept).toContain('as=PartialObjectMetadata;');
  });

  it('says what it expects to be there', async () => {
    api.on(/PATCH/, json(cluster('checkout', '8')));
    const { writer } = api.connect();
    const metadata = { ...OBJECT.metadata, resourceVersion: '7', uid: 'u1' };
    await writer.apply(OBJECT, { expected: { ...OBJECT, metadata } });
    await writer.apply(OBJECT, { expected: 'absent' });
    expect(api.requests.map(({ body }) => body.metadata)).toEqual([
      metadata,
      { ...OBJECT.metadata, resourceVersion: '1' },
    ]);
  });

  it('only ever asks for a dry run, also with force, and reads the warnings', async () => {
    api.on(
      /PATCH/,
      json(cluster('checkout', '7'), 200, {
        warning: '299 - "unknown field \\"spec.x\\"", 299 - "deprecated"',
      }),
    );
    const { dryRunner } = api.connect();
    const { object, warnings } = await dryRunner.apply(OBJECT);
    await dryRunner.apply(OBJECT, { force: true });
    expect(object).toEqual(cluster('checkout', '7'));
    expect(warnings).toEqual(['unknown field "spec.x"', 'deprecated']);
    expect(
      api.requests.map(({ method, query }) => [method, query.toString()]),
    ).toEqual([
      ['PATCH', 'fieldManager=cluster-profiles&force=false&dryRun=All'],
      ['PATCH', 'fieldManager=cluster-profiles&force=true&dryRun=All'],
    ]);
  });

  it('names the managers and fields of a conflict', async () => {
    api.on(
      /PATCH/,
      status(409, {
        reason: 'Conflict',
        message: 'Apply failed with 2 conflicts',
        details: {
          causes: [
            {
              reason: 'FieldManagerConflict',
              message: 'conflict with "kubectl" using cluster.x-k8s.io/v1beta2',
              field: '.spec.topology.version',
            },
            {
              reason: 'FieldManagerConflict',
              message: 'conflict with "flux" using cluster.x-k8s.io/v1beta2',
              field: '.spec.paused',
            },
          ],
        },
      }),
    );
    const error = await api
      .connect()
      .writer.apply(OBJECT)
      .catch(e => e);
    expect(error).toBeInstanceOf(WriteConflictError);
    expect(error.message).toBe(
      'Management cluster "lab": Cluster team-a/checkout: conflict with "kubectl" using cluster.x-k8s.io/v1beta2: .spec.topology.version; conflict with "flux" using cluster.x-k8s.io/v1beta2: .spec.paused',
    );
    expect(error.conflicts).toEqual([
      { manager: 'kubectl', field: '.spec.topology.version' },
      { manager: 'flux', field: '.spec.paused' },
    ]);
  });

  it.each([
    [
      'changed',
      status(409, {
        reason: 'Conflict',
        message: 'the object has been modified',
      }),
    ],
    ['gone', status(404, { details: { name: 'checkout' } })],
  ])('is a conflict without fields when it is %s', async (_, act) => {
    api.on(/PATCH/, act);
    const error = await api
      .connect()
      .writer.apply(OBJECT)
      .catch(e => e);
    expect(error).toBeInstanceOf(WriteConflictError);
    expect(error.conflicts).toEqual([]);
  });

  it('gives the causes of a refusal', async () => {
    api.on(
      /PATCH/,
      status(422, {
        reason: 'Invalid',
        message: 'Cluster is invalid: …',
        details: {
          causes: [
            {
              reason: 'FieldValueInvalid',
              message:
                'Invalid value: "v1.36.0": version cannot be increased from "1.34.1" to "1.36.0"',
              field: 'spec.topology.version',
            },
          ],
        },
      }),
    );
    const error = await api
      .connect()
      .dryRunner.apply(OBJECT)
      .catch(e => e);
    expect(error).toBeInstanceOf(ObjectRefusedError);
    expect(error).toBeInstanceOf(ProviderRefusedError);
    expect(error.message).toBe(
      'Management cluster "lab" refused Cluster team-a/checkout: spec.topology.version: Invalid value: "v1.36.0": version cannot be increased from "1.34.1" to "1.36.0"',
    );
    expect(error.causes[0].field).toBe('spec.topology.version');
  });

  it('tells a policy that says no from access that is missing', async () => {
    api.on(
      /PATCH/,
      status(403, {
        reason: 'Forbidden',
        message: 'admission webhook "policy.corp" denied the request: no',
      }),
      status(403, {
        reason: 'Forbidden',
        message:
          'clusters.cluster.x-k8s.io is forbidden: User "x" cannot create resource "clusters" in API group "cluster.x-k8s.io" in the namespace "team-a"',
      }),
    );
    const { writer } = api.connect();
    await expect(writer.apply(OBJECT)).rejects.toThrow(
      'refused Cluster team-a/checkout: admission webhook "policy.corp" denied the request: no',
    );
    await expect(writer.apply(OBJECT)).rejects.toThrow(
      'forbids us to create clusters.cluster.x-k8s.io in namespace team-a',
    );
  });

  it('never repeats a write whose connection was cut', async () => {
    api.on(/PATCH/, response => response.socket!.destroy());
    await expect(api.connect().writer.apply(OBJECT)).rejects.toThrow(
      ProviderUnreachableError,
    );
    expect(api.requests).toHaveLength(1);
  });

  it('deletes only what was read, and takes nothing left for success', async () => {
    api.on(
      /DELETE/,
      json({ kind: 'Status', status: 'Success' }),
      status(404, { details: { name: 'checkout' } }),
      status(409, { reason: 'Conflict', message: 'the UID does not match' }),
    );
    const { writer } = api.connect();
    const options = { uid: 'u1', resourceVersion: '7', foreground: true };
    await writer.delete(CHECKOUT, options);
    await writer.delete(CHECKOUT);
    await expect(writer.delete(CHECKOUT, options)).rejects.toThrow(
      WriteConflictError,
    );
    expect(api.requests.map(({ body }) => body)).toMatchObject([
      {
        propagationPolicy: 'Foreground',
        preconditions: { uid: 'u1', resourceVersion: '7' },
      },
      { propagationPolicy: 'Background' },
      { propagationPolicy: 'Foreground' },
    ]);
  });
});
