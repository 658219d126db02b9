import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderField } from '../../__testUtils__/renderField';

describe('ClusterProfilePicker', () => {
  it('offers what may be requested, and says whom to ask for the rest', async () => {
    const form = renderField('ClusterProfilePicker', {
      key: 'profile',
      type: 'object',
    });
    const gpu = await screen.findByRole('radio', { name: 'AI and ML on GPUs' });
    expect(gpu).toBeDisabled();
    expect(
      screen.getByText(
        'Only members of data-science may request it. Ask platform.',
      ),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('radio', { name: 'observability' }),
    ).not.toBeInTheDocument();

    await form.review();
    expect((await screen.findAllByText(/Choose a profile/))[0]).toBeVisible();

    await userEvent.click(
      screen.getByRole('radio', { name: 'Production base' }),
    );
    expect(
      screen.getByRole('button', { name: /1.4.0 \(newest\)/ }),
    ).toBeInTheDocument();
    await form.review();
    const [values] = await form.create();
    expect(values.profile).toEqual({
      name: 'production-base',
      version: '1.4.0',
    });
  });

  it('is operable by keyboard alone', async () => {
    renderField('ClusterProfilePicker', { key: 'profile', type: 'object' });
    const first = await screen.findByRole('radio', { name: 'Production base' });
    await userEvent.tab();
    expect(first).toHaveFocus();
    await userEvent.keyboard('{ArrowDown}');
    expect(screen.getByRole('radio', { name: 'Edge, small' })).toBeChecked();
  });
});
