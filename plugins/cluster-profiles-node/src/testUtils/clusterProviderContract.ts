/* eslint-disable jest/no-export, jest/valid-title, jest/expect-expect -- a suite for others to register, not a test file */
import { changeContract } from './providerContract/change';
import { creationContract } from './providerContract/creation';
import { deletionContract } from './providerContract/deletion';
import { networkContract } from './providerContract/network';
import { protectionContract } from './providerContract/protection';
import { ProviderRun } from './providerContract/ProviderRun';
import type {
  ClusterProviderContractOptions,
  Holds,
} from './providerContract/types';

export type {
  ClusterProviderContractOptions,
  ProviderUnderTest,
} from './providerContract/types';

/**
 * What must hold for every `ClusterProvider`. Call it inside a `describe` of a jest test.
 * @public
 */
export function clusterProviderContract(
  options: ClusterProviderContractOptions,
): void {
  const {
    kubernetes = { current: '1.34.2', next: '1.35.2', afterNext: '1.36.0' },
    maxRounds = 100,
    timeout = 30_000,
  } = options;
  const register = options.concurrent ? it.concurrent : it;

  // Each test starts by itself: what runs side by side has no hooks.
  const holds: Holds = (name, test) =>
    register(
      name,
      async () => {
        const run = await ProviderRun.start({
          ...options,
          kubernetes,
          maxRounds,
        });
        try {
          await test(run);
        } finally {
          await run.subject.cleanup();
        }
      },
      timeout,
    );

  describe('cluster provider contract', () => {
    creationContract(holds);
    changeContract(holds, kubernetes);
    protectionContract(holds);
    deletionContract(holds);
    if (options.enforcesNetworkBeforeWorkers) {
      networkContract(holds);
    }
  });
}
