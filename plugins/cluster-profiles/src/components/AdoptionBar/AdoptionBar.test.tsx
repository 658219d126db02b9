import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { profiles } from '../../__testUtils__/fixtures';
import { AdoptionBar } from './AdoptionBar';

const [{ versions }] = profiles();

describe('AdoptionBar', () => {
  it('says how many clusters run which version', () => {
    render(
      <AdoptionBar
        versions={versions}
        unsupported={['1.3.1', '1.3.0']}
        chosen={[]}
        onChange={() => {}}
      />,
    );
    expect(
      screen.getAllByRole('button').map(({ textContent }) => textContent),
    ).toEqual([
      '1.4.0: 2 clusters, 50 %',
      '1.3.1 (unsupported): 1 cluster, 25 %',
      '1.3.0 (deprecated, unsupported): 1 cluster, 25 %',
    ]);
  });

  it('adds and removes the version that is pressed', async () => {
    const onChange = jest.fn();
    render(
      <AdoptionBar
        versions={versions}
        chosen={['1.3.1']}
        onChange={onChange}
      />,
    );
    expect(screen.getByRole('button', { name: /^1.3.1/ })).toHaveAttribute(
      'aria-pressed',
      'true',
    );
    await userEvent.click(screen.getByRole('button', { name: /^1.3.0/ }));
    expect(onChange).toHaveBeenLastCalledWith(['1.3.1', '1.3.0']);
    await userEvent.click(screen.getByRole('button', { name: /^1.3.1/ }));
    expect(onChange).toHaveBeenLastCalledWith([]);
  });

  it('is nothing where no cluster runs the profile', () => {
    const { container } = render(
      <AdoptionBar
        versions={versions.map(version => ({ ...version, clusters: 0 }))}
        chosen={[]}
        onChange={() => {}}
      />,
    );
    expect(container).toBeEmptyDOMElement();
  });
});
