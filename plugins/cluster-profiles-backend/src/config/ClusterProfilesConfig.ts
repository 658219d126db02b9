import type { RecordKeyConfig } from '../record/RecordKeys';
import type { EndpointConfig } from './endpointConfig';
import type {
  AccessRole,
  LifetimeLimits,
  MaintenanceWindow,
  Stage,
  Target,
} from '@cluster-profiles/plugin-cluster-profiles-common';

interface RepositoryConfig {
  name: string;
  /** State of all its choices, unless one of `choices` says otherwise. */
  state: 'allowed' | 'deprecated' | 'blocked';
  /** First match wins. */
  choices: Array<{
    layer: string;
    /** Semver range or exact version; absent: all versions. */
    versions?: string;
    state: 'allowed' | 'deprecated' | 'blocked';
    reason?: string;
  }>;
}

/** Components that are described in files. */
export interface LibraryConfig extends RepositoryConfig {
  type: 'library';
  /** Folder; relative to the configuration's working directory. */
  path?: string;
}

/** A Helm repository or OCI registry, which charts are fetched from when a version is published. */
export interface ChartRepositoryConfig
  extends RepositoryConfig, EndpointConfig {
  type: 'helm' | 'oci';
}

/** A configured place that layers come from. */
export type LayerRepositoryConfig = LibraryConfig | ChartRepositoryConfig;

/** All fields that are given must match; several values of one field are alternatives. */
export interface PolicyMatch {
  kind?: string[];
  stage?: Stage[];
  target?: string[];
  profile?: string[];
  lifecycle?: string[];
  owner?: string[];
  rollbackClass?: string[];
  /** Of changes of kind `access`: the role that is asked for. */
  role?: AccessRole[];
  /** Matches when the resulting number of nodes is at least this. */
  nodesAtLeast?: number;
  /** Names of clusters. */
  cluster?: string[];
  /** The cluster differs from what is desired of it, or does not. */
  drifted?: boolean;
  /** Layer repositories, of which the layers of the cluster or version come from one at least. */
  repository?: string[];
}

export interface PolicyConfig {
  name: string;
  match: PolicyMatch;
  /** Empty: an explicit "no approval needed". Absent: it says nothing about approvals. */
  require?: Array<{ group: string; approvals: number }>;
  /** `require` may be empty in production, too. */
  allowUnapprovedProduction?: boolean;
  /** Users and groups whose approvals do not count, entity references. */
  exclude?: string[];
  /** What matches is written only while one of them is open. */
  windows?: MaintenanceWindow[];
  /** Of clusters that match when they are created or are to live longer. */
  lifetime?: LifetimeLimits;
  expiryHours?: number;
  /** Shown to the requester. */
  reason?: string;
}

/** A time in which nothing that matches is written to clusters. */
export interface FreezeConfig {
  name: string;
  /** ISO 8601 in UTC. */
  from: string;
  /** ISO 8601 in UTC; the first moment after it. */
  to: string;
  reason: string;
  match: PolicyMatch;
  /** Kinds of change that pass. */
  allow: string[];
}

/** What each owner may have of what it names together; the owners, targets and stages that are named, or all. */
export interface OwnerLimitConfig {
  name: string;
  owner?: string[];
  target?: string[];
  stage?: Stage[];
  clusters?: number;
  /** Of all these clusters, control planes included. */
  nodes?: number;
}

/** What one service principal may do, by its subject such as `external:ci`. */
export interface ServiceGrant {
  subject: string;
  /** `read`, `read:values` beside it, `administer`, or `propose:KIND` for a kind of change. */
  may: string[];
}

export interface ClusterProfilesConfig {
  /** Marks what this installation writes; generated and kept in the database when absent. */
  instanceId?: string;
  /** Group that approves where no policy says otherwise, entity reference. */
  platformGroup: string;
  targets: Target[];
  repositories: LayerRepositoryConfig[];
  /** Registry that pinned bytes are pushed to, for engines to pull; absent: engines pull from where they came. */
  mirror?: EndpointConfig;
  policies: PolicyConfig[];
  freezes: FreezeConfig[];
  ownerLimits: OwnerLimitConfig[];
  services: ServiceGrant[];
  /** False stops all writes. */
  writes: boolean;
  changes: {
    /** Hours until a change that nobody decides expires; 72. */
    expiryHours: number;
    /** Hours after which a plan must be made again; 24. */
    planMaxAgeHours: number;
    /** Minutes until a change that is not proven counts as failed; 120. */
    deadlineMinutes: number;
  };
  lifetime: {
    /** Days before the last one of a cluster on which its owner is told; 7 and 1. */
    noticeDays: number[];
  };
  reminders: {
    /** Hours after which those who may approve are told again; 24. */
    afterHours: number;
    /** Hours before a change expires in which it is told; 12. */
    beforeExpiryHours: number;
  };
  collect: {
    /** Days until what nobody uses is deleted from targets; 7. */
    afterDays: number;
  };
  kubernetes: {
    /** Days (YYYY-MM-DD) on which support of minor versions ends: the shipped ones and what is configured. */
    endOfLife: Record<string, string>;
  };
  reconciler: {
    /** Seconds between looks at a cluster that converges; 2. */
    convergingSeconds: number;
    /** Seconds between looks at a cluster at rest; 60. */
    restingSeconds: number;
    /** Clusters worked on at once; 10. */
    concurrency: number;
    /** Seconds that a claim holds without a heartbeat; 30. */
    leaseSeconds: number;
  };
  record: {
    /** The first signs, all verify; none: nothing is signed. */
    keys: RecordKeyConfig[];
    /** What was decided before this time may be unsigned, ISO 8601. */
    unsignedUntil?: string;
    /** Minutes between checkpoints; 10. */
    checkpointMinutes: number;
    /** The record of a cluster at rest is gone along at least once in so many; 60. */
    verifyMinutes: number;
    /** File that checkpoints are appended to, as JSON Lines. */
    sink?: { file: string };
  };
  /** Folder of bundles that the first start of an example portal publishes; absent elsewhere. */
  seed?: { folder: string; proposer: string; approver: string };
  limits: {
    /** Bytes of a bundle, all files together; 2 MiB. */
    bundleBytes: number;
    bundleFiles: number;
    /** Requests of one caller to one replica; 3,000. */
    requestsPerMinute: number;
    /** Of them, those that propose, plan or decide; 300. */
    writesPerMinute: number;
  };
}
