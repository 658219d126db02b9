import type { AccessRole } from '@cluster-profiles/plugin-cluster-profiles-common';
import { Select } from '@backstage/ui';
import { RadioCards } from '../../../components/RadioCards/RadioCards';

const ROLES: Record<AccessRole, { title: string; description: string }> = {
  view: { title: 'View', description: 'Look at everything but secrets' },
  edit: { title: 'Edit', description: 'Also change what runs there' },
  admin: { title: 'Admin', description: 'Also hand out roles in namespaces' },
};
const HOURS = [1, 4, 8];

/** Which role, and for how long. */
export function AccessChoice(props: {
  roles: readonly AccessRole[];
  role: AccessRole;
  hours: number;
  disabled: boolean;
  onRole: (role: AccessRole) => void;
  onHours: (hours: number) => void;
}) {
  return (
    <>
      <RadioCards
        label="Role"
        value={props.role}
        disabled={props.disabled}
        onChange={role => props.onRole(role as AccessRole)}
        cards={props.roles.map(role => ({ value: role, ...ROLES[role] }))}
      />
      <Select
        label="For how long"
        selectionMode="single"
        isDisabled={props.disabled}
        value={String(props.hours)}
        onChange={hours => props.onHours(Number(hours))}
        options={HOURS.map(hours => ({
          id: String(hours),
          label: hours === 1 ? '1 hour' : `${hours} hours`,
        }))}
      />
    </>
  );
}
