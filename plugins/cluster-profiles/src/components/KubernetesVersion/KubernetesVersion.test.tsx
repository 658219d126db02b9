import { render, screen } from '@testing-library/react';
import { KubernetesVersion } from './KubernetesVersion';

const inDays = (days: number) =>
  new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

describe('KubernetesVersion', () => {
  it('says until when it is supported, in words and with a mark when that is soon', () => {
    const { container, rerender } = render(
      <KubernetesVersion version="1.35.2" endOfLife={inDays(300)} />,
    );
    expect(screen.getByText(/^supported until/)).toBeInTheDocument();
    expect(container.querySelector('[data-tone]')).toBeNull();

    rerender(<KubernetesVersion version="1.35.2" endOfLife={inDays(10)} />);
    expect(screen.getByText('support ends in 10 days')).toBeInTheDocument();
    expect(container.querySelector('[data-tone="warning"]')).not.toBeNull();

    rerender(<KubernetesVersion version="1.35.2" endOfLife={inDays(-3)} />);
    expect(screen.getByText('support ended 3 days ago')).toBeInTheDocument();
    expect(container.querySelector('[data-tone="danger"]')).not.toBeNull();
  });

  it('says only the version when no end is known, and a dash without one', () => {
    const { container, rerender } = render(
      <KubernetesVersion version="1.35.2" />,
    );
    expect(container).toHaveTextContent(/^1\.35\.2$/);
    rerender(<KubernetesVersion />);
    expect(container).toHaveTextContent('–');
  });
});
