import type { RootConfigService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';

export interface SimulatorConfig {
  secondsPerStep: number;
  allowMisbehaviour: boolean;
}

const SECONDS_PER_STEP = 'clusterProfiles.simulator.secondsPerStep';

export function readSimulatorConfig(
  config: RootConfigService,
): SimulatorConfig {
  const secondsPerStep = config.getOptionalNumber(SECONDS_PER_STEP) ?? 2;
  if (!Number.isFinite(secondsPerStep) || secondsPerStep < 0) {
    throw new InputError(
      `${SECONDS_PER_STEP} is ${secondsPerStep}; use 0 or a positive number of seconds`,
    );
  }
  return {
    secondsPerStep,
    allowMisbehaviour:
      config.getOptionalBoolean('clusterProfiles.dangerouslyAllowExamples') ??
      false,
  };
}
