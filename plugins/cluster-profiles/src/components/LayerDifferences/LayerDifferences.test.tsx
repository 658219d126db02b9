import { render, screen, within } from '@testing-library/react';
import type { LayerDifference } from '@cluster-profiles/plugin-cluster-profiles-common';
import { LayerDifferences } from './LayerDifferences';

const pins = [
  { path: '/address', before: 'oci://a:1', after: 'oci://a:2' },
  { path: '/sha256', before: '1'.repeat(64), after: '2'.repeat(64) },
];
const layer: LayerDifference = {
  name: 'loki',
  kind: 'addon',
  category: 'logging',
  action: 'changed',
  versionBefore: '1.0.0',
  versionAfter: '2.0.0',
  semver: 'major',
  values: pins,
};

function rows(layers: LayerDifference[]) {
  render(<LayerDifferences layers={layers} />);
  return within(
    screen.getByRole('list', { name: 'Layers that change' }),
  ).getAllByRole('listitem');
}

describe('LayerDifferences', () => {
  it('does not count what follows from the version among the values', () => {
    const [plain, more] = rows([
      layer,
      {
        ...layer,
        name: 'tempo',
        semver: 'patch',
        values: [...pins, { path: '/values/replicas', before: 1, after: 2 }],
      },
    ]);
    expect(plain).toHaveTextContent('no values change');
    expect(within(plain).queryByRole('link')).toBeNull();
    expect(
      within(more).getByRole('link', { name: 'Differences of tempo' }),
    ).toHaveTextContent('1 value');
    const pin = within(screen.getByRole('region', { name: 'loki' })).getByText(
      /^Source address/,
    );
    expect(pin).toHaveTextContent('Source address oci://a:1 → oci://a:2');
    expect(
      screen.getByRole('button', { name: 'Copy SHA-256 of loki before' }),
    ).toBeInTheDocument();
  });

  it('gives a major step more weight than a minor one', () => {
    const [major, minor] = rows([
      layer,
      { ...layer, name: 'tempo', semver: 'minor' },
    ]);
    expect(major).toHaveTextContent('Upgraded, major');
    expect(major.querySelector('[data-tone="warning"]')).not.toBeNull();
    expect(minor).toHaveTextContent('Upgraded');
    expect(minor).toHaveTextContent('minor');
    expect(minor.querySelector('[data-tone="warning"]')).toBeNull();
  });
});
