import type { z as zod } from 'zod/v3';

type Zod = typeof zod;

/** Schema of the output of every action. */
export const changeOutput = {
  changeId: (z: Zod) => z.string().describe('Id of the change'),
  changeUrl: (z: Zod) =>
    z.string().describe('Path of the page of the change, for a link'),
  nextStep: (z: Zod) =>
    z
      .string()
      .describe('What the change does or waits for, in one sentence or two'),
  differsFromSeen: (z: Zod) =>
    z
      .boolean()
      .optional()
      .describe(
        'Whether its plan is another than the one that was shown; absent while the plan is not made',
      ),
};

/** Schema of the input about a cluster that comes in: a new one, or one that exists already. */
export const newClusterInput = {
  name: (z: Zod) =>
    z
      .string()
      .describe('Name of the cluster, a DNS label, unique in the portal'),
  owner: (z: Zod) =>
    z
      .string()
      .describe(
        'Entity reference of the owning group or user; the requester belongs to it',
      ),
  description: (z: Zod) =>
    z.string().optional().describe('What the cluster is for'),
  target: (z: Zod) => z.string().describe('Name of the target it runs on'),
};

/** Schema of the output of the actions about clusters. */
export const clusterChangeOutput = {
  ...changeOutput,
  clusterRef: (z: Zod) =>
    z.string().describe('Entity reference of the cluster'),
};

/** Schema of the input that all actions share. */
export const changeInput = {
  seenPlanDigest: (z: Zod) =>
    z
      .string()
      .optional()
      .describe(
        'Digest of the plan that the requester has seen, as the field ClusterPlan gives it; the change says when its plan is another',
      ),
  comment: (z: Zod) =>
    z.string().max(2000).optional().describe('Why; reviewers see it'),
};
