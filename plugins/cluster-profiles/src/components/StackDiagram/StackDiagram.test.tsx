import { render, screen } from '@testing-library/react';
import { StackDiagram } from './StackDiagram';

function columns(): Array<string | null> {
  return screen.getAllByRole('columnheader').map(cell => cell.textContent);
}

describe('StackDiagram', () => {
  it('shows version, source and lock', () => {
    render(
      <StackDiagram
        label="Stack"
        layers={[
          {
            name: 'cilium',
            kind: 'network',
            version: '1.18.3',
            source: 'helm cilium from library',
            lock: 'a'.repeat(64),
          },
        ]}
      />,
    );
    expect(columns()).toEqual(['Part', 'Layer', 'Version', 'Source']);
    expect(screen.getByText('1.18.3')).toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: 'Copy SHA-256 of cilium' }),
    ).toBeInTheDocument();
  });

  it('shows what runs beside what is desired', () => {
    render(
      <StackDiagram
        label="Stack"
        layers={[
          {
            name: 'cilium',
            kind: 'network',
            version: '1.18.3',
            observed: {
              version: '1.18.2',
              health: 'Healthy',
              drift: 'Drifted',
            },
          },
        ]}
      />,
    );
    expect(columns()).toEqual([
      'Part',
      'Layer',
      'Desired',
      'Observed',
      'Health',
      'Drift',
    ]);
    expect(screen.getByText('Drifted')).toBeInTheDocument();
  });

  it('gives the reason of a layer a row of its own, which tells whose it is', () => {
    const reason = 'Pod web waits for a node with room';
    render(
      <StackDiagram
        label="Stack"
        layers={['web', 'cache'].map(name => ({
          name,
          kind: 'addon' as const,
          category: 'ingress',
          version: '1.0.0',
          observed: {
            name,
            health: 'Degraded',
            drift: 'Unknown',
            message: reason,
          },
          waitsFor: name === 'cache' ? ['web'] : [],
        }))}
      />,
    );
    const belongs = (text: string) =>
      document.getElementById(
        screen.getByRole('cell', { name: text }).getAttribute('headers')!,
      );
    expect(belongs(reason)).toHaveTextContent('web');
    expect(belongs('waits for web')).toHaveTextContent('cache');
    expect(screen.getByRole('rowheader', { name: 'Ingress' })).toHaveAttribute(
      'rowspan',
      '4',
    );
  });

  it('tells why a layer is not there that could not be written', () => {
    render(
      <StackDiagram
        label="Stack"
        layers={[
          {
            name: 'web',
            kind: 'addon',
            version: '1.0.0',
            observed: {
              health: 'Missing',
              drift: 'Unknown',
              message: 'The mirror is locked',
            },
          },
        ]}
      />,
    );
    expect(screen.getByText('Missing')).toBeInTheDocument();
    expect(
      screen.getByRole('cell', { name: 'The mirror is locked' }),
    ).toBeInTheDocument();
  });

  it('says of what was observed long ago that it was', () => {
    render(
      <StackDiagram
        label="Stack"
        asOf="2026-03-01T10:00:00.000Z"
        layers={[
          {
            name: 'cilium',
            kind: 'network',
            version: '1.18.3',
            observed: { health: 'Healthy', drift: 'InSync' },
          },
        ]}
      />,
    );
    expect(screen.getByText('Healthy when last seen')).toBeInTheDocument();
    expect(screen.getByText('In sync when last seen')).toBeInTheDocument();
    expect(document.querySelector('[data-tone="success"]')).toBeNull();
  });

  it('shows versions before and after', () => {
    render(
      <StackDiagram
        label="Stack"
        layers={[
          {
            name: 'cilium',
            kind: 'network',
            version: '1.18.3',
            source: 'helm cilium from library',
            lock: 'a'.repeat(64),
            change: {
              action: 'changed',
              versionBefore: '1.18.2',
              semver: 'patch',
            },
          },
          {
            name: 'old',
            kind: 'addon',
            change: { action: 'removed', versionBefore: '1.0.0' },
          },
        ]}
      />,
    );
    expect(columns()).toEqual([
      'Part',
      'Layer',
      'Before',
      'After',
      'What happens',
      'Add-ons',
      'Core',
    ]);
    expect(
      screen.getByRole('row', {
        name: /^Network cilium ?helm cilium from library a{12}… 1.18.2 1.18.3 Upgraded$/,
      }),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('row', { name: 'Add-on old 1.0.0 – Removed' }),
    ).toBeInTheDocument();
  });

  it('fits into a card', () => {
    render(
      <StackDiagram
        compact
        label="Stack"
        layers={[{ name: 'cilium', kind: 'network', version: '1.18.3' }]}
      />,
    );
    expect(screen.getByRole('list', { name: 'Stack' })).toHaveTextContent(
      'cilium 1.18.3',
    );
  });

  it('keeps a card short, however many layers there are', () => {
    render(
      <StackDiagram
        compact
        label="Stack"
        layers={Array.from({ length: 40 }, (_, index) => ({
          name: `layer-${index}`,
          kind: 'addon' as const,
          category: 'custom',
          version: '1.0.0',
        }))}
      />,
    );
    expect(screen.getByText('and 32 more')).toBeInTheDocument();
    expect(screen.queryByText(/layer-8/)).toBeNull();
  });
});
