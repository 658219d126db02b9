import type { Change } from '@cluster-profiles/plugin-cluster-profiles-common';
import { Text } from '@backstage/ui';
import { Facts } from '../../components/Facts/Facts';
import {
  ClusterName,
  EntityName,
  ProfileName,
} from '../../components/EntityName/EntityName';
import { RelativeTime } from '../../components/RelativeTime/RelativeTime';
import { ChangeStateStatus } from '../../components/Status/states';
import { changeTitle, isFinal, nextStep } from '../../components/changeWords';
import { ChangeActions } from './ChangeActions';
import styles from './ChangePage.module.css';

/** What the change is, where it stands, what happens next, and what the reader may do. */
export function ChangeHeader(props: {
  change: Change;
  shownDigest?: string;
  outdated: boolean;
  reload: () => void;
}) {
  const { change } = props;
  const { subject } = change;
  return (
    <>
      <header className={styles.header}>
        <div className={styles.title}>
          <Text as="h2" variant="title-small">
            {changeTitle(change)}
          </Text>
          <Text as="p">{change.summary}</Text>
          <div className={styles.state} role="status">
            <ChangeStateStatus state={change.state} />
            <Text as="span" color="secondary">
              {nextStep(change)}
            </Text>
          </div>
        </div>
        <ChangeActions {...props} />
      </header>
      <Facts
        facts={[
          [
            subject.kind === 'cluster' ? 'Cluster' : 'Profile',
            subject.kind === 'cluster' ? (
              <ClusterName name={subject.name} />
            ) : (
              <ProfileName name={subject.name} />
            ),
          ],
          ['Stage', change.stage],
          ['Target', change.target],
          [
            'Proposed by',
            <>
              <EntityName entityRef={change.proposer} />{' '}
              <RelativeTime at={change.createdAt} />
            </>,
          ],
          ['Revision', change.revision],
          [
            'Deadline',
            change.deadlineAt && !isFinal(change) ? (
              <RelativeTime at={change.deadlineAt} />
            ) : undefined,
          ],
        ]}
      />
    </>
  );
}
