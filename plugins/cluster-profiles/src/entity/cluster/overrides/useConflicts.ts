import { useCallback, useState } from 'react';
import type {
  OverrideAnswer,
  Plan,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { isConflict, isSamePlace, type ConflictFinding } from './conflicts';

interface State {
  key: string;
  findings: readonly ConflictFinding[];
  answers: readonly OverrideAnswer[];
}

/** Conflicts that plans told of, and the answers so far; another `key` is another upgrade, with conflicts of its own. */
export function useConflicts(key: string) {
  const [state, setState] = useState<State>({ key, findings: [], answers: [] });
  const current =
    state.key === key ? state : { key, findings: [], answers: [] };

  const onPlan = useCallback(
    ({ findings }: Plan) => {
      const found = findings.filter(isConflict);
      if (found.length > 0) {
        setState(before => {
          // Those that are answered are no conflicts of later plans, and stay to be answered otherwise.
          const known = before.key === key ? before.findings : [];
          return {
            key,
            answers: before.key === key ? before.answers : [],
            findings: [
              ...known,
              ...found.filter(
                it => !known.some(other => isSamePlace(it, other)),
              ),
            ],
          };
        });
      }
    },
    [key],
  );

  return {
    findings: current.findings,
    answers: [...current.answers],
    onPlan,
    answer({ layer, path }: ConflictFinding, take: OverrideAnswer['take']) {
      setState({
        ...current,
        answers: [
          ...current.answers.filter(
            given => !isSamePlace(given, { layer, path }),
          ),
          { layer, path, take },
        ],
      });
    },
  };
}

export type Conflicts = ReturnType<typeof useConflicts>;
