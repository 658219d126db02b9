import { screen, waitFor } from '@testing-library/react';
import { renderField } from '../../__testUtils__/renderField';

describe('ClusterVersionPicker', () => {
  it('offers newer published versions, the newest preselected', async () => {
    const form = renderField('ClusterVersionPicker', {
      key: 'version',
      values: { cluster: 'shop-prod' },
    });
    await waitFor(async () =>
      expect(await screen.findByRole('radio', { name: '1.4.0' })).toBeChecked(),
    );
    expect(screen.queryByRole('radio', { name: '1.3.0' })).toBeNull();
    await form.review();
    expect((await form.create())[0].version).toBe('1.4.0');
  });
});
