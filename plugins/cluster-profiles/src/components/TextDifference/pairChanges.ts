import type { ChangeData } from 'react-diff-view';

/** Lines for two columns, each deletion followed by its insertion: only such a pair is shown side by side. */
export function pairChanges(changes: readonly ChangeData[]): ChangeData[] {
  const paired: ChangeData[] = [];
  let deleted: ChangeData[] = [];
  let inserted: ChangeData[] = [];
  const flush = () => {
    for (let at = 0; at < Math.max(deleted.length, inserted.length); at++) {
      paired.push(...deleted.slice(at, at + 1), ...inserted.slice(at, at + 1));
    }
    deleted = [];
    inserted = [];
  };
  for (const change of changes) {
    if (change.type === 'delete') {
      deleted.push(change);
    } else if (change.type === 'insert') {
      inserted.push(change);
    } else {
      flush();
      paired.push(change);
    }
  }
  flush();
  return paired;
}
