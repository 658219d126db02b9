import type { ReactNode } from 'react';
import type { Plan } from '@cluster-profiles/plugin-cluster-profiles-common';
import { Text } from '@backstage/ui';
import { Findings } from '../Findings/Findings';
import { LayerDifferences } from '../LayerDifferences/LayerDifferences';
import {
  DocumentDifferences,
  SettingDifferences,
} from '../SettingDifferences/SettingDifferences';
import { PlanImpact } from './PlanImpact';
import { PublicationFacts } from './PublicationFacts';
import styles from './PlanView.module.css';

/**
 * What a change would do: the impact at a glance, then layers, settings, machines, versions, what can not be taken back.
 * @public
 */
export function PlanView({ plan }: { plan: Plan }) {
  const { removed, created, changed } = plan.objects;
  return (
    <div className={styles.plan}>
      <PlanImpact plan={plan} />
      {plan.findings.length > 0 && (
        <Part title="Findings">
          <Findings findings={plan.findings} />
        </Part>
      )}
      {plan.publication && (
        <Part title="Publication">
          <PublicationFacts publication={plan.publication} />
        </Part>
      )}
      <Part title="Layers">
        <LayerDifferences layers={plan.layers} />
      </Part>
      {plan.settings.length > 0 && (
        <Part title="Settings">
          {plan.publication ? (
            <DocumentDifferences differences={plan.settings} />
          ) : (
            <SettingDifferences
              differences={plan.settings}
              profiles={plan.desired?.profiles ?? []}
            />
          )}
        </Part>
      )}
      {plan.machinesReplaced.length > 0 && (
        <Part title="Machines replaced">
          <ul className={styles.bullets}>
            {plan.machinesReplaced.map(({ pool, count, reason }) => (
              <li key={pool}>
                {count} in {pool === 'controlPlane' ? 'control plane' : pool}:{' '}
                {reason}
              </li>
            ))}
          </ul>
        </Part>
      )}
      {plan.kubernetesPath.length > 1 && (
        <Part title="Kubernetes versions, step by step">
          <p>{plan.kubernetesPath.join(' → ')}</p>
        </Part>
      )}
      {plan.irreversible.length > 0 && (
        <Part title="Cannot be rolled back">
          <ul className={styles.bullets}>
            {plan.irreversible.map(sentence => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </Part>
      )}
      {removed.length + created.length + changed.length > 0 && (
        <Part title="Objects">
          <Objects title="removed" names={removed} open />
          <Objects title="changed" names={changed} />
          <Objects title="created" names={created} />
        </Part>
      )}
    </div>
  );
}

function Part(props: { title: string; children: ReactNode }) {
  return (
    <section className={styles.part}>
      <Text as="h4" variant="body-medium" weight="bold">
        {props.title}
      </Text>
      {props.children}
    </section>
  );
}

function Objects(props: { title: string; names: string[]; open?: boolean }) {
  if (props.names.length === 0) {
    return null;
  }
  return (
    <details open={props.open}>
      <summary>
        {props.names.length} {props.title}
      </summary>
      <ul className={styles.bullets}>
        {props.names.map(name => (
          <li key={name}>{name}</li>
        ))}
      </ul>
    </details>
  );
}
