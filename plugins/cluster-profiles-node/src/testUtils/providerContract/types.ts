import type {
  DesiredState,
  Target,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { ClusterProvider, ProfileFiles } from '../../ClusterProvider';
import type { ProviderRun } from './ProviderRun';

/** A provider ready for one test. @public */
export interface ProviderUnderTest {
  provider: ClusterProvider;
  /** Where the provider may create clusters. */
  target: Target;
  /** Bundles that the desired state refers to; none if absent. */
  files?: ProfileFiles;
  /** Lets time pass until things can move. */
  advance(): Promise<void>;
  /** Brings the network layers of a cluster whose API answers, where workers wait for them. */
  deliverNetwork?(desired: DesiredState): Promise<void>;
  /** Keeps the deletion of a cluster from its end; a deletion that is not kept is forced all the same. */
  hangDeletion?(desired: DesiredState): Promise<void>;
  cleanup(): Promise<void>;
}

/** @public */
export interface ClusterProviderContractOptions {
  create(): Promise<ProviderUnderTest>;
  /** A small desired state that the provider can bring about; `aDesiredState` on the target if absent. */
  desired?(target: Target): DesiredState;
  /** Versions to move between; must be at one minor's distance each. */
  kubernetes?: { current: string; next: string; afterNext: string };
  /** The provider itself holds workers back until the network is healthy. */
  enforcesNetworkBeforeWorkers?: boolean;
  /** Run tests side by side, where clusters take their time to come up. Their subjects must not disturb each other. */
  concurrent?: boolean;
  /** Calls of `advance` after which something that should have happened counts as missing; 100. */
  maxRounds?: number;
  /** Milliseconds for each test; 30,000. */
  timeout?: number;
}

/** Registers one test of the contract. */
export type Holds = (
  name: string,
  test: (run: ProviderRun) => Promise<void>,
) => void;
