import { useCallback, useState } from 'react';
import type {
  Finding,
  OverrideAnswer,
  OverrideConflict,
  Plan,
} from '@cluster-profiles/plugin-cluster-profiles-common';

/** A finding that says which values meet, and where. */
export type ConflictFinding = Finding & {
  layer: string;
  path: string;
  conflict: OverrideConflict;
};

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
              ...found.filter(it => !known.some(other => isSame(it, other))),
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
          ...current.answers.filter(given => !isSame(given, { layer, path })),
          { layer, path, take },
        ],
      });
    },
  };
}

export type Conflicts = ReturnType<typeof useConflicts>;

function isConflict(finding: Finding): finding is ConflictFinding {
  const { conflict, layer, path } = finding;
  return conflict !== undefined && layer !== undefined && path !== undefined;
}

function isSame(
  a: { layer: string; path: string },
  b: { layer: string; path: string },
): boolean {
  return a.layer === b.layer && a.path === b.path;
}
