import { Fragment } from 'react';
import { visibleText } from './visibleText';

/** Before the names in a path or an address, and not within a version. */
const PLACES = /(?<=[/:]|[.](?=\p{L}))/u;

/** A path, an address or a value, nothing invisible; where it is too long for a line it breaks between names first. */
export function Breakable({ text }: { text: string }) {
  return visibleText(text)
    .split(PLACES)
    .map((part, index) => (
      <Fragment key={index}>
        {index > 0 && <wbr />}
        {part}
      </Fragment>
    ));
}
