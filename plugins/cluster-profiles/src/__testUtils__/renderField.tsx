import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { JsonObject } from '@backstage/types';
import type { TemplateParameterSchema } from '@backstage/plugin-scaffolder-react';
import { Stepper } from '@backstage/plugin-scaffolder-react/alpha';
import { FakeClusterProfilesApi } from './FakeClusterProfilesApi';
import { renderPage } from './renderPage';
import { scaffolderFields } from './scaffolderFields';

/** One page of a template with one of our fields, as the scaffolder draws it. */
export function renderField(
  field: string,
  options: {
    key: string;
    type?: string;
    values?: JsonObject;
    api?: FakeClusterProfilesApi;
    uiOptions?: JsonObject;
    /** The template begins the field with nothing, not with `''`. */
    withoutDefault?: boolean;
  },
) {
  const onCreate = jest.fn(async () => {});
  const manifest: TemplateParameterSchema = {
    title: 'Test',
    steps: [
      {
        title: 'Page',
        schema: {
          required: [options.key],
          properties: {
            [options.key]: {
              title: field,
              type: options.type ?? 'string',
              // As in the templates: so the fields can say what is missing.
              ...(options.type === undefined && !options.withoutDefault
                ? { default: '' }
                : {}),
              'ui:field': field,
              // As in the templates: the fields tell their errors themselves.
              'ui:hideError': true,
              'ui:options': options.uiOptions ?? {},
            },
          },
        },
      },
    ],
  };
  renderPage(
    <Stepper
      manifest={manifest}
      extensions={scaffolderFields}
      initialState={options.values as Record<string, never>}
      onCreate={onCreate}
    />,
    { api: options.api },
  );
  return {
    review: () =>
      userEvent.click(screen.getByRole('button', { name: 'Review' })),
    create: async () => {
      await userEvent.click(
        await screen.findByRole('button', { name: 'Create' }),
      );
      await waitFor(() => expect(onCreate).toHaveBeenCalled());
      return onCreate.mock.calls[0] as unknown as [JsonObject];
    },
  };
}

/** Values of the pages before. */
export const request = {
  name: 'new-one',
  owner: 'group:default/checkout',
  target: 'dev-eu1',
  profile: { name: 'production-base', version: '1.4.0' },
};
