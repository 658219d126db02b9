import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FirstFew } from './FirstFew';

function show(count: number) {
  render(
    <FirstFew
      label="Objects"
      most={3}
      items={Array.from({ length: count }, (_, index) => `object ${index + 1}`)}
    >
      {item => item}
    </FirstFew>,
  );
}

describe('FirstFew', () => {
  it('opens in place and keeps the focus', async () => {
    show(9);
    expect(screen.getAllByRole('listitem')).toHaveLength(3);
    await userEvent.click(screen.getByRole('button', { name: 'and 6 more' }));
    expect(screen.getAllByRole('listitem')).toHaveLength(9);
    expect(screen.getByRole('button', { name: 'Show fewer' })).toHaveFocus();
  });

  it('keeps nothing back for the sake of one', () => {
    show(4);
    expect(screen.getAllByRole('listitem')).toHaveLength(4);
    expect(screen.queryByRole('button')).not.toBeInTheDocument();
  });
});
