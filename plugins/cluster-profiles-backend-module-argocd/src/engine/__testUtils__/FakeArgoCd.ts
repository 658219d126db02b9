import type {
  KubernetesObject,
  ManagementCluster,
  ObjectReference,
  ObjectSelection,
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
        merge: async (reference: ObjectReference, { patch }: any) => {
          const object = structuredClone(find(reference)!);
          const annotations = object.metadata.annotations!;
          for (const [name, value] of Object.entries<string | null>(
            patch.metadata.annotations,
          )) {
            if (value === null) {
              delete annotations[name];
            }
          }
          this.put(object);
          return object;
        },
      },
    } as unknown as ManagementCluster;
  }
}
