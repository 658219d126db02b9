import type { ReactElement } from 'react';
import { screen, waitFor } from '@testing-library/react';
import type { JsonObject } from '@backstage/types';
import type { Entity } from '@backstage/catalog-model';
import { clusterEntity, profileEntity } from './__testUtils__/entities';
import { FakeClusterProfilesApi } from './__testUtils__/FakeClusterProfilesApi';
import {
  breakGlass,
  change,
  cluster,
  clusterDetail,
  override,
  plan,
} from './__testUtils__/fixtures';
import { renderPage } from './__testUtils__/renderPage';
import ParametersForm from './components/ParametersForm/ParametersForm';
import { ClusterOverview } from './entity/cluster/ClusterOverview';
import { ProfileVersions } from './entity/profile/ProfileVersions';
import { ChangePage } from './pages/ChangePage/ChangePage';
import { ClustersPage } from './pages/ClustersPage/ClustersPage';
import { PoliciesPage } from './pages/PoliciesPage/PoliciesPage';

/** What somebody may write wherever words are taken: markup, links of Markdown and of the browser, and how it is told again in the page. */
const hostile = (place: string) =>
  `${place} <img src=x onerror="alert(1)"><script>alert(1)</script><a href="javascript:alert(1)">a</a> [b](javascript:alert(1)) ![c](x)`;

const ADDRESSES = new Set([
  'href',
  'src',
  'action',
  'formaction',
  'xlink:href',
]);

/** What would run, or ask for something, if it were more than text. */
function dangers(): string[] {
  return [...document.querySelectorAll('*')].flatMap(element => [
    ...(element.matches('img, script, iframe, object')
      ? [element.outerHTML]
      : []),
    ...[...element.attributes]
      .filter(
        ({ name, value }) =>
          name.startsWith('on') || (ADDRESSES.has(name) && runs(value)),
      )
      .map(({ name, value }) => `${name}=${value}`),
  ]);
}

/** Schemes are read with white space and control characters in them. */
function runs(address: string): boolean {
  return /^(javascript|data|vbscript):/i.test(
    // eslint-disable-next-line no-control-regex
    address.replace(/[\u0000-\u0020]/g, ''),
  );
}

/** Waits until each place shows it as text. */
async function shown(...places: string[]): Promise<void> {
  for (const place of places) {
    await waitFor(() =>
      expect(document.body).toHaveTextContent(
        `${place} <img src=x onerror="alert(1)"><script>`,
      ),
    );
  }
}

function render(
  element: ReactElement,
  options: {
    api: FakeClusterProfilesApi;
    entity?: Entity;
    at?: string;
    mountPath?: string;
  },
) {
  renderPage(element, options);
}

describe('stored script is text', () => {
  it('in a change: summary, comments, reasons, findings, settings', async () => {
    const api = new FakeClusterProfilesApi();
    const { approval } = change();
    api.changes.set(
      'change-1',
      change({
        subject: { kind: 'cluster', name: hostile('subject') },
        summary: hostile('summary'),
        stateReason: hostile('state'),
        state: 'rejected',
        comment: hostile('comment'),
        comments: [
          {
            author: hostile('author'),
            text: hostile('said'),
            at: '2026-03-01T10:00:00.000Z',
          },
        ],
        approval: {
          ...approval!,
          requirements: [
            { ...approval!.requirements[0], reason: hostile('policy') },
          ],
          given: [
            {
              approver: 'user:default/sue',
              decision: 'rejected',
              comment: hostile('decision'),
              planDigest: 'c'.repeat(64),
              at: '2026-03-01T10:00:00.000Z',
            },
          ],
        },
        breakGlass: breakGlass({
          reason: hostile('glass'),
          reviews: [
            {
              reviewer: 'user:default/pete',
              verdict: 'rejected',
              comment: hostile('review'),
              at: '2026-03-01T10:00:00.000Z',
            },
          ],
        }),
        plan: plan({
          findings: [
            {
              severity: 'warn',
              code: 'hostile',
              message: hostile('finding'),
              remedy: hostile('remedy'),
              path: hostile('/path'),
              conflict: { ours: hostile('ours') },
            },
          ],
          irreversible: [hostile('irreversible')],
          settings: [{ path: '/description', after: hostile('setting') }],
          layers: [
            {
              name: hostile('layer'),
              kind: 'addon',
              action: 'removed',
              versionBefore: '1.0.0',
              values: [],
            },
          ],
        }),
      }),
    );
    render(<ChangePage />, {
      api,
      mountPath: '/changes/:id',
      at: '/changes/change-1',
    });
    await shown(
      'subject',
      'summary',
      'state',
      'comment',
      'said',
      'policy',
      'decision',
      'glass',
      'review',
      'finding',
      'remedy',
      '/path',
      'irreversible',
      'setting',
      'layer',
    );
    expect(dangers()).toEqual([]);
  });

  it('in a cluster: name, description, phase, conditions, overrides', async () => {
    const api = new FakeClusterProfilesApi();
    const detail = clusterDetail({
      name: hostile('name'),
      description: hostile('description'),
      phaseReason: hostile('phase'),
      overrides: [
        override({
          path: hostile('/place'),
          value: hostile('value'),
          reason: hostile('why'),
        }),
      ],
      conditions: [
        {
          type: 'Ready',
          status: 'False',
          reason: 'Odd',
          message: hostile('condition'),
          lastTransitionTime: '2026-03-01T08:00:00.000Z',
        },
      ],
    });
    api.getCluster = async () => detail;
    render(<ClusterOverview />, { api, entity: clusterEntity });
    await shown('name', 'description', 'phase', '/place', 'why', 'condition');
    expect(dangers()).toEqual([]);
  });

  it('in the list of clusters', async () => {
    const api = new FakeClusterProfilesApi();
    api.clusters = [
      cluster({
        name: hostile('name'),
        owner: hostile('owner'),
        target: hostile('target'),
        phase: 'degraded',
        phaseReason: hostile('phase'),
        driftedLayers: [hostile('drifted')],
      }),
    ];
    render(<ClustersPage />, { api });
    await shown('name', 'target', 'phase', 'drifted');
    expect(dangers()).toEqual([]);
  });

  it('in the versions of a profile: release notes and reasons', async () => {
    const api = new FakeClusterProfilesApi();
    api.profiles = api.profiles.map(profile => ({
      ...profile,
      description: hostile('description'),
      versions: profile.versions.map(version => ({
        ...version,
        releaseNotes: hostile('notes'),
        state: 'deprecated',
        stateReason: hostile('deprecation'),
      })),
    }));
    render(<ProfileVersions />, { api, entity: profileEntity });
    await shown('notes', 'deprecation');
    expect(dangers()).toEqual([]);
  });

  it('in what the policies say', async () => {
    const api = new FakeClusterProfilesApi();
    const { policyAnswer: answer } = api;
    api.policyAnswer = {
      ...answer,
      policies: answer.policies.map(policy => ({
        ...policy,
        name: hostile('policy'),
        reason: hostile('because'),
      })),
      freezes: answer.freezes.map(freeze => ({
        ...freeze,
        reason: hostile('freeze'),
      })),
      wait: { reason: hostile('wait') },
    };
    render(<PoliciesPage />, { api, at: '/?kind=upgrade' });
    await shown('policy', 'because', 'freeze', 'wait');
    expect(dangers()).toEqual([]);
  });

  it.each(['mui', 'bui'] as const)(
    'in titles and descriptions of parameters, which are Markdown, in the theme %s',
    async theme => {
      const schema: JsonObject = {
        type: 'object',
        title: hostile('form'),
        description: hostile('about'),
        properties: {
          field: {
            type: 'string',
            title: hostile('title'),
            description: hostile('help'),
            enum: [hostile('choice'), 'b'],
          },
        },
      };
      render(
        <ParametersForm
          schema={schema}
          theme={theme}
          value={{ field: hostile('choice') }}
          onChange={() => {}}
        />,
        { api: new FakeClusterProfilesApi() },
      );
      expect((await screen.findAllByText(/title/)).length).toBeGreaterThan(0);
      expect(document.body).toHaveTextContent(/help/);
      expect(dangers()).toEqual([]);
    },
  );
});
