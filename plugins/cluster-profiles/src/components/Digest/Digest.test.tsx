import { fireEvent, render, screen } from '@testing-library/react';
import { Digest } from './Digest';

const value = `${'a'.repeat(12)}${'b'.repeat(52)}`;

function withClipboard(writeText: (text: string) => Promise<void>) {
  Object.defineProperty(navigator, 'clipboard', {
    configurable: true,
    value: { writeText },
  });
}

describe('Digest', () => {
  it('is short, and copied whole', async () => {
    const writeText = jest.fn(async () => {});
    withClipboard(writeText);
    render(<Digest value={value} label="plan digest" />);
    expect(screen.getByText(`${'a'.repeat(12)}…`)).toHaveAttribute(
      'title',
      value,
    );
    fireEvent.click(screen.getByRole('button', { name: 'Copy plan digest' }));
    expect(await screen.findByText('Copied')).toBeInTheDocument();
    expect(writeText).toHaveBeenCalledWith(value);
  });

  it('says when it could not be copied', async () => {
    withClipboard(async () => {
      throw new Error('Not allowed');
    });
    render(<Digest value={value} label="plan digest" />);
    fireEvent.click(screen.getByRole('button', { name: 'Copy plan digest' }));
    expect(
      await screen.findByText('Could not be copied; it is shown on hover'),
    ).toBeInTheDocument();
  });

  it('is whole beside one that begins alike', () => {
    render(
      <Digest
        value={value}
        unlike={`${'a'.repeat(12)}${'c'.repeat(52)}`}
        label="SHA-256"
      />,
    );
    expect(screen.getByText(value)).toBeInTheDocument();
  });

  it('may stand within a paragraph', () => {
    const { container } = render(<Digest value={value} label="SHA-256" />);
    expect(container.querySelectorAll('span div')).toHaveLength(0);
    expect(screen.getByRole('status')).toBeInTheDocument();
  });
});
