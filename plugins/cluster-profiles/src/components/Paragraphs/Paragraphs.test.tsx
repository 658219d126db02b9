import { render } from '@testing-library/react';
import { Paragraphs } from './Paragraphs';

describe('Paragraphs', () => {
  it('starts one at each empty line', () => {
    const { container } = render(
      <Paragraphs
        text={'Kubernetes 1.35,\nwith Cilium.\n\nNew: encryption.\n'}
      />,
    );
    expect(
      [...container.firstElementChild!.children].map(
        ({ textContent }) => textContent,
      ),
    ).toEqual(['Kubernetes 1.35,\nwith Cilium.', 'New: encryption.']);
  });

  it('sets code apart, and leaves a lonely backtick', () => {
    const { container } = render(
      <Paragraphs text="Unless `encryptTraffic` is off: it`s on" />,
    );
    expect(container.querySelector('code')).toHaveTextContent(
      /^encryptTraffic$/,
    );
    expect(container).toHaveTextContent(
      'Unless encryptTraffic is off: it`s on',
    );
  });
});
