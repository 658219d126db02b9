import { HIDDEN_VALUE } from '@cluster-profiles/plugin-cluster-profiles-common';
import { render, screen } from '@testing-library/react';
import { ValueDifferences } from './ValueDifferences';

describe('ValueDifferences', () => {
  it('shows both sides, and the path where there are no words for it', () => {
    render(
      <ValueDifferences
        label="Values"
        differences={[
          { path: '/values/replicas', before: 2, after: 3 },
          { path: '/values/metrics', after: { enabled: true } },
        ]}
      />,
    );
    expect(
      screen.getAllByRole('columnheader').map(cell => cell.textContent),
    ).toEqual(['Setting', 'Before', 'After']);
    expect(
      screen.getByRole('row', { name: '/values/replicas 2 3' }),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('row', {
        name: '/values/metrics not set enabled: true',
      }),
    ).toBeInTheDocument();
  });

  it('says of what may not be read that it is hidden', () => {
    render(
      <ValueDifferences
        label="Values"
        differences={[
          { path: '/a', before: HIDDEN_VALUE, after: HIDDEN_VALUE },
        ]}
      />,
    );
    expect(
      screen.getByRole('row', {
        name: '/a hidden: you may not read values hidden: you may not read values',
      }),
    ).toBeInTheDocument();
  });

  it('leaves the side out that was empty, and keeps the path on hover', () => {
    render(
      <ValueDifferences
        label="Settings"
        title={() => 'Follow policy'}
        differences={[{ path: '/follow', after: 'patch' }]}
      />,
    );
    expect(
      screen.getAllByRole('columnheader').map(cell => cell.textContent),
    ).toEqual(['Setting', 'Value']);
    expect(
      screen.getByRole('rowheader', { name: 'Follow policy' }),
    ).toHaveAttribute('title', '/follow');
    expect(screen.queryByText('not set')).not.toBeInTheDocument();
  });
});
