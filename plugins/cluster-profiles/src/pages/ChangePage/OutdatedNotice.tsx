import { useState } from 'react';
import type { Plan } from '@cluster-profiles/plugin-cluster-profiles-common';
import { Alert, Button } from '@backstage/ui';
import { PlanComparison } from '../../components/PlanView/PlanComparison';
import styles from './ChangePage.module.css';

/** There is a newer plan than the one on screen: what differs, and the way to it. */
export function OutdatedNotice(props: {
  shown: Plan;
  newer: Plan;
  onShow: () => void;
}) {
  const { shown, newer, onShow } = props;
  const [open, setOpen] = useState(false);
  return (
    <div className={styles.outdated}>
      <Alert
        status="warning"
        icon
        role="alert"
        title="Changed since you looked"
        description="There is a newer plan. What you see below is the one you opened; it can no longer be approved."
        customActions={
          <span className={styles.buttons}>
            <Button
              size="small"
              variant="secondary"
              aria-expanded={open}
              onPress={() => setOpen(!open)}
            >
              {open ? 'Hide the difference' : 'Show the difference'}
            </Button>
            <Button size="small" onPress={onShow}>
              Show the new plan
            </Button>
          </span>
        }
      />
      {open && <PlanComparison shown={shown} newer={newer} />}
    </div>
  );
}
