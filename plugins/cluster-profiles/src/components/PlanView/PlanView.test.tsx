import { screen, within } from '@testing-library/react';
import { desired, plan } from '../../__testUtils__/fixtures';
import { renderPage } from '../../__testUtils__/renderPage';
import { PlanView } from './PlanView';

const object = 'Cluster team-a/old-shop';

describe('PlanView', () => {
  it('says what it takes from whom, and what becomes of each field', async () => {
    renderPage(
      <PlanView
        plan={plan({
          desired: desired({
            takeovers: [
              { object, path: '/spec/topology/version', manager: 'kubectl' },
            ],
          }),
          differences: [
            {
              object,
              path: '/spec/topology/classRef/name',
              observed: 'theirs',
              desired: 'teams-0123456789',
            },
          ],
        })}
      />,
    );
    const taken = await screen.findByRole('region', {
      name: 'Fields of others',
    });
    expect(taken).toHaveTextContent('1 taken over');
    expect(
      within(taken).getByText('Takes over spec.topology.version from kubectl'),
    ).toHaveAttribute('title', object);
    const fields = screen.getByRole('table', { name: `Fields of ${object}` });
    expect(within(fields).getAllByRole('row')[1]).toHaveTextContent(
      /spec\.topology\.classRef\.name.*theirs.*teams-0123456789/,
    );
  });

  it('says nothing of it where nothing is taken', async () => {
    renderPage(<PlanView plan={plan()} />);
    expect(
      await screen.findByRole('region', { name: 'Machines' }),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('region', { name: 'Fields of others' }),
    ).not.toBeInTheDocument();
  });
});
