import { mockServices } from '@backstage/backend-test-utils';
import type { Finding } from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  ProviderUnreachableError,
  type AddOnEngine,
  type ClusterProvider,
} from '@cluster-profiles/plugin-cluster-profiles-node';
import { aTarget } from '@cluster-profiles/plugin-cluster-profiles-node/testUtils';
import { preflightTarget } from './preflightTarget';
import { reportPreflights } from './reportPreflights';

const BLOCKED: Finding = {
  severity: 'block',
  code: 'argocd-missing',
  message: 'There is no Argo CD.',
  remedy: 'Install it.',
};

describe('preflightTarget', () => {
  const logger = mockServices.logger.mock();
  const target = aTarget({ addOnEngine: 'argocd' });
  const providers = new Map([
    ['simulator', { preflight: async () => [] } as unknown as ClusterProvider],
  ]);
  const engine = (preflight?: AddOnEngine['preflight']) =>
    new Map([['argocd', { preflight } as AddOnEngine]]);
  const codes = async (
    engines: Map<string, AddOnEngine>,
    of: Parameters<typeof aTarget>[0] = {},
  ) => {
    const findings = await preflightTarget({
      target: { ...target, ...of },
      providers,
      engines,
      logger,
    });
    return findings.map(
      ({ severity, code, message }) => `${severity} ${code}: ${message}`,
    );
  };

  it('joins what provider and engine find', async () => {
    await expect(codes(engine())).resolves.toEqual([]);
    await expect(codes(engine(async () => [BLOCKED]))).resolves.toEqual([
      'block argocd-missing: There is no Argo CD.',
    ]);
  });

  it('says who is not installed', async () => {
    await expect(codes(new Map())).resolves.toEqual([
      "warn engine-missing: No add-on engine 'argocd' is installed",
    ]);
    await expect(
      codes(new Map(), { provider: 'other', addOnEngine: undefined }),
    ).resolves.toEqual([
      "block provider-missing: No provider 'other' is installed",
    ]);
  });

  it('says that an engine is silent, and why', async () => {
    await expect(
      codes(
        engine(async () => {
          throw new ProviderUnreachableError('connection refused');
        }),
      ),
    ).resolves.toEqual([
      'warn engine-unreachable: The add-on engine of dev-eu1 did not answer: connection refused',
    ]);
    await expect(
      codes(
        engine(async () => {
          throw new Error('something secret');
        }),
      ),
    ).resolves.toEqual([
      'warn engine-unreachable: The add-on engine of dev-eu1 did not answer',
    ]);
  });

  it('is logged for each target at start', async () => {
    await reportPreflights({
      targets: [target],
      providers,
      engines: engine(async () => [BLOCKED]),
      logger,
    });
    expect(logger.warn).toHaveBeenCalledWith(
      'Target dev-eu1: There is no Argo CD. (argocd-missing). Install it.',
    );
  });
});
