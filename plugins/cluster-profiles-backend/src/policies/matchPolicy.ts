import type { PolicyFieldMatch } from '@cluster-profiles/plugin-cluster-profiles-common';
import type { PolicyMatch } from '../config/ClusterProfilesConfig';
import type { PolicySubject } from './evaluatePolicies';

/** What is named in the match, and what the subject has instead or as well. Fields that are not named match anything. */
export function matchFields(
  match: PolicyMatch,
  subject: PolicySubject,
): PolicyFieldMatch[] {
  const fields: PolicyFieldMatch[] = [];
  const among = (
    field: keyof PolicyMatch,
    actual: string | readonly string[] | undefined,
  ) => {
    const wanted = match[field] as string[] | undefined;
    if (wanted) {
      const has = actual === undefined ? [] : [actual].flat();
      fields.push({
        field,
        wanted,
        actual: has,
        matches: has.some(value => wanted.includes(value)),
      });
    }
  };
  among('kind', subject.kind);
  if (!match.kind && subject.kind === 'access') {
    // Access changes nothing, so that only policies that mean it ask for approvals of it.
    fields.push({
      field: 'kind',
      wanted: ['all but access'],
      actual: ['access'],
      matches: false,
    });
  }
  among('role', subject.role);
  among('stage', subject.stage);
  among('target', subject.target);
  among('cluster', subject.cluster);
  among('profile', subject.profile);
  among('lifecycle', subject.lifecycle);
  among('owner', subject.owner);
  among('rollbackClass', subject.rollbackClass);
  among('repository', subject.repositories);
  if (match.nodesAtLeast !== undefined) {
    fields.push({
      field: 'nodesAtLeast',
      wanted: [String(match.nodesAtLeast)],
      actual: subject.nodes === undefined ? [] : [String(subject.nodes)],
      matches: (subject.nodes ?? 0) >= match.nodesAtLeast,
    });
  }
  if (match.drifted !== undefined) {
    fields.push({
      field: 'drifted',
      wanted: [String(match.drifted)],
      actual: [String(subject.drifted ?? false)],
      matches: match.drifted === (subject.drifted ?? false),
    });
  }
  return fields;
}

/** Whether all that is named matches. */
export function matchesPolicy(
  match: PolicyMatch,
  subject: PolicySubject,
): boolean {
  return matchFields(match, subject).every(({ matches }) => matches);
}
