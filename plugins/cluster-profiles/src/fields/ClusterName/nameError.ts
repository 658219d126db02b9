const MAX_LENGTH = 63;
const DNS_LABEL = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;

/** Why a name is no DNS label; nothing when it is one. */
export function nameError(name: string): string | undefined {
  if (name.length > MAX_LENGTH) {
    return `A name has at most ${MAX_LENGTH} characters`;
  }
  return DNS_LABEL.test(name)
    ? undefined
    : 'A name has lower-case letters, digits and dashes; it starts with a letter and ends with a letter or digit';
}
