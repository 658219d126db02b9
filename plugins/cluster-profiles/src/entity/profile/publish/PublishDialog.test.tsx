import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { Entity } from '@backstage/catalog-model';
import { FakeClusterProfilesApi } from '../../../__testUtils__/FakeClusterProfilesApi';
import { profileEntity } from '../../../__testUtils__/entities';
import { plan } from '../../../__testUtils__/fixtures';
import { renderPage } from '../../../__testUtils__/renderPage';
import { PublishDialog } from './PublishDialog';

const URL = 'https://git.example/platform/-/blob/main/base/profile.yaml';
const DOCUMENT = 'metadata:\n  name: production-base\n';

const fromUrl: Entity = {
  ...profileEntity,
  metadata: {
    ...profileEntity.metadata,
    annotations: { 'backstage.io/managed-by-location': `url:${URL}` },
  },
};

function render(entity: Entity, api = new FakeClusterProfilesApi()) {
  renderPage(<PublishDialog entity={entity} onClose={() => {}} />, { api });
  return api;
}

const showPlan = () => screen.getByRole('button', { name: 'Show the plan' });

function folder(...files: Array<[path: string, text: string]>): File[] {
  return files.map(([path, text]) =>
    Object.defineProperty(
      new File([text], path.split('/').at(-1)!),
      'webkitRelativePath',
      { value: `1.5.0/${path}` },
    ),
  );
}

describe('PublishDialog', () => {
  it('proposes what the catalog reads, after its plan with findings and approvals', async () => {
    const api = new FakeClusterProfilesApi();
    api.preview.plan = plan({
      findings: [
        { severity: 'warn', code: 'x', message: 'An image has no digest' },
      ],
    });
    render(fromUrl, api);
    expect(await screen.findByText(URL)).toBeVisible();
    await userEvent.click(showPlan());
    expect(await screen.findByText('An image has no digest')).toBeVisible();
    expect(screen.getByRole('region', { name: 'Approval' })).toBeVisible();
    expect(api.previewed).toEqual([{ kind: 'publish', url: URL }]);
    await userEvent.click(screen.getByRole('button', { name: 'Propose' }));
    await waitFor(() =>
      expect(api.proposed[0]).toMatchObject({
        kind: 'publish',
        url: URL,
        seenPlanDigest: plan().planDigest,
      }),
    );
  });

  it('takes a folder where the catalog has no address', async () => {
    const api = render(profileEntity);
    expect(
      await screen.findByRole('radio', { name: /Where the catalog reads it/ }),
    ).toBeDisabled();
    expect(showPlan()).toBeDisabled();
    const input = screen.getByLabelText('Folder of the profile');
    expect(input).toHaveAttribute('webkitdirectory');
    await userEvent.upload(
      input,
      folder(['profile.yaml', DOCUMENT], ['policies/a.yaml', 'a']),
    );
    expect(
      await screen.findByText('profile.yaml and 1 file are read'),
    ).toBeVisible();
    expect(
      within(
        screen.getByRole('list', { name: 'Files of the bundle' }),
      ).getByText('./policies/a.yaml'),
    ).toBeVisible();
    await userEvent.click(showPlan());
    await waitFor(() =>
      expect(api.previewed).toEqual([
        {
          kind: 'publish',
          bundle: { document: DOCUMENT, files: { './policies/a.yaml': 'a' } },
        },
      ]),
    );
  });

  it('says why a folder cannot be published', async () => {
    render(profileEntity);
    await userEvent.upload(
      await screen.findByLabelText('Folder of the profile'),
      folder(['profile.yaml', 'metadata:\n  name: other\n']),
    );
    expect(
      await screen.findByText(
        'The document is of the profile other; this page publishes production-base.',
      ),
    ).toBeVisible();
    expect(showPlan()).toBeDisabled();
  });

  it('takes a pasted document, or a chosen one', async () => {
    const api = render(profileEntity);
    await userEvent.click(
      await screen.findByRole('radio', {
        name: 'A document that refers to no files',
      }),
    );
    const text = screen.getByRole('textbox', { name: /Document/ });
    await userEvent.click(text);
    await userEvent.paste('a: 1\n---\nb: 2');
    expect(await screen.findByText(/holds 2 YAML documents/)).toBeVisible();
    expect(showPlan()).toBeDisabled();
    await userEvent.upload(
      screen.getByLabelText('profile.yaml'),
      new File([DOCUMENT], 'profile.yaml'),
    );
    await waitFor(() => expect(text).toHaveValue(DOCUMENT));
    await userEvent.click(showPlan());
    await waitFor(() =>
      expect(api.previewed).toEqual([
        { kind: 'publish', bundle: { document: DOCUMENT } },
      ]),
    );
  });
});
