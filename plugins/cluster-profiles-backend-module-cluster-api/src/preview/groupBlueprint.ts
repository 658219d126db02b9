import type { JsonObject } from '@backstage/types';
import { canonicalJson } from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  classPatches,
  type ClassPatch,
  type PatchDefinition,
} from '../classes/inlinePatches';
import {
  isJsonObject,
  memberAt,
  objectsAt,
  textAt,
} from '@cluster-profiles/plugin-cluster-profiles-kubernetes-node';
import { groupOf, templateKey } from '../classes/templateReferences';
import type { ClassBundle } from '../classes/types';
import type { KubernetesObject } from '../kubernetes';
import type { MachineGroup } from './machineGroups';

/** All that a class says about the machines of one group, without names. */
export interface GroupBlueprint {
  /** Content of each template by what it is for, such as `KubeadmControlPlaneTemplate`. */
  templates: Map<string, string>;
  /** Patches that reach these templates, in order, with only what reaches them. */
  patches: ClassPatch[];
  failureDomain: string;
}

const WORKER_LISTS = {
  machineDeployment: 'machineDeployments',
  machinePool: 'machinePools',
} as const;

export function groupBlueprint(
  bundle: ClassBundle,
  group: MachineGroup,
): GroupBlueprint {
  const blueprint = classBlueprint(bundle, group);
  const references = referencesOf(blueprint, group);
  return {
    templates: new Map(
      references.map(([use, reference]) => [
        `${textAt(reference, ['kind'])} for ${use}`,
        contentOf(reference, findTemplate(bundle, reference), group),
      ]),
    ),
    patches: classPatches(bundle)
      .map(patch => ({
        ...patch,
        definitions: patch.definitions
          .filter(definition =>
            references.some(([, reference]) =>
              matches(definition, reference, group),
            ),
          )
          .map(toReachingDefinition),
      }))
      .filter(
        ({ external, definitions }) => external || definitions.length > 0,
      ),
    failureDomain: textAt(blueprint, ['failureDomain']),
  };
}

function classBlueprint(bundle: ClassBundle, group: MachineGroup): unknown {
  return group.kind === 'controlPlane'
    ? memberAt(bundle.clusterClass, ['spec', 'controlPlane'])
    : objectsAt(bundle.clusterClass, [
        'spec',
        'workers',
        WORKER_LISTS[group.kind],
      ]).find(worker => worker.class === group.class);
}

function referencesOf(
  blueprint: unknown,
  group: MachineGroup,
): Array<[string, JsonObject]> {
  const places: Array<[string, string[]]> =
    group.kind === 'controlPlane'
      ? [
          ['the control plane', ['templateRef']],
          ['machines', ['machineInfrastructure', 'templateRef']],
        ]
      : [
          ['bootstrap', ['bootstrap', 'templateRef']],
          ['machines', ['infrastructure', 'templateRef']],
        ];
  return places.flatMap(([use, path]) => {
    const reference = memberAt(blueprint, path);
    return isJsonObject(reference) ? [[use, reference]] : [];
  });
}

function findTemplate(
  bundle: ClassBundle,
  reference: JsonObject,
): KubernetesObject | undefined {
  const key = templateKey({
    apiVersion: textAt(reference, ['apiVersion']),
    kind: textAt(reference, ['kind']),
    name: textAt(reference, ['name']),
  });
  return bundle.templates.find(
    ({ apiVersion, kind, metadata }) =>
      templateKey({ apiVersion, kind, name: metadata.name }) === key,
  );
}

/** What makes new machines when it changes; labels and annotations of the template itself do not. */
function contentOf(
  reference: JsonObject,
  template: KubernetesObject | undefined,
  { kind }: MachineGroup,
): string {
  const spec = template?.spec ?? {};
  return canonicalJson({
    apiVersion: reference.apiVersion,
    spec:
      kind === 'controlPlane' &&
      reference.kind === 'KubeadmControlPlaneTemplate'
        ? rolledFields(spec)
        : spec,
  });
}

/** A control plane of kubeadm without what it changes in place. */
function rolledFields(spec: JsonObject): JsonObject {
  const template = memberAt(spec, ['template', 'spec']);
  if (!isJsonObject(template)) {
    return spec;
  }
  const { remediation, machineNaming, rollout, machineTemplate, ...rolled } =
    template;
  const machine = memberAt(machineTemplate, ['spec']);
  const { deletion, readinessGates, taints, ...machineSpec }: JsonObject =
    isJsonObject(machine) ? machine : {};
  return {
    ...rolled,
    rolloutAfter: memberAt(rollout, ['after']),
    rolloutBefore: memberAt(rollout, ['before']),
    machineSpec,
  };
}

function matches(
  { selector }: PatchDefinition,
  reference: JsonObject,
  group: MachineGroup,
): boolean {
  if (
    selector.kind !== reference.kind ||
    groupOf(textAt(selector, ['apiVersion'])) !==
      groupOf(textAt(reference, ['apiVersion']))
  ) {
    return false;
  }
  if (group.kind === 'controlPlane') {
    return memberAt(selector, ['matchResources', 'controlPlane']) === true;
  }
  const names = memberAt(selector, [
    'matchResources',
    `${group.kind}Class`,
    'names',
  ]);
  return (
    Array.isArray(names) &&
    names.some(name => typeof name === 'string' && fits(name, group.class))
  );
}

/** Whom else it reaches does not matter to a group. */
function toReachingDefinition({
  selector,
  jsonPatches,
}: PatchDefinition): PatchDefinition {
  const { kind } = selector;
  const group = groupOf(textAt(selector, ['apiVersion']));
  return { selector: { group, kind }, jsonPatches };
}

function fits(pattern: string, name: string): boolean {
  return (
    pattern === name ||
    (pattern.startsWith('*') && name.endsWith(pattern.slice(1))) ||
    (pattern.endsWith('*') && name.startsWith(pattern.slice(0, -1)))
  );
}
