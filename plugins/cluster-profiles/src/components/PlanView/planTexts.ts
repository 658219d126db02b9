import type {
  LayerObjectChange,
  ObjectChanges,
  Plan,
  Takeover,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { layerTexts, type LayerAfter } from '../LayerDifferences/layerTexts';
import { settingTexts } from '../SettingDifferences/settingTexts';
import {
  documentTitle,
  settingTitle,
} from '../SettingDifferences/settingTitle';
import type { TextPair } from '../TextDifference/textPair';

/** `/spec/topology/version` → `spec.topology.version`. */
export function fieldText(path: string): string {
  return path
    .split('/')
    .slice(1)
    .map(segment => segment.replace(/~1/g, '/').replace(/~0/g, '~'))
    .join('.');
}

/** `spec.topology.version from kubectl`. */
export function takeoverText({ path, manager }: Takeover): string {
  return `${fieldText(path)} from ${manager}`;
}

/** Objects of layers that a change puts at risk, with the layer. */
export function objectsAtRisk({
  layerObjects = [],
}: Plan): Array<LayerObjectChange & { layer: string }> {
  return layerObjects.flatMap(({ layer, objects }) =>
    objects
      .filter(({ risk }) => risk !== undefined)
      .map(object => ({ ...object, layer })),
  );
}

/** Objects that no layer tells more of. */
export function otherObjects({
  objects: { created, changed },
  layerObjects = [],
}: Plan): Pick<ObjectChanges, 'created' | 'changed'> {
  const told = new Set(
    layerObjects.flatMap(({ objects }) => objects.map(({ object }) => object)),
  );
  const isOther = (object: string) => !told.has(object);
  return {
    created: created.filter(isOther),
    changed: changed.filter(isOther),
  };
}

/** The layers as a plan leaves them, for the context of what differs in their values. */
export function layersAfter(plan: Plan): readonly LayerAfter[] | undefined {
  return plan.desired?.layers ?? plan.publication?.document?.spec.layers;
}

/** Differences of a plan that are too long to be shown before the reader asks for them. */
export function foldedTexts(plan: Plan): TextPair[] {
  const layers = layerTexts(plan.layers, layersAfter(plan)).flatMap(
    ({ values }) => values ?? [],
  );
  const settings = settingTexts(
    plan.settings,
    plan.publication ? documentTitle : settingTitle,
  ).long;
  return [...layers, ...settings].filter(({ folded }) => folded);
}
