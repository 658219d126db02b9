/** What a registry asks for before it answers, from `WWW-Authenticate`. */
export type Challenge =
  | { scheme: 'basic' }
  | { scheme: 'bearer'; realm: string; service?: string; scope?: string };

/** Undefined for what is neither. */
export function parseChallenge(
  header: string | undefined,
): Challenge | undefined {
  const [, scheme, rest] = /^\s*(\w+)\s*(.*)$/s.exec(header ?? '') ?? [];
  switch (scheme?.toLowerCase()) {
    case 'basic':
      return { scheme: 'basic' };
    case 'bearer': {
      const fields = Object.fromEntries(
        [...rest.matchAll(/(\w+)="([^"]*)"/g)].map(([, key, value]) => [
          key.toLowerCase(),
          value,
        ]),
      );
      const { realm, service, scope } = fields;
      return realm === undefined
        ? undefined
        : {
            scheme: 'bearer',
            realm,
            ...(service === undefined ? {} : { service }),
            ...(scope === undefined ? {} : { scope }),
          };
    }
    default:
      return undefined;
  }
}
