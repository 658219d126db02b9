import { lookup } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { SourceError } from '../SourceError';
import { addressKind } from './addressKind';

export interface AddressRule {
  /** Addresses of this machine and network are fine. Link-local ones never are. */
  allowPrivateAddresses: boolean;
}

/**
 * Resolves names for a connection, which then goes to an address that was checked: what the name means a moment later does not
 * matter. One address that is not allowed refuses the name.
 */
export function guardedLookup(
  rule: AddressRule,
  resolve: typeof lookup = lookup,
): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) {
        callback(error, '', 0);
        return;
      }
      try {
        for (const { address } of addresses) {
          checkAddress(address, { ...rule, hostname });
        }
      } catch (refusal) {
        callback(refusal as Error, '', 0);
        return;
      }
      if (options.all) {
        callback(null, addresses);
      } else {
        callback(null, addresses[0].address, addresses[0].family);
      }
    });
  };
}

/** Refuses a URL whose host is an address that is not allowed. Names are checked when they are resolved. */
export function checkHost({ hostname }: URL, rule: AddressRule): void {
  const address = hostname.replace(/^\[(.*)\]$/, '$1');
  if (isIP(address)) {
    checkAddress(address, { ...rule, hostname });
  }
}

function checkAddress(
  address: string,
  { allowPrivateAddresses, hostname }: AddressRule & { hostname: string },
): void {
  const kind = addressKind(address);
  if (kind === 'public' || (kind === 'private' && allowPrivateAddresses)) {
    return;
  }
  const what =
    address === hostname.replace(/^\[(.*)\]$/, '$1')
      ? `The address ${address}`
      : `The host ${hostname} leads to ${address}, which`;
  throw new SourceError(
    'address-refused',
    kind === 'private'
      ? `${what} is of a private network`
      : `${what} is of no repository`,
  );
}
