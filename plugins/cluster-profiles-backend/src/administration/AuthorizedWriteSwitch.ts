import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  administerPermission,
  type WriteSwitch,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { PermissionGate } from '../permissions/PermissionGate';
import type { Actor } from '../permissions/resolveActor';
import type { DatabaseWriteSwitch } from './DatabaseWriteSwitch';

type Options = { credentials: BackstageCredentials };

/** Everybody who is signed in may know that writes are stopped, and why; who administers stops and starts them. */
export class AuthorizedWriteSwitch {
  readonly #gate: PermissionGate;
  readonly #writeSwitch: DatabaseWriteSwitch;
  readonly #actor: (credentials: BackstageCredentials) => Promise<Actor>;

  constructor(options: {
    gate: PermissionGate;
    writeSwitch: DatabaseWriteSwitch;
    actor(credentials: BackstageCredentials): Promise<Actor>;
  }) {
    this.#gate = options.gate;
    this.#writeSwitch = options.writeSwitch;
    this.#actor = options.actor;
  }

  async get({ credentials }: Options): Promise<WriteSwitch> {
    this.#gate.requireGrant(credentials, 'read', 'administer');
    return this.#writeSwitch.get();
  }

  async set(
    change: { writes: boolean; reason?: string },
    { credentials }: Options,
  ): Promise<WriteSwitch> {
    await this.#gate.require({
      permission: administerPermission,
      credentials,
      grant: 'administer',
    });
    const { ref: actor } = await this.#actor(credentials);
    return this.#writeSwitch.set({ ...change, actor });
  }
}
