import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeClusterProfilesApi } from '../../__testUtils__/FakeClusterProfilesApi';
import {
  change,
  createPlan,
  desired,
  fortyLayersPlan,
  override,
  plan,
} from '../../__testUtils__/fixtures';
import { renderChange } from './__testUtils__/renderChange';

describe('The plan on the page of a change', () => {
  it('says of forty layers first what a reviewer must not miss', async () => {
    const api = new FakeClusterProfilesApi();
    const many = fortyLayersPlan();
    api.changes.set('change-1', change({ plan: many }));
    renderChange(api);

    const impact = await screen.findByRole('region', { name: 'Plan' });
    for (const text of [
      '8 replaced',
      '3 in control plane: Kubernetes 1.35.2',
      'Forward only',
      ...many.irreversible,
      ...many.objects.removed.slice(0, 5),
      'add-on-03 uses 2 images that are not pinned by digest.',
    ]) {
      expect(within(impact).getByText(text)).toBeVisible();
    }
    expect(within(impact).queryByText(many.objects.removed[5])).toBeNull();
    await userEvent.click(
      within(impact).getByRole('button', { name: 'and 4 more' }),
    );
    expect(within(impact).getByText(many.objects.removed[8])).toBeVisible();

    const risks = within(impact).getByRole('region', {
      name: 'Objects at risk',
    });
    expect(within(risks).getAllByRole('listitem').length).toBeLessThanOrEqual(
      6,
    );
    expect(risks).toHaveTextContent(
      'PersistentVolumeClaim add-on-35/data What is stored on its volume is lost',
    );
    const objects = screen.getByRole('list', { name: 'Objects by layer' });
    expect(within(objects).getByText('1 changed, 120 added')).toBeVisible();
    expect(within(objects).queryByText(/dashboard-1$/)).toBeNull();

    const rows = within(
      screen.getByRole('list', { name: 'Layers that change' }),
    ).getAllByRole('listitem');
    expect(rows).toHaveLength(37);
    expect(rows[0]).toHaveTextContent('kubernetes');
    expect(rows[0]).toHaveTextContent('minor');
    expect(
      impact.compareDocumentPosition(rows[0]) &
        Node.DOCUMENT_POSITION_FOLLOWING,
    ).toBeTruthy();
  });

  it('leads from a layer to what differs in it', async () => {
    renderChange(new FakeClusterProfilesApi());
    await userEvent.click(
      await screen.findByRole('link', {
        name: 'Differences of ingress-nginx',
      }),
    );
    const differences = screen.getByRole('region', { name: 'ingress-nginx' });
    expect(differences).toHaveFocus();
    await waitFor(() =>
      expect(differences).toHaveTextContent('replicaCount: 2'),
    );
    expect(differences).toHaveTextContent('replicaCount: 3');
  });

  it('draws the stack before and after', async () => {
    renderChange(new FakeClusterProfilesApi());
    await userEvent.click(await screen.findByRole('radio', { name: 'Stack' }));
    const stack = screen.getByRole('table', { name: 'Stack before and after' });
    expect(
      within(stack).getByRole('row', {
        name: 'Kubernetes kubernetes 1.34.4 1.35.2 Upgraded',
      }),
    ).toBeInTheDocument();
    expect(
      within(stack)
        .getAllByRole('rowheader')
        .map(cell => cell.textContent)
        .at(-1),
    ).toBe('ubuntuimage ubuntu from library');
  });

  it('escapes what is invisible in values, summary and comment', async () => {
    const api = new FakeClusterProfilesApi();
    api.changes.set(
      'change-1',
      change({
        summary: 'base \u202e1.4.0',
        comment: 'for\u200b you',
        plan: plan({
          layers: plan().layers.map(layer =>
            layer.name === 'ingress-nginx'
              ? {
                  ...layer,
                  values: [
                    {
                      path: '/values/user\u2066',
                      before: 'admin',
                      after: 'nimda\u202e',
                    },
                  ],
                }
              : layer,
          ),
        }),
      }),
    );
    renderChange(api);
    const differences = await screen.findByRole('region', {
      name: 'ingress-nginx',
    });
    await waitFor(() =>
      expect(differences).toHaveTextContent('nimda\\u{202e}'),
    );
    expect(differences).toHaveTextContent('user\\u{2066}');
    expect(screen.getByText('base \\u{202e}1.4.0')).toBeInTheDocument();
    expect(screen.getByText('for\\u{200b} you')).toBeInTheDocument();
    expect(document.body.textContent).not.toMatch(/[\u202e\u200b\u2066]/);
  });

  it('says which overrides go along', async () => {
    const api = new FakeClusterProfilesApi();
    api.changes.set(
      'change-1',
      change({ plan: plan({ desired: desired({ overrides: [override()] }) }) }),
    );
    renderChange(api);
    const part = await screen.findByRole('region', {
      name: 'Overrides that hold with it',
    });
    expect(part).toHaveTextContent(
      'ingress-nginx /controller/replicaCount = 5: Until the sale is over, answered for by checkout, ends',
    );
  });

  it('folds a long comment', async () => {
    const api = new FakeClusterProfilesApi();
    api.changes.set('change-1', change({ comment: 'why '.repeat(500) }));
    renderChange(api);
    const button = await screen.findByRole('button', {
      name: 'Show all of the comment',
    });
    await userEvent.click(button);
    expect(button).toHaveTextContent('Show less');
    expect(button).toHaveFocus();
  });

  it('shows settings in words', async () => {
    renderChange(new FakeClusterProfilesApi());
    const settings = await screen.findByRole('table', { name: 'Settings' });
    expect(
      await within(settings).findByRole('row', {
        name: 'Parameter Worker nodes 3 5',
      }),
    ).toBeInTheDocument();
  });

  it('shows the settings of a new cluster as a list', async () => {
    const api = new FakeClusterProfilesApi();
    api.changes.set('change-1', change({ kind: 'create', plan: createPlan() }));
    renderChange(api);
    const settings = await screen.findByRole('table', { name: 'Settings' });
    expect(within(settings).queryByText('not set')).not.toBeInTheDocument();
    for (const row of [
      'Follow policy patch',
      'Control plane machines 3',
      'Machines of pool general 5',
      'Owner group:default/checkout',
      'Profile production-base 1.4.0',
      'Target: name prod-eu1',
      'Target: labels none',
    ]) {
      expect(
        within(settings).getByRole('row', { name: row }),
      ).toBeInTheDocument();
    }
    expect(
      await within(settings).findByRole('row', {
        name: 'Parameter Worker nodes 5',
      }),
    ).toBeInTheDocument();
  });
});
