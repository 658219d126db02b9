import { explainNetworkError } from './explainNetworkError';

describe('explainNetworkError', () => {
  it.each([
    ['ECONNREFUSED', 'mgmt:6443 refuses connections'],
    ['ENOTFOUND', 'mgmt:6443 has a host name that is not known'],
    [
      'SELF_SIGNED_CERT_IN_CHAIN',
      'mgmt:6443 has a certificate that the configured authorities did not sign; correct certificate-authority of the kubeconfig, or caFile',
    ],
    ['EOTHER', 'mgmt:6443 cannot be spoken to (EOTHER)'],
  ])('puts %s into words', (code, words) => {
    const error = Object.assign(new Error('internals'), { code });
    expect(explainNetworkError(error, 'mgmt:6443')).toBe(words);
  });
});
