import type { ComponentType } from 'react';
import type { SearchDocument } from '@backstage/plugin-search-common';
import type {
  ChangeSearchDocument,
  ClusterSearchDocument,
  ProfileSearchDocument,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { screen, within } from '@testing-library/react';
import { renderPage } from '../__testUtils__/renderPage';
import { ChangeSearchResultItem } from './ChangeSearchResultItem';
import { ClusterSearchResultItem } from './ClusterSearchResultItem';
import { ProfileSearchResultItem } from './ProfileSearchResultItem';
import type { SearchResultItemProps } from './SearchResultItem';

const cluster: ClusterSearchDocument = {
  title: 'payments-dev',
  text: 'Runs production-base 1.3.0',
  location: '/catalog/default/resource/payments-dev',
  authorization: { resourceRef: 'payments-dev' },
  kind: 'Resource',
  namespace: 'default',
  type: 'kubernetes-cluster',
  name: 'payments-dev',
  owner: 'group:default/checkout',
  target: 'dev-eu1',
  stage: 'development',
  phase: 'degraded',
  kubernetesVersion: '1.34.3',
};
const profile: ProfileSearchDocument = {
  title: 'Production base',
  text: 'Hardened Ubuntu. Layers: cilium 1.18.3',
  location: '/catalog/default/clusterprofile/production-base',
  authorization: { resourceRef: 'production-base' },
  kind: 'ClusterProfile',
  namespace: 'default',
  type: 'full-stack',
  name: 'production-base',
  owner: 'group:default/platform',
  lifecycle: 'production',
  latestVersion: '1.4.0',
};
const change: ChangeSearchDocument = {
  title: 'payments-dev: Upgrade production-base 1.3.0 → 1.4.0',
  text: '',
  location: '/cluster-profiles/changes/c1',
  authorization: { resourceRef: 'c1' },
  changeKind: 'upgrade',
  subject: 'payments-dev',
  state: 'awaiting-approval',
  proposer: 'user:default/alice',
  createdAt: '2026-11-22T00:00:00.000Z',
};

function render(
  Item: ComponentType<SearchResultItemProps>,
  result: SearchDocument,
  props: Omit<SearchResultItemProps, 'result'> = {},
) {
  return renderPage(<Item result={result} {...props} />);
}

describe('search result items', () => {
  it('show a cluster with its phase, place, version and owner', async () => {
    render(ClusterSearchResultItem, cluster);
    expect(
      await screen.findByRole('link', { name: 'payments-dev' }),
    ).toHaveAttribute('href', '/catalog/default/resource/payments-dev');
    for (const text of [
      'Cluster',
      'Degraded',
      'dev-eu1 (development)',
      'Kubernetes 1.34.3',
      'Owner checkout',
      'Runs production-base 1.3.0',
    ]) {
      expect(screen.getByText(text)).toBeInTheDocument();
    }
  });

  it('leave out what is not known of a cluster yet', async () => {
    render(ClusterSearchResultItem, {
      ...cluster,
      kubernetesVersion: undefined,
    } as SearchDocument);
    await screen.findByText('Degraded');
    expect(screen.queryByText(/^Kubernetes/)).not.toBeInTheDocument();
  });

  it('show a profile with its newest version, and mark what was found', async () => {
    render(ProfileSearchResultItem, profile, {
      highlight: {
        preTag: '<x>',
        postTag: '</x>',
        fields: { text: 'Hardened Ubuntu. Layers: <x>cilium</x> 1.18.3' },
      },
    });
    expect(
      await screen.findByRole('link', { name: 'Production base' }),
    ).toHaveAttribute(
      'href',
      '/catalog/default/clusterprofile/production-base',
    );
    expect(screen.getByText('Version 1.4.0')).toBeInTheDocument();
    expect(screen.getByText('Lifecycle production')).toBeInTheDocument();
    const found = screen.getByText('cilium');
    expect(found.tagName).toBe('MARK');
    expect(found.closest('p')).toHaveTextContent(
      'Hardened Ubuntu. Layers: cilium 1.18.3',
    );
  });

  it('begin a long passage shortly before what was found', async () => {
    const before = 'GPU nodes with an operator, and fair queues for training. ';
    render(ProfileSearchResultItem, profile, {
      highlight: {
        preTag: '<x>',
        postTag: '</x>',
        fields: {
          text: `${before}Layers: ubuntu 24.04.4, kubernetes 1.35.2, <x>cilium</x> 1.19.5`,
        },
      },
    });
    const passage = (await screen.findByText('cilium')).closest('p');
    expect(passage).toHaveTextContent(
      '… ubuntu 24.04.4, kubernetes 1.35.2, cilium 1.19.5',
    );
    expect(passage).not.toHaveTextContent('GPU');
  });

  it('say that a profile has no published version', async () => {
    render(ProfileSearchResultItem, {
      ...profile,
      latestVersion: undefined,
    } as SearchDocument);
    expect(await screen.findByText('No published version')).toBeInTheDocument();
  });

  it('show a change with its state, proposer and time', async () => {
    render(ChangeSearchResultItem, change);
    const link = await screen.findByRole('link', { name: change.title });
    expect(link).toHaveAttribute('href', '/cluster-profiles/changes/c1');
    expect(screen.getByText('Awaiting approval')).toBeInTheDocument();
    const proposed = screen.getByText(/Proposed by alice/);
    expect(within(proposed).getByRole('time')).toHaveAttribute(
      'dateTime',
      change.createdAt,
    );
  });

  it('write out characters that cannot be seen', async () => {
    render(ChangeSearchResultItem, { ...change, text: 'safe\u202eelas' });
    expect(await screen.findByText('safe\\u{202e}elas')).toBeInTheDocument();
  });

  it.each([
    ChangeSearchResultItem,
    ClusterSearchResultItem,
    ProfileSearchResultItem,
  ])('show nothing of no result: %p', async Item => {
    renderPage(
      <div data-testid="here">
        <Item />
      </div>,
    );
    expect(await screen.findByTestId('here')).toBeEmptyDOMElement();
  });
});
