import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { plan } from '../../__testUtils__/fixtures';
import { PlanComparison } from './PlanComparison';

describe('PlanComparison', () => {
  it('folds a very long value', async () => {
    const long = 'x'.repeat(5_000);
    render(
      <PlanComparison
        shown={plan({ irreversible: [] })}
        newer={plan({ irreversible: [long] })}
      />,
    );
    expect(screen.queryByText(long, { exact: false })).toBeNull();
    const button = screen.getByRole('button', { name: 'Show all of it' });
    await userEvent.click(button);
    expect(screen.getByText(long, { exact: false })).toBeInTheDocument();
    expect(button).toHaveTextContent('Show less');
  });
});
