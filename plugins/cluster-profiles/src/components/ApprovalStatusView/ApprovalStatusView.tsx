import type {
  ApprovalRequirement,
  ApprovalStatus,
  WindowSet,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { EntityName, entityNames } from '../EntityName/EntityName';
import { MaintenanceWindows } from '../MaintenanceWindows/MaintenanceWindows';
import { RelativeTime } from '../RelativeTime/RelativeTime';
import { Status } from '../Status/Status';
import { visibleText } from '../VisibleText/visibleText';
import styles from './ApprovalStatusView.module.css';

const TONES = { approved: 'success', rejected: 'danger' } as const;

/**
 * Whether an approval is needed, from whom and why; which are given and which are missing.
 * @public
 */
export function ApprovalStatusView(props: {
  approval: ApprovalStatus;
  expiresAt?: string;
  /** Of the plan as it stands: a decision on an older one is marked as such. */
  planDigest?: string;
  /** Why the reader cannot approve. */
  cannot?: string;
  /** A change that is decided needs nobody any more. */
  decided?: boolean;
}) {
  const { decided = false, planDigest, cannot } = props;
  const { requirements, given, missing, eligible, excluded, windows } =
    props.approval;
  if (requirements.length === 0 && given.length === 0) {
    return (
      <div className={styles.root}>
        <Status tone="success">No approval is needed.</Status>
        <Windows sets={windows} />
      </div>
    );
  }
  return (
    <div className={styles.root}>
      <ul className={styles.list}>
        {requirements.map(requirement => (
          <Requirement
            key={`${requirement.group}-${requirement.reason}`}
            requirement={requirement}
            missing={missingOf(requirement, missing)}
          />
        ))}
      </ul>
      {given.length > 0 && (
        <ul className={styles.list} aria-label="Decisions">
          {given.map(({ approver, decision, at, comment, ...rest }) => (
            <li key={`${approver}-${at}`}>
              <Status tone={rest.withdrawnAt ? 'neutral' : TONES[decision]}>
                <EntityName entityRef={approver} /> {decision}{' '}
                <RelativeTime at={at} />
                {rest.withdrawnAt && (
                  <strong className={styles.reason}>
                    Taken back <RelativeTime at={rest.withdrawnAt} />; does not
                    count.
                    {rest.withdrawalReason &&
                      ` ${visibleText(rest.withdrawalReason)}`}
                  </strong>
                )}
                {planDigest !== undefined && rest.planDigest !== planDigest && (
                  <strong className={styles.reason}>
                    Of an older plan; does not count for this one.
                  </strong>
                )}
                {comment && (
                  <q className={styles.comment}>{visibleText(comment)}</q>
                )}
              </Status>
            </li>
          ))}
        </ul>
      )}
      {cannot && !decided && (
        <p className={styles.note}>You cannot approve: {cannot}</p>
      )}
      {missing.length > 0 && !decided && (
        <p className={styles.note}>
          {eligible.length > 0
            ? `Can approve now: ${entityNames(eligible)}.`
            : 'Nobody can approve this at present. Ask the owner of the policy.'}
          {excluded.length > 0 &&
            ` Does not count: ${entityNames(excluded)} (proposer, authors, or kept out by a policy).`}
        </p>
      )}
      {props.expiresAt && missing.length > 0 && !decided && (
        <p className={styles.note}>
          Expires <RelativeTime at={props.expiresAt} /> without a decision.
        </p>
      )}
      <Windows sets={windows} />
    </div>
  );
}

/** When it may be written at all. */
function Windows({ sets = [] }: { sets?: WindowSet[] }) {
  return (
    <>
      {sets.map(({ of, windows }) => (
        <div key={of} className={styles.note}>
          Written only while a window of {visibleText(of)} is open:
          <MaintenanceWindows windows={windows} />
        </div>
      ))}
    </>
  );
}

function Requirement(props: {
  requirement: ApprovalRequirement;
  missing: number;
}) {
  const { group, count, reason } = props.requirement;
  const given = count - props.missing;
  return (
    <li>
      <Status tone={props.missing === 0 ? 'success' : 'waiting'}>
        {given} of {count} {count === 1 ? 'approval' : 'approvals'} from{' '}
        <EntityName entityRef={group} />
        <span className={styles.reason}>{visibleText(reason)}</span>
      </Status>
    </li>
  );
}

function missingOf(
  requirement: ApprovalRequirement,
  missing: readonly ApprovalRequirement[],
): number {
  return (
    (
      missing.find(
        ({ group, reason }) =>
          group === requirement.group && reason === requirement.reason,
      ) ?? missing.find(({ group }) => group === requirement.group)
    )?.count ?? 0
  );
}
