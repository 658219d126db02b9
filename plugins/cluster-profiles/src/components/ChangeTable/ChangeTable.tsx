import type { ReactElement } from 'react';
import { useRouteRef } from '@backstage/core-plugin-api';
import type {
  ChangeSummary,
  Page,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { Cell, Link, Table, type ColumnConfig } from '@backstage/ui';
import { changeRouteRef } from '../../routes';
import { changeTitle, isFinal } from '../changeWords';
import { EntityName } from '../EntityName/EntityName';
import { Loading } from '../Loaded/Loaded';
import { RelativeTime } from '../RelativeTime/RelativeTime';
import { ChangeStateStatus } from '../Status/states';
import { readableText } from '../VisibleText/readableText';
import { visibleText } from '../VisibleText/visibleText';
import { usePastEnd } from '../../hooks/usePastEnd';
import styles from './ChangeTable.module.css';

/** A page of changes. */
export function ChangeTable(props: {
  page?: Page<ChangeSummary>;
  offset: number;
  pageSize: number;
  onOffsetChange: (offset: number) => void;
  emptyState: ReactElement;
}) {
  const { page, offset, pageSize, onOffsetChange } = props;
  const changeRoute = useRouteRef(changeRouteRef);

  const columns: ColumnConfig<ChangeSummary>[] = [
    {
      id: 'change',
      label: 'Change',
      defaultWidth: '2.4fr',
      minWidth: 150,
      isRowHeader: true,
      cell: change => (
        <Cell className={styles.cell}>
          <Link href={changeRoute({ id: change.id })}>
            {changeTitle(change)}
          </Link>
          <span className={styles.small}>{visibleText(change.summary)}</span>
        </Cell>
      ),
    },
    {
      id: 'state',
      label: 'State',
      defaultWidth: '1.3fr',
      minWidth: 140,
      cell: change => (
        <Cell className={styles.cell}>
          <ChangeStateStatus state={change.state} />
          <StateNote change={change} />
        </Cell>
      ),
    },
    {
      id: 'stage',
      label: 'Stage',
      defaultWidth: '1fr',
      minWidth: 105,
      cell: ({ stage, target }) => (
        <Cell className={styles.cell}>
          {stage ?? '–'}
          {target && <span className={styles.small}>{target}</span>}
        </Cell>
      ),
    },
    {
      id: 'proposed',
      label: 'Proposed',
      defaultWidth: '1fr',
      minWidth: 105,
      cell: change => (
        <Cell className={styles.cell}>
          <RelativeTime at={change.createdAt} />
          <span className={styles.small}>
            by <EntityName entityRef={change.proposer} />
          </span>
        </Cell>
      ),
    },
  ];

  const total = page?.totalCount ?? 0;
  const pastEnd = usePastEnd(props);
  if (!page || pastEnd) {
    return <Loading rows={6} />;
  }
  return (
    <Table
      columnConfig={columns}
      data={page.items}
      emptyState={props.emptyState}
      pagination={
        total > pageSize
          ? {
              type: 'page',
              offset,
              pageSize,
              totalCount: total,
              showPageSizeOptions: false,
              pageSizeOptions: [pageSize],
              hasNextPage: offset + pageSize < total,
              hasPreviousPage: offset > 0,
              onNextPage: () => onOffsetChange(offset + pageSize),
              onPreviousPage: () =>
                onOffsetChange(Math.max(0, offset - pageSize)),
            }
          : { type: 'none' }
      }
    />
  );
}

/** What is missing, until when, and why a change is where it is. */
function StateNote({ change }: { change: ChangeSummary }) {
  const { state, missingApprovals, expiresAt, stateReason } = change;
  if (change.review === 'open') {
    return (
      <span className={styles.small}>
        applied without approvals, to be reviewed
      </span>
    );
  }
  if (state === 'awaiting-approval') {
    return (
      <span className={styles.small}>
        {missingApprovals === 1
          ? '1 approval missing'
          : `${missingApprovals} approvals missing`}
        {expiresAt && (
          <span className={styles.line}>
            expires <RelativeTime at={expiresAt} />
          </span>
        )}
      </span>
    );
  }
  return stateReason && !(isFinal(change) && state === 'applied') ? (
    <span className={styles.small}>{readableText(stateReason)}</span>
  ) : null;
}
