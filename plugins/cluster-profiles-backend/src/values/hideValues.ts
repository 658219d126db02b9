import type { JsonObject, JsonValue } from '@backstage/types';
import {
  HIDDEN_VALUE,
  hideValue,
  jsonPointer,
  type Change,
  type ClusterDetail,
  type DesiredState,
  type LayerDifference,
  type ObjectDifference,
  type ObservedLayer,
  type Plan,
  type ProfileDiff,
  type ProfileDocument,
  type ValueDifference,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { withoutValues } from './withoutValues';

/** Where values stand among what differs; all else of a layer or of the settings is told. */
const OF_LAYERS = ['/values'];
const OF_CLUSTERS = [
  '/parameters',
  '/overrides',
  '/providerConfig',
  '/target/variables',
];
const OF_PROFILES = ['/providers'];

/** What of a state everybody may read who may see its cluster. */
export function hideDesired(desired: DesiredState): DesiredState {
  const { parameters, layers, target, providerConfig, overrides } = desired;
  return {
    ...desired,
    parameters: hideValue(parameters) as DesiredState['parameters'],
    layers: layers.map(layer => ({
      ...layer,
      values: hideValue(layer.values),
    })),
    target: { ...target, variables: hideValue(target.variables) },
    // Of an imported cluster it only says what it is called where it runs.
    ...(providerConfig &&
      !desired.observeOnly && { providerConfig: hideValue(providerConfig) }),
    ...(overrides && { overrides: overrides.map(hideOverride) }),
  };
}

function hideOverride<T extends object>(override: T): T & { value: string } {
  return { ...override, value: HIDDEN_VALUE };
}

/** The same of a cluster, with what is observed of it. */
export function hideDetail(detail: ClusterDetail): ClusterDetail {
  const { desired, observed, overrides } = detail;
  return {
    ...detail,
    ...(desired && { desired: hideDesired(desired) }),
    ...(overrides && { overrides: overrides.map(hideOverride) }),
    ...(observed && {
      observed: { ...observed, layers: observed.layers.map(hideObserved) },
    }),
    layers: detail.layers.map(layer => ({
      ...layer,
      ...(layer.observed && { observed: hideObserved(layer.observed) }),
    })),
  };
}

export function hideObserved(layer: ObservedLayer): ObservedLayer {
  return layer.differences
    ? { ...layer, differences: hideDifferences(layer.differences) }
    : layer;
}

export function hideDifferences(
  differences: readonly ObjectDifference[],
): ObjectDifference[] {
  return differences.map(({ desired, observed, ...difference }) =>
    difference.whole || difference.hidden
      ? difference
      : { ...difference, hidden: 'values' },
  );
}

/** Digests stay: an approval names them, and they tell that something differs. */
export function hidePlan(plan: Plan): Plan {
  const { desired, publication, layerObjects, differences } = plan;
  return {
    ...plan,
    ...(desired && { desired: hideDesired(desired) }),
    ...(publication?.document && {
      publication: {
        ...publication,
        document: hideDocument(publication.document),
      },
    }),
    layers: hideLayerDifferences(plan.layers),
    settings: hideBelow(plan.settings, publication ? OF_PROFILES : OF_CLUSTERS),
    ...(layerObjects && {
      layerObjects: layerObjects.map(layer => ({
        ...layer,
        objects: layer.objects.map(object => ({
          ...object,
          ...(object.fields && { fields: hideBelow(object.fields, ['']) }),
        })),
      })),
    }),
    ...(differences && { differences: hideDifferences(differences) }),
    findings: plan.findings.map(withoutValues),
  };
}

/** What differs between two versions of a profile. */
export function hideProfileDiff(diff: ProfileDiff): ProfileDiff {
  return {
    ...diff,
    layers: hideLayerDifferences(diff.layers),
    settings: hideBelow(diff.settings, OF_PROFILES),
  };
}

export function hideLayerDifferences(
  layers: readonly LayerDifference[],
): LayerDifference[] {
  return layers.map(layer => ({
    ...layer,
    values: hideBelow(layer.values, OF_LAYERS),
  }));
}

/** What is in a version, layer by layer, but for what it makes them do. */
export function hideDocument(document: ProfileDocument): ProfileDocument {
  const { spec } = document;
  return {
    ...document,
    spec: {
      ...spec,
      layers: spec.layers.map(layer => ({
        ...layer,
        ...(layer.values && { values: hideValue(layer.values) }),
      })),
      ...(spec.providers && {
        providers: Object.fromEntries(
          Object.entries(spec.providers).map(([name, entries]) => [
            name,
            entries.map(({ match, ...entry }) => ({
              ...hideValue(entry as JsonObject),
              ...(match && { match }),
            })),
          ]),
        ),
      }),
    },
  };
}

/** What somebody asked for, without the values that it was asked with. */
export function hideRequest(request: Change['request']): Change['request'] {
  switch (request.kind) {
    case 'create':
      return {
        ...hideParameters(request),
        ...(request.addOnProfiles && {
          addOnProfiles: request.addOnProfiles.map(hideParameters),
        }),
      };
    case 'adopt':
    case 'set-parameters':
    case 'upgrade':
    case 'add-profile':
      return hideParameters(request);
    case 'override':
      return {
        ...request,
        overrides: request.overrides.map(hideOverride),
      };
    case 'publish':
      return request.bundle
        ? {
            ...request,
            bundle: {
              document: HIDDEN_VALUE,
              files: hideValue(request.bundle.files ?? {}) as Record<
                string,
                string
              >,
            },
          }
        : request;
    default:
      return request;
  }
}

function hideParameters<T extends { parameters?: JsonObject }>(holder: T): T {
  return holder.parameters
    ? { ...holder, parameters: hideValue(holder.parameters) }
    : holder;
}

function hideBelow(
  differences: readonly ValueDifference[],
  places: readonly string[],
): ValueDifference[] {
  return differences.map(({ path, before, after }) => ({
    path,
    ...(before !== undefined && { before: hideAt(before, path, places) }),
    ...(after !== undefined && { after: hideAt(after, path, places) }),
  }));
}

/** What is new as a whole may hold a place deep inside. */
function hideAt(
  value: JsonValue,
  path: string,
  places: readonly string[],
): JsonValue {
  if (places.some(place => path === place || path.startsWith(`${place}/`))) {
    return hideValue(value);
  }
  const holds = places.some(place => place.startsWith(`${path}/`));
  return holds && value !== null && typeof value === 'object'
    ? Object.fromEntries(
        Object.entries(value).map(([name, member]) => [
          name,
          hideAt(member as JsonValue, jsonPointer(path, name), places),
        ]),
      )
    : value;
}
