import { InputError } from '@backstage/errors';
import {
  countNodes,
  mainProfile,
  type DesiredState,
  type PolicyQuestion,
  type ProfileDocument,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { Knex } from 'knex';
import { repositoriesOf } from '../changes/policySubject';
import { getRevision } from '../clusters/operations/getRevision';
import type { ClusterProfilesConfig } from '../config/ClusterProfilesConfig';
import type { ClusterRow, ProfileVersionRow } from '../database/tables';

/** Fills in what the cluster, the version and the target of a question tell. What is asked for counts before what is there. */
export async function fillQuestion(
  knex: Knex,
  question: PolicyQuestion,
  options: {
    cluster?: ClusterRow;
    /** Whether the caller may know of a profile. */
    readable(profile: string): boolean;
    config: Pick<ClusterProfilesConfig, 'targets'>;
  },
): Promise<PolicyQuestion> {
  const { cluster } = options;
  const of = {
    ...(cluster && (await askCluster(knex, cluster))),
    ...given(question),
  };
  const version =
    of.profile && of.version && options.readable(of.profile)
      ? await knex<ProfileVersionRow>('profile_versions')
          .where({ profile: of.profile, version: of.version })
          .first('lifecycle', 'document')
      : undefined;
  if (question.version && !version) {
    throw new InputError(
      `/version: there is no version ${question.version} of profile '${of.profile ?? ''}'`,
    );
  }
  const target = options.config.targets.find(({ name }) => name === of.target);
  if (question.target && !target) {
    throw new InputError(`/target: there is no target '${question.target}'`);
  }
  return {
    ...of,
    ...(target && { stage: target.stage }),
    ...(version && {
      lifecycle: question.lifecycle ?? version.lifecycle,
      repositories:
        question.repositories ?? repositoriesOf(layersOf(version.document)),
    }),
  };
}

async function askCluster(
  knex: Knex,
  cluster: ClusterRow,
): Promise<Partial<PolicyQuestion>> {
  const revision =
    cluster.desired_revision === null
      ? undefined
      : await getRevision(knex, {
          clusterUid: cluster.uid,
          number: cluster.desired_revision,
        });
  const desired: DesiredState | undefined = revision?.desired;
  const main = desired && mainProfile(desired);
  return {
    target: cluster.target,
    owner: cluster.owner_ref,
    drifted: cluster.drift === 'Drifted',
    ...(main && { profile: main.name, version: main.version }),
    ...(desired && {
      nodes: countNodes(desired.nodePools),
      repositories: repositoriesOf(desired.layers),
    }),
  };
}

function given(question: PolicyQuestion): PolicyQuestion {
  return Object.fromEntries(
    Object.entries(question).filter(([, value]) => value !== undefined),
  ) as unknown as PolicyQuestion;
}

function layersOf(document: string): ProfileDocument['spec']['layers'] {
  return (JSON.parse(document) as ProfileDocument).spec.layers;
}
