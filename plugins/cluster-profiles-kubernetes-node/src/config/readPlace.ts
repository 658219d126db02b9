import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import type { ApiConfig, Connection, PlaceConfig } from './types';

const DNS_LABEL = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;
const WAYS = ['kubeconfig', 'serviceAccount', 'url'] as const;

/** Name of an API server and the way in. Errors: `InputError` with the path of the key. */
export function readPlace(entry: Config, path: string): PlaceConfig {
  return {
    name: readName(entry, path),
    connection: readConnection(entry, path),
    requestTimeoutSeconds: readTimeout(entry, path),
  };
}

/** Another API beside a place; undefined where it has none. Errors: `InputError` with the path of the key. */
export function readApi(
  entry: Config,
  path: string,
  key: string,
): ApiConfig | undefined {
  const api = entry.getOptionalConfig(key);
  return (
    api && {
      url: readUrl(api, `${path}.${key}`),
      tokenFile: api.getString('tokenFile'),
      caFile: api.getOptionalString('caFile'),
      // Beside it, nothing waits for what it says.
      timeoutSeconds: Math.min(10, readTimeout(entry, path)),
    }
  );
}

/** Errors: `InputError` for a name that is given twice in the list at a path. */
export function refuseDoubles(names: readonly string[], path: string): void {
  names.forEach((name, index) => {
    if (names.indexOf(name) !== index) {
      throw new InputError(
        `${path}[${index}].name: there are two named "${name}"`,
      );
    }
  });
}

function readName(entry: Config, path: string): string {
  const name = entry.getString('name');
  if (!DNS_LABEL.test(name)) {
    throw new InputError(
      `${path}.name is "${name}"; use a DNS label such as lab or mgmt-eu1`,
    );
  }
  return name;
}

function readTimeout(entry: Config, path: string): number {
  const seconds = entry.getOptionalNumber('requestTimeoutSeconds') ?? 30;
  if (!Number.isFinite(seconds) || seconds < 1 || seconds > 300) {
    throw new InputError(
      `${path}.requestTimeoutSeconds is ${seconds}; use 1 to 300`,
    );
  }
  return seconds;
}

/** The way in to an API server. Errors: `InputError` with the path of the key. */
export function readConnection(entry: Config, path: string): Connection {
  const ways = WAYS.filter(way => isGiven(entry, way));
  const [way, another] = ways;
  if (!way || another) {
    throw new InputError(
      `${path} needs exactly one of kubeconfig, serviceAccount: true, or url with tokenFile; it has ${
        ways.join(' and ') || 'none'
      }`,
    );
  }
  if (way !== 'url') {
    for (const key of ['tokenFile', 'caFile']) {
      if (entry.has(key)) {
        throw new InputError(`${path}.${key} goes with url, not with ${way}`);
      }
    }
  }
  switch (way) {
    case 'serviceAccount':
      return { way };
    case 'kubeconfig':
      return {
        way,
        file: entry.getString('kubeconfig.file'),
        context: entry.getOptionalString('kubeconfig.context'),
      };
    default:
      return {
        way,
        url: readUrl(entry, path),
        tokenFile: entry.getString('tokenFile'),
        caFile: entry.getOptionalString('caFile'),
      };
  }
}

function isGiven(entry: Config, way: (typeof WAYS)[number]): boolean {
  return way === 'serviceAccount'
    ? entry.getOptionalBoolean(way) === true
    : entry.has(way);
}

function readUrl(entry: Config, path: string): string {
  const url = entry.getString('url');
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed?.protocol !== 'https:' || parsed.username || parsed.password) {
    // The value stays out of the message: it may hold a password
    throw new InputError(
      `${path}.url must be https://host[:port][/path] without user and password`,
    );
  }
  return url;
}
