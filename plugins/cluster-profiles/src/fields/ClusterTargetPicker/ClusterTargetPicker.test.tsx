import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeClusterProfilesApi } from '../../__testUtils__/FakeClusterProfilesApi';
import { request, renderField } from '../../__testUtils__/renderField';

function cardOf(name: string) {
  return within(screen.getByRole('radio', { name }).closest('label')!);
}

describe('ClusterTargetPicker', () => {
  it('asks for the targets of the chosen profile', async () => {
    const api = new FakeClusterProfilesApi();
    const listTargets = jest.fn(api.listTargets);
    api.listTargets = listTargets;
    const form = renderField('ClusterTargetPicker', {
      key: 'target',
      values: { profile: request.profile },
      api,
    });
    expect(
      await screen.findByRole('radio', { name: 'prod-us1' }),
    ).toBeDisabled();
    expect(
      screen.getByText('Your group has no access. Ask platform.'),
    ).toBeInTheDocument();
    expect(listTargets.mock.calls[0][0]).toEqual({
      profile: 'production-base',
      version: '1.4.0',
    });
    await form.review();
    // Once in the list of the page, once beside the cards.
    await waitFor(() =>
      expect(screen.getAllByText(/Choose a target/)).toHaveLength(2),
    );
    expect(screen.queryByText(/must have/)).not.toBeInTheDocument();
    await userEvent.click(screen.getByRole('radio', { name: 'dev-eu1' }));
    await form.review();
    expect((await form.create())[0].target).toBe('dev-eu1');
  });

  it('says in words what is missing, also where the template gives no default', async () => {
    const form = renderField('ClusterTargetPicker', {
      key: 'target',
      withoutDefault: true,
    });
    await screen.findByRole('radio', { name: 'dev-eu1' });
    await form.review();
    await waitFor(() =>
      expect(screen.getAllByText(/Choose a target/)).toHaveLength(2),
    );
    expect(screen.queryByText(/must have/)).not.toBeInTheDocument();
  });

  it('says what the chosen profile needs there, and what the preflight found', async () => {
    const api = new FakeClusterProfilesApi();
    api.targets[0].findings = [
      { severity: 'warn', code: 'nearly-full', message: '2 places are left' },
    ];
    renderField('ClusterTargetPicker', {
      key: 'target',
      values: { profile: request.profile, owner: request.owner },
      api,
    });
    await screen.findByRole('radio', { name: 'prod-eu1' });
    const dev = cardOf('dev-eu1');
    expect(dev.getByText('needs no approval')).toBeInTheDocument();
    expect(dev.getByText('2 places are left')).toBeInTheDocument();
    expect(dev.getByText('development')).toBeInTheDocument();
    expect(
      cardOf('prod-eu1').getByText(/needs 1 approval from platform, because/),
    ).toBeInTheDocument();
  });

  it.each([
    ['prod-us1', 'Your group has no access. Ask platform.'],
    ['gone-eu1', 'It is not there any more.'],
  ])(
    'says why %s, which the form began with, cannot be used',
    async (target, why) => {
      const form = renderField('ClusterTargetPicker', {
        key: 'target',
        values: { profile: request.profile, target },
      });
      expect(
        await screen.findByText(
          `${target} cannot be used. ${why} Choose another target.`,
        ),
      ).toBeVisible();
      await form.review();
      expect(screen.queryByRole('button', { name: 'Create' })).toBeNull();
      await userEvent.click(screen.getByRole('radio', { name: 'dev-eu1' }));
      await waitFor(() =>
        expect(screen.queryByText(/cannot be used/)).toBeNull(),
      );
    },
  );

  it('says what to do when there is no target', async () => {
    const api = new FakeClusterProfilesApi();
    api.targets = [];
    renderField('ClusterTargetPicker', { key: 'target', api });
    expect(await screen.findByText('There is no target')).toBeVisible();
  });

  it('says when the targets cannot be had', async () => {
    const api = new FakeClusterProfilesApi();
    api.listTargets = async () => {
      throw new Error('The database is away');
    };
    renderField('ClusterTargetPicker', { key: 'target', api });
    expect(await screen.findByText('The database is away')).toBeVisible();
  });
});
