import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { textPairs } from './textPair';
import { TextDifferenceView } from './TextDifferenceView';
import { useOpened } from './useOpened';

function Shown(props: { before: string; after: string }) {
  const opened = useOpened('');
  const [pair] = textPairs([{ id: 'x', title: 'Values of x', ...props }]);
  return (
    <TextDifferenceView
      pair={pair}
      opened={opened.has('x')}
      onOpen={() => opened.open('x')}
    />
  );
}

const file = (end: string) =>
  Array.from(
    { length: 1_300 },
    (_, index) => `key-${index}: a value that takes up some room${end}`,
  ).join('\n');

describe('TextDifferenceView', () => {
  it('shows both sides with signs, and what is invisible escaped', async () => {
    render(
      <Shown before="user: admin" after={'user: \u202enimda\u200b\nmore: 1'} />,
    );
    const group = await screen.findByRole('group', {
      name: 'Values of x, before and after',
    });
    expect(await screen.findAllByText('+')).toHaveLength(2);
    expect(screen.getByText('−')).toBeInTheDocument();
    expect(group).toHaveTextContent('\\u{202e}nimda\\u{200b}');
    expect(group.textContent).not.toMatch(/[\u202e\u200b]/);
  });

  it('puts adjacent lines that both change beside each other', async () => {
    render(
      <Shown before={'a: 1\nb: 1\nsame: 1'} after={'a: 2\nb: 2\nsame: 1'} />,
    );
    await screen.findAllByText('+');
    const sides = screen
      .getAllByRole('row')
      .map(row =>
        [...row.querySelectorAll('.diff-code')].map(cell => cell.textContent),
      );
    expect(sides).toEqual([
      ['a: 1', 'a: 2'],
      ['b: 1', 'b: 2'],
      ['same: 1', 'same: 1'],
    ]);
  });

  it('tells apart what only looks alike once it is escaped', async () => {
    render(<Shown before={'a: \u200b'} after="a: \u{200b}" />);
    expect(await screen.findByText('+')).toBeInTheDocument();
  });

  it('unfolds what stays as it is on demand', async () => {
    const before = file('');
    render(<Shown before={before} after={`${before}\nnew: 1`} />);
    const group = await screen.findByRole('group');
    expect(await screen.findByText('+')).toBeInTheDocument();
    expect(group.querySelectorAll('tr')).toHaveLength(4);
    await userEvent.click(
      screen.getByRole('button', { name: 'Show 1,297 unchanged lines' }),
    );
    expect(group.querySelectorAll('tr')).toHaveLength(1_301);
  });

  it('keeps 64 KB that all differ folded until it is opened', async () => {
    render(<Shown before={file('')} after={file('!')} />);
    expect(screen.queryByRole('group')).not.toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('button', {
        name: 'Show all 2,600 lines of Values of x',
      }),
    );
    const group = await screen.findByRole('group');
    expect(group).toHaveFocus();
    expect((await screen.findAllByText('−')).length).toBe(1_300);
    expect(group).toHaveTextContent('key-1299');
  });
});
