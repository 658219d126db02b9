import type { JsonObject } from '@backstage/types';
import {
  orderLayers,
  overrideValue,
  substitute,
  substitutionPaths,
  type DesiredLayer,
  type DesiredOverride,
  type Finding,
  type ProfileLayer,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { refuse } from '../refuse';
import { driftRulesOf } from './driftRules';
import type { ChosenProfile, Intent } from './types';

const DEFAULT_DEADLINE_MINUTES = 15;

/** What `layers.<name>` means in substitutions. */
type LayerScope = Record<string, { version: string; values: JsonObject }>;

/** Layers of one profile after substitution and overrides, and the scope that its other parts are substituted with. */
export function resolveProfileLayers(
  chosen: ChosenProfile,
  base: JsonObject,
  overrides: readonly DesiredOverride[] = [],
): { scope: JsonObject; values: Map<string, JsonObject> } {
  const { layers } = chosen.version.document.spec;
  const values = new Map<string, JsonObject>();
  const written = new Map(layers.map(layer => [layer.name, layer]));
  for (const layer of layers) {
    resolveValues(layer, []);
  }
  return { scope: scopeOf(layers), values };

  function scopeOf(known: readonly ProfileLayer[]): JsonObject {
    const scope: LayerScope = Object.fromEntries(
      known.map(({ name, version }) => [
        name,
        { version, values: values.get(name) ?? {} },
      ]),
    );
    return { ...base, parameters: chosen.parameters, layers: scope };
  }

  // Values may refer to values of other layers: those first.
  function resolveValues(layer: ProfileLayer, waiting: string[]): void {
    if (values.has(layer.name)) {
      return;
    }
    if (waiting.includes(layer.name)) {
      refuse('input', {
        code: 'layer-values-circle',
        message: `Values of layers of ${chosen.version.profile} refer to each other in a circle: ${[...waiting, layer.name].join(' → ')}.`,
        layer: layer.name,
      });
    }
    const own = layer.values ?? {};
    for (const { path } of substitutionPaths(own)) {
      const [root, name, part] = path.split('.');
      const other = written.get(name);
      if (root === 'layers' && part !== 'version' && other) {
        resolveValues(other, [...waiting, layer.name]);
      }
    }
    values.set(
      layer.name,
      overrides
        .filter(({ layer: name }) => name === layer.name)
        .reduce(withOverride, substitute(own, scopeOf(layers)) as JsonObject),
    );
  }
}

function withOverride(
  values: JsonObject,
  { layer, path, value }: DesiredOverride,
): JsonObject {
  try {
    return overrideValue(values, path, value);
  } catch (error) {
    if (!(error instanceof RangeError)) {
      throw error;
    }
    return refuse('input', {
      code: 'override-does-not-fit',
      message: `The override of layer "${layer}" does not fit its values: ${error.message}.`,
      layer,
      remedy: 'Override a value that the layer can have, or end the override.',
    });
  }
}

/** The combined stack of all profiles in stack order. A layer that two profiles bring is a `block` finding. */
export function composeLayers(
  intent: Intent,
  resolved: ReadonlyArray<{
    chosen: ChosenProfile;
    values: Map<string, JsonObject>;
  }>,
): { layers: DesiredLayer[]; findings: Finding[] } {
  const findings: Finding[] = [];
  const layers = new Map<string, DesiredLayer>();
  for (const { chosen, values } of resolved) {
    for (const layer of chosen.version.document.spec.layers) {
      const other = layers.get(layer.name);
      if (other) {
        findings.push({
          severity: 'block',
          code: 'layer-name-conflict',
          message: `Both ${other.profile} and ${chosen.version.profile} bring a layer "${layer.name}".`,
          remedy: 'Choose a version or a profile without it.',
          layer: layer.name,
        });
      } else {
        layers.set(
          layer.name,
          toDesiredLayer(chosen, layer, values.get(layer.name)!, intent),
        );
      }
    }
  }
  const all = [...layers.values()];
  for (const layer of all) {
    for (const name of layer.dependsOn.filter(other => !layers.has(other))) {
      findings.push({
        severity: 'block',
        code: 'layer-dependency-missing',
        message: `Layer "${layer.name}" depends on "${name}", which no profile of the cluster brings.`,
        layer: layer.name,
      });
    }
  }
  return { layers: orderLayers(all), findings };
}

function toDesiredLayer(
  { version }: ChosenProfile,
  layer: ProfileLayer,
  values: JsonObject,
  intent: Intent,
): DesiredLayer {
  const pinned = version.sources.find(source => source.layer === layer.name);
  return {
    name: layer.name,
    profile: version.profile,
    kind: layer.kind,
    ...(layer.category === undefined ? {} : { category: layer.category }),
    version: layer.version,
    ...(layer.through ? { through: layer.through } : {}),
    ...(layer.source ? { source: layer.source } : {}),
    ...(pinned ? { address: pinned.address, sha256: pinned.sha256 } : {}),
    ...(pinned?.chart ? { chart: pinned.chart } : {}),
    dependsOn: [...new Set(layer.dependsOn ?? [])].sort(),
    values,
    ...driftRulesOf(layer, intent),
    deadlineMinutes: layer.deadlineMinutes ?? DEFAULT_DEADLINE_MINUTES,
  };
}
