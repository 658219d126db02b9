import { screen, waitFor } from '@testing-library/react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { profileEntity } from '../../__testUtils__/entities';
import { renderPage } from '../../__testUtils__/renderPage';
import {
  EntityName,
  EntityNames,
  entityNames,
  ProfileName,
} from './EntityName';

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

describe('ProfileName', () => {
  it('links profiles that the catalog has, and names the others, with one question', async () => {
    const catalogApi = catalogApiMock({ entities: [profileEntity] });
    const getEntities = jest.spyOn(catalogApi, 'getEntities');
    renderPage(
      <>
        <ProfileName name="production-base" />
        <ProfileName name="production-base" title="Again" />
        <ProfileName name="uploaded" />
        <EntityNames>
          <ProfileName name="uploaded" title="Uploaded" />
        </EntityNames>
      </>,
      { catalogApi },
    );
    await waitFor(() =>
      expect(
        screen.queryByRole('link', { name: 'uploaded' }),
      ).not.toBeInTheDocument(),
    );
    expect(screen.getByText('uploaded')).toBeInTheDocument();
    expect(
      screen.queryByRole('link', { name: 'Uploaded' }),
    ).not.toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'production-base' }),
    ).toHaveAttribute(
      'href',
      '/catalog/default/clusterprofile/production-base',
    );
    expect(screen.getByRole('link', { name: 'Again' })).toBeInTheDocument();
    expect(getEntities).toHaveBeenCalledTimes(1);
  });

  it('links while the catalog does not answer', async () => {
    const catalogApi = catalogApiMock.mock({
      getEntities: async () => {
        throw new Error('The catalog is away');
      },
    });
    renderPage(<ProfileName name="production-base" />, { catalogApi });
    expect(
      await screen.findByRole('link', { name: 'production-base' }),
    ).toBeInTheDocument();
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
