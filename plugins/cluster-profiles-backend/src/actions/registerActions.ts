import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import type { AuthorizedChanges } from '../changes/AuthorizedChanges';
import type { AuthorizedClusters } from '../clusters/AuthorizedClusters';
import type { AuthorizedProfiles } from '../profiles/AuthorizedProfiles';
import type { ActionRunner } from './ActionRunner';
import { explainChange } from './explainChange';
import { registerProposeAction } from './registerProposeAction';

export interface ActionOptions {
  registry: ActionsRegistryService;
  runner: ActionRunner;
  changes: AuthorizedChanges;
  clusters: AuthorizedClusters;
  profiles: AuthorizedProfiles;
}

const MAX_ITEMS = 50;
const PAGING = 'Lists have at most 50 items; offset goes on behind them.';

/**
 * What models and other tools may do, through the actions registry: read what their user may read, and propose. To approve, reject, cancel,
 * force or break glass there is no action, and there must be none.
 */
export function registerActions(options: ActionOptions): void {
  const { changes, clusters, profiles } = options;
  registerReading(options, {
    name: 'list-profiles',
    title: 'List cluster profiles',
    description:
      'Lists the approved models of Kubernetes stacks with their published versions and layers, and whether you may request clusters with them.',
    read: (_input, caller) => profiles.list(caller).then(items => ({ items })),
  });
  registerReading(options, {
    name: 'get-profile',
    title: 'Get a cluster profile',
    description: 'One profile by its name, with its versions and their layers.',
    named: 'Name of the profile',
    read: ({ name }, caller) => profiles.get(name, caller),
  });
  registerReading(options, {
    name: 'list-clusters',
    title: 'List clusters',
    description: `Lists Kubernetes clusters with phase, owner, target, stage, profiles and versions. ${PAGING}`,
    paged: true,
    read: ({ offset }, caller) =>
      clusters.list({ offset, limit: MAX_ITEMS }, caller),
  });
  registerReading(options, {
    name: 'get-cluster',
    title: 'Get a cluster',
    description:
      'One cluster by its name: desired and observed state, layers, conditions, and which changes you may propose.',
    named: 'Name of the cluster',
    read: ({ name }, caller) => clusters.get(name, caller),
  });
  registerReading(options, {
    name: 'list-changes',
    title: 'List changes',
    description: `Lists changes, newest first, with state, proposer and what they do. ${PAGING}`,
    paged: true,
    read: ({ offset }, caller) =>
      changes.list({ offset, limit: MAX_ITEMS }, caller),
  });
  registerReading(options, {
    name: 'get-change',
    title: 'Get a change',
    description:
      'One change by its id, with its plan, approvals and steps. A change is decided by people, in the portal.',
    named: 'Id of the change',
    read: ({ name }, caller) => changes.get(name, caller),
  });
  registerReading(options, {
    name: 'explain-change',
    title: 'Explain a change',
    description:
      'Says in words where a change stands, what speaks against it, and whose approval it waits for.',
    named: 'Id of the change',
    read: async ({ name }, caller) =>
      explainChange(await changes.get(name, caller)),
  });
  registerProposeAction(options);
}

function registerReading(
  { registry, runner }: ActionOptions,
  action: {
    name: string;
    title: string;
    description: string;
    /** What `name` is; without it the action takes none. */
    named?: string;
    paged?: boolean;
    read(
      input: { name: string; offset: number },
      options: { credentials: BackstageCredentials },
    ): Promise<object>;
  },
): void {
  registry.register({
    name: action.name,
    title: action.title,
    description: action.description,
    attributes: { readOnly: true, idempotent: true },
    schema: {
      input: z =>
        z.object({
          ...(action.named ? { name: z.string().describe(action.named) } : {}),
          ...(action.paged
            ? {
                offset: z.coerce
                  .number()
                  .int()
                  .min(0)
                  .max(1_000_000_000)
                  .default(0)
                  .describe('How many to leave out'),
              }
            : {}),
        }),
      output: z => z.object({}).passthrough(),
    },
    action: async ({ input, credentials }) => ({
      output: await runner.run(
        { action: action.name, writes: false, credentials },
        async () => ({
          ...(await action.read(input as { name: string; offset: number }, {
            credentials,
          })),
        }),
      ),
    }),
  });
}
