/** Why something may not be chosen, in names instead of references; says whom to ask unless the reason does. */
export function askSomebody(reason: string, whom: string): string {
  const why = reason
    .replace(/\b(?:user|group):[^/\s]+\/([\w.-]*\w)/g, '$1')
    .replace(/\.?$/, '.');
  return !whom || /\bask\b/i.test(why) ? why : `${why} Ask ${whom}.`;
}
