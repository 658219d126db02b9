import { useRef, type ReactNode } from 'react';
import { useRouteRef } from '@backstage/core-plugin-api';
import type { Change } from '@cluster-profiles/plugin-cluster-profiles-common';
import { Link, Text } from '@backstage/ui';
import {
  ClusterName,
  EntityName,
  ProfileName,
} from '../../components/EntityName/EntityName';
import { RelativeTime } from '../../components/RelativeTime/RelativeTime';
import { ChangeStateStatus } from '../../components/Status/states';
import { readableText } from '../../components/VisibleText/readableText';
import { visibleText } from '../../components/VisibleText/visibleText';
import { changeTitle, isFinal, nextStep } from '../../components/changeWords';
import { useDocumentTitle } from '../../hooks/useDocumentTitle';
import { changeRouteRef } from '../../routes';
import { ChangeActions } from './ChangeActions';
import type { NotYet } from './whyNotYet';
import styles from './ChangePage.module.css';

/** What the change is, where it stands, what happens next, and what the reader may do. */
export function ChangeHeader(props: {
  change: Change;
  shownDigest?: string;
  whyNot: NotYet;
  reload: () => void;
}) {
  const { change } = props;
  useDocumentTitle(changeTitle(change));
  const title = useRef<HTMLDivElement>(null);
  const changeRoute = useRouteRef(changeRouteRef);
  return (
    <>
      <header className={styles.header}>
        <div className={styles.title}>
          <div ref={title} tabIndex={-1} className={styles.name}>
            <Text as="h2" variant="title-small">
              {changeTitle(change)}
            </Text>
          </div>
          <Text as="p">{visibleText(change.summary)}</Text>
          <div className={styles.state} role="status">
            <ChangeStateStatus state={change.state} />
            <Text as="span" color="secondary">
              {readableText(nextStep(change))}
            </Text>
            {change.supersededBy && (
              <Link href={changeRoute({ id: change.supersededBy })}>
                The change that took its place
              </Link>
            )}
          </div>
        </div>
        <ChangeActions {...props} title={title} />
      </header>
      <dl className={styles.facts}>
        {factsOf(change)
          .filter(([, value]) => value !== undefined)
          .map(([term, value]) => (
            <div key={term}>
              <dt>{term}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
    </>
  );
}

function factsOf(change: Change): Array<[term: string, value: ReactNode]> {
  const { subject, deadlineAt } = change;
  return [
    ['Stage', change.stage && <strong>{change.stage}</strong>],
    subject.kind === 'cluster'
      ? ['Cluster', <ClusterName key="subject" name={subject.name} />]
      : ['Profile', <ProfileName key="subject" name={subject.name} />],
    ['Target', change.target],
    [
      'Proposed by',
      <span key="proposer">
        <EntityName entityRef={change.proposer} />{' '}
        <RelativeTime at={change.createdAt} />
      </span>,
    ],
    ['Through', change.via && throughText(change.via)],
    ['Revision', change.revision],
    [
      'Deadline',
      deadlineAt && !isFinal(change) ? (
        <RelativeTime at={deadlineAt} />
      ) : undefined,
    ],
  ];
}

/** Reviewers are to see that no person wrote the proposal. */
function throughText(via: string): string {
  const [kind, ...rest] = via.split(':');
  return kind === 'tool'
    ? [
        'a tool or model',
        ...(rest.length > 0 ? [`(${rest.join(':')})`] : []),
      ].join(' ')
    : via;
}
