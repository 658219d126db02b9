import { setTimeout as sleep } from 'node:timers/promises';
import { mockCredentials } from '@backstage/backend-test-utils';
import type {
  Change,
  ChangeRequest,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import request from 'supertest';

const PATIENCE_MS = 30_000;
const POLL_MS = 40;
const LOST = ['ECONNREFUSED', 'ECONNRESET', 'EPIPE'];

export type Client = ReturnType<typeof createClient>;

/** Speaks to whichever process serves at the moment, as an outside caller would: what got lost is asked again. */
export function createClient(options: {
  url(): Promise<string>;
  /** How long to wait for what should happen, and between two questions about it. */
  patienceMs?: number;
  pollMs?: number;
}) {
  const { patienceMs = PATIENCE_MS, pollMs = POLL_MS } = options;
  async function call(
    user: string,
    method: 'get' | 'post',
    path: string,
    sent: { body?: object; key?: string } = {},
  ) {
    const deadline = Date.now() + patienceMs;
    for (let lost = false; ; lost = true) {
      const asked = request(await options.url())
        [method](`/api/cluster-profiles/v1${path}`)
        .set(
          'Authorization',
          mockCredentials.user.header(`user:default/${user}`),
        );
      if (sent.key) {
        asked.set('Idempotency-Key', sent.key);
      }
      try {
        const { status, body } = await (sent.body
          ? asked.send(sent.body)
          : asked);
        return { status, body, lost };
      } catch (error) {
        if (!isLost(error as Error)) {
          throw error;
        }
        if (Date.now() > deadline) {
          throw new Error(`Nobody answers ${method} ${path}: ${error}`);
        }
        await sleep(pollMs);
      }
    }
  }

  const client = {
    call,
    async propose(
      user: string,
      body: ChangeRequest,
      key: string,
    ): Promise<Change> {
      const response = await call(user, 'post', '/changes', { body, key });
      if (response.status !== 202) {
        throw new Error(
          `${response.status} ${JSON.stringify(response.body.error)}`,
        );
      }
      return response.body;
    },
    async until(id: string, state: Change['state']): Promise<Change> {
      const deadline = Date.now() + patienceMs;
      for (;;) {
        const { body } = await call('paula', 'get', `/changes/${id}`);
        if (body.state === state) {
          return body;
        }
        if (
          ['rejected', 'stale', 'failed', 'superseded'].includes(body.state) ||
          Date.now() > deadline
        ) {
          throw new Error(
            `The change is ${body.state} rather than ${state}: ${body.stateReason}`,
          );
        }
        await sleep(pollMs);
      }
    },
    async approve(user: string, { id, planDigest }: Change): Promise<void> {
      const response = await call(user, 'post', `/changes/${id}/approve`, {
        body: { planDigest },
      });
      // The answer to a decision that counted may be the one that got lost.
      const counted = response.lost && response.status === 409;
      if (response.status !== 200 && !counted) {
        throw new Error(
          `${response.status} ${JSON.stringify(response.body.error)}`,
        );
      }
    },
    /** Proposes, has it approved, and waits for the proof. */
    async carryOut(
      user: string,
      approver: string,
      body: ChangeRequest,
      key: string,
    ): Promise<Change> {
      const { id } = await client.propose(user, body, key);
      await client.approve(
        approver,
        await client.until(id, 'awaiting-approval'),
      );
      return client.until(id, 'applied');
    },
  };
  return client;
}

/** supertest hides the code of a refused connection in a message. */
function isLost({ code, message }: Error & { code?: string }): boolean {
  return LOST.includes(code ?? message.split(':')[0]);
}
