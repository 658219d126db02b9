import { jsonPointer } from '@cluster-profiles/plugin-cluster-profiles-common';

/** `.name`, or an entry of a list: `[name="x"]`, by other keys, by its place or bare. */
const SEGMENT =
  /\.([^.[\]]+)|\[(?:name="((?:[^"\\]|\\.)*)"|((?:"(?:[^"\\]|\\.)*"|[^"\]])*))\]/g;
/** Keys of these hold dots, which the API server does not mark. */
const DOTTED = /^(\.metadata\.(?:labels|annotations))\.(.+)$/;

/**
 * JSON pointer of a field as the API server names it in conflicts, such as
 * `.spec.topology.workers.machineDeployments[name="general"].replicas`; entries of lists by name.
 */
export function fieldPathPointer(field: string): string {
  const dotted = DOTTED.exec(field);
  if (dotted) {
    return jsonPointer(fieldPathPointer(dotted[1]), dotted[2]);
  }
  let pointer = '';
  for (const [, member, name, entry] of field.matchAll(SEGMENT)) {
    pointer = jsonPointer(
      pointer,
      member ?? name?.replace(/\\(.)/g, '$1') ?? entry,
    );
  }
  return pointer;
}
