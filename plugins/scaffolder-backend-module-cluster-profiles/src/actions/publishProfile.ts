import { InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { changeInput, changeOutput } from '../changeSchema';
import { proposeChange } from '../proposeChange';
import type { ActionServices } from '../proposeChange';
import { readBundle } from '../readBundle';
import { examples } from './publishProfile.examples';

/** Proposes to publish a version of a profile. */
export function createPublishProfileAction(services: ActionServices) {
  return createTemplateAction({
    id: 'cluster-profiles:profile:publish',
    description:
      'Publishes a version of a profile, from the workspace or from an address. The change may need approvals; the step does not wait for them.',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        path: z =>
          z
            .string()
            .optional()
            .describe(
              'Profile document in the workspace, or the folder that holds its profile.yaml; instead of url',
            ),
        url: z =>
          z
            .string()
            .url()
            .optional()
            .describe(
              'Address of the profile document, read through the URL reader of the portal at one commit; instead of path',
            ),
        authors: z =>
          z
            .array(z.string())
            .optional()
            .describe(
              'Entity references of those who wrote it; they cannot approve it',
            ),
        ...changeInput,
      },
      output: changeOutput,
    },
    async handler(ctx) {
      const { path, url, ...rest } = ctx.input;
      if ((path === undefined) === (url === undefined)) {
        throw new InputError(
          'Give either path (a file or folder of the workspace) or url, not both',
        );
      }
      await proposeChange({
        ctx,
        services,
        request: {
          kind: 'publish',
          ...rest,
          ...(path === undefined
            ? { url }
            : {
                bundle: await readBundle({
                  workspace: ctx.workspacePath,
                  path,
                }),
              }),
        },
      });
    },
  });
}
