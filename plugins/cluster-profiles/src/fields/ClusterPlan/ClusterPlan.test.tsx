import { screen, within } from '@testing-library/react';
import { FakeClusterProfilesApi } from '../../__testUtils__/FakeClusterProfilesApi';
import { plan } from '../../__testUtils__/fixtures';
import { request, renderField } from '../../__testUtils__/renderField';

describe('ClusterPlan', () => {
  it('shows plan and approval, and carries the digest that was seen', async () => {
    const api = new FakeClusterProfilesApi();
    const form = renderField('ClusterPlan', {
      key: 'plan',
      values: request,
      api,
    });
    const approval = await screen.findByRole('region', { name: 'Approval' });
    expect(
      within(approval).getByText(
        'Changes of production clusters need the platform team.',
      ),
    ).toBeInTheDocument();
    const why = within(approval).getByRole('link', { name: /Why these/ });
    expect(why).toHaveAttribute(
      'href',
      expect.stringMatching(
        /^\/cluster-profiles\/policies\?kind=create&.*target=prod-eu1/,
      ),
    );
    // What is half filled in stays.
    expect(why).toHaveAttribute('target', '_blank');
    expect(screen.getByText('8 replaced')).toBeInTheDocument();
    expect(screen.getByText('new-one will wait for an approval')).toBeVisible();
    expect(api.previewed).toEqual([
      expect.objectContaining({ kind: 'create', cluster: 'new-one' }),
    ]);
    await form.review();
    expect((await form.create())[0].plan).toBe(plan().planDigest);
  });

  it('stops the page while a finding blocks, and says why', async () => {
    const api = new FakeClusterProfilesApi();
    api.preview.plan = plan({
      findings: [
        {
          severity: 'block',
          code: 'target-full',
          message: 'dev-eu1 holds as many clusters as it may.',
        },
      ],
    });
    const form = renderField('ClusterPlan', {
      key: 'plan',
      values: request,
      api,
    });
    expect(
      await screen.findByText('dev-eu1 holds as many clusters as it may.'),
    ).toBeInTheDocument();
    expect(screen.queryByText(/will wait for|needs no approval/)).toBeNull();
    await form.review();
    expect(
      (
        await screen.findAllByText(/There is no plan that could be proposed/)
      )[0],
    ).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Create' })).toBeNull();
  });

  it('plans an upgrade when told so', async () => {
    const api = new FakeClusterProfilesApi();
    renderField('ClusterPlan', {
      key: 'plan',
      values: { cluster: 'shop-prod', version: '1.4.0' },
      uiOptions: { kind: 'upgrade' },
      api,
    });
    await screen.findByRole('region', { name: 'Plan' });
    expect(api.previewed[0]).toMatchObject({
      kind: 'upgrade',
      cluster: 'shop-prod',
      version: '1.4.0',
    });
  });
});
