import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  ProviderRefusedError,
  ProviderUnreachableError,
} from '@cluster-profiles/plugin-cluster-profiles-node';

/** Characters of what helm says. */
const MOST_WORDS = 600;

export interface HelmRun {
  /** The program. */
  helm: string;
  /** The packed chart. */
  chart: Uint8Array;
  releaseName: string;
  namespace: string;
  /** YAML. */
  values: string;
  /** Such as `1.35`. */
  kubeVersion?: string;
  /** Beside those that helm knows, such as `cert-manager.io/v1/Issuer`. */
  apiVersions: readonly string[];
}

export interface HelmLimits {
  timeoutMs: number;
  /** Of what it renders. */
  bytes: number;
}

/**
 * Renders a chart as Argo CD does. Everything that helm could read or keep is a folder that is gone afterwards, it is given
 * nothing of our environment, and it asks nobody: `lookup` finds nothing, and the schema of values, which may name addresses, is left
 * out (it is checked at publication). Errors: `ProviderRefusedError` with what helm says, `ProviderUnreachableError` after the time limit.
 */
export async function helmTemplate(
  run: HelmRun,
  limits: HelmLimits,
): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'cluster-profiles-helm-'));
  try {
    const chart = join(folder, 'chart.tgz');
    await writeFile(chart, run.chart, { mode: 0o600 });
    return await execute(run, { folder, chart, limits });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function execute(
  run: HelmRun,
  {
    folder,
    chart,
    limits,
  }: { folder: string; chart: string; limits: HelmLimits },
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = execFile(
      run.helm,
      [
        'template',
        run.releaseName,
        chart,
        `--namespace=${run.namespace}`,
        '--include-crds',
        '--skip-schema-validation',
        '--values=-',
        ...(run.kubeVersion ? [`--kube-version=${run.kubeVersion}`] : []),
        ...run.apiVersions.map(version => `--api-versions=${version}`),
      ],
      {
        cwd: folder,
        env: {
          HOME: folder,
          TMPDIR: folder,
          HELM_CACHE_HOME: join(folder, 'cache'),
          HELM_CONFIG_HOME: join(folder, 'config'),
          HELM_DATA_HOME: join(folder, 'data'),
          // It has no cluster, whatever the machine has.
          KUBECONFIG: join(folder, 'none'),
          TZ: 'UTC',
          GOMEMLIMIT: '512MiB',
        },
        timeout: limits.timeoutMs,
        killSignal: 'SIGKILL',
        maxBuffer: limits.bytes,
      },
      (error, stdout, stderr) =>
        error
          ? reject(toError(error, { stderr, folder, limits }))
          : resolve(stdout),
    );
    // A program that ends before it has read all is told of by how it ends.
    child.stdin!.on('error', () => {});
    child.stdin!.end(run.values);
  });
}

function toError(
  error: Error & { killed?: boolean; code?: unknown },
  told: { stderr: string; folder: string; limits: HelmLimits },
): Error {
  const { stderr, folder, limits } = told;
  if (error.code === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER') {
    return new ProviderRefusedError(
      `it renders more than ${Math.round(limits.bytes / 1_000_000)} MB`,
    );
  }
  if (error.killed) {
    return new ProviderUnreachableError(
      `helm did not render it within ${limits.timeoutMs / 1_000} seconds`,
    );
  }
  if (typeof error.code !== 'number') {
    return new ProviderUnreachableError(
      `helm could not be run: ${String(error.code ?? 'it was ended by a signal')}`,
    );
  }
  const words = stderr
    .replaceAll(`${folder}/`, '')
    .replace(/^Error: /, '')
    .replace(/\n+Use --debug flag.*$/s, '')
    .trim();
  return new ProviderRefusedError(
    words.length > MOST_WORDS ? `${words.slice(0, MOST_WORDS)}…` : words,
  );
}
