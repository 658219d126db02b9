import { fireEvent, screen, waitFor } from '@testing-library/react';
import { useLocation } from 'react-router-dom';
import { createExtensionTester } from '@backstage/frontend-test-utils';
import { EntityContextMenuItemBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { clusterEntity } from '../__testUtils__/entities';
import { FakeClusterProfilesApi } from '../__testUtils__/FakeClusterProfilesApi';
import { clusterDetail, permitted } from '../__testUtils__/fixtures';
import { renderPage } from '../__testUtils__/renderPage';
import { clusterMenuItems } from './clusterMenuItems';

const useItemProps = clusterMenuItems.map(
  item =>
    createExtensionTester(item).get(
      EntityContextMenuItemBlueprint.dataRefs.data,
    ).useProps,
);

function Item(props: { useProps: (typeof useItemProps)[number] }) {
  const item = props.useProps();
  return 'href' in item ? (
    <a href={item.href} aria-disabled={item.disabled}>
      {item.title}
    </a>
  ) : (
    <button disabled={item.disabled} onClick={item.onClick}>
      {item.title}
    </button>
  );
}

const menu = (
  <>
    {useItemProps.map((useProps, index) => (
      <Item key={index} useProps={useProps} />
    ))}
  </>
);

describe('clusterMenuItems', () => {
  it('says why an action is not possible, and asks once for all items', async () => {
    const api = new FakeClusterProfilesApi();
    const getCluster = jest.fn(async () =>
      clusterDetail({
        paused: true,
        permitted: permitted({ upgrade: 'It is paused' }),
      }),
    );
    api.getCluster = getCluster;
    renderPage(menu, { api, entity: clusterEntity });
    expect(
      await screen.findByRole('button', { name: 'Upgrade: It is paused' }),
    ).toBeDisabled();
    expect(screen.getByRole('button', { name: 'Resume' })).toBeEnabled();
    expect(screen.getByRole('button', { name: 'Delete' })).toBeEnabled();
    expect(getCluster).toHaveBeenCalledTimes(1);
  });

  it('says once why nothing may be proposed, at its top', async () => {
    const api = new FakeClusterProfilesApi();
    const { permitted: kinds } = clusterDetail();
    const reasons = Object.fromEntries(
      Object.keys(kinds).map(kind => [kind, 'Only checkout changes it']),
    );
    api.getCluster = async () =>
      clusterDetail({ permitted: permitted(reasons) });
    renderPage(menu, { api, entity: clusterEntity });
    expect(
      await screen.findByRole('button', {
        name: 'Upgrade: Only checkout changes it',
      }),
    ).toBeDisabled();
    expect(screen.getByRole('button', { name: 'Delete' })).toBeDisabled();
    expect(screen.getAllByText('Only checkout changes it')).toHaveLength(1);
  });

  it('leads to the request of another cluster like it', async () => {
    renderPage(menu, { entity: clusterEntity });
    const link = screen.getByText('Request again').closest('a');
    await waitFor(() =>
      expect(link).toHaveAttribute(
        'href',
        expect.stringMatching(
          /^\/create\/templates\/default\/request-cluster\?formData=/,
        ),
      ),
    );
  });

  it.each([
    [
      'imported',
      {
        profiles: [{ ...clusterDetail().profiles[0], type: 'add-on' as const }],
      },
      /It was imported/,
    ],
    ['new', { desired: undefined }, /Nothing is accepted yet/],
  ])(
    'says why there is no request again of one that is %s',
    async (_, fields, why) => {
      const api = new FakeClusterProfilesApi();
      api.getCluster = async () => clusterDetail(fields);
      renderPage(menu, { api, entity: clusterEntity });
      expect(await screen.findByText(why)).toBeInTheDocument();
    },
  );

  it('stands although the cluster cannot be loaded', async () => {
    const api = new FakeClusterProfilesApi();
    api.getCluster = async () => {
      throw new Error('The database is away');
    };
    renderPage(menu, { api, entity: clusterEntity });
    expect(
      await screen.findByText('This could not be loaded: The database is away'),
    ).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Upgrade' })).toBeEnabled();
  });

  it('leads to access, whatever may be proposed', async () => {
    const api = new FakeClusterProfilesApi();
    api.getCluster = async () => {
      throw new Error('The database is away');
    };
    const Where = () => {
      const { pathname, search } = useLocation();
      return <output>{pathname + search}</output>;
    };
    renderPage(
      <>
        {menu}
        <Where />
      </>,
      { api, entity: clusterEntity, mountPath: '/*' },
    );
    fireEvent.click(screen.getByRole('button', { name: 'Get access' }));
    expect(await screen.findByRole('status')).toHaveTextContent(
      /cluster\?action=access$/,
    );
  });
});
