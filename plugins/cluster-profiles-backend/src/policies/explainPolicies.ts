import type {
  FreezeExplanation,
  PolicyExplanation,
  PolicyFieldMatch,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type {
  FreezeConfig,
  PolicyConfig,
  PolicyMatch,
} from '../config/ClusterProfilesConfig';
import type { PolicySubject } from './evaluatePolicies';
import { isHeldByFreeze } from './heldKinds';
import { matchFields } from './matchPolicy';

/** Every policy, and why it is about a draft or is not. Pure. */
export function explainPolicies(
  subjects: readonly PolicySubject[],
  policies: readonly PolicyConfig[],
): PolicyExplanation[] {
  return policies.map(({ match, ...policy }) => ({
    ...policy,
    ...explainMatch(match, subjects),
  }));
}

/** Every freeze, and whether it keeps a draft out. Pure. */
export function explainFreezes(
  subjects: readonly PolicySubject[],
  freezes: readonly FreezeConfig[],
  now: string,
): FreezeExplanation[] {
  return freezes.map(({ match, ...freeze }) => {
    const { matched, fields } = explainMatch(match, subjects);
    const [{ kind }] = subjects;
    const held = isHeldByFreeze(kind) && !freeze.allow.includes(kind);
    return {
      ...freeze,
      matched: matched && held,
      active: freeze.from <= now && now < freeze.to,
      fields: held
        ? fields
        : [
            ...fields,
            {
              field: 'kind',
              wanted: ['what it does not let pass'],
              actual: [kind],
              matches: false,
            },
          ],
    };
  });
}

/** What leaves a target is looked at where it leads to and there; it matches where one of them does. */
function explainMatch(
  match: PolicyMatch,
  subjects: readonly PolicySubject[],
): { matched: boolean; fields: PolicyFieldMatch[] } {
  const looks = subjects.map(subject => matchFields(match, subject));
  const matching = looks.find(fields => fields.every(({ matches }) => matches));
  return {
    matched: matching !== undefined,
    fields: matching ?? looks[looks.length - 1],
  };
}
