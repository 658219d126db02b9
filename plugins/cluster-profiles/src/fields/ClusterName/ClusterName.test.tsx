import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeClusterProfilesApi } from '../../__testUtils__/FakeClusterProfilesApi';
import { renderField } from '../../__testUtils__/renderField';
import { validateClusterName } from './ClusterName';
import { nameError } from './nameError';

describe('ClusterName', () => {
  it.each(['Shop', '1shop', 'shop-', 'a'.repeat(64), ''])(
    'refuses %p',
    name => {
      expect(nameError(name)).toEqual(expect.any(String));
    },
  );

  it('says while typing whether a name is free', async () => {
    const form = renderField('ClusterName', { key: 'name' });
    await form.review();
    expect(await screen.findAllByText(/Enter a name/)).toHaveLength(2);
    expect(screen.queryByText(/must/)).not.toBeInTheDocument();
    const input = await screen.findByRole('textbox', { name: /ClusterName/ });
    await userEvent.type(input, 'shop-prod');
    expect(await screen.findByText('shop-prod is taken')).toBeInTheDocument();
    await userEvent.clear(input);
    await userEvent.type(input, 'shop-new');
    expect(await screen.findByText('shop-new is free')).toBeInTheDocument();
  });

  it('asks the backend when the page is left', async () => {
    const addError = jest.fn();
    const api = new FakeClusterProfilesApi();
    const apiHolder = { get: () => api as never };
    await validateClusterName('shop-prod', { addError }, { apiHolder });
    expect(addError).toHaveBeenCalledWith('shop-prod is taken');
    addError.mockClear();
    await validateClusterName('', { addError }, { apiHolder });
    expect(addError.mock.calls).toEqual([['Enter a name']]);
    addError.mockClear();
    await validateClusterName('shop-new', { addError }, { apiHolder });
    expect(addError).not.toHaveBeenCalled();
  });
});
