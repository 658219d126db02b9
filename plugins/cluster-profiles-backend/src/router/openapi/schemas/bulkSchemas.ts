import {
  count,
  described,
  digest,
  listOf,
  object,
  oneWordOf,
  ref,
  text,
  texts,
  time,
} from '../shapes';

/** One change for each of many clusters. */
export const bulkSchemas = {
  BulkPreviewItem: object(
    { cluster: text, state: oneWordOf('planning', 'ready', 'failed') },
    {
      error: described(text, 'Why there is no plan.'),
      planDigest: digest,
      layersTouched: described(count, 'Added, removed or changed.'),
      machinesReplaced: count,
      objectsRemoved: count,
      kubernetes: described(
        object({ from: text, to: text }),
        'Absent when Kubernetes does not move.',
      ),
      rollbackClass: ref('RollbackClass'),
      irreversible: texts,
      findings: described(listOf(ref('Finding')), 'Those that warn or block.'),
      approvals: listOf(ref('ApprovalRequirement')),
    },
  ),
  BulkPreview: object({
    id: text,
    state: described(
      oneWordOf('planning', 'ready'),
      'Ready once no item is planning any more.',
    ),
    items: listOf(ref('BulkPreviewItem')),
    sum: described(
      object({
        planned: count,
        failed: count,
        blocked: count,
        layersTouched: count,
        machinesReplaced: count,
        objectsRemoved: count,
        rollbackClasses: described(
          {
            type: 'object',
            propertyNames: ref('RollbackClass'),
            additionalProperties: count,
          },
          'Clusters by rollback class.',
        ),
        needApproval: described(count, 'Clusters that need an approval.'),
        conflicting: described(
          count,
          'Of the blocked, clusters that only have to be told which value of an override holds, in `overrides` of their request.',
        ),
      }),
      'Over the items that are ready.',
    ),
    expiresAt: time,
  }),
  BulkResult: object({
    items: listOf(
      object(
        { cluster: text },
        {
          change: ref('ChangeSummary'),
          error: described(text, 'Why nothing was proposed.'),
        },
      ),
    ),
  }),
};
