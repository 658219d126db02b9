import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { JsonArray } from '@backstage/types';
import { FakeClusterProfilesApi } from '../../__testUtils__/FakeClusterProfilesApi';
import { renderField } from '../../__testUtils__/renderField';
import { validateClusterAddOns } from './ClusterAddOns';

function render(addOnProfiles?: JsonArray, api?: FakeClusterProfilesApi) {
  return renderField('ClusterAddOns', {
    key: 'addOnProfiles',
    type: 'array',
    values: addOnProfiles ? { addOnProfiles } : {},
    api,
  });
}

const box = () => screen.findByRole('checkbox', { name: /observability/ });

describe('ClusterAddOns', () => {
  it('offers add-on profiles alone, each in its newest version with its parameters', async () => {
    const form = render();
    await userEvent.click(await box());
    expect(screen.getAllByRole('checkbox')).toHaveLength(1);
    const workers = await screen.findByLabelText(/Worker nodes/);
    await userEvent.clear(workers);
    await userEvent.type(workers, '8');
    await form.review();
    expect((await form.create())[0].addOnProfiles).toEqual([
      {
        name: 'observability',
        version: '1.0.0',
        parameters: { workers: 8, ingressReplicas: 2 },
      },
    ]);
  });

  it('begins with what came with the form, and gives it up', async () => {
    const form = render([
      { name: 'observability', version: '1.0.0', parameters: { workers: 7 } },
    ]);
    expect(await box()).toBeChecked();
    expect(await screen.findByLabelText(/Worker nodes/)).toHaveValue(7);
    await userEvent.click(await box());
    expect(screen.queryByLabelText(/Worker nodes/)).toBeNull();
    await form.review();
    expect((await form.create())[0].addOnProfiles).toEqual([]);
  });

  it('says below a parameter what does not fit, and keeps the page', async () => {
    const form = render([{ name: 'observability', version: '1.0.0' }]);
    const workers = await screen.findByLabelText(/Worker nodes/);
    await userEvent.clear(workers);
    await userEvent.type(workers, '60');
    await form.review();
    expect(
      (await screen.findAllByText(/must be at most 50/)).length,
    ).toBeGreaterThan(0);
    expect(screen.queryByRole('button', { name: 'Create' })).toBeNull();
  });

  it('is checked by the schemas when its page is left', async () => {
    const api = new FakeClusterProfilesApi();
    const addError = jest.fn();
    const check = (workers: number) =>
      validateClusterAddOns(
        [{ name: 'observability', version: '1.0.0', parameters: { workers } }],
        { addError },
        { apiHolder: { get: <T,>() => api as T } },
      );
    await check(50);
    expect(addError).not.toHaveBeenCalled();
    await check(60);
    expect(addError).toHaveBeenCalledWith(
      expect.stringMatching(/^observability: .*must be at most 50/),
    );
  });

  it('says what became of one that cannot be requested any more', async () => {
    const form = render([
      { name: 'observability', version: '0.9.0' },
      { name: 'gone', version: '1.0.0' },
    ]);
    expect(
      await screen.findByText(
        /observability 0\.9\.0 does not exist\. The newest version, 1\.0\.0, is chosen instead\. gone is not there any more/,
      ),
    ).toBeVisible();
    await screen.findByLabelText(/Worker nodes/);
    await form.review();
    expect((await form.create())[0].addOnProfiles).toMatchObject([
      { name: 'observability', version: '1.0.0' },
    ]);
  });

  it('says of one that may not be used whom to ask', async () => {
    const api = new FakeClusterProfilesApi();
    const profiles = await api.listProfiles();
    api.listProfiles = async () =>
      profiles.map(profile => ({
        ...profile,
        use: { allowed: false, reason: 'It is reserved.' },
      }));
    render(undefined, api);
    expect(await box()).toBeDisabled();
    expect(screen.getByText(/It is reserved\..*platform/)).toBeVisible();
  });

  it('says when there is none', async () => {
    const api = new FakeClusterProfilesApi();
    api.listProfiles = async () => [];
    render(undefined, api);
    expect(
      await screen.findByText('No add-on profile is published.'),
    ).toBeVisible();
  });
});
