import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import type {
  Change,
  ChangeRequest,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { proposeChange } from './proposeChange';

const request: ChangeRequest = { kind: 'delete', cluster: 'checkout-dev' };

const change = (overrides: Partial<Change> = {}) =>
  ({ id: 'c1', summary: 'delete', state: 'accepted', ...overrides }) as Change;

function setup(overrides: object = {}) {
  const api = {
    propose: jest.fn().mockResolvedValue(change({ state: 'planning' })),
    startPreview: jest.fn().mockResolvedValue({ id: 'p1', state: 'planning' }),
    getChange: jest.fn().mockResolvedValue(change()),
  };
  const ctx = {
    ...createMockActionContext(),
    task: { id: 'task-1' },
    step: { id: 'step-1' },
    logger: mockServices.logger.mock(),
    output: jest.fn(),
    getInitiatorCredentials: async () =>
      mockCredentials.user('user:default/alice'),
    ...overrides,
  };
  const services = { api, auth: mockServices.auth({ pluginId: 'scaffolder' }) };
  return { api, ctx, services };
}

describe('proposeChange', () => {
  it('proposes as the initiator, and tells the change', async () => {
    const { api, ctx, services } = setup();
    await proposeChange({ ctx, services, request });

    const [sent, options] = api.propose.mock.calls[0];
    expect(sent).toEqual(request);
    expect(options.token).toContain('user:default/alice');
    expect(options.token).toContain('cluster-profiles');
    expect(ctx.output.mock.calls).toEqual([
      ['changeId', 'c1'],
      ['changeUrl', '/cluster-profiles/changes/c1'],
      ['differsFromSeen', false],
      ['nextStep', expect.stringContaining('needs no further approval')],
      ['clusterRef', 'resource:default/checkout-dev'],
    ]);
  });

  it('sends the same idempotency key for the same input of the same step, and another for any other', async () => {
    const key = async (overrides: object, body: ChangeRequest = request) => {
      const { api, ctx, services } = setup(overrides);
      await proposeChange({ ctx, services, request: body });
      return api.propose.mock.calls[0][1].idempotencyKey;
    };
    const keys = await Promise.all([
      key({}),
      key({ task: { id: 'task-2' } }),
      key({ step: { id: 'step-2' } }),
      key({}, { ...request, cluster: 'search-dev' } as ChangeRequest),
    ]);
    expect(new Set(keys).size).toBe(4);
    expect(keys[0]).toMatch(/^[0-9a-f]{64}$/);
    await expect(
      key({}, { cluster: 'checkout-dev', comment: undefined, kind: 'delete' }),
    ).resolves.toBe(keys[0]);
  });

  it('does not propose again after the checkpoint', async () => {
    const { api, ctx, services } = setup({ checkpoint: async () => 'c9' });
    await proposeChange({ ctx, services, request });
    expect(api.propose).not.toHaveBeenCalled();
    expect(ctx.output).toHaveBeenCalledWith('changeId', 'c9');
  });

  it('proposes nothing in a dry run', async () => {
    const { api, ctx, services } = setup({ isDryRun: true });
    await proposeChange({ ctx, services, request });
    expect(api.propose).not.toHaveBeenCalled();
    expect(api.startPreview.mock.calls[0][0]).toEqual(request);
    expect(ctx.output).toHaveBeenCalledWith('changeId', 'dry-run');
  });

  it('waits for the plan, and says what the change waits for', async () => {
    const { api, ctx, services } = setup();
    api.getChange
      .mockResolvedValueOnce(change({ state: 'planning' }))
      .mockResolvedValueOnce(
        change({
          state: 'awaiting-approval',
          differsFromSeen: true,
          approval: {
            missing: [
              {
                group: 'group:default/platform',
                count: 1,
                policies: ['production'],
                reason: 'Production needs a second pair of eyes',
              },
            ],
          } as Change['approval'],
        }),
      );
    await proposeChange({ ctx, services, request });
    expect(ctx.logger.info).toHaveBeenCalledWith(
      'It waits for 1 approval of group:default/platform: Production needs a second pair of eyes',
    );
    expect(ctx.logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('differs from the one that was shown'),
    );
    expect(ctx.output).toHaveBeenCalledWith('differsFromSeen', true);
  });

  it('fails when the plan blocks the change', async () => {
    const { api, ctx, services } = setup();
    api.getChange.mockResolvedValue(
      change({ state: 'rejected', stateReason: 'The version is withdrawn' }),
    );
    await expect(proposeChange({ ctx, services, request })).rejects.toThrow(
      'The plan of change c1 (delete) blocks it: The version is withdrawn',
    );
  });

  it('fails when the proposal is refused', async () => {
    const { api, ctx, services } = setup();
    api.propose.mockRejectedValue(new Error('the name is taken'));
    await expect(proposeChange({ ctx, services, request })).rejects.toThrow(
      'the name is taken',
    );
    expect(ctx.output).not.toHaveBeenCalled();
  });

  it('stands by a proposal that cannot be read afterwards', async () => {
    const { api, ctx, services } = setup();
    api.getChange.mockRejectedValue(new Error('down'));
    await proposeChange({ ctx, services, request });
    expect(ctx.output).toHaveBeenCalledWith('changeId', 'c1');
    expect(ctx.logger.warn).toHaveBeenCalledWith(
      'Change c1 is proposed, but cannot be read now: Error: down',
    );
  });
});
