import type { JsonObject } from '@backstage/types';
import {
  SubstitutionError,
  type DesiredOverride,
  type DesiredState,
  type Finding,
  type ProfileVersion,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { PlanningFacts, Resolved } from '../types';
import { refuse } from '../refuse';
import { checkConstraints } from './checkConstraints';
import { chooseProviderConfig } from './chooseProviderConfig';
import { composeLayers, resolveProfileLayers } from './composeLayers';
import { ownDriftRules } from './driftRules';
import { composeNodePools } from './nodePools';
import type { ChosenProfile, Intent } from './types';

/** The whole desired state that follows from an intent. Equal intents give equal states, whatever order a profile is written in. */
export function composeDesired(
  intent: Intent,
  { observedKubernetes }: Pick<PlanningFacts, 'observedKubernetes'> = {},
): Resolved {
  const chosen = [...intent.profiles].sort(mainFirst);
  const [main] = chosen;
  const { name, uid, owner } = intent.cluster;
  const base: JsonObject = {
    cluster: { name, uid, owner },
    target: targetScope(intent),
  };
  try {
    const resolved = chosen.map(profile => ({
      chosen: profile,
      ...resolveProfileLayers(profile, base, intent.overrides),
    }));
    const { layers, findings } = composeLayers(intent, resolved);
    const bottom = intent.observed
      ? { ...intent.observed, findings: [] }
      : composeBottom(intent, {
          version: main.version,
          scope: resolved[0].scope,
        });
    const names = new Set(layers.map(layer => layer.name));
    const overrides = (intent.overrides ?? []).filter(({ layer }) =>
      names.has(layer),
    );
    const desired: DesiredState = {
      cluster: intent.cluster,
      profiles: chosen.map(({ version }) => ({
        name: version.profile,
        version: version.version,
        digest: version.digest,
        type: version.type,
      })),
      parameters: Object.fromEntries(
        chosen.map(({ version, parameters }) => [version.profile, parameters]),
      ),
      poolOverrides: intent.poolOverrides,
      nodePools: bottom.nodePools,
      layers,
      ...ownDriftRules(
        chosen.flatMap(({ version }) => version.document.spec.layers),
        intent,
      ),
      follow: intent.follow,
      target: intent.target,
      ...(bottom.providerConfig
        ? { providerConfig: bottom.providerConfig }
        : {}),
      paused: intent.paused,
      protected: intent.protected,
      ...(intent.endsOn ? { endsOn: intent.endsOn } : {}),
      deleted: false,
      ...(intent.observed ? { observeOnly: true } : {}),
      ...(intent.adopted ? { adopted: intent.adopted } : {}),
      ...(overrides.length > 0
        ? { overrides: [...overrides].sort(byPlace) }
        : {}),
    };
    return {
      desired,
      findings: [
        ...intent.findings,
        ...chosen.flatMap(({ version }) => checkState(version)),
        ...findings,
        ...checkConstraints(
          chosen.flatMap(({ version: { document, sources } }) =>
            document.spec.layers.map(layer => ({
              ...layer,
              chart: sources.find(source => source.layer === layer.name)?.chart,
            })),
          ),
          observedKubernetes,
        ),
        ...bottom.findings,
      ],
    };
  } catch (error) {
    if (error instanceof SubstitutionError) {
      refuseSubstitution(error, intent);
    }
    throw error;
  }
}

/** What the main profile makes the cluster of. */
function composeBottom(
  intent: Intent,
  { version, scope }: { version: ProfileVersion; scope: JsonObject },
): Pick<DesiredState, 'nodePools' | 'providerConfig'> & {
  findings: Finding[];
} {
  const { poolOverrides, target } = intent;
  return {
    ...chooseProviderConfig({ version, target, scope }),
    nodePools: composeNodePools({ version, poolOverrides, scope }),
  };
}

/** What is deprecated or withdrawn keeps running, and everybody who changes the cluster is told. */
function checkState(version: ProfileVersion): Finding[] {
  return version.state === 'published'
    ? []
    : [
        {
          severity: 'warn',
          code: `profile-version-${version.state}`,
          message: `${version.profile} ${version.version} is ${version.state}${version.stateReason ? ` (${version.stateReason})` : ''}.`,
          remedy: 'Plan an upgrade to a published version.',
        },
      ];
}

function targetScope({ target }: Intent): JsonObject {
  const { name, region, stage, labels, variables, namespace } = target;
  return {
    name,
    region,
    stage,
    labels,
    variables,
    ...(namespace === undefined ? {} : { namespace }),
  };
}

/** Publication has checked that paths can exist; what is missing now is an optional parameter or a fact of the target. */
function refuseSubstitution(error: SubstitutionError, intent: Intent): never {
  const [root, ...rest] = error.path.split('.');
  refuse('input', {
    code: 'substitution-unknown',
    message: `The profile uses ${error.message}.`,
    path: root === 'parameters' ? `/parameters/${rest.join('/')}` : '/target',
    remedy:
      root === 'parameters'
        ? 'Give this parameter.'
        : `Choose another target than "${intent.target.name}", or have it set there.`,
  });
}

function byPlace(a: DesiredOverride, b: DesiredOverride): number {
  return `${a.layer} ${a.path}` < `${b.layer} ${b.path}` ? -1 : 1;
}

function mainFirst(a: ChosenProfile, b: ChosenProfile): number {
  const rank = ({ version }: ChosenProfile) =>
    version.type === 'add-on' ? 1 : 0;
  if (rank(a) !== rank(b)) {
    return rank(a) - rank(b);
  }
  return a.version.profile < b.version.profile ? -1 : 1;
}
