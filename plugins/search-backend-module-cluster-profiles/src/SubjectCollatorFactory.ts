import { Readable } from 'node:stream';
import type { AuthService } from '@backstage/backend-plugin-api';
import type { Permission } from '@backstage/plugin-permission-common';
import type {
  DocumentCollatorFactory,
  IndexableDocument,
} from '@backstage/plugin-search-common';
import type {
  ClusterProfilesApi,
  RequestOptions,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { tokenFor } from './tokenFor';

/** One kind of what is found: how it is named, who may see it, how all of it is read. */
export interface Subject {
  type: string;
  visibilityPermission: Permission;
  documents(
    api: ClusterProfilesApi,
    request: RequestOptions,
  ): AsyncIterable<IndexableDocument>;
}

/** Reads through the API, since search may run in another process. A failure ends in an error, so that the index stays as it is. */
export class SubjectCollatorFactory implements DocumentCollatorFactory {
  readonly type: string;
  readonly visibilityPermission: Permission;
  readonly #subject: Subject;
  readonly #api: ClusterProfilesApi;
  readonly #auth: AuthService;

  constructor(options: {
    subject: Subject;
    api: ClusterProfilesApi;
    auth: AuthService;
  }) {
    this.#subject = options.subject;
    this.#api = options.api;
    this.#auth = options.auth;
    this.type = options.subject.type;
    this.visibilityPermission = options.subject.visibilityPermission;
  }

  async getCollator(): Promise<Readable> {
    const request = await tokenFor(this.#auth);
    return Readable.from(this.#subject.documents(this.#api, request));
  }
}
