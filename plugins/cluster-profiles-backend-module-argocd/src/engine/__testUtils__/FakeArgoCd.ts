import type { JsonObject } from '@backstage/types';
import {
  isJsonObject,
  type KubernetesObject,
  type ManagementCluster,
  type ObjectReference,
  type ObjectSelection,
} from '@cluster-profiles/plugin-cluster-profiles-kubernetes-node';

/** Objects in memory, for what takes no controller; the lab has the real one. */
export class FakeArgoCd {
  /** Objects as they were applied, one after the other. */
  readonly written: KubernetesObject[] = [];
  beforeWrite?: () => void;
  /** What a look at a Secret ends with. */
  secretsFail?: Error;
  readonly #objects = new Map<string, KubernetesObject>();

  constructor(objects: readonly KubernetesObject[]) {
    objects.forEach(object => this.put(object));
  }

  put(object: KubernetesObject): void {
    this.#objects.set(`${object.kind} ${object.metadata.name}`, object);
  }

  get management(): Pick<ManagementCluster, 'reader' | 'writer'> {
    const find = ({ kind, name }: ObjectReference) =>
      this.#objects.get(`${kind} ${name}`);
    return {
      reader: {
        canI: async () => false,
        get: async (reference: ObjectReference) => find(reference),
        list: async ({ kind, labelSelector = '' }: ObjectSelection) => {
          const [label, value] = labelSelector.split('=');
          return [...this.#objects.values()].filter(
            object =>
              object.kind === kind && object.metadata.labels?.[label] === value,
          );
        },
      },
      writer: {
        peek: async (reference: ObjectReference) => {
          if (this.secretsFail) {
            throw this.secretsFail;
          }
          return find(reference);
        },
        apply: async (object: KubernetesObject) => {
          this.beforeWrite?.();
          this.written.push(object);
          this.put(object);
          return object;
        },
        merge: async (
          reference: ObjectReference,
          { patch }: { patch: JsonObject },
        ) => {
          const object = merged(find(reference), patch) as KubernetesObject;
          this.put(object);
          return object;
        },
      },
    } as unknown as ManagementCluster;
  }
}

/** As a JSON merge patch does. */
function merged(value: unknown, patch: unknown): unknown {
  if (!isJsonObject(patch)) {
    return patch;
  }
  const result: Record<string, unknown> = isJsonObject(value)
    ? { ...value }
    : {};
  for (const [field, change] of Object.entries(patch)) {
    result[field] = merged(result[field], change);
    if (change === null) {
      delete result[field];
    }
  }
  return result;
}
