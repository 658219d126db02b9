import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeClusterProfilesApi } from '../../__testUtils__/FakeClusterProfilesApi';
import { renderPage } from '../../__testUtils__/renderPage';
import { PoliciesPage } from './PoliciesPage';

const section = async (name: string) =>
  within(await screen.findByRole('region', { name }));

describe('PoliciesPage', () => {
  it('asks nothing until a change is described', async () => {
    const api = new FakeClusterProfilesApi();
    renderPage(<PoliciesPage />, { api });
    expect(
      await screen.findByText('What would the policies say?'),
    ).toBeInTheDocument();
    expect(api.policyQuestions).toEqual([]);

    await userEvent.type(screen.getByLabelText('Cluster'), 'shop-prod');
    await userEvent.type(screen.getByLabelText('Nodes'), '6');
    await userEvent.click(
      screen.getByRole('button', { name: 'Ask the policies' }),
    );
    await section('Policies that match');
    expect(api.policyQuestions).toEqual([
      { kind: 'create', cluster: 'shop-prod', nodes: 6 },
    ]);
  });

  it('answers what the URL asks: what is demanded, by which policies and why not by others', async () => {
    const api = new FakeClusterProfilesApi();
    renderPage(<PoliciesPage />, {
      api,
      at: '/?kind=upgrade&cluster=shop-prod&target=prod-eu1',
    });
    const approvals = await section('Approvals');
    expect(approvals.getByText(/0 of 1 approval from/)).toBeInTheDocument();
    expect(
      approvals.getByText(/Can approve now: paula and pete/),
    ).toBeInTheDocument();
    expect(
      approvals.getByText(/Written only while a window of target prod-eu1/),
    ).toBeInTheDocument();

    const matching = await section('Policies that match');
    expect(matching.getByText('production-clusters')).toBeInTheDocument();
    expect(
      matching.getByText(/wants production, and it is production/),
    ).toBeInTheDocument();
    const others = await section('Policies that do not match');
    expect(others.getByText(/wants 20, but it is 6/)).toBeInTheDocument();

    const freezes = await section('Freezes');
    expect(freezes.getByText(/Christmas trade/)).toHaveTextContent(
      /frozen now, ends .*; lets pass: delete$/,
    );
    expect(
      approvals.getByText(/^Saturdays 22:00–02:00 Europe\/Berlin/),
    ).toBeInTheDocument();
    expect(
      (await section('Limits')).getByText(
        'Target prod-eu1: 40 of 42 nodes used, 43 with this',
      ),
    ).toBeInTheDocument();
    expect(screen.getByText(/^Frozen until/)).toBeInTheDocument();
    expect(api.policyQuestions).toEqual([
      { kind: 'upgrade', cluster: 'shop-prod', target: 'prod-eu1' },
    ]);
  });
});
