/** A regular expression that matches exactly this text. */
export const escapePattern = text =>
  text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
