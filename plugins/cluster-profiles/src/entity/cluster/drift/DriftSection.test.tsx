import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { DriftFinding } from '@cluster-profiles/plugin-cluster-profiles-common';
import { FakeClusterProfilesApi } from '../../../__testUtils__/FakeClusterProfilesApi';
import { clusterEntity } from '../../../__testUtils__/entities';
import { clusterDetail } from '../../../__testUtils__/fixtures';
import { renderPage } from '../../../__testUtils__/renderPage';
import { DriftSection } from './DriftSection';

const replicas = {
  object: 'Deployment ingress-nginx/controller',
  path: '/spec/replicas',
  desired: 2,
  observed: 5,
  manager: 'kubectl-edit',
};

function finding(more: Partial<DriftFinding> = {}): DriftFinding {
  return {
    id: 'f1',
    layer: 'ingress-nginx',
    object: replicas.object,
    openedAt: '2026-03-01T10:00:00.000Z',
    changedAt: '2026-03-01T10:00:00.000Z',
    differences: [replicas],
    corrections: 0,
    actions: {
      correct: { allowed: true },
      adopt: { allowed: false, reason: 'No parameter sets it' },
      ignore: { allowed: true },
    },
    ...more,
  };
}

function render(
  drift: Partial<FakeClusterProfilesApi['drift']>,
  cluster = clusterDetail({ drift: 'Drifted' }),
) {
  const api = new FakeClusterProfilesApi();
  api.drift = { layers: [], findings: [], exceptions: [], ...drift };
  renderPage(<DriftSection cluster={cluster} />, {
    api,
    entity: clusterEntity,
  });
  return api;
}

describe('DriftSection', () => {
  it('shows fields side by side, who wrote them, and has a layer corrected', async () => {
    const api = render({ findings: [finding()] });
    const row = await screen.findByRole('row', { name: /\/spec\/replicas/ });
    expect(within(row).getByText('2')).toBeInTheDocument();
    expect(within(row).getByText('5')).toBeInTheDocument();
    expect(within(row).getByText('kubectl-edit')).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Adopt…' })).toBeDisabled();
    expect(screen.getByText('Adopt: No parameter sets it')).toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('button', { name: 'Correct ingress-nginx now' }),
    );
    await waitFor(() => expect(api.corrected).toEqual(['ingress-nginx']));
  });

  it.each([
    ['report', /Nothing corrects it by itself/],
    ['correct', /Its drift mode corrects it/],
  ] as const)('says what becomes of it by itself: %s', async (mode, words) => {
    const cluster = clusterDetail({ drift: 'Drifted' });
    const layers = cluster.desired!.layers.map(layer =>
      layer.name === 'ingress-nginx' ? { ...layer, driftMode: mode } : layer,
    );
    render(
      { findings: [finding()] },
      { ...cluster, desired: { ...cluster.desired!, layers } },
    );
    expect(await screen.findByText(words)).toBeInTheDocument();
  });

  it('says why nothing can be corrected', async () => {
    render({
      findings: [
        finding({
          actions: {
            ...finding().actions!,
            correct: { allowed: false, reason: 'The cluster is held' },
          },
        }),
      ],
    });
    expect(
      await screen.findByText('Correct: The cluster is held'),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: 'Correct ingress-nginx now' }),
    ).toBeDisabled();
  });

  it('shows no secret, and why fields are not known', async () => {
    render({
      findings: [
        finding({
          differences: [
            { object: 'Secret a/b', path: '/data/key', hidden: 'secret' },
            { object: 'Secret a/b', path: '', whole: 'unknown' },
          ],
        }),
      ],
      layers: [
        {
          name: 'ingress-nginx',
          health: 'Healthy',
          drift: 'Drifted',
          fieldsUnknown: { reason: 'Argo CD tells names only' },
        },
      ],
    });
    expect(await screen.findByText('secret, not shown')).toBeInTheDocument();
    expect(screen.getByText('Argo CD tells names only')).toBeInTheDocument();
  });

  it.each([
    ['missing', ['The object', 'there', 'not there', 'not known']],
    [
      'undesired',
      ['The object', 'not part of the layer', 'there', 'not known'],
    ],
  ] as const)(
    'says of an object that is %s on which side it is',
    async (whole, cells) => {
      render({
        findings: [
          finding({
            differences: [{ object: replicas.object, path: '', whole }],
          }),
        ],
      });
      const row = await screen.findByRole('row', { name: /^The object/ });
      expect([...row.children].map(cell => cell.textContent)).toEqual(cells);
    },
  );

  it('proposes an exception for fields, with a reason and an end', async () => {
    const api = render({ findings: [finding()] });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Allow for a while…' }),
    );
    const plan = screen.getByRole('button', { name: 'Show the plan' });
    expect(plan).toBeDisabled();
    await userEvent.type(
      screen.getByRole('textbox', { name: /Reason/ }),
      'An autoscaler decides',
    );
    const days = screen.getByRole('textbox', { name: /Days/ });
    await userEvent.clear(days);
    await userEvent.tab();
    expect(plan).toBeDisabled();
    await userEvent.type(days, '7');
    await userEvent.tab();
    const end = new Date(Date.now() + 7 * 24 * 3_600_000).getFullYear();
    expect(days).toHaveAccessibleDescription(
      expect.stringMatching(`1 to 365; until .*${end}`),
    );
    await userEvent.click(plan);
    await waitFor(() =>
      expect(api.previewed).toEqual([
        expect.objectContaining({
          kind: 'set-parameters',
          driftExceptions: [
            {
              layer: 'ingress-nginx',
              object: replicas.object,
              path: '/spec/replicas',
              reason: 'An autoscaler decides',
              until: expect.any(String),
            },
          ],
        }),
      ]),
    );
  });

  it('proposes what a finding can be adopted with', async () => {
    const request = {
      kind: 'resize',
      cluster: 'shop-prod',
      workers: { general: 5 },
      adoptsDrift: ['f1'],
    } as const;
    const api = render({
      findings: [
        finding({
          actions: {
            ...finding().actions!,
            adopt: {
              allowed: true,
              request: { ...request, adoptsDrift: ['f1'] },
            },
          },
        }),
      ],
    });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Adopt…' }),
    );
    await waitFor(() =>
      expect(api.previewed).toEqual([expect.objectContaining(request)]),
    );
  });

  it('says what an override is that adopts a finding', async () => {
    render({
      findings: [
        finding({
          actions: {
            ...finding().actions!,
            adopt: {
              allowed: true,
              request: {
                kind: 'override',
                cluster: 'shop-prod',
                overrides: [
                  {
                    layer: 'ingress-nginx',
                    path: '/controller/replicaCount',
                    value: 5,
                  },
                ],
                reason: 'Adopts it',
                expires: '2026-04-01T00:00:00.000Z',
                adoptsDrift: ['f1'],
              },
            },
          },
        }),
      ],
    });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Adopt…' }),
    );
    expect(
      await screen.findByText(
        /override of \/controller\/replicaCount of ingress-nginx until .*2026.*; then its end is proposed.*does not count as an approver/,
      ),
    ).toBeInTheDocument();
  });

  const traceable = {
    ...finding().actions!,
    adopt: { allowed: false, reason: 'No value', traceable: true as const },
  };

  it('says why no value was found, once it has been looked for', async () => {
    render({ findings: [finding({ actions: traceable })] });
    const adopt = await screen.findByRole('button', { name: 'Adopt…' });
    expect(screen.getByText(/looked for by rendering/)).toBeInTheDocument();
    await userEvent.click(adopt);
    expect(
      await screen.findByText('Adopt: Nothing sets it'),
    ).toBeInTheDocument();
    expect(adopt).toBeDisabled();
  });

  it('proposes the value that was found, and says what to write into the profile', async () => {
    const api = render({ findings: [finding({ actions: traceable })] });
    const request = {
      kind: 'override' as const,
      cluster: 'shop-prod',
      overrides: [
        { layer: 'ingress-nginx', path: '/image/tag', value: '1.2.4' },
      ],
      reason: 'Adopts it',
      expires: '2026-04-01T00:00:00.000Z',
    };
    api.driftAdoption = {
      allowed: true,
      request,
      inProfile: {
        profile: 'production-base',
        version: '1.4.0',
        layer: 'ingress-nginx',
        values: { image: { tag: '1.2.4' } },
      },
    };
    await userEvent.click(
      await screen.findByRole('button', { name: 'Adopt…' }),
    );
    await waitFor(() =>
      expect(api.previewed).toEqual([expect.objectContaining(request)]),
    );
    expect(
      await screen.findByText(/image:\s+tag: 1\.2\.4/),
    ).toBeInTheDocument();
    expect(
      screen.getByText(/file of profile production-base, .* 1\.4\.0, and/),
    ).toBeInTheDocument();
  });

  it('does not call in sync what is not known', async () => {
    render({}, clusterDetail({ drift: 'Unknown' }));
    expect(await screen.findByText(/drift is not known/)).toBeInTheDocument();
    expect(screen.queryByText(/Nothing differs/)).toBeNull();
  });

  it('asks for what was before only on demand', async () => {
    const api = render(
      {
        findings: [
          finding({
            actions: undefined,
            closedAt: '2026-03-01T11:00:00.000Z',
            outcome: 'corrected',
          }),
        ],
      },
      clusterDetail({ drift: 'InSync' }),
    );
    const getDrift = jest.spyOn(api, 'getDrift');
    expect(screen.getByText(/Nothing differs/)).toBeInTheDocument();
    expect(getDrift).not.toHaveBeenCalled();
    await userEvent.click(
      screen.getByRole('button', { name: 'Show past drift' }),
    );
    expect(await screen.findByText('Earlier drift (1)')).toBeInTheDocument();
  });

  it('keeps what has ended, and says what may differ', async () => {
    render(
      {
        findings: [
          finding({
            actions: undefined,
            closedAt: '2026-03-01T11:00:00.000Z',
            outcome: 'corrected',
          }),
        ],
        exceptions: [
          {
            layer: 'ingress-nginx',
            object: 'Deployment',
            path: '/spec/paused',
            reason: 'Maintenance',
            until: '2030-01-01T00:00:00.000Z',
            of: 'profile',
          },
        ],
      },
      clusterDetail({ drift: 'Overridden' }),
    );
    expect(await screen.findByText('Earlier drift (1)')).toBeInTheDocument();
    expect(screen.getByText(/Corrected/)).toBeInTheDocument();
    expect(screen.getByText(/, by its profile/)).toBeInTheDocument();
    expect(screen.getByText(/Nothing differs/)).toBeInTheDocument();
  });
});
