import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { CLUSTER_UID_ANNOTATION } from '@cluster-profiles/plugin-cluster-profiles-common';
import { clusterEntity } from '../../__testUtils__/entities';
import { FakeClusterProfilesApi } from '../../__testUtils__/FakeClusterProfilesApi';
import { activity } from '../../__testUtils__/fixtures';
import { renderPage } from '../../__testUtils__/renderPage';
import { absoluteTime } from '../../components/RelativeTime/relativeTime';
import { ClusterActivity } from './ClusterActivity';

describe('ClusterActivity', () => {
  it('says who did what, with the change behind it and the time on hover', async () => {
    const api = new FakeClusterProfilesApi();
    const listActivity = jest.fn(api.listActivity);
    api.listActivity = listActivity;
    renderPage(<ClusterActivity />, { api, entity: clusterEntity });

    expect(
      await screen.findByText(/proposed the upgrade to production-base 1.4.0/),
    ).toBeInTheDocument();
    expect(listActivity.mock.calls[0][0]).toMatchObject({
      subjectKind: 'cluster',
      subject: 'shop-prod',
    });
    expect(
      screen.getAllByRole('link', { name: 'its change' })[0],
    ).toHaveAttribute('href', '/cluster-profiles/changes/change-1');
    expect(
      screen.getAllByText(/ago$/, { selector: 'time' })[0],
    ).toHaveAttribute('title', absoluteTime('2026-03-01T10:00:00.000Z'));
  });

  it('marks what an earlier cluster of the name went through', async () => {
    const api = new FakeClusterProfilesApi();
    const [entry] = activity();
    const of = (id: number, uid: string) => ({
      ...entry,
      id,
      subject: { kind: 'cluster' as const, name: 'shop-prod', uid },
    });
    api.listActivity = async () => ({
      items: [of(2, 'uid-now'), of(1, 'uid-before')],
      totalCount: 2,
    });
    renderPage(<ClusterActivity />, {
      api,
      entity: {
        ...clusterEntity,
        metadata: {
          ...clusterEntity.metadata,
          annotations: { [CLUSTER_UID_ANNOTATION]: 'uid-now' },
        },
      },
    });
    expect(
      await screen.findAllByText('an earlier cluster of this name', {
        exact: false,
      }),
    ).toHaveLength(1);
  });

  it('pages to what is older', async () => {
    const api = new FakeClusterProfilesApi();
    const listActivity = jest.fn(async () => ({
      items: activity(),
      totalCount: 120,
    }));
    api.listActivity = listActivity;
    renderPage(<ClusterActivity />, { api, entity: clusterEntity });
    expect(await screen.findByRole('button', { name: 'Newer' })).toBeDisabled();
    await userEvent.click(screen.getByRole('button', { name: 'Older' }));
    await waitFor(() =>
      expect(listActivity).toHaveBeenLastCalledWith(
        expect.objectContaining({ offset: 50 }),
        expect.anything(),
      ),
    );
  });

  it('goes on to the last page where the URL begins after it', async () => {
    const api = new FakeClusterProfilesApi();
    api.listActivity = async ({ offset = 0 } = {}) => ({
      items: offset <= 100 ? activity() : [],
      totalCount: 102,
    });
    renderPage(<ClusterActivity />, {
      api,
      entity: clusterEntity,
      at: '/?offset=150',
    });
    expect(await screen.findByText('101 to 102 of 102')).toBeVisible();
    expect(screen.queryByText('Nothing is recorded yet.')).toBeNull();
  });

  it('filters by whatever is recorded, such as drift and broken glass', async () => {
    renderPage(<ClusterActivity />, { entity: clusterEntity });
    await userEvent.click(await screen.findByRole('button', { name: /What/ }));
    for (const name of ['Commented', 'Broke glass', 'Drifted']) {
      expect(await screen.findByRole('option', { name })).toBeInTheDocument();
    }
  });

  it('narrows to who and what, in the URL', async () => {
    const api = new FakeClusterProfilesApi();
    const listActivity = jest.fn(
      async (query?: { type?: string[]; actor?: string }) => ({
        items: query?.type?.length ? [] : activity(),
        totalCount: query?.type?.length ? 0 : 2,
      }),
    );
    api.listActivity = listActivity;
    renderPage(<ClusterActivity />, {
      api,
      entity: clusterEntity,
      at: '/?actor=user:default/alice&type=change-approved&type=nonsense',
    });
    expect(await screen.findByText('Nothing matches')).toBeInTheDocument();
    expect(listActivity.mock.calls[0][0]).toMatchObject({
      actor: 'user:default/alice',
      type: ['change-approved'],
    });
    await userEvent.click(
      screen.getByRole('button', { name: 'Show everything' }),
    );
    await screen.findByText(/proposed the upgrade/);
    await userEvent.click(screen.getByRole('button', { name: /Who/ }));
    await userEvent.click(await screen.findByRole('option', { name: 'alice' }));
    await waitFor(() =>
      expect(listActivity.mock.lastCall?.[0]).toMatchObject({
        actor: 'user:default/alice',
        type: [],
      }),
    );
  });

  it('says when nothing is recorded, and what went wrong', async () => {
    const api = new FakeClusterProfilesApi();
    api.listActivity = async () => ({ items: [], totalCount: 0 });
    const { unmount } = renderPage(<ClusterActivity />, {
      api,
      entity: clusterEntity,
    });
    expect(
      await screen.findByText('Nothing is recorded yet.'),
    ).toBeInTheDocument();
    unmount();
    api.listActivity = async () => {
      throw new Error('The database is away');
    };
    renderPage(<ClusterActivity />, { api, entity: clusterEntity });
    expect(await screen.findByText('The database is away')).toBeInTheDocument();
  });

  it('says once that the cluster may not be seen, and nothing false', async () => {
    const api = Object.assign(new FakeClusterProfilesApi(), { clusters: [] });
    renderPage(<ClusterActivity />, { entity: clusterEntity, api });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'You may not see this cluster, or it is gone.Ask its owner, checkout.',
    );
    expect(screen.queryByText(/Nothing is recorded yet/)).toBeNull();
  });
});
