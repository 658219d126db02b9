import { screen } from '@testing-library/react';
import { renderPage } from '../../__testUtils__/renderPage';
import { EntityName, entityNames } from './EntityName';

describe('EntityName', () => {
  it('links users, and names what has no page', async () => {
    renderPage(
      <>
        <EntityName entityRef="user:default/alice" />
        <EntityName entityRef="service:ci" />
        <EntityName entityRef="system:reconciler" />
      </>,
    );
    expect(
      await screen.findByRole('link', { name: 'alice' }),
    ).toBeInTheDocument();
    expect(screen.getByText('ci')).toBeInTheDocument();
    expect(screen.getByText('Cluster Profiles')).toBeInTheDocument();
  });
});

describe('entityNames', () => {
  it('reads as a sentence', () => {
    expect(
      entityNames([
        'user:default/alice',
        'group:default/platform',
        'system:planner',
      ]),
    ).toBe('alice, platform and Cluster Profiles');
  });
});
