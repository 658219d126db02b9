import { ResponseError } from '@backstage/errors';
import type { ClusterProfilesApi, RequestOptions } from './ClusterProfilesApi';

type QueryValue = string | number | boolean | string[] | undefined;

/**
 * The one client of the API: the pages, the catalog module, the template actions and tests use it.
 * @public
 */
export class ClusterProfilesClient implements ClusterProfilesApi {
  readonly #discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
  readonly #fetchApi: { fetch: typeof fetch };

  constructor(options: {
    discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
    fetchApi?: { fetch: typeof fetch };
  }) {
    this.#discoveryApi = options.discoveryApi;
    this.#fetchApi = options.fetchApi ?? { fetch };
  }

  listProfiles: ClusterProfilesApi['listProfiles'] = options =>
    this.#json('GET', '/profiles', { options });

  getProfile: ClusterProfilesApi['getProfile'] = (name, options) =>
    this.#json('GET', `/profiles/${encode(name)}`, { options });

  getProfileVersion: ClusterProfilesApi['getProfileVersion'] = (
    name,
    version,
    options,
  ) =>
    this.#json('GET', `/profiles/${encode(name)}/versions/${encode(version)}`, {
      options,
    });

  diffProfile: ClusterProfilesApi['diffProfile'] = (
    { name, from, to },
    options,
  ) =>
    this.#json('GET', `/profiles/${encode(name)}/diff`, {
      query: { from, to },
      options,
    });

  validateProfile: ClusterProfilesApi['validateProfile'] = (bundle, options) =>
    this.#json('POST', '/profiles/validate', { body: bundle, options });

  listTargets: ClusterProfilesApi['listTargets'] = (query, options) =>
    this.#json('GET', '/targets', { query, options });

  listImportable: ClusterProfilesApi['listImportable'] = (target, options) =>
    this.#json('GET', `/targets/${encode(target)}/importable`, { options });

  listLayers: ClusterProfilesApi['listLayers'] = options =>
    this.#json('GET', '/layers', { options });

  listProviders: ClusterProfilesApi['listProviders'] = options =>
    this.#json('GET', '/providers', { options });

  getTypicalTimes: ClusterProfilesApi['getTypicalTimes'] = (query, options) =>
    this.#json('GET', '/typical-times', { query, options });

  getFleet: ClusterProfilesApi['getFleet'] = options =>
    this.#json('GET', '/fleet', { options });

  listClusters: ClusterProfilesApi['listClusters'] = (query, options) =>
    this.#json('GET', '/clusters', { query: { ...query }, options });

  getCluster: ClusterProfilesApi['getCluster'] = (name, options) =>
    this.#json('GET', `/clusters/${encode(name)}`, { options });

  checkClusterName: ClusterProfilesApi['checkClusterName'] = (name, options) =>
    this.#json('GET', `/cluster-names/${encode(name)}`, { options });

  listRevisions: ClusterProfilesApi['listRevisions'] = (name, options) =>
    this.#json('GET', `/clusters/${encode(name)}/revisions`, { options });

  getDrift: ClusterProfilesApi['getDrift'] = (name, options) =>
    this.#json('GET', `/clusters/${encode(name)}/drift`, { options });

  getDriftAdoption: ClusterProfilesApi['getDriftAdoption'] = (
    name,
    finding,
    options,
  ) =>
    this.#json(
      'GET',
      `/clusters/${encode(name)}/drift/${encode(finding)}/adoption`,
      { options },
    );

  correctDrift: ClusterProfilesApi['correctDrift'] = (name, request, options) =>
    this.#json('POST', `/clusters/${encode(name)}/drift/correct`, {
      body: request,
      options,
    });

  getProfileDrift: ClusterProfilesApi['getProfileDrift'] = (name, options) =>
    this.#json('GET', `/profiles/${encode(name)}/drift`, { options });

  getAccessOffer: ClusterProfilesApi['getAccessOffer'] = (name, options) =>
    this.#json('GET', `/clusters/${encode(name)}/access`, { options });

  requestAccess: ClusterProfilesApi['requestAccess'] = (
    name,
    request,
    options,
  ) =>
    this.#json('POST', `/clusters/${encode(name)}/access`, {
      body: request,
      options,
    });

  exportCluster: ClusterProfilesApi['exportCluster'] = async (name, options) =>
    (
      await this.#send('GET', `/clusters/${encode(name)}/export`, { options })
    ).text();

  propose: ClusterProfilesApi['propose'] = (request, options) =>
    this.#json('POST', '/changes', {
      body: request,
      options,
      headers: idempotency(options),
    });

  startBulkPreview: ClusterProfilesApi['startBulkPreview'] = (bulk, options) =>
    this.#json('POST', '/bulk-previews', { body: bulk, options });

  getBulkPreview: ClusterProfilesApi['getBulkPreview'] = (id, options) =>
    this.#json('GET', `/bulk-previews/${encode(id)}`, { options });

  proposeBulk: ClusterProfilesApi['proposeBulk'] = (bulk, options) =>
    this.#json('POST', '/bulk-changes', {
      body: bulk,
      options,
      headers: idempotency(options),
    });

  startPreview: ClusterProfilesApi['startPreview'] = (request, options) =>
    this.#json('POST', '/previews', { body: request, options });

  getPreview: ClusterProfilesApi['getPreview'] = (id, options) =>
    this.#json('GET', `/previews/${encode(id)}`, { options });

  listChanges: ClusterProfilesApi['listChanges'] = (query, options) =>
    this.#json('GET', '/changes', { query: { ...query }, options });

  getChange: ClusterProfilesApi['getChange'] = (id, options) =>
    this.#json('GET', `/changes/${encode(id)}`, { options });

  approveChange: ClusterProfilesApi['approveChange'] = (
    id,
    decision,
    options,
  ) =>
    this.#json('POST', `/changes/${encode(id)}/approve`, {
      body: decision,
      options,
    });

  rejectChange: ClusterProfilesApi['rejectChange'] = (id, decision, options) =>
    this.#json('POST', `/changes/${encode(id)}/reject`, {
      body: decision,
      options,
    });

  breakGlass: ClusterProfilesApi['breakGlass'] = (id, use, options) =>
    this.#json('POST', `/changes/${encode(id)}/break-glass`, {
      body: use,
      options,
    });

  reviewBreakGlass: ClusterProfilesApi['reviewBreakGlass'] = (
    id,
    review,
    options,
  ) =>
    this.#json('POST', `/changes/${encode(id)}/review`, {
      body: review,
      options,
    });

  withdrawApproval: ClusterProfilesApi['withdrawApproval'] = (
    id,
    withdrawal,
    options,
  ) =>
    this.#json('POST', `/changes/${encode(id)}/withdraw-approval`, {
      body: withdrawal,
      options,
    });

  commentChange: ClusterProfilesApi['commentChange'] = (id, comment, options) =>
    this.#json('POST', `/changes/${encode(id)}/comments`, {
      body: comment,
      options,
    });

  cancelChange: ClusterProfilesApi['cancelChange'] = (id, options) =>
    this.#json('POST', `/changes/${encode(id)}/cancel`, { body: {}, options });

  replanChange: ClusterProfilesApi['replanChange'] = (id, options) =>
    this.#json('POST', `/changes/${encode(id)}/replan`, { body: {}, options });

  retryChange: ClusterProfilesApi['retryChange'] = (id, options) =>
    this.#json('POST', `/changes/${encode(id)}/retry`, { body: {}, options });

  explainPolicies: ClusterProfilesApi['explainPolicies'] = (
    question,
    options,
  ) => this.#json('POST', '/policies/explain', { body: question, options });

  listActivity: ClusterProfilesApi['listActivity'] = (query, options) =>
    this.#json('GET', '/activity', { query: { ...query }, options });

  listCheckpoints: ClusterProfilesApi['listCheckpoints'] = (query, options) =>
    this.#json('GET', '/activity/checkpoints', {
      query: { ...query },
      options,
    });

  getEvidence: ClusterProfilesApi['getEvidence'] = async (name, options) =>
    (
      await this.#send('GET', `/clusters/${encode(name)}/evidence`, { options })
    ).text();

  eraseWords: ClusterProfilesApi['eraseWords'] = (request, options) =>
    this.#json('POST', '/activity/erasures', { body: request, options });

  getWriteSwitch: ClusterProfilesApi['getWriteSwitch'] = options =>
    this.#json('GET', '/write-switch', { options });

  setWriteSwitch: ClusterProfilesApi['setWriteSwitch'] = (change, options) =>
    this.#json('PUT', '/write-switch', { body: change, options });

  async #json<T>(method: string, path: string, send: Send): Promise<T> {
    return (await this.#send(method, path, send)).json() as Promise<T>;
  }

  async #send(
    method: string,
    path: string,
    { query, body, headers, options }: Send,
  ): Promise<Response> {
    const base = await this.#discoveryApi.getBaseUrl('cluster-profiles');
    const response = await this.#fetchApi.fetch(
      `${base}/v1${path}${search(query)}`,
      {
        method,
        signal: options?.signal,
        headers: {
          ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
          ...(options?.token
            ? { Authorization: `Bearer ${options.token}` }
            : {}),
          ...headers,
        },
        body: body === undefined ? undefined : JSON.stringify(body),
      },
    );
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return response;
  }
}

interface Send {
  query?: Record<string, QueryValue>;
  body?: unknown;
  headers?: Record<string, string>;
  options?: RequestOptions;
}

function idempotency(options?: {
  idempotencyKey?: string;
}): Record<string, string> | undefined {
  return options?.idempotencyKey
    ? { 'Idempotency-Key': options.idempotencyKey }
    : undefined;
}

function encode(segment: string): string {
  return encodeURIComponent(segment);
}

function search(query: Record<string, QueryValue> = {}): string {
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    for (const item of Array.isArray(value) ? value : [value]) {
      if (item !== undefined) {
        params.append(key, String(item));
      }
    }
  }
  const text = params.toString();
  return text && `?${text}`;
}
