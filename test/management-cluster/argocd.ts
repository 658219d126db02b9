import { readFile } from 'node:fs/promises';
import { request } from 'node:https';

/** Argo CD on the management cluster. Its Applications are objects there: `lab.get('applications', '--namespace=argocd')`. */
export interface ArgoCd {
  /** Of its API, with a certificate of the lab's authority. */
  url: string;
  caFile: string;
  namespace: string;
  /** Token of an account that may read Applications and nothing else. */
  tokenFile: string;
  /** As that account, such as `call('/api/v1/applications')`. */
  call(
    path: string,
    options?: { method?: string; body?: object },
  ): Promise<{ status: number; body: any }>;
}

export function argocd(state: Omit<ArgoCd, 'call'>): ArgoCd {
  return {
    ...state,

    async call(path, { method = 'GET', body } = {}) {
      const options = {
        method,
        ca: await readFile(state.caFile),
        agent: false as const,
        headers: {
          Authorization: `Bearer ${await readFile(state.tokenFile, 'utf8')}`,
          'Content-Type': 'application/json',
        },
      };
      return new Promise((resolve, reject) => {
        const sent = request(`${state.url}${path}`, options, async answer => {
          try {
            const text = (await answer.toArray()).join('');
            resolve({ status: answer.statusCode!, body: JSON.parse(text) });
          } catch (error) {
            reject(error);
          }
        });
        sent.on('error', reject);
        sent.end(body && JSON.stringify(body));
      });
    },
  };
}
