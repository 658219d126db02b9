import type { Target } from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  PROFILE_LABEL,
  PROPOSED_KIND,
  TARGET_LABEL,
  type ColumnFilter,
} from '@cluster-profiles/plugin-cluster-profiles-node';
import type { ResolvedFilter } from './applyCriteria';

/** What a question is about beside the resource itself. */
interface Asked {
  /** What a service would need, such as `read` or `propose:publish`. */
  grant: string;
  targets: readonly Pick<Target, 'name' | 'labels'>[];
}

const PROPOSE = 'propose:';

function proposedKind({ grant }: Asked): string | undefined {
  return grant.startsWith(PROPOSE) ? grant.slice(PROPOSE.length) : undefined;
}

/** The resource with the kind that is proposed and the labels of its target, unless it has labels of its own. */
export function askAbout<TResource>(
  resource: TResource,
  asked: Asked,
): TResource {
  const { target, name, labels } = resource as {
    target?: string;
    name?: string;
    labels?: Record<string, string>;
  };
  const place = target ?? name;
  return {
    ...resource,
    proposes: proposedKind(asked),
    labels:
      labels ?? asked.targets.find(known => known.name === place)?.labels ?? {},
  };
}

/** The same, of a query: what no column holds comes down to names of targets or profiles, or to one answer for every row. */
export function resolveFilter(
  { column, values }: ColumnFilter,
  asked: Asked,
): ResolvedFilter {
  if (column === PROPOSED_KIND) {
    const kind = proposedKind(asked);
    return kind !== undefined && values.includes(kind);
  }
  if (column.startsWith(TARGET_LABEL)) {
    const label = column.slice(TARGET_LABEL.length);
    return {
      column: 'target',
      values: asked.targets
        .filter(
          ({ labels }) =>
            Object.hasOwn(labels, label) && values.includes(labels[label]),
        )
        .map(({ name }) => name),
    };
  }
  if (column.startsWith(PROFILE_LABEL)) {
    const label = column.slice(PROFILE_LABEL.length);
    return {
      column: 'name',
      values: labels =>
        labels
          .from('profile_labels')
          .where('label', label)
          .whereIn('value', values)
          .select('profile'),
    };
  }
  return { column, values };
}
