import type { UrlReaderService } from '@backstage/backend-plugin-api';
import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import {
  hasBlocker,
  type DeprecateRequest,
  type Finding,
  type ProfileChangeRequest,
  type PublishRequest,
  type WithdrawRequest,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { Knex } from 'knex';
import type { ChangeRow } from '../database/tables';
import type { PlanDraft } from '../planning/types';
import { applyPublication } from './applyPublication';
import { checkCatalogDraft } from './checkProfile';
import { decidePublication } from './decidePublication';
import { emptyPlan } from './emptyPlan';
import { gatherPublication } from './gatherPublication';
import { intakeBundle } from './intakeBundle';
import { labelsOf } from './labelsOf';
import { getProfileVersion } from './operations/getProfileVersion';
import { labelsOfProfiles } from './operations/listProfileResources';
import { ownerRef } from './ownerRef';
import { parseBundle, type BundleLimits } from './parseBundle';
import { publicationConflict } from './publicationConflict';
import { BundleError, refuseBundle } from './refuseBundle';
import type { LayerRepositories } from './repositories/LayerRepositories';
import type { Publications } from './types';
import { unknownVersion } from './unknownVersion';

/** Publishes, deprecates and withdraws profile versions. */
export class DefaultPublications implements Publications {
  readonly #options: {
    knex: Knex;
    repositories: LayerRepositories;
    urlReader: UrlReaderService;
    limits: BundleLimits;
  };

  constructor(options: {
    knex: Knex;
    repositories: LayerRepositories;
    urlReader: UrlReaderService;
    limits: BundleLimits;
  }) {
    this.#options = options;
  }

  async intake(
    request: ProfileChangeRequest,
  ): ReturnType<Publications['intake']> {
    return request.kind === 'publish'
      ? this.#intakePublish(request)
      : this.#intakeStateChange(request);
  }

  async check(request: ProfileChangeRequest): Promise<void> {
    const facts = await gatherPublication(request, this.#options);
    const conflict = publicationConflict(request, facts);
    if (conflict) {
      throw asError(conflict);
    }
    const findings = facts.draft?.findings ?? [];
    if (hasBlocker(findings)) {
      throw new BundleError(
        findings.filter(({ severity }) => severity === 'block'),
      );
    }
  }

  async plan(
    request: ProfileChangeRequest,
    options: Parameters<Publications['plan']>[1],
  ): Promise<PlanDraft> {
    try {
      const facts = await gatherPublication(request, {
        ...this.#options,
        pin: options,
      });
      return decidePublication(request, facts, options);
    } catch (error) {
      if (error instanceof BundleError) {
        // limits or schema became stricter since the intake
        return { ...emptyPlan(), findings: error.details };
      }
      throw error;
    }
  }

  async apply(
    tx: Knex.Transaction,
    change: ChangeRow,
    options: { approvers: string[]; now: string },
  ): Promise<void> {
    await applyPublication(tx, { change, ...options });
  }

  async validate(
    bundle: NonNullable<PublishRequest['bundle']>,
    options: { draft?: boolean } = {},
  ): Promise<Finding[]> {
    try {
      if (options.draft) {
        const { document } = parseBundle(bundle, this.#options);
        const { repositories } = this.#options;
        return checkCatalogDraft({ document, repositories });
      }
      const request: PublishRequest = { kind: 'publish', bundle };
      const facts = await gatherPublication(request, this.#options);
      const conflict = publicationConflict(request, facts);
      return [
        // what is published already is no fault of the draft
        ...(conflict?.code === 'version-content-differs' ? [conflict] : []),
        ...facts.draft!.findings,
      ];
    } catch (error) {
      if (error instanceof BundleError) {
        return error.details;
      }
      throw error;
    }
  }

  async #intakePublish(
    sent: PublishRequest,
  ): ReturnType<Publications['intake']> {
    const { request, bundle } = await intakeBundle(sent, this.#options);
    const { metadata, spec } = bundle.document;
    return {
      request,
      profile: metadata.name,
      version: spec.version,
      lifecycle: spec.lifecycle,
      type: spec.type,
      labels: labelsOf(bundle.document),
      owner:
        ownerRef(bundle.document) ??
        refuseBundle({
          code: 'bad-owner',
          path: '/spec/owner',
          message: `The owner '${spec.owner}' is no reference of a group`,
          remedy: 'Use a reference such as group:default/platform',
        }),
    };
  }

  async #intakeStateChange(
    request: DeprecateRequest | WithdrawRequest,
  ): ReturnType<Publications['intake']> {
    const { profile, version } = request;
    if (!request.reason?.trim()) {
      throw new InputError('/reason: a reason is missing; say why, in words');
    }
    if (request.kind === 'deprecate' && !isDate(request.endOfLife)) {
      throw new InputError(
        `/endOfLife: '${request.endOfLife}' is no date; use the form YYYY-MM-DD`,
      );
    }
    const existing = await getProfileVersion(this.#options.knex, {
      profile,
      version,
    });
    if (!existing) {
      throw unknownVersion(profile, version);
    }
    const labels = await labelsOfProfiles(this.#options.knex, [profile]);
    return {
      request,
      profile,
      version,
      owner: existing.owner,
      lifecycle: existing.lifecycle,
      type: existing.type,
      labels: labels.get(profile) ?? {},
    };
  }
}

function isDate(text: string | undefined): boolean {
  if (text === undefined) {
    return true;
  }
  const date = new Date(`${text}T00:00:00.000Z`);
  return (
    !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === text
  );
}

function asError(conflict: Finding): Error {
  const message = [`${conflict.path}: ${conflict.message}`, conflict.remedy]
    .filter(Boolean)
    .join('. ');
  const error =
    conflict.code === 'version-unknown'
      ? new NotFoundError(message)
      : new ConflictError(message);
  return Object.assign(error, { details: [conflict] });
}
