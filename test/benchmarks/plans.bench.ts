import {
  noBytes,
  noFiles,
} from '@cluster-profiles/plugin-cluster-profiles-node/testUtils';
import {
  canonicalDigest,
  type ClusterChangeRequest,
  type ProfileVersion,
  versionDigest,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  aTarget,
  aVersion,
  CLUSTER_UID,
} from '../../plugins/cluster-profiles-backend/src/planning/__testUtils__/builders';
import {
  fakeEngine,
  fakeProvider,
} from '../../plugins/cluster-profiles-backend/src/planning/__testUtils__/fakeProvider';
import { decideClusterPlan } from '../../plugins/cluster-profiles-backend/src/planning/decideClusterPlan';
import { finishPlan } from '../../plugins/cluster-profiles-backend/src/planning/finishPlan';
import { gatherAnswers } from '../../plugins/cluster-profiles-backend/src/planning/gatherAnswers';
import { resolveDesired } from '../../plugins/cluster-profiles-backend/src/planning/resolveDesired';
import type { PlanningFacts } from '../../plugins/cluster-profiles-backend/src/planning/types';
import { fileDigests } from '../../plugins/cluster-profiles-backend/src/profiles/fileDigests';
import { parseBundle } from '../../plugins/cluster-profiles-backend/src/profiles/parseBundle';
import type { Benchmark } from './Benchmark';
import { compare, perSecond } from './compare';
import { readExample } from './readExample';

const PLANS = 200;
const DIGESTS = 2_000;
const ROUNDS = 9;
const now = new Date('2026-01-01T00:00:00.000Z');

const upgrade: ClusterChangeRequest = {
  kind: 'upgrade',
  cluster: 'payments',
  profile: 'production-base',
  version: '1.4.0',
};

/** Pure plans of an upgrade of production-base 1.3.1 to 1.4.0, beside digests of the state that they lead to. */
export const run: Benchmark = async ({ report }) => {
  const facts = await gatherUpgrade();
  const resolved = resolveDesired(upgrade, facts);
  const answers = await gatherAnswers({
    resolved,
    facts,
    providers: new Map([['simulator', fakeProvider()]]),
    files: noFiles,
    bytes: noBytes,
    instanceId: 'bench',
    engines: new Map([['simulator', fakeEngine()]]),
  });
  const plan = () =>
    finishPlan(
      decideClusterPlan({
        resolved: resolveDesired(upgrade, facts),
        facts,
        answers,
      }),
      { kind: 'upgrade', now },
    );
  checkPlan(plan());

  const { value, baseline } = await compare({
    rounds: ROUNDS,
    subject: () => perSecond(PLANS, () => repeat(PLANS, plan)),
    baseline: () =>
      perSecond(DIGESTS, () =>
        repeat(DIGESTS, () => canonicalDigest(resolved.desired)),
      ),
  });
  report({ name: 'plans', value, unit: '1/s', baseline });
};

function repeat(count: number, work: () => unknown): void {
  for (let index = 0; index < count; index++) {
    work();
  }
}

function checkPlan({
  findings,
  kubernetesPath,
}: ReturnType<typeof finishPlan>) {
  const blockers = findings.filter(({ severity }) => severity === 'block');
  if (blockers.length > 0 || kubernetesPath.length === 0) {
    throw new Error(
      `The plan is not of an upgrade: ${JSON.stringify(findings)}`,
    );
  }
}

async function gatherUpgrade(): Promise<PlanningFacts> {
  const versions = await Promise.all(
    ['1.4.0', '1.3.1', '1.3.0'].map(published),
  );
  const facts: PlanningFacts = {
    clusterUid: CLUSTER_UID,
    versions,
    target: aTarget(),
    clustersOnTarget: 0,
  };
  const { desired } = resolveDesired(
    {
      kind: 'create',
      cluster: upgrade.cluster,
      owner: 'group:default/checkout',
      target: 'dev-eu1',
      profile: { name: 'production-base', version: '1.3.1' },
    },
    facts,
  );
  return { ...facts, base: { number: 1, desired } };
}

async function published(version: string): Promise<ProfileVersion> {
  const bundle = parseBundle(await readExample('production-base', version), {
    limits: { bundleBytes: 2 * 1024 * 1024, bundleFiles: 200 },
  });
  const files = fileDigests(bundle.files);
  return aVersion({
    name: 'production-base',
    version,
    spec: bundle.document.spec,
    files,
    digest: versionDigest(bundle.document, files),
  });
}
