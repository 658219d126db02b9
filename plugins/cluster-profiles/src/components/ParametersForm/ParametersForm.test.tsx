import { useState } from 'react';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { JsonObject } from '@backstage/types';
import { renderPage } from '../../__testUtils__/renderPage';
import ParametersForm from './ParametersForm';

const schema = {
  type: 'object',
  properties: {
    script: { type: 'string', title: 'Script' },
    name: { type: 'string', title: 'Name' },
  },
};

function Example(props: {
  theme: 'mui' | 'bui';
  value: JsonObject;
  onChange: (value: JsonObject) => void;
}) {
  const [value, setValue] = useState(props.value);
  return (
    <ParametersForm
      schema={schema}
      theme={props.theme}
      value={value}
      onChange={next => {
        setValue(next);
        props.onChange(next);
      }}
    />
  );
}

describe('ParametersForm', () => {
  it.each(['mui', 'bui'] as const)(
    'keeps the lines of a text that has some, in the theme %s',
    async theme => {
      const onChange = jest.fn();
      renderPage(
        <Example
          theme={theme}
          value={{ script: 'set -e\necho one\n', name: 'a' }}
          onChange={onChange}
        />,
      );
      const script = await screen.findByRole('textbox', { name: /Script/ });
      expect(script.tagName).toBe('TEXTAREA');
      expect(screen.getByRole('textbox', { name: /Name/ }).tagName).toBe(
        'INPUT',
      );
      await userEvent.type(script, '!');
      expect(onChange.mock.lastCall[0].script).toBe('set -e\necho one\n!');
    },
  );

  it('keeps the area, and with it the focus, when no line break is left', async () => {
    const onChange = jest.fn();
    renderPage(
      <Example theme="bui" value={{ script: 'a\n' }} onChange={onChange} />,
    );
    const script = await screen.findByRole('textbox', { name: /Script/ });
    await userEvent.type(script, '{Backspace}b');
    expect(onChange.mock.lastCall[0].script).toBe('ab');
    expect(script).toHaveFocus();
  });

  it('takes a long text', async () => {
    const onChange = jest.fn();
    const script = 'echo line\n'.repeat(6_500);
    renderPage(<Example theme="bui" value={{ script }} onChange={onChange} />);
    const area = await screen.findByRole('textbox', { name: /Script/ });
    await userEvent.click(area);
    await userEvent.paste('x');
    expect(onChange.mock.lastCall[0].script).toBe(`${script}x`);
  });
});
