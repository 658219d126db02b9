import { InputError } from '@backstage/errors';
import {
  countNodes,
  type ApprovalOutlook,
  type ApprovalRequirement,
  type ProfileVersion,
  type Target,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { checkLifecycle } from '../planning/resolve/checkTarget';
import { composeNodePools } from '../planning/resolve/nodePools';
import { defaultParameters } from '../planning/resolve/parameterSchema';
import { evaluatePolicies } from '../policies/evaluatePolicies';

type Rules = Parameters<typeof evaluatePolicies>[1];

/**
 * Approvals that a new cluster of its default size needs, for each owner on each target that takes the version. Every entry
 * holds for all its owners on all its targets. Pure.
 */
export function approvalOutlook(options: {
  version: ProfileVersion;
  /** Those that the caller may use. */
  targets: readonly Target[];
  /** Groups that the caller may name as owner. */
  owners: readonly string[];
  rules: Rules;
}): ApprovalOutlook[] {
  const { version, owners, rules } = options;
  if (version.type === 'add-on') {
    return [];
  }
  const targets = options.targets.filter(
    target => checkLifecycle([version], target).length === 0,
  );
  const demand = createDemand(version, rules);
  const entries = new Map<string, ApprovalOutlook>();
  for (const owner of owners) {
    const ofOwner = group(targets, target => demand(owner, target));
    for (const { requirements, members } of ofOwner) {
      const names = members.map(({ name }) => name);
      const key = JSON.stringify([requirements, names]);
      const entry = entries.get(key) ?? {
        targets: names,
        stages: [...new Set(members.map(({ stage }) => stage))],
        owners: [],
        requirements,
      };
      entry.owners.push(owner);
      entries.set(key, entry);
    }
  }
  return [...entries.values()];
}

/** What is demanded on a target for an owner. What no policy can tell apart is evaluated once. */
function createDemand(
  version: ProfileVersion,
  rules: Rules,
): (owner: string, target: Target) => ApprovalRequirement[] {
  const named = (field: 'owner' | 'target') =>
    new Set(rules.policies.flatMap(({ match }) => match[field] ?? []));
  const owners = named('owner');
  const targets = named('target');
  const sized = rules.policies.some(
    ({ match }) => match.nodesAtLeast !== undefined,
  );
  const known = new Map<string, ApprovalRequirement[]>();
  return (owner, target) => {
    const nodes = sized ? defaultNodes(version, target) : undefined;
    const key = JSON.stringify([
      owners.has(owner) && owner,
      targets.has(target.name) && target.name,
      target.stage,
      nodes,
    ]);
    const requirements =
      known.get(key) ??
      evaluatePolicies(
        {
          kind: 'create',
          stage: target.stage,
          target: target.name,
          profile: version.profile,
          lifecycle: version.lifecycle,
          owner,
          nodes,
          rollbackClass: 'not-started',
          excluded: [],
        },
        rules,
      ).requirements;
    known.set(key, requirements);
    return requirements;
  };
}

/** Nodes of a cluster for which nothing is set; undefined where only the requester can tell. */
function defaultNodes(
  version: ProfileVersion,
  target: Target,
): number | undefined {
  const { name, region, stage, labels, variables } = target;
  const layers = version.document.spec.layers.map(
    ({ name: layer, version: layerVersion, values = {} }) => [
      layer,
      { version: layerVersion, values },
    ],
  );
  try {
    return countNodes(
      composeNodePools({
        version,
        poolOverrides: {},
        scope: {
          parameters: defaultParameters(version),
          target: { name, region, stage, labels, variables },
          layers: Object.fromEntries(layers),
        },
      }),
    );
  } catch (error) {
    if (error instanceof InputError) {
      return undefined;
    }
    throw error;
  }
}

/** Targets with the same requirements together, in their order. */
function group(
  targets: readonly Target[],
  demand: (target: Target) => ApprovalRequirement[],
): Array<{ requirements: ApprovalRequirement[]; members: Target[] }> {
  const groups = new Map<
    string,
    { requirements: ApprovalRequirement[]; members: Target[] }
  >();
  for (const target of targets) {
    const requirements = demand(target);
    const key = JSON.stringify(requirements);
    const entry = groups.get(key) ?? { requirements, members: [] };
    entry.members.push(target);
    groups.set(key, entry);
  }
  return [...groups.values()];
}
