import type { ClusterDetail } from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  Button,
  Menu,
  MenuItem,
  MenuSection,
  MenuTrigger,
} from '@backstage/ui';
import { RiArrowDownSLine } from '@remixicon/react';
import { useQueryState } from '../../hooks/useQueryState';
import {
  requestAgain,
  useRequestTemplate,
} from '../../hooks/useRequestTemplate';
import { READABLE } from '../../components/PageContent/PageContent';
import { ActionTitle } from '../../components/ActionTitle/ActionTitle';
import { readableText } from '../../components/VisibleText/readableText';
import { clusterActions, commonRefusal } from './clusterActions';
import { AccessDialog } from './dialogs/AccessDialog';
import { AddProfileDialog } from './dialogs/AddProfileDialog';
import { AdoptDialog } from './dialogs/AdoptDialog';
import { DeleteDialog } from './dialogs/DeleteDialog';
import { FlagDialog } from './dialogs/FlagDialog';
import { LifetimeDialog } from './dialogs/LifetimeDialog';
import { ParametersDialog } from './dialogs/ParametersDialog';
import { RemoveProfileDialog } from './dialogs/RemoveProfileDialog';
import { ResizeDialog } from './dialogs/ResizeDialog';
import { RetargetDialog } from './dialogs/RetargetDialog';
import { RollBackDialog } from './dialogs/RollBackDialog';
import { UpgradeDialog } from './dialogs/UpgradeDialog';
import { OverrideDialog } from './overrides/OverrideDialog';

const DIALOGS = {
  adopt: AdoptDialog,
  upgrade: UpgradeDialog,
  resize: ResizeDialog,
  parameters: ParametersDialog,
  override: OverrideDialog,
  'roll-back': RollBackDialog,
  'add-profile': AddProfileDialog,
  'remove-profile': RemoveProfileDialog,
  retarget: RetargetDialog,
  pause: FlagDialog,
  protect: FlagDialog,
  lifetime: LifetimeDialog,
  delete: DeleteDialog,
};

const AGAIN = 'request-again';
const ACCESS = 'access';

/** The menu of what can be proposed for a cluster, and of what needs no change. The open dialog is in the URL, so that other pages can link to it. */
export function ClusterActions({ cluster }: { cluster: ClusterDetail }) {
  const { get, update } = useQueryState();
  const requestTemplate = useRequestTemplate();
  const actions = clusterActions(cluster);
  const close = () => update({ action: undefined });
  const again = requestAgain(cluster, new Date());
  const open = actions.find(
    ({ id, disabledReason }) => id === get('action') && !disabledReason,
  );
  const Dialog = open && DIALOGS[open.id];

  // Said once where it is the same for all.
  const refusal = commonRefusal(actions);
  const items = actions.map(({ id, title, disabledReason, destructive }) => (
    <MenuItem
      key={id}
      id={id}
      textValue={title}
      color={destructive ? 'danger' : 'primary'}
      className={READABLE}
    >
      <ActionTitle
        title={title}
        disabledReason={refusal ? undefined : disabledReason}
      />
    </MenuItem>
  ));

  return (
    <>
      <MenuTrigger>
        <Button variant="secondary" iconEnd={<RiArrowDownSLine />}>
          Actions
        </Button>
        <Menu
          onAction={key => key !== AGAIN && update({ action: String(key) })}
          disabledKeys={actions
            .filter(({ disabledReason }) => disabledReason)
            .map(({ id }) => id)}
        >
          {refusal ? (
            <MenuSection title={readableText(refusal)} className={READABLE}>
              {items}
            </MenuSection>
          ) : (
            items
          )}
          <MenuItem id={ACCESS}>Get access</MenuItem>
          {again && (
            <MenuItem id={AGAIN} href={requestTemplate(again)}>
              Request again
            </MenuItem>
          )}
        </Menu>
      </MenuTrigger>
      {open && Dialog && (
        <Dialog cluster={cluster} action={open.id} onClose={close} />
      )}
      {get('action') === ACCESS && (
        <AccessDialog cluster={cluster.name} onClose={close} />
      )}
    </>
  );
}
