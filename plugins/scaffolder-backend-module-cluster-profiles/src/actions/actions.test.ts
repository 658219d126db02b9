import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { validate } from 'jsonschema';
import { parse } from 'yaml';
import { createActions } from './index';

const api = {
  propose: jest.fn().mockResolvedValue({ id: 'c1' }),
  startPreview: jest.fn(),
  getChange: jest.fn().mockResolvedValue({ id: 'c1', state: 'accepted' }),
};
const actions = createActions({ api, auth: mockServices.auth() });

async function run(id: string, input: any, workspacePath: string) {
  const action = actions.find(candidate => candidate.id === id)!;
  expect(validate(input, action.schema!.input!).errors).toEqual([]);
  const ctx = createMockActionContext({ input, workspacePath }) as any;
  await action.handler(ctx);
  return Object.fromEntries(ctx.output.mock.calls);
}

describe('actions', () => {
  const workspace = createMockDirectory({
    content: { 'production-base/profile.yaml': 'kind: ClusterProfile' },
  });
  beforeEach(() => jest.clearAllMocks());

  it('are the seven', () => {
    expect(actions.map(({ id }) => id)).toEqual([
      'cluster-profiles:cluster:request',
      'cluster-profiles:cluster:import',
      'cluster-profiles:cluster:adopt',
      'cluster-profiles:cluster:upgrade',
      'cluster-profiles:cluster:resize',
      'cluster-profiles:cluster:delete',
      'cluster-profiles:profile:publish',
    ]);
    expect(actions.every(({ supportsDryRun }) => supportsDryRun)).toBe(true);
  });

  it.each(
    actions.flatMap(action =>
      action.examples!.map(({ description, example }) => ({
        id: action.id,
        description,
        example,
      })),
    ),
  )('carries out its example: $id, $description', async ({ id, example }) => {
    const [step] = parse(example).steps;
    expect(step.action).toBe(id);
    const outputs = await run(id, step.input, workspace.path);

    const [request] = api.propose.mock.calls[0];
    const { name, path, ...rest } = step.input;
    expect(request).toMatchObject({ ...rest, ...(name && { cluster: name }) });
    expect(outputs).toEqual({
      changeId: 'c1',
      changeUrl: '/cluster-profiles/changes/c1',
      differsFromSeen: false,
      nextStep: expect.stringContaining('needs no further approval'),
      ...(name && { clusterRef: `resource:default/${name}` }),
    });
  });

  it.each([
    ['cluster:request', 'create'],
    ['cluster:import', 'import'],
    ['cluster:adopt', 'adopt'],
    ['cluster:upgrade', 'upgrade'],
    ['cluster:resize', 'resize'],
    ['cluster:delete', 'delete'],
    ['profile:publish', 'publish'],
  ])('%s proposes a change of the kind %s', async (id, kind) => {
    const action = actions.find(
      candidate => candidate.id === `cluster-profiles:${id}`,
    )!;
    const [step] = parse(action.examples![0].example).steps;
    await run(action.id, step.input, workspace.path);
    expect(api.propose.mock.calls[0][0].kind).toBe(kind);
  });

  it('publishes the bundle of the workspace', async () => {
    await run(
      'cluster-profiles:profile:publish',
      { path: 'production-base' },
      workspace.path,
    );
    expect(api.propose.mock.calls[0][0]).toEqual({
      kind: 'publish',
      bundle: { document: 'kind: ClusterProfile', files: {} },
    });
  });

  it.each([[{}], [{ path: 'x', url: 'https://example.com/profile.yaml' }]])(
    'publishes from one place: %j',
    async input => {
      await expect(
        run('cluster-profiles:profile:publish', input, workspace.path),
      ).rejects.toThrow('Give either path');
    },
  );

  it('describes its input', () => {
    const [request] = actions;
    expect(
      validate({ name: 'x' }, request.schema!.input!).errors.map(
        ({ stack }) => stack,
      ),
    ).toEqual([
      'instance requires property "owner"',
      'instance requires property "target"',
      'instance requires property "profile"',
    ]);
  });
});
