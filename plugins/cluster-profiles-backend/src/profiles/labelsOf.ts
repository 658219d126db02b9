import type { ProfileDocument } from '@cluster-profiles/plugin-cluster-profiles-common';

/** Labels as the author wrote them. The schema holds them to what catalogs take; documents of before it may not. */
export function labelsOf({
  metadata: { labels },
}: Pick<ProfileDocument, 'metadata'>): Record<string, string> {
  return labels !== null && typeof labels === 'object' && !Array.isArray(labels)
    ? Object.fromEntries(
        Object.entries(labels).filter(
          (entry): entry is [string, string] =>
            entry[0].length <= 317 &&
            typeof entry[1] === 'string' &&
            entry[1].length <= 63,
        ),
      )
    : {};
}
