import { useState } from 'react';
import type { JsonObject } from '@backstage/types';
import { longTexts } from './longTexts';

/** Paths of the texts that take more than a line. One that did keeps its area while it is edited, whatever is left in it. */
export function useLongTexts(schema: JsonObject, value: JsonObject): string[] {
  const [known, setKnown] = useState<{ schema: JsonObject; paths: string[] }>({
    schema,
    paths: [],
  });
  const before = known.schema === schema ? known.paths : [];
  const added = longTexts(schema, value).filter(path => !before.includes(path));
  if (known.schema === schema && added.length === 0) {
    return known.paths;
  }
  const paths = [...before, ...added];
  setKnown({ schema, paths });
  return paths;
}
