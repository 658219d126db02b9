/** Text for a `like … escape '!'`: what is a pattern in it stands for itself. Names are in lower case. */
export function escapeLike(text: string): string {
  return text.toLowerCase().replace(/[!%_]/g, match => `!${match}`);
}
