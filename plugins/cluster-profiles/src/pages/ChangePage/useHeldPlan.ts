import { useState } from 'react';
import type { Plan } from '@cluster-profiles/plugin-cluster-profiles-common';
import { comparePlans } from '../../components/PlanView/comparePlans';

/** The plan on screen: the first there was, until the reader asks for the newest. */
export function useHeldPlan(newest: Plan | undefined): {
  plan?: Plan;
  outdated: boolean;
  showNewest: () => void;
} {
  const [held, setHeld] = useState(newest);
  if (!held && newest) {
    setHeld(newest);
  }
  const plan = held ?? newest;
  return {
    plan,
    outdated: Boolean(plan && newest && differ(plan, newest)),
    showNewest: () => setHeld(newest),
  };
}

/** A warning is in no digest, and a reader has to know of it all the same. */
function differ(shown: Plan, newest: Plan): boolean {
  return (
    shown.planDigest !== newest.planDigest ||
    (shown.plannedAt !== newest.plannedAt &&
      comparePlans(shown, newest).length > 0)
  );
}
