import type { JsonValue } from '@backstage/types';
import {
  diffValues,
  type Finding,
  type LayerDifference,
  type MachineReplacement,
  type Plan,
  type ValueDifference,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { valueText } from '../ValueDifferences/ValueDifferences';
import { layerAction } from '../LayerDifferences/layerAction';
import { settingTitle } from '../SettingDifferences/settingTitle';
import { objectsAtRisk, takeoverText } from './planTexts';

/** One thing that two plans say differently; a side is absent where a plan says nothing about it. */
export interface PlanDifference {
  subject: string;
  before?: string;
  after?: string;
}

/** What a newer plan says differently, in words. When it was made is no difference. */
export function comparePlans(before: Plan, after: Plan): PlanDifference[] {
  return [
    ...single('Starts from revision', revision(before), revision(after)),
    ...byKey({
      before: before.layers.flatMap(layerParts),
      after: after.layers.flatMap(layerParts),
      title: key => key,
    }),
    ...byKey({
      before: before.settings.map(sides),
      after: after.settings.map(sides),
      title: settingTitle,
    }),
    ...byKey({
      before: before.machinesReplaced.map(replacement),
      after: after.machinesReplaced.map(replacement),
      title: poolTitle,
    }),
    ...single('Roll-back', before.rollbackClass, after.rollbackClass),
    ...single('Kubernetes versions', pathText(before), pathText(after)),
    ...oneByOne(
      'Cannot be rolled back',
      before.irreversible,
      after.irreversible,
    ),
    ...oneByOne(
      'Finding',
      before.findings.map(findingText),
      after.findings.map(findingText),
    ),
    ...oneByOne('Taken over', takeoversOf(before), takeoversOf(after)),
    ...oneByOne('Object at risk', risksOf(before), risksOf(after)),
    ...oneByOne(
      'Object removed',
      before.objects.removed,
      after.objects.removed,
    ),
    ...oneByOne(
      'Object changed',
      before.objects.changed,
      after.objects.changed,
    ),
    ...oneByOne(
      'Object created',
      before.objects.created,
      after.objects.created,
    ),
    ...publicationDifferences(before, after),
  ];
}

function takeoversOf({ desired }: Plan): string[] {
  return (desired?.takeovers ?? []).map(takeoverText);
}

function risksOf(plan: Plan): string[] {
  return objectsAtRisk(plan).map(({ object, risk }) => `${object}: ${risk}`);
}

function revision({ baseRevision }: Plan): string {
  return baseRevision === null ? 'none' : String(baseRevision);
}

function pathText({ kubernetesPath }: Plan): string {
  return kubernetesPath.length > 1 ? kubernetesPath.join(' → ') : 'stay';
}

function poolTitle(pool: string): string {
  return `Machines replaced in ${pool === 'controlPlane' ? 'control plane' : pool}`;
}

function findingText({ severity, message }: Finding): string {
  const words = { block: 'blocks', warn: 'warning', ok: 'passed' }[severity];
  return `${message} (${words})`;
}

/** A layer, and each of its values, so that one that differs does not bring up all others. */
function layerParts(layer: LayerDifference): Array<[string, string]> {
  const { name, versionBefore, versionAfter, values } = layer;
  const [, words] = layerAction(layer);
  const versions = [...new Set([versionBefore, versionAfter])]
    .filter(Boolean)
    .join(' → ');
  return [
    [`Layer ${name}`, `${words} ${versions}`.trim()],
    ...values.map((value): [string, string] => {
      const [path, text] = sides(value);
      return [`Layer ${name}: ${path}`, text];
    }),
  ];
}

function replacement(item: MachineReplacement): [string, string] {
  return [item.pool, `${item.count}: ${item.reason}`];
}

function sides({ path, before, after }: ValueDifference): [string, string] {
  return [path, `${sideText(before)} → ${sideText(after)}`];
}

function sideText(value: JsonValue | undefined): string {
  return value === undefined ? 'not set' : valueText(value);
}

function single(
  subject: string,
  before: string,
  after: string,
): PlanDifference[] {
  return before === after ? [] : [{ subject, before, after }];
}

/** Things with a key: those that only one plan has, and those that both say differently. */
function byKey(options: {
  before: ReadonlyArray<[key: string, text: string]>;
  after: ReadonlyArray<[key: string, text: string]>;
  title: (key: string) => string;
}): PlanDifference[] {
  const before = new Map(options.before);
  const after = new Map(options.after);
  return [...new Set([...before.keys(), ...after.keys()])].flatMap(key => {
    const [was, is] = [before.get(key), after.get(key)];
    return was === is
      ? []
      : [{ subject: options.title(key), before: was, after: is }];
  });
}

/** Sentences and names, which are there or not. */
function oneByOne(
  subject: string,
  before: readonly string[],
  after: readonly string[],
): PlanDifference[] {
  return [
    ...before
      .filter(item => !after.includes(item))
      .map(item => ({ subject, before: item })),
    ...after
      .filter(item => !before.includes(item))
      .map(item => ({ subject, after: item })),
  ];
}

function publicationDifferences(before: Plan, after: Plan): PlanDifference[] {
  return diffValues(before.publication, after.publication).map(
    ({ path, before: was, after: is }) => ({
      subject: `Publication ${path}`,
      before: was === undefined ? undefined : valueText(was),
      after: is === undefined ? undefined : valueText(is),
    }),
  );
}
