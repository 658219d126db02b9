import type {
  AuditorService,
  BackstageCredentials,
  HttpAuthService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type { Request, Router } from 'express';
import type { AuthorizedAccess } from '../access/AuthorizedAccess';
import type { AuthorizedActivity } from '../activity/AuthorizedActivity';
import type { AuthorizedWriteSwitch } from '../administration/AuthorizedWriteSwitch';
import type { AuthorizedBreakGlass } from '../breakGlass/AuthorizedBreakGlass';
import type { AuthorizedChanges } from '../changes/AuthorizedChanges';
import type { BulkChanges } from '../changes/BulkChanges';
import type { AuthorizedClusters } from '../clusters/AuthorizedClusters';
import type { AuthorizedErasure } from '../erasure/AuthorizedErasure';
import type { AuthorizedDrift } from '../drift/AuthorizedDrift';
import type { AuthorizedFleet } from '../fleet/AuthorizedFleet';
import type { AuthorizedPolicies } from '../policies/AuthorizedPolicies';
import type { BulkPreviews } from '../previews/BulkPreviews';
import type { Previews } from '../previews/Previews';
import type { AuthorizedProfiles } from '../profiles/AuthorizedProfiles';
import type { AuthorizedValidation } from '../profiles/AuthorizedValidation';
import type { AuthorizedProviders } from '../providers/AuthorizedProviders';
import type { AuthorizedEvidence } from '../record/AuthorizedEvidence';
import type { AuthorizedImports } from '../targets/AuthorizedImports';
import type { AuthorizedTargets } from '../targets/AuthorizedTargets';
import type { AuthorizedTypicalTimes } from '../typicalTimes/AuthorizedTypicalTimes';
import type { RequestLimits } from './RequestLimits';

/** Everything that answers requests. */
export type RouterOptions = {
  auditor: AuditorService;
  httpAuth: HttpAuthService;
  logger: LoggerService;
  breakGlass: AuthorizedBreakGlass;
  changes: AuthorizedChanges;
  previews: Previews;
  bulkPreviews: BulkPreviews;
  bulkChanges: BulkChanges;
  clusters: AuthorizedClusters;
  access: AuthorizedAccess;
  drift: AuthorizedDrift;
  fleet: AuthorizedFleet;
  profiles: AuthorizedProfiles;
  validation: AuthorizedValidation;
  policies: AuthorizedPolicies;
  targets: AuthorizedTargets;
  imports: AuthorizedImports;
  providers: AuthorizedProviders;
  typicalTimes: AuthorizedTypicalTimes;
  activity: AuthorizedActivity;
  evidence: AuthorizedEvidence;
  erasure: AuthorizedErasure;
  writeSwitch: AuthorizedWriteSwitch;
  requestLimits: RequestLimits;
  /** Bytes of a request's body. */
  bodyLimit: number;
};

/** Adds the routes of one resource. */
export type AddRoutes = (
  v1: Router,
  options: RouterOptions & {
    caller: (
      request: Request,
    ) => Promise<{ credentials: BackstageCredentials }>;
  },
) => void;
