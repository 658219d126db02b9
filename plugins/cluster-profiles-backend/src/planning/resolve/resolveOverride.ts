import {
  findLiteralSecrets,
  substitutionPaths,
  textDigest,
  valueAt,
  type DesiredOverride,
  type DesiredState,
  type OverridePath,
  type OverrideRequest,
  type RemoveOverrideRequest,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { checkLayerValues } from '../../profiles/rules/checkLayerValues';
import { refuse, refuseAny, type Refusal } from '../refuse';
import type { BaseFacts, Resolved } from '../types';
import { intentOf } from './intentOf';
import { settle } from './settle';

/** Sets values of layers for this cluster; what the request does not name stays. */
export function resolveOverride(
  request: OverrideRequest,
  facts: BaseFacts,
): Resolved {
  const { reasonSalt } = facts;
  const { desired } = facts.base;
  const intent = intentOf(desired, facts.versions);
  const { reason, expires, owner = desired.cluster.owner } = request;
  const set = request.overrides.map(({ layer, path, value }) => ({
    layer,
    path,
    value,
    reason,
    reasonDigest: textDigest(reason, { salt: reasonSalt }),
    ...(reasonSalt && { reasonSalt }),
    owner,
    expires,
  }));
  const kept = (desired.overrides ?? []).filter(
    present => !set.some(added => isSamePlace(added, present)),
  );
  const overrides = [...kept, ...set];
  refuseAny('input', [
    ...unknownLayers(request.overrides, desired),
    ...set.flatMap((added, index) => whyNotSet(added, index, desired)),
    ...overlaps(overrides),
  ]);
  const resolved = settle({ ...intent, overrides }, { facts });
  refuseAny(
    'input',
    resolved.desired.layers
      .filter(({ name }) => set.some(({ layer }) => layer === name))
      .flatMap(layer => checkLayerValues(layer, '/overrides')),
  );
  return resolved;
}

/** Gives values back to the profile. */
export function resolveRemoveOverride(
  request: RemoveOverrideRequest,
  facts: BaseFacts,
): Resolved {
  const { desired } = facts.base;
  const present = desired.overrides ?? [];
  const unknown = request.overrides.findIndex(
    ({ layer, path }) =>
      !present.some(override => isSamePlace(override, { layer, path })),
  );
  if (unknown >= 0) {
    const { layer, path } = request.overrides[unknown];
    refuse('not-found', {
      code: 'override-unknown',
      message: `Cluster "${desired.cluster.name}" has no override of ${path} of layer "${layer}".`,
      path: `/overrides/${unknown}`,
      remedy: present.length
        ? `It has ${present.map(override => `${override.path} of ${override.layer}`).join(', ')}.`
        : 'It has none.',
    });
  }
  return settle(
    {
      ...intentOf(desired, facts.versions),
      overrides: present.filter(
        override =>
          !request.overrides.some(named => isSamePlace(named, override)),
      ),
    },
    { facts },
  );
}

function isSamePlace(a: OverridePath, b: OverridePath): boolean {
  return a.layer === b.layer && a.path === b.path;
}

function unknownLayers(
  places: readonly OverridePath[],
  { layers }: DesiredState,
): Refusal[] {
  return places.flatMap(({ layer }, index) =>
    layers.some(({ name }) => name === layer)
      ? []
      : [
          {
            code: 'layer-unknown',
            message: `The cluster has no layer "${layer}".`,
            path: `/overrides/${index}/layer`,
            remedy: `Its layers are ${layers.map(({ name }) => name).join(', ')}.`,
          },
        ],
  );
}

function whyNotSet(
  { layer, path, value }: DesiredOverride,
  index: number,
  { layers }: DesiredState,
): Refusal[] {
  const values = layers.find(({ name }) => name === layer)?.values ?? {};
  const present = valueAt(values, path);
  const secrets = findLiteralSecrets({ path, value, present });
  if (secrets.length > 0) {
    return secrets.map(secret => ({
      code: 'override-secret',
      message: `${secret} of layer "${layer}" looks like a secret itself; whoever sees the cluster would see it.`,
      path: `/overrides/${index}/value${secret.slice(path.length)}`,
      layer,
      remedy:
        'Keep it in a Secret where the layer runs, and override the field that names it, such as existingSecret or passwordSecretRef.',
    }));
  }
  return substitutionPaths(value).length > 0
    ? [
        {
          code: 'override-substitution',
          message: 'An override is a plain value; nothing is put into it.',
          path: `/overrides/${index}/value`,
          remedy: 'Write the value itself.',
        },
      ]
    : [];
}

/** One override inside of another would make their order matter. */
function overlaps(overrides: readonly DesiredOverride[]): Refusal[] {
  return overrides.flatMap((outer, index) =>
    overrides
      .filter(
        (inner, other) =>
          other !== index &&
          inner.layer === outer.layer &&
          (inner.path.startsWith(`${outer.path}/`) ||
            (inner.path === outer.path && other > index)),
      )
      .map(inner => ({
        code: 'overrides-overlap',
        message: `${inner.path} of layer "${inner.layer}" is overridden twice: ${outer.path} is, too.`,
        path: '/overrides',
        layer: inner.layer,
        remedy: 'Override one of both; remove the other first.',
      })),
  );
}
