import { isDeepStrictEqual } from 'node:util';
import { isJsonObject } from '@cluster-profiles/plugin-cluster-profiles-kubernetes-node';
import type { KubernetesObject } from '@cluster-profiles/plugin-cluster-profiles-kubernetes-node';
import type { DesiredLayer } from '@cluster-profiles/plugin-cluster-profiles-common';
import type { MirroredSource } from '@cluster-profiles/plugin-cluster-profiles-node';
import type { RenderedLayer } from '../render/LayerRenderer';
import { isNamespaced, kindOf } from '../render/scopes';
import { madeKinds } from './madeKinds';
import { NEEDED_BEFORE_ANNOTATION, NEEDS_ANNOTATION } from './marks';

/** What an AppProject must let in for a layer. All sorted; `*` stands for anything. */
export interface Needs {
  /** Names of layer repositories, and the mirror. */
  repositories: string[];
  /** Of objects in namespaces, as `group/Kind`; the core group is empty. */
  kinds: string[];
  /** Of objects without a namespace. */
  clusterKinds: string[];
  /** That its objects go to. */
  namespaces: string[];
}

export const ANYTHING = '*';
/** Among layer repositories, whose names are DNS labels. */
export const MIRROR = '(mirror)';
/** Argo CD makes the namespace of a layer. */
const ALWAYS = '/Namespace';
/** Kubernetes refuses others, and an AppProject would take them for patterns. */
const NAME = /^[-A-Za-z0-9./]+$/;

export const NO_NEEDS: Needs = {
  repositories: [],
  kinds: [],
  clusterKinds: [],
  namespaces: [],
};

/** What a layer needs; any kind, anywhere, where nobody knows what it brings. It is from the mirror where that has it. */
export function needsOf(
  { name, source }: Pick<DesiredLayer, 'name' | 'source'>,
  rendered: RenderedLayer | undefined,
  mirrored?: MirroredSource,
): Needs {
  const repository = mirrored ? MIRROR : source?.repository;
  const repositories = repository ? [repository] : [];
  if (!rendered) {
    return {
      repositories,
      kinds: [ANYTHING],
      clusterKinds: [ANYTHING],
      namespaces: [ANYTHING],
    };
  }
  const { objects, kinds } = rendered;
  // Of a kind that nobody defines here it is not known whether it is in namespaces.
  const ofScope = (namespaced: boolean) =>
    objects.filter(object => isNamespaced(object, kinds) !== !namespaced);
  const inNamespaces = ofScope(true);
  const names = (texts: string[]) => texts.filter(text => NAME.test(text));
  const brought = names(inNamespaces.map(kindOf));
  return joinNeeds([
    {
      repositories,
      kinds: [...brought, ...madeKinds(brought)],
      clusterKinds: names([...ofScope(false).map(kindOf), ALWAYS]),
      // Its own even where it brings nothing there: the Application names it.
      namespaces: names([
        name,
        ...inNamespaces.map(({ metadata }) => metadata.namespace ?? name),
      ]),
    },
  ]);
}

/** What all of them need. */
export function joinNeeds(all: readonly Needs[]): Needs {
  const join = (field: keyof Needs) => {
    const joined = new Set(all.flatMap(needs => needs[field]));
    return joined.has(ANYTHING) ? [ANYTHING] : [...joined].sort();
  };
  return {
    repositories: join('repositories'),
    kinds: join('kinds'),
    clusterKinds: join('clusterKinds'),
    namespaces: join('namespaces'),
  };
}

/** What it needed before, where that is more than now. */
export function leftFrom(before: Needs, now: Needs): Needs | undefined {
  return isDeepStrictEqual(joinNeeds([before, now]), now) ? undefined : before;
}

/**
 * What an Application needs, and may still need because of what it brought before. Anything, where it does not tell: it was written
 * before it could, or edited.
 */
export function readNeeds(application: KubernetesObject): Needs {
  const { annotations = {} } = application.metadata;
  const before = annotations[NEEDED_BEFORE_ANNOTATION];
  return joinNeeds([
    parseNeeds(annotations[NEEDS_ANNOTATION]),
    ...(before === undefined ? [] : [parseNeeds(before)]),
  ]);
}

export function parseNeeds(text: string | undefined): Needs {
  const needs = parse(text);
  const listAt = (field: keyof Needs) => {
    const list = isJsonObject(needs) ? needs[field] : undefined;
    return Array.isArray(list) && list.every(it => typeof it === 'string')
      ? (list as string[])
      : [ANYTHING];
  };
  return {
    repositories: listAt('repositories'),
    kinds: listAt('kinds'),
    clusterKinds: listAt('clusterKinds'),
    namespaces: listAt('namespaces'),
  };
}

function parse(text = ''): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not ours, or broken by hand.
    return undefined;
  }
}
