import type { JsonObject } from '@backstage/types';
import {
  substitute,
  type Finding,
  type ProfileVersion,
  type ProviderEntry,
  type TargetSnapshot,
} from '@cluster-profiles/plugin-cluster-profiles-common';

/** The first entry of the main profile's `providers` that fits the target, after substitution. */
export function chooseProviderConfig(options: {
  version: ProfileVersion;
  target: TargetSnapshot;
  scope: JsonObject;
}): { providerConfig?: JsonObject; findings: Finding[] } {
  const { version, target, scope } = options;
  const entries = providerEntries(version, target);
  const entry = findProviderEntry(version, target);
  if (entry) {
    const { match, ...config } = entry;
    return {
      providerConfig: substitute(config as JsonObject, scope) as JsonObject,
      findings: [],
    };
  }
  return {
    findings:
      entries.length === 0
        ? []
        : [
            {
              severity: 'block',
              code: 'provider-entry-missing',
              message: `None of the "${target.provider}" entries of ${version.profile} ${version.version} fits the labels of target "${target.name}".`,
              remedy:
                'Choose another target, or publish a version with an entry for it.',
            },
          ],
  };
}

/** The first entry whose `match` fits the labels of the target. */
export function findProviderEntry(
  version: ProfileVersion,
  target: Pick<TargetSnapshot, 'provider' | 'labels'>,
): ProviderEntry | undefined {
  return providerEntries(version, target).find(({ match = {} }) =>
    Object.entries(match).every(
      ([label, value]) =>
        Object.hasOwn(target.labels, label) && target.labels[label] === value,
    ),
  );
}

function providerEntries(
  version: ProfileVersion,
  target: Pick<TargetSnapshot, 'provider'>,
): ProviderEntry[] {
  const { providers = {} } = version.document.spec;
  return Object.hasOwn(providers, target.provider)
    ? providers[target.provider]
    : [];
}
