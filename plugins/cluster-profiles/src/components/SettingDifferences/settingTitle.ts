/** Titles of parameters by profile and name, as far as they are known. */
export type ParameterTitles = Readonly<Record<string, Record<string, string>>>;

const WORDS: Record<string, string> = {
  owner: 'Owner',
  description: 'Description',
  title: 'Title',
  type: 'Type',
  lifecycle: 'Lifecycle',
  follow: 'Follow policy',
  paused: 'Paused',
  protected: 'Protected from deletion',
  deleted: 'Deleted',
  endsOn: 'Last day',
  driftExceptions: 'Allowed to differ',
};

/** A setting of a cluster in words: `/nodePools/workers/general` as `Machines of pool general`. */
export function settingTitle(
  pointer: string,
  titles: ParameterTitles = {},
): string {
  const [first, ...rest] = pointerSegments(pointer);
  const [second, ...deeper] = rest;
  if (second === undefined) {
    return WORDS[first] ?? words(first ?? '');
  }
  switch (first) {
    case 'cluster':
      return words(WORDS[second] ?? second, deeper);
    case 'nodePools':
      return poolTitle(rest);
    case 'poolOverrides':
      return `Own size of ${poolName(second)}`;
    case 'profiles':
      return words(`Profile ${second}`, withoutLast(deeper, 'version'));
    case 'parameters': {
      const [name, ...inside] = deeper;
      return name === undefined
        ? `Parameters of ${second}`
        : words(`Parameter ${titles[second]?.[name] ?? name}`, inside);
    }
    case 'target':
      return words('Target', rest);
    case 'overrides': {
      const [layer, ...path] = second.split('/');
      return words(`Override of ${layer} /${path.join('/')}`, deeper);
    }
    case 'driftModes':
      return `Drift mode of ${rest.join(' ')}`;
    case 'providerConfig':
      return words('Provider settings', rest);
    default:
      return words(WORDS[first] ?? words(first), rest);
  }
}

/** A part of a profile document in words: `/parameters/properties/workers/maximum` as `Parameter workers: maximum`. */
export function documentTitle(pointer: string): string {
  const [first, ...rest] = pointerSegments(pointer);
  if (first === 'parameters' && rest[0] === 'properties' && rest[1]) {
    return words(`Parameter ${rest[1]}`, rest.slice(2));
  }
  if (first === 'files' && rest.length > 0) {
    return `File ${rest.join('/')}`;
  }
  return first === 'nodePools' && rest.length > 0
    ? poolTitle(rest)
    : words(WORDS[first] ?? words(first ?? ''), rest);
}

function poolTitle([kind, name, ...deeper]: string[]): string {
  return kind === 'workers' && name !== undefined
    ? words(`Machines of pool ${name}`, withoutLast(deeper, 'replicas'))
    : words(
        kind === 'controlPlane' ? 'Control plane machines' : 'Machines',
        withoutLast([name, ...deeper].filter(Boolean), 'replicas'),
      );
}

function poolName(pool: string): string {
  return pool === 'controlPlane' ? 'the control plane' : `pool ${pool}`;
}

function withoutLast(segments: string[], name: string): string[] {
  return segments.length === 1 && segments[0] === name ? [] : segments;
}

/** `providerConfig` as `Provider config`; what is below it after a colon. */
function words(subject: string, below: readonly string[] = []): string {
  const spaced = /^[a-z]+[A-Z]/.test(subject)
    ? subject.replace(/[A-Z]/g, letter => ` ${letter.toLowerCase()}`)
    : subject;
  const title = spaced.charAt(0).toLocaleUpperCase('en-US') + spaced.slice(1);
  return below.length > 0 ? `${title}: ${below.join(' › ')}` : title;
}

/** Segments of a JSON pointer, unescaped. */
export function pointerSegments(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map(segment => segment.replace(/~1/g, '/').replace(/~0/g, '~'));
}
