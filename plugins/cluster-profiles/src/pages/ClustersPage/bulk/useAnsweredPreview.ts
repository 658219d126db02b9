import { useMemo, useState } from 'react';
import type {
  BulkPreviewItem,
  ClusterChangeRequest,
  OverrideAnswer,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  isConflict,
  isSamePlace,
  type ConflictFinding,
} from '../../../entity/cluster/overrides/conflicts';
import { isAsking } from './bulkSum';
import { useBulkPreview } from './useBulkPreview';

/** What is to be said of one cluster before its change can be proposed, and what is said of it so far. */
export interface Question {
  cluster: string;
  findings: readonly ConflictFinding[];
  answers: readonly OverrideAnswer[];
  /** Nothing is proposed for it. */
  isLeftOut: boolean;
}

type Answers = ReadonlyMap<string, readonly OverrideAnswer[]>;

interface Said {
  key: string;
  answers: Answers;
  /** Those that plans were asked for with. */
  planned: Answers;
  leftOut: ReadonlySet<string>;
}

/** The plans of many requests, made again for those clusters whose conflicts of overrides are answered. */
export function useAnsweredPreview(requests: readonly ClusterChangeRequest[]) {
  const key = JSON.stringify(requests);
  const [state, setState] = useState<Said>(() => nothingSaid(key));
  const said = state.key === key ? state : nothingSaid(key);
  const { planned, leftOut } = said;
  const first = useBulkPreview(requests);
  const answered = useMemo(
    () =>
      requests
        .filter(({ cluster }) => planned.has(cluster))
        .map(request => withAnswers(request, planned)),
    [requests, planned],
  );
  const second = useBulkPreview(answered);

  const items = (first.preview?.items ?? []).map((item): BulkPreviewItem =>
    planned.has(item.cluster)
      ? (second.preview?.items.find(
          ({ cluster }) => cluster === item.cluster,
        ) ?? { cluster: item.cluster, state: 'planning' })
      : item,
  );
  const questions = (first.preview?.items ?? [])
    .filter(item => isAsking(item))
    .map(({ cluster, findings = [] }): Question => ({
      cluster,
      findings: findings.filter(isConflict),
      answers: said.answers.get(cluster) ?? [],
      isLeftOut: leftOut.has(cluster),
    }));
  const asked = questions.filter(({ isLeftOut }) => !isLeftOut);
  const unplanned = asked.filter(
    ({ cluster, findings, answers }) =>
      answers.length === findings.length &&
      JSON.stringify(answers) !== JSON.stringify(planned.get(cluster)),
  );
  const isReady =
    first.preview?.state === 'ready' &&
    (answered.length === 0 || second.preview?.state === 'ready');

  const answer = (
    given: ReadonlyArray<
      Pick<Question, 'cluster'> & { answers: readonly OverrideAnswer[] }
    >,
  ) =>
    setState({
      ...said,
      answers: new Map([
        ...said.answers,
        ...given.map(
          ({ cluster, answers }) =>
            [
              cluster,
              [
                ...(said.answers.get(cluster) ?? []).filter(
                  before => !answers.some(after => isSamePlace(before, after)),
                ),
                ...answers,
              ],
            ] as const,
        ),
      ]),
    });

  return {
    /** Of one set of plans, whatever is said later. */
    id: second.preview?.id ?? first.preview?.id,
    requests: requests.map(request => withAnswers(request, planned)),
    items,
    questions,
    isReady,
    /** Clusters about which something is still to be said, or to be planned. */
    open:
      unplanned.length +
      asked.filter(
        question =>
          !unplanned.includes(question) &&
          items.some(
            item => item.cluster === question.cluster && isAsking(item),
          ),
      ).length,
    error: first.error ?? second.error,
    retry: first.error ? first.retry : second.retry,
    answer,
    answerAll: (take: OverrideAnswer['take']) =>
      answer(
        asked.map(({ cluster, findings }) => ({
          cluster,
          answers: findings.map(({ layer, path }) => ({ layer, path, take })),
        })),
      ),
    leaveOut(cluster: string, isLeftOut: boolean) {
      const others = [...leftOut].filter(name => name !== cluster);
      setState({
        ...said,
        leftOut: new Set(isLeftOut ? [...others, cluster] : others),
      });
    },
    /** Absent while no answer waits for its plan. */
    plan:
      unplanned.length > 0
        ? () =>
            setState({
              ...said,
              planned: new Map([
                ...planned,
                ...unplanned.map(
                  ({ cluster, answers }) => [cluster, answers] as const,
                ),
              ]),
            })
        : undefined,
  };
}

export type AnsweredPreview = ReturnType<typeof useAnsweredPreview>;

function nothingSaid(key: string): Said {
  return { key, answers: new Map(), planned: new Map(), leftOut: new Set() };
}

function withAnswers(
  request: ClusterChangeRequest,
  planned: Answers,
): ClusterChangeRequest {
  const answers = planned.get(request.cluster);
  return answers && request.kind === 'upgrade'
    ? { ...request, overrides: [...answers] }
    : request;
}
