import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeClusterProfilesApi } from '../../../__testUtils__/FakeClusterProfilesApi';
import { clusterDetail } from '../../../__testUtils__/fixtures';
import { renderPage } from '../../../__testUtils__/renderPage';
import { LifetimeDialog } from './LifetimeDialog';

async function open() {
  const api = new FakeClusterProfilesApi();
  renderPage(
    <LifetimeDialog
      cluster={clusterDetail({ endsOn: '2126-03-31' })}
      action="lifetime"
      onClose={() => {}}
    />,
    { api },
  );
  const dialog = within(
    await screen.findByRole('dialog', {
      name: 'Move the last day of shop-prod',
    }),
  );
  return { api, field: dialog.getByRole('textbox', { name: /Last day/ }) };
}
const show = () => screen.getByRole('button', { name: 'Show the plan' });

describe('LifetimeDialog', () => {
  it('proposes another last day by way of a plan', async () => {
    const { api, field } = await open();
    expect(field).toHaveValue('2126-03-31');
    expect(show()).toBeDisabled();
    await userEvent.clear(field);
    await userEvent.type(field, '2126-04-30');
    await userEvent.click(show());
    const propose = await screen.findByRole('button', { name: 'Propose' });
    await waitFor(() => expect(propose).toBeEnabled());
    await userEvent.click(propose);
    expect(api.proposed).toEqual([
      expect.objectContaining({
        kind: 'extend-lifetime',
        cluster: 'shop-prod',
        endsOn: '2126-04-30',
      }),
    ]);
  });

  it.each([
    ['soon', /Write it as year, month and day/],
    ['2126-02-30', /There is no such day/],
    ['2126-13-01', /There is no such day/],
    ['2020-01-01', /It is over/],
  ])('does not take %s, and says why at the field', async (text, error) => {
    const { field } = await open();
    await userEvent.clear(field);
    await userEvent.type(field, text);
    expect(field).toHaveAccessibleDescription(error);
    expect(field).toBeInvalid();
    expect(show()).toBeDisabled();
  });
});
