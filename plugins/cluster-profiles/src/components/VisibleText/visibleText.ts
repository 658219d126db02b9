// Control, bidirectional and zero-width characters could make a reviewer read something else than what is applied.
const INVISIBLE =
  // eslint-disable-next-line no-control-regex, no-misleading-character-class
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]/gu;

/** Writes characters that cannot be seen as `\u{…}`. */
export function visibleText(text: string): string {
  return text.replace(
    INVISIBLE,
    character => `\\u{${character.codePointAt(0)!.toString(16)}}`,
  );
}
