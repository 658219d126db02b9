import type { Plan } from '@cluster-profiles/plugin-cluster-profiles-common';
import type { Opened } from '../TextDifference/useOpened';
import { PlanDetails } from './PlanDetails';
import { PlanImpact } from './PlanImpact';
import styles from './PlanView.module.css';

/**
 * What a change would do: the impact at a glance, then layers, values, settings and versions.
 * @public
 */
export function PlanView(props: { plan: Plan; opened?: Opened }) {
  return (
    <div className={styles.plan}>
      <PlanImpact plan={props.plan} />
      <PlanDetails {...props} />
    </div>
  );
}
