import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { request, renderField } from '../../__testUtils__/renderField';

describe('ClusterParameters', () => {
  it('is a form of the schema, with its defaults', async () => {
    const form = renderField('ClusterParameters', {
      key: 'parameters',
      type: 'object',
      values: { profile: request.profile },
    });
    const workers = await screen.findByLabelText(/Worker nodes/);
    expect(workers).toHaveValue(3);
    await userEvent.clear(workers);
    await userEvent.type(workers, '60');
    await form.review();
    expect(
      (await screen.findAllByText(/must be at most 50/)).length,
    ).toBeGreaterThan(0);
    await userEvent.clear(workers);
    await userEvent.type(workers, '8');
    await form.review();
    expect((await form.create())[0].parameters).toEqual({
      workers: 8,
      ingressReplicas: 2,
    });
  });

  it('carries the values of the cluster forward for an upgrade', async () => {
    const form = renderField('ClusterParameters', {
      key: 'parameters',
      type: 'object',
      values: { cluster: 'shop-prod', version: '1.4.0' },
    });
    expect(await screen.findByLabelText(/Worker nodes/)).toHaveValue(5);
    await form.review();
    expect((await form.create())[0].parameters).toEqual({
      workers: 5,
      ingressReplicas: 2,
    });
  });
});
