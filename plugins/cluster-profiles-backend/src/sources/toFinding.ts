import type {
  Finding,
  ProfileLayer,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { SourceError, SourceErrorReason } from './SourceError';

const REMEDIES: Record<SourceErrorReason, (repository: string) => string> = {
  'address-refused': name =>
    `Set allowPrivateAddresses of the layer repository '${name}' in the configuration if it is meant to be there; else have it corrected.`,
  broken: name => `Have the layer repository '${name}' corrected.`,
  credentials: name =>
    `Correct username and password of the layer repository '${name}' in the configuration.`,
  gone: () => 'Name a chart and a version that the repository has.',
  'too-large': () => 'Use a smaller chart.',
  'too-slow': name =>
    `Publish it again once the layer repository '${name}' answers sooner, or raise its requestTimeoutSeconds.`,
  unreachable: name =>
    `Publish it again once the layer repository '${name}' answers.`,
};

/** Why the bytes of a layer could not be pinned, for the plan. */
export function toFinding(
  { reason, message }: SourceError,
  options: { layer: ProfileLayer; path: string; repository: { name: string } },
): Finding {
  const { layer, path, repository } = options;
  return {
    severity: 'block',
    code: `source-${reason}`,
    path,
    layer: layer.name,
    message: `The chart of layer '${layer.name}' cannot be had from the layer repository '${repository.name}': ${message}.`,
    remedy: REMEDIES[reason](repository.name),
  };
}
