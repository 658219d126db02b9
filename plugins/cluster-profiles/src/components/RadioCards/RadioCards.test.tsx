import { useState } from 'react';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { RadioCards, type RadioCard } from './RadioCards';

const cards = (count: number): RadioCard[] =>
  Array.from({ length: count }, (_, index) => ({
    value: `card-${index}`,
    title: `Card ${index}`,
    description: `The ${index}th`,
    disabled: index === 1,
    reason: index === 1 ? 'Ask platform' : undefined,
    consequences: index === 0 ? 'needs no approval' : undefined,
  }));

function Example(props: { count: number; onSubmit?: () => void }) {
  const [value, setValue] = useState<string>();
  return (
    <form
      onSubmit={event => {
        event.preventDefault();
        props.onSubmit?.();
      }}
    >
      <RadioCards
        label="Cards"
        cards={cards(props.count)}
        value={value}
        onChange={setValue}
      />
      <button type="submit">Next</button>
    </form>
  );
}

describe('RadioCards', () => {
  it('is a radio group that the arrow keys move through, past what cannot be chosen', async () => {
    render(<Example count={3} />);
    expect(screen.getByRole('radiogroup', { name: 'Cards' })).toBeVisible();
    await userEvent.tab();
    await userEvent.keyboard(' {ArrowDown}');
    expect(screen.getByRole('radio', { name: 'Card 2' })).toBeChecked();
    expect(screen.getByRole('radio', { name: 'Card 1' })).toBeDisabled();
  });

  it('describes each choice with what is known, why not, and what it means', () => {
    render(<Example count={3} />);
    expect(
      screen.getByRole('radio', { name: 'Card 0' }),
    ).toHaveAccessibleDescription('The 0th needs no approval');
    expect(
      screen.getByRole('radio', { name: 'Card 1' }),
    ).toHaveAccessibleDescription('The 1th Ask platform');
  });

  it('is searched only when there are many, and searching sends no form', async () => {
    const onSubmit = jest.fn();
    const { unmount } = render(<Example count={6} />);
    expect(screen.queryByRole('searchbox')).toBeNull();
    unmount();
    render(<Example count={7} onSubmit={onSubmit} />);
    await userEvent.type(screen.getByRole('searchbox'), 'card 5{Enter}');
    expect(screen.getAllByRole('radio')).toHaveLength(1);
    expect(screen.getByRole('status')).toHaveTextContent('1 of 7 shown');
    expect(onSubmit).not.toHaveBeenCalled();
    await userEvent.type(screen.getByRole('searchbox'), ' nothing');
    expect(screen.getByText(/Nothing matches/)).toBeVisible();
  });
});
