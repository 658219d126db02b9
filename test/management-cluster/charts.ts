import { execFile } from 'node:child_process';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** How a repository of the lab answers, for tests of bad luck; nothing set: as it should. */
export interface RepositoryBehaviour {
  /** Connections are cut. */
  down?: boolean;
  /** Before each answer. */
  seconds?: number;
  /** Every answer has this status, and no content. */
  status?: number;
  /** Every answer leads there, to the same path. */
  redirect?: string;
  /** Who does not show this name and password (HTTP Basic) is refused. */
  user?: { name: string; password: string };
}

/** A Helm repository and an OCI registry, which have the charts in `charts/` as 1.0.0 and 1.1.0. */
export interface Charts {
  /** The Helm repository: plain HTTP. */
  httpUrl: string;
  /** `oci://…/charts`; TLS with a certificate of the lab's authority. */
  ociUrl: string;
  /** In the same registry, for what portals pin. */
  mirrorUrl: string;
  caFile: string;
  /** Folder with a folder for each chart. */
  sources: string;
  /** Folder: the charts as a layer repository. */
  library: string;
  /** Folder with what the Helm repository serves. */
  repository: string;
  /** The program. */
  helmProgram: string;
  /** Runs it with nothing of the person who runs it; gives what it prints. */
  helm(...args: string[]): Promise<string>;
  /** Puts a chart into both, over what is there. Names of charts that are in `sources` belong to all tests. */
  publish(folder: string, version: string): Promise<void>;
  /** Only in files named `*.addons.outage.lab.ts`. Killed, the registry would come back empty: have it be down instead. */
  behave(kind: 'http' | 'oci', behaviour: RepositoryBehaviour): Promise<void>;
}

export function charts(
  state: Pick<
    Charts,
    'httpUrl' | 'ociUrl' | 'mirrorUrl' | 'caFile' | 'sources' | 'library'
  > & {
    folder: string;
    helm: string;
  },
  lab: (...args: string[]) => Promise<unknown>,
): Charts {
  const { folder, helm, ...rest } = state;
  return {
    ...rest,
    repository: join(folder, 'repository'),
    helmProgram: helm,

    async helm(...args) {
      const home = (name: string) => join(folder, 'helm', name);
      const { stdout } = await run(helm, args, {
        env: {
          HOME: home('home'),
          HELM_CACHE_HOME: home('cache'),
          HELM_CONFIG_HOME: home('config'),
          HELM_DATA_HOME: home('data'),
        },
        maxBuffer: 64e6,
      });
      return stdout;
    },

    async publish(chart, version) {
      await lab('publish', chart, version);
    },

    async behave(kind, behaviour) {
      const file = join(folder, 'behaviour.json');
      const all = JSON.parse(await readFile(file, 'utf8'));
      await writeFile(
        `${file}.new`,
        JSON.stringify({ ...all, [kind]: behaviour }),
      );
      await rename(`${file}.new`, file);
    },
  };
}
