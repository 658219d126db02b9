import {
  MAX_BULK_REQUESTS,
  type Cluster,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { Button, Menu, MenuItem, MenuTrigger, Text } from '@backstage/ui';
import { RiArrowDownSLine } from '@remixicon/react';
import { READABLE } from '../../../components/PageContent/PageContent';
import { ActionTitle } from '../../../components/ActionTitle/ActionTitle';
import { BULK_ACTIONS, sharedProfile, type BulkActionId } from './bulkActions';
import styles from './Bulk.module.css';

/** How many clusters are selected, also on other pages, and what can be proposed for all of them. */
export function BulkBar(props: {
  selected: readonly Cluster[];
  onAction: (action: BulkActionId) => void;
  onClear: () => void;
}) {
  const { selected, onAction, onClear } = props;
  const tooMany = selected.length > MAX_BULK_REQUESTS;
  const mixed = sharedProfile(selected) === undefined;
  return (
    <div className={styles.bar} role="group" aria-label="Selected clusters">
      <Text as="span" role="status">
        {selected.length} {selected.length === 1 ? 'cluster' : 'clusters'}{' '}
        selected
        {tooMany && `; at most ${MAX_BULK_REQUESTS} can change at once`}
      </Text>
      <MenuTrigger>
        <Button
          size="small"
          variant="primary"
          isDisabled={tooMany}
          iconEnd={<RiArrowDownSLine />}
        >
          Change them
        </Button>
        <Menu
          onAction={key => onAction(key as BulkActionId)}
          disabledKeys={mixed ? ['upgrade-version'] : []}
        >
          {BULK_ACTIONS.map(({ id, title, destructive }) => (
            <MenuItem
              key={id}
              id={id}
              textValue={title}
              color={destructive ? 'danger' : 'primary'}
              className={READABLE}
            >
              <ActionTitle
                title={title}
                disabledReason={
                  id === 'upgrade-version' && mixed
                    ? 'They run different profiles'
                    : undefined
                }
              />
            </MenuItem>
          ))}
        </Menu>
      </MenuTrigger>
      <Button size="small" variant="tertiary" onPress={onClear}>
        Clear selection
      </Button>
    </div>
  );
}
