import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Loaded } from './Loaded';

describe('Loaded', () => {
  it('keeps what was last known beside why it is not fresh', async () => {
    const reload = jest.fn();
    render(
      <Loaded
        load={{
          value: 'three clusters',
          error: new Error('The database is away'),
          loading: false,
          reload,
        }}
      >
        {value => <p>{value}</p>}
      </Loaded>,
    );
    expect(screen.getByText('three clusters')).toBeVisible();
    expect(screen.getByRole('alert')).toHaveTextContent(
      /Could not refresh; this is the last known state.*The database is away/,
    );
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(reload).toHaveBeenCalledTimes(1);
  });
});
