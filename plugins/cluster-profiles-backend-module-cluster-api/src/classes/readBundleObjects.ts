import type { JsonObject, JsonValue } from '@backstage/types';
import type { Finding } from '@cluster-profiles/plugin-cluster-profiles-common';
import type { KubernetesObject } from '../kubernetes';
import { BundleProblem } from './BundleProblem';
import {
  isJsonObject,
  memberAt,
  textAt,
} from '@cluster-profiles/plugin-cluster-profiles-kubernetes-node';
import { readYamlDocuments } from './readYamlDocuments';
import { groupOf, templateKey } from './templateReferences';
import type { BundleFile } from './types';

export interface BundleObject {
  object: KubernetesObject;
  file: string;
  /** From 1. */
  document: number;
}

const CLUSTER_GROUP = 'cluster.x-k8s.io';
const CLUSTER_CLASS_VERSION = `${CLUSTER_GROUP}/v1beta2`;
const NAME = /^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/;
const YAML_FILE = /\.ya?ml$/;

/** All objects of the files, each a ClusterClass or a template; otherwise what is wrong, one finding a file at most. */
export function readBundleObjects(files: readonly BundleFile[]): {
  objects: BundleObject[];
  findings: Finding[];
} {
  const objects: BundleObject[] = [];
  const findings: Finding[] = [];
  const seen = new Map<string, BundleObject>();
  for (const file of files.filter(({ path }) => YAML_FILE.test(path))) {
    try {
      for (const { document, value } of readYamlDocuments(file)) {
        const place = { file: file.path, document };
        const found = { object: toObject(value, place), ...place };
        const key = keyOf(found.object);
        const twin = seen.get(key);
        if (twin) {
          throw new BundleProblem({
            ...place,
            problem: `holds ${found.object.kind} "${found.object.metadata.name}" again, after ${twin.file}, document ${twin.document}`,
            remedy: 'Keep one of the two.',
            code: 'class-object-twice',
          });
        }
        seen.set(key, found);
        objects.push(found);
      }
    } catch (error) {
      if (!(error instanceof BundleProblem)) {
        throw error;
      }
      findings.push(error.finding);
    }
  }
  return { objects, findings };
}

function toObject(
  value: JsonValue,
  place: { file: string; document: number },
): KubernetesObject {
  const apiVersion = textAt(value, ['apiVersion']);
  const kind = textAt(value, ['kind']);
  const name = textAt(value, ['metadata', 'name']);
  if (!isJsonObject(value) || !apiVersion || !kind || !NAME.test(name)) {
    throw new BundleProblem({
      ...place,
      problem: name
        ? `has the name "${name.slice(0, 100)}", which is not a name of Kubernetes`
        : 'is not an object of Kubernetes with apiVersion, kind and metadata.name',
      remedy:
        'Give apiVersion, kind and a name of lower-case letters, digits, "-" and ".", with all variables filled in.',
    });
  }
  if (kind === 'ClusterClass' && groupOf(apiVersion) === CLUSTER_GROUP) {
    if (apiVersion !== CLUSTER_CLASS_VERSION) {
      throw new BundleProblem({
        ...place,
        problem: `holds a ClusterClass of ${apiVersion}`,
        remedy: `Convert it to ${CLUSTER_CLASS_VERSION}.`,
        code: 'class-api-version',
      });
    }
  } else if (!isTemplate(apiVersion, kind, value)) {
    throw new BundleProblem({
      ...place,
      problem: `holds ${kind} "${name}" of ${apiVersion}, which is neither a ClusterClass nor a template`,
      remedy:
        'Leave it out: clusters come from requests, all else from the operators of the management cluster.',
      code: 'class-object-refused',
    });
  }
  return value as KubernetesObject;
}

function isTemplate(
  apiVersion: string,
  kind: string,
  value: JsonObject,
): boolean {
  return (
    kind.endsWith('Template') &&
    groupOf(apiVersion) !== '' &&
    isJsonObject(memberAt(value, ['spec', 'template']))
  );
}

function keyOf({ apiVersion, kind, metadata }: KubernetesObject): string {
  return templateKey({ apiVersion, kind, name: metadata.name });
}
