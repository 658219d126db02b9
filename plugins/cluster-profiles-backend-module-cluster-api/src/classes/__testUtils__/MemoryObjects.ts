import {
  WriteConflictError,
  type ApiGroup,
  type ApplyOptions,
  type DeleteOptions,
  type KubernetesObject,
  type ObjectReference,
  type ObjectSelection,
  type ReadClient,
  type ServedKind,
  type WriteClient,
} from '../../kubernetes';

/** Objects of a management cluster, kept as they were written. */
export class MemoryObjects
  implements
    Pick<ReadClient, 'get' | 'list' | 'groups' | 'kinds'>,
    Pick<WriteClient, 'apply' | 'delete'>
{
  readonly written: KubernetesObject[] = [];
  /** Kind and name of each object that was asked for. */
  readonly read: string[] = [];
  /** Kind and name of each object that was deleted. */
  readonly deleted: string[] = [];
  readonly #objects = new Map<string, KubernetesObject>();
  #version = 1;

  async get(reference: ObjectReference): Promise<KubernetesObject | undefined> {
    this.read.push(`${reference.kind} ${reference.name}`);
    return structuredClone(this.#objects.get(keyOf(reference)));
  }

  async list(selection: ObjectSelection): Promise<KubernetesObject[]> {
    const { apiVersion, kind, namespace, labelSelector } = selection;
    return [...this.#objects.values()].filter(
      object =>
        object.apiVersion === apiVersion &&
        object.kind === kind &&
        object.metadata.namespace === namespace &&
        (!labelSelector ||
          Object.hasOwn(object.metadata.labels ?? {}, labelSelector)),
    );
  }

  async groups(): Promise<ApiGroup[]> {
    const versions = [...this.#objects.values()].map(
      ({ apiVersion }) => apiVersion,
    );
    return [...new Set(versions)].map(apiVersion => {
      const [name, version] = apiVersion.split('/');
      return { name, versions: [version] };
    });
  }

  async kinds(apiVersion: string): Promise<ServedKind[]> {
    const kinds = [...this.#objects.values()]
      .filter(object => object.apiVersion === apiVersion)
      .map(({ kind }) => kind);
    return [...new Set(kinds)].map(kind => ({
      kind,
      resource: `${kind.toLowerCase()}s`,
      namespaced: true,
      listable: true,
    }));
  }

  async apply(
    object: KubernetesObject,
    { expected }: ApplyOptions = {},
  ): Promise<KubernetesObject> {
    const { apiVersion, kind, metadata } = object;
    const live = this.#objects.get(keyOf({ apiVersion, kind, ...metadata }));
    const wanted =
      expected === 'absent' ? undefined : expected?.metadata.resourceVersion;
    if (expected && live?.metadata.resourceVersion !== wanted) {
      throw new WriteConflictError(`${kind} ${metadata.name} has changed`);
    }
    this.written.push(object);
    return this.put(object);
  }

  async delete(
    reference: ObjectReference,
    { uid, resourceVersion }: DeleteOptions = {},
  ): Promise<void> {
    const key = keyOf(reference);
    const live = this.#objects.get(key);
    const differs =
      (uid && live?.metadata.uid !== uid) ||
      (resourceVersion && live?.metadata.resourceVersion !== resourceVersion);
    if (live && differs) {
      throw new WriteConflictError(
        `${reference.kind} ${reference.name} has changed`,
      );
    }
    this.deleted.push(`${reference.kind} ${reference.name}`);
    this.#objects.delete(key);
  }

  put(object: KubernetesObject): KubernetesObject {
    const { apiVersion, kind, metadata } = object;
    this.#version += 1;
    const stored = {
      ...object,
      metadata: { ...metadata, resourceVersion: `${this.#version}` },
    };
    this.#objects.set(keyOf({ apiVersion, kind, ...metadata }), stored);
    return stored;
  }

  remove(reference: ObjectReference): void {
    this.#objects.delete(keyOf(reference));
  }
}

function keyOf({ apiVersion, kind, namespace, name }: ObjectReference): string {
  return [apiVersion, kind, namespace, name].join(' ');
}
