import type {
  ChangeKind,
  FreezeExplanation,
  PolicyAnswer,
  PolicyExplanation,
  PolicyFieldMatch,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { Alert, Text } from '@backstage/ui';
import { ApprovalStatusView } from '../../components/ApprovalStatusView/ApprovalStatusView';
import { changeKindLabel } from '../../components/changeWords';
import { entityNames } from '../../components/EntityName/EntityName';
import { MaintenanceWindows } from '../../components/MaintenanceWindows/MaintenanceWindows';
import { RelativeTime } from '../../components/RelativeTime/RelativeTime';
import {
  absoluteTime,
  withLocalTimes,
} from '../../components/RelativeTime/relativeTime';
import { Section } from '../../components/Section/Section';
import { Status } from '../../components/Status/Status';
import { visibleText } from '../../components/VisibleText/visibleText';
import styles from './PoliciesPage.module.css';

/** What comes of it first, then every rule and why it is about the draft or is not. */
export function PolicyAnswerView({ answer }: { answer: PolicyAnswer }) {
  const { approval, policies, freezes, limits, lifetime, wait } = answer;
  const matched = policies.filter(policy => policy.matched);
  const others = policies.filter(policy => !policy.matched);
  return (
    <div className={styles.answer}>
      {wait && (
        <Alert
          status="warning"
          icon
          title={visibleText(withLocalTimes(wait.reason))}
          description="Once it is accepted, it waits until then."
        />
      )}
      <Section title="Approvals">
        <ApprovalStatusView approval={approval} />
      </Section>
      <Section title="Policies that match">
        {matched.length === 0 && (
          <Text color="secondary">
            None: what holds by default is what is asked for above.
          </Text>
        )}
        <Rules>
          {matched.map(policy => (
            <Policy key={policy.name} policy={policy} />
          ))}
        </Rules>
      </Section>
      {freezes.length > 0 && (
        <Section title="Freezes">
          <Rules>
            {freezes.map(freeze => (
              <Freeze key={freeze.name} freeze={freeze} />
            ))}
          </Rules>
        </Section>
      )}
      {limits.length > 0 && (
        <Section title="Limits">
          <Rules>
            {limits.map(({ of, what, used, after, allowed }) => (
              <li key={`${of} ${what}`}>
                <Status
                  tone={after > allowed && after > used ? 'danger' : 'success'}
                >
                  {visibleText(of)}: {used} of {allowed} {what} used, {after}{' '}
                  with this
                </Status>
              </li>
            ))}
          </Rules>
        </Section>
      )}
      {lifetime.defaultDays !== undefined && (
        <Section title="Lifetime">
          <Text as="p">
            A new cluster ends after {lifetime.defaultDays} days
            {lifetime.maximumDays === undefined
              ? '.'
              : `; asked for may be ${lifetime.maximumDays}.`}
          </Text>
        </Section>
      )}
      {others.length > 0 && (
        <Section title="Policies that do not match">
          <Rules>
            {others.map(policy => (
              <Policy key={policy.name} policy={policy} />
            ))}
          </Rules>
        </Section>
      )}
    </div>
  );
}

function Rules({ children }: { children: React.ReactNode }) {
  return <ul className={styles.rules}>{children}</ul>;
}

function Policy({ policy }: { policy: PolicyExplanation }) {
  const { name, matched, reason } = policy;
  return (
    <li>
      <Status tone={matched ? 'success' : 'neutral'}>
        <strong>{visibleText(name)}</strong>
        <span className={styles.says}>{says(policy)}</span>
        {reason && <span className={styles.says}>{visibleText(reason)}</span>}
        {policy.windows && <MaintenanceWindows windows={policy.windows} />}
        <Fields fields={policy.fields} />
      </Status>
    </li>
  );
}

function Freeze({ freeze }: { freeze: FreezeExplanation }) {
  const { name, reason, from, to, matched, active, allow } = freeze;
  return (
    <li>
      <Status tone={matched && active ? 'warning' : 'neutral'}>
        <strong>{visibleText(name)}</strong>
        <span className={styles.says}>
          {visibleText(reason)}. From {absoluteTime(from)} to {absoluteTime(to)}
          <FreezeNow freeze={freeze} />
          {allow.length > 0 &&
            `; lets pass: ${allow.map(kind => changeKindLabel(kind as ChangeKind).toLowerCase()).join(', ')}`}
        </span>
        <Fields fields={freeze.fields} />
      </Status>
    </li>
  );
}

/** How far off it is. */
function FreezeNow({ freeze }: { freeze: FreezeExplanation }) {
  const { from, to, active } = freeze;
  if (active) {
    return (
      <>
        ; <strong>frozen now</strong>, ends <RelativeTime at={to} />
      </>
    );
  }
  return Date.parse(to) <= Date.now() ? (
    <>; over</>
  ) : (
    <>
      ; begins <RelativeTime at={from} />
    </>
  );
}

/** What decides first: what does not match, where something does not. */
function Fields({ fields }: { fields: readonly PolicyFieldMatch[] }) {
  if (fields.length === 0) {
    return <span className={styles.says}>It is about everything.</span>;
  }
  const wrong = fields.filter(({ matches }) => !matches);
  const shown = wrong.length > 0 ? wrong : fields;
  return (
    <ul className={styles.fields}>
      {shown.map(({ field, wanted, actual, matches }) => (
        <li key={field}>
          <code>{field}</code>: wants {visibleText(wanted.join(' or '))},{' '}
          {matches ? 'and it is' : 'but it is'}{' '}
          {visibleText(actual.join(', ')) || 'not known'}
        </li>
      ))}
    </ul>
  );
}

function says(policy: PolicyExplanation): string {
  const { require: wanted, exclude, windows, lifetime, expiryHours } = policy;
  const parts = [
    wanted?.length === 0 ? 'asks for no approval' : undefined,
    wanted?.length
      ? `asks for ${wanted
          .map(
            ({ group, approvals }) =>
              `${approvals} ${approvals === 1 ? 'approval' : 'approvals'} from ${entityNames([group])}`,
          )
          .join(' and ')}`
      : undefined,
    exclude?.length ? `keeps ${entityNames(exclude)} out` : undefined,
    windows ? 'writes only while a window is open' : undefined,
    lifetime ? 'limits the lifetime' : undefined,
    expiryHours ? `expires after ${expiryHours} hours` : undefined,
  ].filter(Boolean);
  return `${parts.join('; ')}.`;
}
