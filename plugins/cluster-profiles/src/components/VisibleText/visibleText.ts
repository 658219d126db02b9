// Control, bidirectional, zero-width and other characters that leave no mark, and spaces that are none, could make a reviewer read
// something else than what is applied. The selector that makes a picture of a sign before it is left alone.
const INVISIBLE =
  /(?![\t\n \u3000]|(?<=\p{Extended_Pictographic})\ufe0f)[\p{Cc}\p{Cf}\p{Z}\p{Default_Ignorable_Code_Point}\u2800]/gu;

/** Writes characters that cannot be seen, or told from a space, as `\u{…}`. */
export function visibleText(text: string): string {
  return text.replace(
    INVISIBLE,
    character => `\\u{${character.codePointAt(0)!.toString(16)}}`,
  );
}
