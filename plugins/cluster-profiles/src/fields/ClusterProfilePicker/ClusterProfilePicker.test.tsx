import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { NotAllowedError } from '@backstage/errors';
import { FakeClusterProfilesApi } from '../../__testUtils__/FakeClusterProfilesApi';
import { layers } from '../../__testUtils__/fixtures/profiles';
import { renderField } from '../../__testUtils__/renderField';

function render(
  options: Partial<Parameters<typeof renderField>[1]> = {},
): ReturnType<typeof renderField> {
  return renderField('ClusterProfilePicker', {
    key: 'profile',
    type: 'object',
    ...options,
  });
}

function cardOf(name: string) {
  return within(screen.getByRole('radio', { name }).closest('label')!);
}

describe('ClusterProfilePicker', () => {
  it('offers what may be requested, and says whom to ask for the rest', async () => {
    const form = render();
    const gpu = await screen.findByRole('radio', { name: 'AI and ML on GPUs' });
    expect(gpu).toBeDisabled();
    expect(
      screen.getByText(
        'Only members of data-science may request it. Ask platform.',
      ),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('radio', { name: 'observability' }),
    ).not.toBeInTheDocument();

    await form.review();
    // Once in the list of the page, once beside the cards.
    await waitFor(() =>
      expect(screen.getAllByText(/Choose a profile/)).toHaveLength(2),
    );

    await userEvent.click(
      screen.getByRole('radio', { name: 'Production base' }),
    );
    expect(
      screen.getByRole('button', { name: /1.4.0 \(newest\)/ }),
    ).toBeInTheDocument();
    await form.review();
    const [values] = await form.create();
    expect(values.profile).toEqual({
      name: 'production-base',
      version: '1.4.0',
    });
  });

  it('says what a profile is, how long it takes and what it needs', async () => {
    render();
    await screen.findByRole('radio', { name: 'Production base' });
    expect(
      await screen.findByText('usually ready in about 10 min'),
    ).toBeInTheDocument();
    const card = cardOf('Production base');
    expect(card.getByText(/Hardened Ubuntu/)).toBeInTheDocument();
    expect(card.getByText('production')).toBeInTheDocument();
    expect(card.getByText('Version 1.4.0')).toBeInTheDocument();
    expect(
      card.getByTitle(/Upstream support of Kubernetes 1.35.2/),
    ).toBeInTheDocument();
    expect(card.getByText('1.3.0 is deprecated')).toBeInTheDocument();
    expect(
      card.getByRole('list', { name: 'Stack of production-base 1.4.0' }),
    ).toBeInTheDocument();
    expect(card.getByText(/needs no approval/)).toHaveTextContent(
      'development and staging: needs no approval',
    );
    expect(
      card.getByText(/needs 1 approval from platform, because/),
    ).toHaveTextContent(/^production: /);
    // A median of too few clusters is no typical time.
    expect(cardOf('Edge, small').queryByText(/usually ready/)).toBeNull();
  });

  it('folds the end of a tall stack', async () => {
    const api = new FakeClusterProfilesApi();
    const [newest] = api.profiles[0].versions;
    newest.layers = Array.from({ length: 14 }, (_, index) => ({
      name: `addon-${index}`,
      kind: 'addon' as const,
      category: index % 2 ? 'ingress' : 'monitoring',
      version: '1.0.0',
    }));
    render({ api });
    await screen.findByRole('radio', { name: 'Production base' });
    const card = cardOf('Production base');
    expect(card.queryByText(/addon-13/)).toBeNull();
    await userEvent.click(card.getByRole('button', { name: /4 more layers/ }));
    expect(card.getByText(/addon-13/)).toBeVisible();
    // Unfolding chooses nothing.
    expect(
      screen.getByRole('radio', { name: 'Production base' }),
    ).not.toBeChecked();
  });

  it('is operable by keyboard alone', async () => {
    render();
    const first = await screen.findByRole('radio', { name: 'Production base' });
    await userEvent.tab();
    expect(first).toHaveFocus();
    await userEvent.keyboard('{ArrowDown}');
    expect(screen.getByRole('radio', { name: 'Edge, small' })).toBeChecked();
  });

  it('begins with the newest version when that of the form cannot be requested, and says so', async () => {
    const form = render({
      values: { profile: { name: 'production-base', version: '1.3.0' } },
    });
    expect(
      await screen.findByText(
        /^Production base 1.3.0 is deprecated .* The newest version, 1.4.0, is chosen instead.$/,
      ),
    ).toBeVisible();
    await form.review();
    expect((await form.create())[0].profile).toEqual({
      name: 'production-base',
      version: '1.4.0',
    });
  });

  it('keeps a version that can be requested', async () => {
    const form = render({
      values: { profile: { name: 'production-base', version: '1.3.1' } },
    });
    expect(
      await screen.findByRole('radio', { name: 'Production base' }),
    ).toBeChecked();
    expect(
      screen.getByText('ingress-nginx 4.13.3', { exact: true }),
    ).toBeVisible();
    // The card is about the chosen version too.
    const card = cardOf('Production base');
    expect(card.getByText('Version 1.3.1')).toBeVisible();
    expect(
      card.getByRole('list', { name: 'Stack of production-base 1.3.1' }),
    ).toBeVisible();
    await form.review();
    expect((await form.create())[0].profile).toEqual({
      name: 'production-base',
      version: '1.3.1',
    });
  });

  it('says why a profile that the form began with cannot be requested', async () => {
    const form = render({
      values: { profile: { name: 'ai-ml-gpu', version: '1.0.0' } },
    });
    expect(
      await screen.findByText(/^AI and ML on GPUs cannot be requested./),
    ).toBeVisible();
    await form.review();
    expect((await screen.findAllByText(/Choose a profile/))[0]).toBeVisible();
  });

  it('searches among many, by layer too, and keeps the chosen one in sight', async () => {
    const api = new FakeClusterProfilesApi();
    const [base] = api.profiles;
    api.profiles = Array.from({ length: 12 }, (_, index) => ({
      ...base,
      name: `stack-${index}`,
      title: `Stack ${index}`,
    }));
    api.profiles[7].versions = [
      {
        ...base.versions[0],
        layers: [
          ...layers('1.35.2', '4.13.3'),
          { name: 'istio', kind: 'addon', version: '1.28.0' },
        ],
      },
    ];
    render({ api });
    await userEvent.click(
      await screen.findByRole('radio', { name: 'Stack 3' }),
    );
    await userEvent.type(
      screen.getByRole('searchbox', { name: /Search in/ }),
      'istio',
    );
    await waitFor(() => expect(screen.getAllByRole('radio')).toHaveLength(2));
    expect(screen.getByRole('radio', { name: 'Stack 3' })).toBeChecked();
    expect(screen.getByRole('radio', { name: 'Stack 7' })).toBeInTheDocument();
    expect(screen.getByText('2 of 12 shown')).toBeInTheDocument();
  });

  it('does without typical times when they cannot be had', async () => {
    const api = new FakeClusterProfilesApi();
    api.getTypicalTimes = async () => {
      throw new Error('away');
    };
    render({ api });
    expect(
      await screen.findByRole('radio', { name: 'Production base' }),
    ).toBeEnabled();
    expect(screen.queryByText(/usually ready|away/)).toBeNull();
  });

  it('says when there is none', async () => {
    const api = new FakeClusterProfilesApi();
    api.profiles = [];
    render({ api });
    expect(
      await screen.findByText('There is no published profile'),
    ).toBeVisible();
  });

  it('says when the reader may not see them', async () => {
    const api = new FakeClusterProfilesApi();
    api.listProfiles = async () => {
      throw new NotAllowedError('Ask platform for access to profiles');
    };
    render({ api });
    expect(await screen.findByText('You may not see this')).toBeVisible();
    expect(
      screen.getByText('Ask platform for access to profiles'),
    ).toBeVisible();
  });
});
