import type {
  KubernetesObject,
  ObjectReference,
  ReadClient,
  WriteClient,
} from '../../kubernetes';

/** Objects of a management cluster, kept as they were written. */
export class MemoryObjects
  implements Pick<ReadClient, 'get'>, Pick<WriteClient, 'apply'>
{
  readonly written: KubernetesObject[] = [];
  readonly #objects = new Map<string, KubernetesObject>();

  async get(reference: ObjectReference): Promise<KubernetesObject | undefined> {
    return structuredClone(this.#objects.get(keyOf(reference)));
  }

  async apply(object: KubernetesObject): Promise<KubernetesObject> {
    this.written.push(object);
    this.put(object);
    return object;
  }

  put(object: KubernetesObject): void {
    const { apiVersion, kind, metadata } = object;
    this.#objects.set(keyOf({ apiVersion, kind, ...metadata }), object);
  }
}

function keyOf({ apiVersion, kind, namespace, name }: ObjectReference): string {
  return [apiVersion, kind, namespace, name].join(' ');
}
