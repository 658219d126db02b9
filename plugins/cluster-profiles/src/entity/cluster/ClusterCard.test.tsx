import { screen } from '@testing-library/react';
import { NotAllowedError } from '@backstage/errors';
import { clusterEntity } from '../../__testUtils__/entities';
import { FakeClusterProfilesApi } from '../../__testUtils__/FakeClusterProfilesApi';
import { cluster, importedCluster } from '../../__testUtils__/fixtures';
import { renderPage } from '../../__testUtils__/renderPage';
import { ClusterCard } from './ClusterCard';

describe('ClusterCard', () => {
  it('says how the cluster is in a few lines, and leads to the rest', async () => {
    const api = new FakeClusterProfilesApi();
    api.clusters = [
      cluster({
        change: { id: 'create-shop-dev', kind: 'create', state: 'applying' },
        kubernetesEndOfLife: '2020-01-01',
        overridesExpireAt: '2020-01-01T00:00:00.000Z',
      }),
    ];
    renderPage(<ClusterCard />, { api, entity: clusterEntity });
    expect(await screen.findByText(/^an override ended/)).toBeInTheDocument();
    expect(await screen.findByText('Ready')).toBeInTheDocument();
    expect(screen.getByText(/behind by 1/)).toBeInTheDocument();
    expect(screen.getByText(/^support ended/)).toBeInTheDocument();
    expect(screen.getByText('In sync')).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'Create shop-prod' }),
    ).toHaveAttribute('href', '/cluster-profiles/changes/create-shop-dev');
    expect(
      await screen.findByText(/^Step 2 of 4: Network: cilium/),
    ).toBeInTheDocument();
    expect(
      await screen.findByText(/Kubernetes 1.34.4 → 1.35.2, 2 layers changed/),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'Upgrade to 1.4.0' }),
    ).toHaveAttribute(
      'href',
      '/catalog/default/resource/shop-prod/cluster?action=upgrade',
    );
    expect(
      screen.getByRole('list', { name: 'Stack of shop-prod' }),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'Stack and actions' }),
    ).toHaveAttribute('href', '/catalog/default/resource/shop-prod/cluster');
  });

  it('says whose an imported cluster is', async () => {
    const api = new FakeClusterProfilesApi();
    api.clusters = [
      importedCluster({
        name: 'shop-prod',
        profiles: [
          {
            name: 'observability',
            version: '1.0.0',
            digest: 'ab',
            type: 'add-on',
          },
        ],
      }),
    ];
    renderPage(<ClusterCard />, { api, entity: clusterEntity });
    expect(
      await screen.findByText(/^Imported: its base belongs to somebody else/),
    ).toBeInTheDocument();
    expect(screen.getByText('observability 1.0.0')).toBeInTheDocument();
  });

  it('says when it may not be seen', async () => {
    const api = new FakeClusterProfilesApi();
    api.getCluster = async () => {
      throw new NotAllowedError('Ask checkout for access');
    };
    renderPage(<ClusterCard />, { api, entity: clusterEntity });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'You may not see this cluster, or it is gone.Ask its owner, checkout.',
    );
  });
});
