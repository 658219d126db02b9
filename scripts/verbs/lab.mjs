import { randomInt } from 'node:crypto';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Failure } from '../tools/fail.mjs';
import { install } from '../tools/install.mjs';
import {
  borrowLab,
  downLab,
  killPart,
  publish,
  restartPart,
  upLab,
} from '../tools/lab.mjs';
import { readLab } from '../tools/labState.mjs';
import { describe, describeAddOns, labStatus } from '../tools/labStatus.mjs';
import { labTests } from '../tools/labTests.mjs';
import { onLab } from '../tools/onLab.mjs';
import { say, sayOnStandardError, sinceStart } from '../tools/say.mjs';

export const summary =
  'A real management cluster with Cluster API on this machine (builds its programs at first, a quarter of an hour), and the tests that run on it.';
export const usage =
  'lab up [--addons] | status [--json] | test [WORD] [--addons] | chaos [--kills 30] [--creations 10] [--upgrades 5] [--seed N] | bench [writes | available | addons] [--clusters 20] [--json] | kill PART | restart PART | publish CHART VERSION | down  [--name lab]';

/** They load the lab, or measure it. */
const OF_THEIR_OWN = ['chaos', 'bench'];
/** The benchmark that needs what add-ons do. */
const WITH_ADD_ONS = 'addons';

const verbs = {
  async up(name, { addons: addOns }) {
    await install();
    const { lab, started } = await upLab(name, { addOns });
    say(`
  The lab ${started ? `is ready after ${sinceStart()}` : 'runs already'}: ${lab.url}

  As the portal:   export KUBECONFIG=${lab.kubeconfig}
  As its admin:    export KUBECONFIG=${lab.adminKubeconfig}
  kubectl:         ${lab.kubectl}
${lab.addOns ? describeAddOns(lab.addOns) : ''}
  Stop: ./dev lab down
`);
  },

  async status(name, { json }) {
    const status = await labStatus(await readLab(name));
    if (json) {
      process.stdout.write(`${JSON.stringify(status, null, 2)}\n`);
    } else {
      describe(status).forEach(line => say(line));
    }
    process.exitCode = status.ready ? 0 : 1;
  },

  async test(name, { word, addons: addOns }) {
    await install();
    await borrowLab(name, { addOns });
    const { passed, failed, skipped } = await labTests({ name, word, addOns });
    // A test that does not run proves nothing.
    const wrong = word ? failed : [...failed, ...skipped];
    wrong.forEach(test => say(`✗ ${test}`));
    say(`\n${sinceStart()}`);
    say(`${passed} passed, ${wrong.length} failed`);
    if (wrong.length || passed === 0) {
      throw new Failure('The lab tests failed; see above.');
    }
  },

  async chaos(name, { kills, creations, upgrades, seed }) {
    const numbers = Object.entries({ kills, creations, upgrades, seed });
    numbers.forEach(([key, value]) => checkWholeNumber(key, value));
    if (Number(upgrades) > Number(creations)) {
      throw new Failure('Only what was created is upgraded: lower --upgrades.');
    }
    await onOwnLab(name, {
      program: 'management-cluster/chaos/main.ts',
      args: numbers.map(([key, value]) => `--${key}=${value}`),
      wrong: 'The portal did not outlive its deaths; see above.',
    });
  },

  async bench(name, { word, json, clusters }) {
    if (json) {
      sayOnStandardError();
    }
    // The other way round, what was written would still be there.
    const all = ['available', 'writes'];
    if (word && ![...all, WITH_ADD_ONS].includes(word)) {
      throw new Failure(`There is no benchmark '${word}' of the lab.`);
    }
    checkWholeNumber('clusters', clusters);
    await onOwnLab(name, {
      addOns: word === WITH_ADD_ONS,
      program: 'benchmarks/main.ts',
      args: [
        ...(json ? ['--json'] : []),
        ...(word ? [word] : all).map(
          bench => `../management-cluster/bench/${bench}`,
        ),
      ],
      env: { NODE_ENV: 'production', CLUSTERS: clusters },
      wrong: 'A benchmark failed; see its output above.',
    });
  },

  async publish(name, { word, rest: [version] }) {
    if (!word || !version) {
      throw new Failure('publish takes the folder of a chart and a version.');
    }
    await publish(name, resolve(word), version);
  },

  kill: (name, { word }) => killPart(name, word),
  restart: (name, { word }) => restartPart(name, word),

  async down(name) {
    say((await downLab(name)) ? 'The lab is gone.' : 'There is no lab.');
  },
};

function checkWholeNumber(key, value) {
  if (!/^\d+$/.test(value)) {
    throw new Failure(`--${key} is a whole number, not '${value}'.`);
  }
}

/** A lab that nobody else uses, gone afterwards unless it was there before. */
async function onOwnLab(name, { addOns = false, program, args, env, wrong }) {
  await install();
  await borrowLab(name, { addOns });
  if (!(await onLab(name, program, { args, env }))) {
    throw new Failure(wrong);
  }
}

export async function run(args) {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      addons: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      name: { type: 'string' },
      kills: { type: 'string', default: '30' },
      creations: { type: 'string', default: '10' },
      upgrades: { type: 'string', default: '5' },
      clusters: { type: 'string', default: '20' },
      seed: { type: 'string', default: String(randomInt(2 ** 31)) },
    },
  });
  const [verb, word, ...rest] = positionals;
  if (!Object.hasOwn(verbs, verb ?? '')) {
    throw new Failure(`Usage: ./dev ${usage}`);
  }
  const { name = OF_THEIR_OWN.includes(verb) ? verb : 'lab', ...options } =
    values;
  await verbs[verb](name, { word, rest, ...options });
}
