import type { lookup } from 'node:dns';
import { checkHost, guardedLookup } from './guardedLookup';

/** DNS that knows one name, by these addresses. */
const dns = (...addresses: string[]) =>
  ((_: string, __: object, callback: Function) =>
    callback(
      null,
      addresses.map(address => ({
        address,
        family: address.includes(':') ? 6 : 4,
      })),
    )) as unknown as typeof lookup;

function resolve(
  addresses: string[],
  { allowPrivateAddresses = false, all = true } = {},
): Promise<unknown> {
  return new Promise((resolved, reject) => {
    guardedLookup({ allowPrivateAddresses }, dns(...addresses))(
      'charts.example',
      { all },
      (error, found) => (error ? reject(error) : resolved(found)),
    );
  });
}

describe('guardedLookup', () => {
  it('gives the addresses that it has checked', async () => {
    await expect(resolve(['8.8.8.8', '2606:4700::1'])).resolves.toEqual([
      { address: '8.8.8.8', family: 4 },
      { address: '2606:4700::1', family: 6 },
    ]);
    await expect(resolve(['8.8.8.8'], { all: false })).resolves.toBe('8.8.8.8');
  });

  it('refuses a name when one of its addresses is private', async () => {
    await expect(resolve(['8.8.8.8', '10.0.0.7'])).rejects.toMatchObject({
      reason: 'address-refused',
      message:
        'The host charts.example leads to 10.0.0.7, which is of a private network',
    });
  });

  it('takes private addresses where they are allowed, and link-local ones never', async () => {
    const allowed = { allowPrivateAddresses: true };
    await expect(resolve(['10.0.0.7'], allowed)).resolves.toHaveLength(1);
    await expect(resolve(['169.254.169.254'], allowed)).rejects.toMatchObject({
      reason: 'address-refused',
    });
  });

  it.each([
    'http://127.0.0.1/',
    'http://2130706433/',
    'http://0x7f.1/',
    'http://[::1]/',
    'http://[::ffff:127.0.0.1]/',
  ])('refuses the address in %s', text => {
    expect(() =>
      checkHost(new URL(text), { allowPrivateAddresses: false }),
    ).toThrow('is of a private network');
  });

  it('leaves names to DNS', () => {
    expect(() =>
      checkHost(new URL('https://charts.example'), {
        allowPrivateAddresses: false,
      }),
    ).not.toThrow();
  });
});
