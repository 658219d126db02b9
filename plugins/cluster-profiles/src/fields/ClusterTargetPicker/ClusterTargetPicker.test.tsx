import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeClusterProfilesApi } from '../../__testUtils__/FakeClusterProfilesApi';
import { request, renderField } from '../../__testUtils__/renderField';

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
    await userEvent.click(screen.getByRole('radio', { name: 'dev-eu1' }));
    await form.review();
    expect((await form.create())[0].target).toBe('dev-eu1');
  });
});
