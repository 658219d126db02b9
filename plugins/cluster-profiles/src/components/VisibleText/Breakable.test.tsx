import { render } from '@testing-library/react';
import { Breakable } from './Breakable';

describe('Breakable', () => {
  it.each([
    ['spec.containers.web.image', 'spec.|containers.|web.|image'],
    ['lab.test/web:1.10.0', 'lab.|test/|web:|1.10.0'],
    ['two\u202e', 'two\\u{202e}'],
    ['', ''],
  ])('%j breaks between names', (text, parts) => {
    const { container } = render(<Breakable text={text} />);
    expect(container.innerHTML.replaceAll('<wbr>', '|')).toBe(parts);
  });
});
