import {
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  writeFile,
} from 'node:fs/promises';
import { basename, join } from 'node:path';
import { parse, stringify } from 'yaml';
import { Failure } from './fail.mjs';
import { chartParts } from './labAddOnParts.mjs';
import { allReady, launch } from './labLaunch.mjs';
import { root } from './paths.mjs';
import { freePorts } from './ports.mjs';
import { capture } from './run.mjs';

const CHARTS = join(root, 'test/management-cluster/charts');
const VERSIONS = ['1.0.0', '1.1.0'];
const AT_ONCE = 4;

/** Starts a Helm repository and an OCI registry, both with our charts in two versions. */
export async function startCharts(lab, { programs }) {
  const folder = join(lab.folder, 'charts');
  await mkdir(join(folder, 'repository'), { recursive: true });
  await writeFile(join(folder, 'behaviour.json'), '{}');
  const [http, oci, registry] = await freePorts(3);
  const parts = chartParts({
    folder,
    lab,
    programs,
    ports: { http, oci, registry },
  });
  for (const part of parts) {
    await launch(lab, part);
  }
  await allReady(lab);
  const charts = {
    sources: CHARTS,
    folder,
    library: join(folder, 'library'),
    helm: programs.helm,
    httpUrl: `http://127.0.0.1:${http}`,
    ociUrl: `oci://127.0.0.1:${oci}/charts`,
    mirrorUrl: `oci://127.0.0.1:${oci}/mirror`,
    caFile: lab.caFile,
  };
  const wanted = [];
  for (const name of await readdir(CHARTS)) {
    wanted.push(...VERSIONS.map(version => [join(CHARTS, name), version]));
  }
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      while (wanted.length) {
        await push(charts, ...wanted.shift());
      }
    }),
  );
  await writeIndex(charts);
  await writeLibrary(charts);
  return charts;
}

/** The charts as a layer repository of a portal. */
async function writeLibrary({ library, httpUrl }) {
  for (const chart of await readdir(CHARTS)) {
    const { name, description, kubeVersion } = await readChart(
      join(CHARTS, chart),
    );
    const folder = join(library, name);
    await mkdir(folder, { recursive: true });
    const layer = {
      name,
      title: name,
      kind: name === 'network' ? 'network' : 'addon',
      description,
      versions: VERSIONS.map(version => ({
        version,
        upstream: { type: 'helm', url: httpUrl, chart: name, version },
        ...(kubeVersion && { kubernetes: kubeVersion }),
      })),
    };
    await writeFile(join(folder, 'layer.yaml'), stringify(layer));
  }
}

const readChart = async folder =>
  parse(await readFile(join(folder, 'Chart.yaml'), 'utf8'));

/** Puts a chart with this version into both, over what is there. */
export async function publishChart(charts, folder, version) {
  await push(charts, folder, version);
  await writeIndex(charts);
}

async function push(charts, folder, version) {
  const work = await mkdtemp(join(charts.folder, 'package-'));
  try {
    const { name } = await readChart(folder);
    const at = [`--version=${version}`, `--app-version=${version}`];
    await helm(charts, 'package', folder, `--destination=${work}`, ...at);
    const file = join(work, `${name}-${version}.tgz`);
    const trust = `--ca-file=${charts.caFile}`;
    await helm(charts, 'push', file, charts.ociUrl, trust);
    // A reader finds the old one or the new one.
    await rename(file, join(charts.folder, 'repository', basename(file)));
  } finally {
    await rm(work, { recursive: true });
  }
}

const writeIndex = charts =>
  helm(charts, 'repo', 'index', join(charts.folder, 'repository'));

async function helm(charts, ...args) {
  const home = name => join(charts.folder, 'helm', name);
  const { code, output } = await capture(charts.helm, args, {
    env: {
      HELM_CACHE_HOME: home('cache'),
      HELM_CONFIG_HOME: home('config'),
      HELM_DATA_HOME: home('data'),
    },
  });
  if (code !== 0) {
    throw new Failure(`helm ${args.join(' ')} failed:\n${output}`);
  }
}
