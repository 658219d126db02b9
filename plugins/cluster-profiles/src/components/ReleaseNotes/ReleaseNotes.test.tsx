import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ReleaseNotes } from './ReleaseNotes';

describe('ReleaseNotes', () => {
  it('shows short ones as they are', () => {
    render(<ReleaseNotes version="1.4.0" text="Kubernetes 1.35.2" />);
    expect(screen.getByText('Kubernetes 1.35.2')).toBeVisible();
    expect(screen.queryByText(/All release notes/)).toBeNull();
  });

  it('folds 64 KB behind their beginning', async () => {
    const text = `The beginning.\n\n${'A long line. '.repeat(5_000)}`;
    render(<ReleaseNotes version="1.4.0" text={text} />);
    expect(screen.getByText('The beginning.')).toBeVisible();
    expect(screen.queryByText(/A long line/)).toBeNull();
    await userEvent.click(screen.getByText('All release notes of 1.4.0'));
    expect(
      await screen.findByRole('group', { name: 'Release notes of 1.4.0' }),
    ).toHaveTextContent('A long line.');
  });
});
