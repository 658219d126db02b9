import type { AccessRole } from './access';
import type { ApprovalStatus, ChangeKind } from './change';
import type { RollbackClass } from './plan';
import type { Stage } from './target';

/** A time in which changes may be written, again and again. @public */
export interface MaintenanceWindow {
  /** When it opens: minute, hour, day of month, month, day of week. */
  cron: string;
  durationMinutes: number;
  /** IANA time zone that `cron` is read in, such as `Europe/Berlin`. */
  timeZone: string;
  /** In answers, ISO 8601: when it opened, while it is open, and else when it opens next. */
  opensAt?: string;
}

/** Windows of one source: one of them has to be open. @public */
export interface WindowSet {
  /** Such as `target prod-eu1` or `policy weekends`. */
  of: string;
  windows: MaintenanceWindow[];
}

/** One field that a policy names: what it wants, and what there is. @public */
export interface PolicyFieldMatch {
  field: string;
  wanted: string[];
  actual: string[];
  matches: boolean;
}

/** A limit with what is used of it. @public */
export interface LimitStanding {
  /** Such as `Target prod-eu1` or `Owner checkout (small-teams)`. */
  of: string;
  what: 'clusters' | 'nodes';
  /** Now, the cluster that it is about included. */
  used: number;
  /** What it would come to. */
  after: number;
  allowed: number;
}

/** A draft that the policies are asked about. What is left out is taken from the cluster, the version and the target, where they tell. @public */
export interface PolicyQuestion {
  kind: ChangeKind;
  /** Name of a cluster that is there. */
  cluster?: string;
  target?: string;
  /** That of the target, where one is named. */
  stage?: Stage;
  profile?: string;
  version?: string;
  lifecycle?: string;
  /** Entity reference. */
  owner?: string;
  /** After the change, control plane included. */
  nodes?: number;
  rollbackClass?: RollbackClass;
  drifted?: boolean;
  /** Layer repositories that the layers come from. */
  repositories?: string[];
  /** Of access. */
  role?: AccessRole;
  /** Entity reference; the caller if absent. */
  proposer?: string;
}

/** Days that a cluster has. @public */
export interface LifetimeLimits {
  /** Of a new one for which nobody asks for another; without it one does not end by itself. */
  defaultDays?: number;
  /** From the day on which it is asked for. */
  maximumDays?: number;
}

/** One policy about a draft. @public */
export interface PolicyExplanation {
  name: string;
  matched: boolean;
  /** Every field that it names; none of a policy that is about everything. */
  fields: PolicyFieldMatch[];
  /** Absent: it says nothing about approvals; empty: it needs none. */
  require?: Array<{ group: string; approvals: number }>;
  exclude?: string[];
  windows?: MaintenanceWindow[];
  lifetime?: LifetimeLimits;
  expiryHours?: number;
  allowUnapprovedProduction?: boolean;
  reason?: string;
}

/** One freeze about a draft. @public */
export interface FreezeExplanation {
  name: string;
  reason: string;
  from: string;
  to: string;
  /** It keeps such a change out while it lasts. */
  matched: boolean;
  /** It lasts now. */
  active: boolean;
  fields: PolicyFieldMatch[];
  /** Kinds of change that it lets pass. */
  allow: string[];
}

/** What the policies say about a draft, and why. @public */
export interface PolicyAnswer {
  /** What they looked at, filled in. */
  question: PolicyQuestion;
  policies: PolicyExplanation[];
  freezes: FreezeExplanation[];
  /** What comes of it, and who could approve now. */
  approval: ApprovalStatus;
  /** What it would wait for, were it accepted now. */
  wait?: { reason: string; until?: string };
  limits: LimitStanding[];
  /** Of a new cluster, or one that is to live longer. */
  lifetime: LifetimeLimits;
}
