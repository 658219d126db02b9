import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderField } from '../../__testUtils__/renderField';

describe('ClusterPicker', () => {
  it('offers the clusters that the reader may see', async () => {
    const form = renderField('ClusterPicker', { key: 'cluster' });
    await form.review();
    expect(
      await screen.findByText("'ClusterPicker' Choose a cluster"),
    ).toBeVisible();
    expect(screen.queryByText(/must have/)).not.toBeInTheDocument();
    await userEvent.click(
      await screen.findByRole('button', { name: /ClusterPicker/ }),
    );
    // Typing moves virtual focus, which jsdom cannot do; the browser journeys type.
    await userEvent.click(
      await screen.findByRole('option', { name: /search-staging/ }),
    );
    await form.review();
    expect((await form.create())[0].cluster).toBe('search-staging');
  });
});
