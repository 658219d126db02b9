import type { LoggerService } from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import type {
  Finding,
  Target,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type {
  AddOnEngine,
  ClusterProvider,
} from '@cluster-profiles/plugin-cluster-profiles-node';
import { forPeople } from '../planning/forPeople';
import { classifyError } from '../reconciler/classifyError';

const PREFLIGHT_MILLISECONDS = 3_000;

/** What keeps a target from being used, as its provider and its add-on engine find. */
export async function preflightTarget(options: {
  target: Target;
  providers: ReadonlyMap<string, ClusterProvider>;
  engines: ReadonlyMap<string, AddOnEngine>;
  logger: LoggerService;
}): Promise<Finding[]> {
  const { target, providers, engines, logger } = options;
  const provider = providers.get(target.provider);
  const engine = engines.get(target.addOnEngine ?? target.provider);
  const ask = (
    who: 'provider' | 'engine',
    preflight: NonNullable<AddOnEngine['preflight']>,
  ) =>
    preflight({
      target,
      signal: AbortSignal.timeout(PREFLIGHT_MILLISECONDS),
    }).catch((error): Finding[] => {
      logger.warn(`Preflight of ${target.name} failed: ${forPeople(error)}`);
      const name = who === 'provider' ? 'provider' : 'add-on engine';
      return [
        {
          severity: 'warn',
          code: `${who}-unreachable`,
          message: `The ${name} of ${target.name} did not answer${because(error)}`,
        },
      ];
    });
  const found = await Promise.all([
    provider
      ? ask('provider', it => provider.preflight(it))
      : [
          missing({
            severity: 'block',
            who: 'provider',
            message: `No provider '${target.provider}' is installed`,
          }),
        ],
    engine?.preflight ? ask('engine', it => engine.preflight!(it)) : [],
    // Without a name it may well be that no layer needs one.
    engine || target.addOnEngine === undefined
      ? []
      : [
          missing({
            severity: 'warn',
            who: 'engine',
            message: `No add-on engine '${target.addOnEngine}' is installed`,
          }),
        ],
  ]);
  return found.flat();
}

function missing({
  who,
  ...finding
}: Pick<Finding, 'severity' | 'message'> & {
  who: 'provider' | 'engine';
}): Finding {
  return {
    ...finding,
    code: `${who}-missing`,
    remedy: 'Add its backend module, or correct clusterProfiles.targets',
  };
}

/** What a provider says of its own silence is meant for people; anything else may hold what is not. */
function because(error: unknown): string {
  if (isError(error) && error.name === 'TimeoutError') {
    return ` within ${PREFLIGHT_MILLISECONDS / 1000} s`;
  }
  const { kind, message } = classifyError(error);
  return kind === 'unreachable' ? `: ${message}` : '';
}
