import type { KubernetesObject } from '../kubernetes';
import { fieldsByManager } from './managedFields';

/** Who brings objects back to what stands in git or in a release, and how that is seen on them. */
const TOOLS: ReadonlyArray<{
  name: string;
  managers: RegExp;
  /** Of labels and annotations, as `key=value`. */
  marks: RegExp;
}> = [
  { name: 'Argo CD', managers: /^argocd-/, marks: /^argocd\.argoproj\.io\// },
  {
    name: 'Flux',
    managers: /^(flux|kustomize-controller|helm-controller)/,
    marks: /^(kustomize|helm)\.toolkit\.fluxcd\.io\//,
  },
  // Fleet makes releases of Helm of all it brings.
  {
    name: 'Rancher',
    managers: /^(rancher|fleet)/,
    marks: /^objectset\.rio\.cattle\.io\//,
  },
  {
    name: 'Helm',
    managers: /^helm$/i,
    marks:
      /^(meta\.helm\.sh\/release-name=|app\.kubernetes\.io\/managed-by=Helm$)/,
  },
  { name: 'kapp', managers: /^kapp/, marks: /^kapp\.k14s\.io\// },
  {
    name: 'Config Sync',
    managers: /^configsync/,
    marks:
      /^(configmanagement\.gke\.io\/managed=enabled|app\.kubernetes\.io\/managed-by=configmanagement\.gke\.io)$/,
  },
];

/** The GitOps tool that owns the specification of an object or says so on it, with the sign by which it is known. */
export function findGitOpsManager(
  object: KubernetesObject,
): { name: string; sign: string } | undefined {
  const { labels, annotations } = object.metadata;
  const marks = [labels, annotations].flatMap(entries =>
    Object.entries(entries ?? {}).map(([key, value]) => `${key}=${value}`),
  );
  const managers = [...fieldsByManager(object)]
    .filter(([, fields]) => fields.has('/spec'))
    .map(([manager]) => manager);
  for (const { name, ...tool } of TOOLS) {
    const manager = managers.find(it => tool.managers.test(it));
    const mark = marks.find(it => tool.marks.test(it));
    if (manager) {
      return { name, sign: `field manager "${manager}"` };
    }
    if (mark) {
      return { name, sign: `its mark ${mark.split('=')[0]}` };
    }
  }
  return undefined;
}
