import type { Activity } from '@cluster-profiles/plugin-cluster-profiles-common';

const COLUMNS: Record<string, (entry: Activity) => string | undefined> = {
  id: ({ id }) => String(id),
  at: ({ at }) => at,
  actor: ({ actor }) => actor,
  onBehalfOf: ({ onBehalfOf }) => onBehalfOf,
  subjectKind: ({ subject }) => subject.kind,
  subjectName: ({ subject }) => subject.name,
  subjectUid: ({ subject }) => subject.uid,
  changeId: ({ changeId }) => changeId,
  type: ({ type }) => type,
  message: ({ message }) => message,
  difference: ({ difference }) => difference && JSON.stringify(difference),
  requestId: ({ requestId }) => requestId,
  sequence: ({ sequence }) => String(sequence),
  hash: ({ hash }) => hash,
};

/** Lines of CSV (RFC 4180), the first with the names of the columns. */
export async function* toCsv(
  entries: AsyncIterable<Activity>,
): AsyncGenerator<string> {
  yield line(Object.keys(COLUMNS));
  for await (const entry of entries) {
    yield line(Object.values(COLUMNS).map(read => read(entry) ?? ''));
  }
}

function line(cells: string[]): string {
  return `${cells.map(cell).join(',')}\r\n`;
}

/** Quoted, and with an apostrophe before what a spreadsheet would take for a formula. */
function cell(text: string): string {
  const harmless = /^[\s]*[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return `"${harmless.replaceAll('"', '""')}"`;
}
