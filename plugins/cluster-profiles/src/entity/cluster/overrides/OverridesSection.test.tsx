import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ClusterDetail } from '@cluster-profiles/plugin-cluster-profiles-common';
import { FakeClusterProfilesApi } from '../../../__testUtils__/FakeClusterProfilesApi';
import {
  clusterDetail,
  desired,
  override,
  permitted,
  profileVersion,
} from '../../../__testUtils__/fixtures';
import { renderPage } from '../../../__testUtils__/renderPage';
import { OverridesSection } from './OverridesSection';

const VALUES = {
  controller: { replicaCount: 2, metrics: { enabled: true } },
  level: 'info',
};

/** A cluster whose ingress has values. */
function aCluster(more: Partial<ClusterDetail> = {}): ClusterDetail {
  const state = desired();
  return clusterDetail({
    desired: {
      ...state,
      layers: state.layers.map(layer =>
        layer.name === 'ingress-nginx' ? { ...layer, values: VALUES } : layer,
      ),
    },
    ...more,
  });
}

function render(cluster = aCluster(), api = new FakeClusterProfilesApi()) {
  renderPage(<OverridesSection cluster={cluster} />, {
    api,
    groups: ['group:default/checkout', 'group:default/on-call'],
  });
  return api;
}

const choose = async (field: RegExp, option: RegExp) => {
  const dialog = within(await screen.findByRole('dialog'));
  await userEvent.click(await dialog.findByRole('button', { name: field }));
  await userEvent.click(await screen.findByRole('option', { name: option }));
};
const openDialog = async () => {
  await userEvent.click(
    await screen.findByRole('button', { name: 'Override a value…' }),
  );
  return within(await screen.findByRole('dialog'));
};
const plan = () => screen.findByRole('button', { name: 'Show the plan' });

describe('OverridesSection', () => {
  it('shows owner, reason, end, the change behind each, and where it stands', async () => {
    render(
      aCluster({
        overrides: [
          override(),
          override({
            path: '/level',
            value: 'debug',
            expires: '2026-01-01T00:00:00.000Z',
            endedBy: { id: 'change-6', state: 'awaiting-approval' },
          }),
        ],
      }),
    );
    const list = await screen.findByRole('list', { name: 'Overrides' });
    const [holds, ending] = within(list).getAllByRole('listitem');
    expect(holds).toHaveTextContent(
      'ingress-nginx/controller/replicaCount = 5Holds',
    );
    expect(holds).toHaveTextContent('Until the sale is over');
    expect(holds).toHaveTextContent('checkout');
    expect(within(holds).getByRole('time')).toHaveAttribute(
      'datetime',
      override().expires,
    );
    expect(
      within(holds).getByRole('link', { name: /that set it/ }),
    ).toHaveAttribute('href', '/cluster-profiles/changes/change-5');

    expect(ending).toHaveTextContent('/level = "debug"Its end is proposed');
    expect(ending).toHaveTextContent('a change: awaiting approval');
    expect(within(ending).queryByRole('button', { name: /^End/ })).toBeNull();
  });

  it('is not there where nothing is overridden and nobody may', async () => {
    render(aCluster({ permitted: permitted({ override: 'Not you' }) }));
    expect(screen.queryByRole('region', { name: 'Overrides' })).toBeNull();
  });

  it('says why a value cannot be overridden now', async () => {
    render(
      aCluster({
        overrides: [override()],
        permitted: permitted({
          override: 'Another change is under way',
          'remove-override': 'Another change is under way',
        }),
      }),
    );
    expect(
      await screen.findByText('Override: Another change is under way'),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: 'Override a value…' }),
    ).toBeDisabled();
    expect(screen.queryByRole('button', { name: /^End|^Change/ })).toBeNull();
  });

  it('proposes a value of a layer, with a reason, an owner and an end', async () => {
    const api = render();
    const dialog = await openDialog();
    await choose(/^Layer|Layer$/, /ingress-nginx/);
    await choose(/^Value|Value$/, /replicaCount/);
    const value = dialog.getByRole('textbox', { name: /New value/ });
    expect(value).toHaveValue('2');
    await userEvent.clear(value);
    await userEvent.type(value, '6');
    expect(await plan()).toBeDisabled();
    await userEvent.type(
      dialog.getByRole('textbox', { name: /Reason/ }),
      'Sale on Friday',
    );
    await choose(/Answers for it/, /on-call/);
    const start = Date.now();
    await userEvent.click(await plan());
    await userEvent.click(
      await screen.findByRole('button', { name: 'Propose' }),
    );
    expect(api.proposed).toEqual([
      {
        kind: 'override',
        cluster: 'shop-prod',
        overrides: [
          {
            layer: 'ingress-nginx',
            path: '/controller/replicaCount',
            value: 6,
          },
        ],
        reason: 'Sale on Friday',
        owner: 'group:default/on-call',
        expires: expect.any(String),
        comment: undefined,
        seenPlanDigest: expect.any(String),
      },
    ]);
    const [request] = api.proposed;
    const days =
      (Date.parse((request as { expires: string }).expires) - start) /
      86_400_000;
    expect(Math.round(days)).toBe(14);
  });

  it('says at each field what is wrong with it', async () => {
    render();
    const dialog = await openDialog();
    await choose(/^Layer|Layer$/, /ingress-nginx/);
    await choose(/^Value|Value$/, /replicaCount/);
    const value = dialog.getByRole('textbox', { name: /New value/ });
    await userEvent.type(value, 'x');
    expect(value).toHaveAccessibleDescription(/Write a number/);
    await userEvent.clear(value);
    await userEvent.type(value, '2');
    expect(value).toHaveAccessibleDescription(/It is that already/);

    const reason = dialog.getByRole('textbox', { name: /Reason/ });
    expect(reason).toBeValid();
    await userEvent.type(reason, 'no');
    expect(reason).toHaveAccessibleDescription(/Say why/);

    const days = dialog.getByRole('textbox', { name: /Ends after/ });
    await userEvent.clear(days);
    await userEvent.tab();
    expect(days).toHaveAccessibleDescription(/1 to 180/);
    expect(await plan()).toBeDisabled();
  });

  it('offers what the parameter allows that a value follows, and says so', async () => {
    const api = new FakeClusterProfilesApi();
    const version = profileVersion('production-base', '1.3.1');
    const { spec } = version.document;
    api.getProfileVersion = async () => ({
      ...version,
      document: {
        ...version.document,
        spec: {
          ...spec,
          parameters: {
            type: 'object',
            properties: {
              level: { enum: ['info', 'debug'], title: 'Log level' },
            },
          },
          layers: spec.layers.map(layer =>
            layer.name === 'ingress-nginx'
              ? { ...layer, values: { level: '${{ parameters.level }}' } }
              : layer,
          ),
        },
      },
    });
    render(aCluster(), api);
    const dialog = await openDialog();
    await choose(/^Layer|Layer$/, /ingress-nginx/);
    await choose(/^Value|Value$/, /level/);
    expect(
      await dialog.findByText(/It follows the parameter Log level/),
    ).toBeInTheDocument();
    await choose(/New value/, /debug/);
    await userEvent.type(
      dialog.getByRole('textbox', { name: /Reason/ }),
      'Finding a fault',
    );
    await userEvent.click(await plan());
    expect(api.previewed.at(-1)).toMatchObject({
      overrides: [{ layer: 'ingress-nginx', path: '/level', value: 'debug' }],
    });
  });

  it('overrides what the layer has only by default', async () => {
    const api = render();
    const dialog = await openDialog();
    await choose(/^Layer|Layer$/, /cilium/);
    await choose(/^Value|Value$/, /Another one/);
    const path = dialog.getByRole('textbox', { name: /Path/ });
    await userEvent.type(path, 'debug');
    expect(path).toHaveAccessibleDescription(/Write a JSON pointer/);
    await userEvent.clear(path);
    await userEvent.type(path, '/debug');
    await userEvent.type(
      dialog.getByRole('textbox', { name: /New value/ }),
      'true',
    );
    await userEvent.type(
      dialog.getByRole('textbox', { name: /Reason/ }),
      'Finding a fault',
    );
    await userEvent.click(await plan());
    expect(api.previewed.at(-1)).toMatchObject({
      overrides: [{ layer: 'cilium', path: '/debug', value: true }],
    });
  });

  it('changes one that is there', async () => {
    const api = render(aCluster({ overrides: [override()] }));
    await userEvent.click(
      await screen.findByRole('button', {
        name: 'Change the override /controller/replicaCount of ingress-nginx',
      }),
    );
    const dialog = within(await screen.findByRole('dialog'));
    expect(dialog.getByRole('textbox', { name: /New value/ })).toHaveValue('5');
    const days = dialog.getByRole('textbox', { name: /Ends after/ });
    await userEvent.clear(days);
    await userEvent.type(days, '30{Tab}');
    await userEvent.click(await plan());
    expect(api.previewed.at(-1)).toMatchObject({
      overrides: [
        { layer: 'ingress-nginx', path: '/controller/replicaCount', value: 5 },
      ],
      reason: 'Until the sale is over',
    });
  });

  it('ends one early', async () => {
    const api = render(aCluster({ overrides: [override()] }));
    await userEvent.click(
      await screen.findByRole('button', {
        name: 'End the override /controller/replicaCount of ingress-nginx',
      }),
    );
    await userEvent.click(
      await screen.findByRole('button', { name: 'Propose' }),
    );
    expect(api.proposed).toEqual([
      expect.objectContaining({
        kind: 'remove-override',
        cluster: 'shop-prod',
        overrides: [
          { layer: 'ingress-nginx', path: '/controller/replicaCount' },
        ],
      }),
    ]);
  });
});
