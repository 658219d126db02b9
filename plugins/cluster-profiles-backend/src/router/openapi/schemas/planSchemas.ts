import {
  anyValue,
  count,
  date,
  described,
  digest,
  flag,
  listOf,
  mapOf,
  object,
  oneWordOf,
  ref,
  text,
  texts,
  time,
} from '../shapes';
import { layerFields } from './commonSchemas';
import { optionalOfOverrides } from './desiredSchemas';

/** What a change would do. */
export const planSchemas = {
  RollbackClass: oneWordOf(
    'not-started',
    'reversible',
    'replaces-nodes',
    'forward-only',
  ),
  ValueDifference: object(
    { path: described(text, 'JSON pointer.') },
    { before: anyValue, after: anyValue },
  ),
  LayerDifference: object(
    {
      ...layerFields,
      action: oneWordOf('added', 'removed', 'changed', 'unchanged'),
      values: listOf(ref('ValueDifference')),
    },
    {
      category: text,
      versionBefore: text,
      versionAfter: text,
      semver: oneWordOf(
        'major',
        'minor',
        'patch',
        'prerelease',
        'downgrade',
        'other',
      ),
    },
  ),
  LayerObjects: object(
    {
      layer: text,
      objects: described(
        listOf(
          object(
            {
              object: text,
              action: described(
                oneWordOf('added', 'changed', 'removed', 'kept'),
                '`kept`: no layer brings it any more, and it stays.',
              ),
            },
            {
              risk: described(text, 'Why it deserves a second look.'),
              fields: described(
                listOf(ref('ValueDifference')),
                'What differs, without what Secrets hold; of very many the first.',
              ),
              moreFields: count,
            },
          ),
        ),
        'Those at risk first.',
      ),
    },
    { hooks: described(texts, 'What runs before or after.') },
  ),
  PublicationPlan: object(
    {
      profile: text,
      version: text,
      stateAfter: oneWordOf('published', 'deprecated', 'withdrawn'),
      authors: texts,
      authorsKnown: flag,
      usedBy: texts,
      followers: described(
        texts,
        'Clusters that follow and would get a proposed upgrade.',
      ),
    },
    {
      ...optionalOfOverrides,
      digest,
      reason: text,
      endOfLife: date,
      force: flag,
      comparedWith: text,
      document: ref('ProfileDocument'),
      files: mapOf(digest),
      sources: listOf(ref('PinnedSource')),
      attestedBy: text,
      origin: text,
      ownerBefore: text,
      ownerAfter: text,
      hiddenClusters: described(
        object({ usedBy: count, followers: count }),
        'How many more there are that you may not see.',
      ),
    },
  ),
  AccessPlan: object(
    {
      cluster: text,
      clusterUid: text,
      subject: described(text, 'Who gets it: the proposer, and nobody else.'),
      role: ref('AccessRole'),
      hours: described(count, 'From the approval on.'),
      reason: text,
    },
    optionalOfOverrides,
  ),
  Plan: object(
    {
      baseRevision: {
        type: ['integer', 'null'],
        description:
          'Revision that the change starts from; null before the first.',
      },
      layers: described(
        listOf(ref('LayerDifference')),
        'Unchanged layers are listed, too.',
      ),
      settings: listOf(ref('ValueDifference')),
      objects: object({ created: texts, changed: texts, removed: texts }),
      machinesReplaced: listOf(object({ pool: text, count, reason: text })),
      kubernetesPath: texts,
      rollbackClass: ref('RollbackClass'),
      irreversible: texts,
      findings: listOf(ref('Finding')),
      revisionDigest: described(digest, 'Covers all that will be written.'),
      impactDigest: described(digest, 'Covers the consequences.'),
      planDigest: described(digest, 'Covers both; an approval names it.'),
      plannedAt: time,
    },
    {
      desired: ref('DesiredState'),
      publication: ref('PublicationPlan'),
      layerObjects: described(
        listOf(ref('LayerObjects')),
        'Object by object, for layers whose engine can tell.',
      ),
      differences: described(
        listOf(ref('ObjectDifference')),
        'What becomes of each field of objects that are there.',
      ),
      access: ref('AccessPlan'),
      givenUp: described(
        texts,
        'Of a deletion that is forced: what was last seen of the cluster.',
      ),
    },
  ),
};
