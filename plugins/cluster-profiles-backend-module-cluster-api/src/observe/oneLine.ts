const LONGEST = 500;

/** Cluster API writes its messages as indented lists. */
export function oneLine(message: string): string {
  return message
    .split('\n')
    .map(line => line.replace(/^\s*\* /, '').trim())
    .filter(Boolean)
    .join('; ')
    .slice(0, LONGEST);
}
