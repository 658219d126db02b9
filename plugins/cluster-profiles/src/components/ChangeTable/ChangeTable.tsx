import type { ReactElement } from 'react';
import { useRouteRef } from '@backstage/core-plugin-api';
import type {
  ChangeSummary,
  Page,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { Cell, CellText, Link, Table, type ColumnConfig } from '@backstage/ui';
import { changeRouteRef } from '../../routes';
import { changeTitle } from '../changeWords';
import { ClusterName, EntityName, ProfileName } from '../EntityName/EntityName';
import { RelativeTime } from '../RelativeTime/RelativeTime';
import { ChangeStateStatus } from '../Status/states';
import { visibleText } from '../VisibleText/visibleText';
import styles from './ChangeTable.module.css';

/** A page of changes. */
export function ChangeTable(props: {
  page?: Page<ChangeSummary>;
  loading: boolean;
  offset: number;
  pageSize: number;
  onOffsetChange: (offset: number) => void;
  emptyState: ReactElement;
}) {
  const { page, loading, offset, pageSize, onOffsetChange } = props;
  const changeRoute = useRouteRef(changeRouteRef);

  const columns: ColumnConfig<ChangeSummary>[] = [
    {
      id: 'change',
      label: 'Change',
      defaultWidth: '1.4fr',
      minWidth: 160,
      isRowHeader: true,
      cell: change => (
        <Cell>
          <Link href={changeRoute({ id: change.id })}>
            {changeTitle(change)}
          </Link>
        </Cell>
      ),
    },
    {
      id: 'summary',
      label: 'Summary',
      defaultWidth: '2fr',
      minWidth: 180,
      cell: change => <CellText title={visibleText(change.summary)} />,
    },
    {
      id: 'state',
      label: 'State',
      defaultWidth: '1.3fr',
      minWidth: 170,
      cell: change => (
        <Cell>
          <ChangeStateStatus state={change.state} />
          {change.missingApprovals > 0 && (
            <span className={styles.summary}>
              {change.missingApprovals === 1
                ? '1 approval missing'
                : `${change.missingApprovals} approvals missing`}
            </span>
          )}
        </Cell>
      ),
    },
    {
      id: 'subject',
      label: 'Subject',
      defaultWidth: '1.2fr',
      minWidth: 140,
      cell: ({ subject }) => (
        <Cell>
          {subject.kind === 'cluster' ? (
            <ClusterName name={subject.name} />
          ) : (
            <ProfileName name={subject.name} />
          )}
        </Cell>
      ),
    },
    {
      id: 'proposer',
      label: 'Proposed by',
      defaultWidth: '1fr',
      minWidth: 120,
      cell: change => (
        <Cell>
          <EntityName entityRef={change.proposer} />
        </Cell>
      ),
    },
    {
      id: 'age',
      label: 'Proposed',
      defaultWidth: '1fr',
      minWidth: 125,
      cell: change => (
        <Cell>
          <RelativeTime at={change.createdAt} />
        </Cell>
      ),
    },
  ];

  const total = page?.totalCount ?? 0;
  return (
    <Table
      columnConfig={columns}
      data={page?.items}
      isPending={loading && !page}
      emptyState={props.emptyState}
      pagination={
        total > pageSize
          ? {
              type: 'page',
              offset,
              pageSize,
              totalCount: total,
              showPageSizeOptions: false,
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
