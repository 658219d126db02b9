export interface Config {
  clusterProfiles?: {
    /** Marks what this installation writes; made once and kept in the database when absent. */
    instanceId?: string;
    /** Group that approves where no policy says otherwise; `group:default/platform` if absent. */
    platformGroup?: string;
    /** Places where clusters can run. */
    targets?: Array<{
      name: string;
      title?: string;
      description?: string;
      /** Key of an installed cluster provider, such as `simulator`. */
      provider: string;
      /** Key of an installed add-on engine; the provider's key if absent. */
      addOnEngine?: string;
      region: string;
      stage: 'development' | 'staging' | 'production';
      labels?: { [key: string]: string };
      endpoint?: string;
      namespace?: string;
      variables?: { [key: string]: unknown };
      /** Name of the secret that the provider reads by itself; never a secret. */
      credentials?: string;
      /** `nodes` of all clusters together. */
      limits?: { clusters?: number; nodesPerCluster?: number; nodes?: number };
      /** What runs there is changed only while one of them is open. */
      windows?: Array<{
        /** When it opens: minute, hour, day of month, month, day of week. */
        cron: string;
        durationMinutes: number;
        /** UTC if absent. */
        timeZone?: string;
      }>;
    }>;
    /** Where layers may come from; the shipped library if absent. */
    repositories?: Array<{
      /** What `source.repository` of a layer refers to. */
      name: string;
      /** `helm`: a repository with an `index.yaml`; `oci`: a registry; `library`: components described in files. */
      type: 'library' | 'helm' | 'oci';
      /** Of a `library`: folder; the shipped library if absent. */
      path?: string;
      /** Of `helm`: `https://…`; of `oci`: `oci://host/path`, below which the charts are. Without user and password. */
      url?: string;
      username?: string;
      /** @visibility secret */
      password?: string;
      /** Certificates to trust instead of those of the system, PEM. */
      caFile?: string;
      /** Its host may be of a private network or this machine; refused if absent. */
      allowPrivateAddresses?: boolean;
      /** Of `oci`: without TLS. */
      plainHttp?: boolean;
      /** Seconds to wait for an answer, 1 to 300; 30 if absent. */
      requestTimeoutSeconds?: number;
      state?: 'allowed' | 'deprecated' | 'blocked';
      choices?: Array<{
        layer: string;
        versions?: string;
        state: 'allowed' | 'deprecated' | 'blocked';
        reason?: string;
      }>;
    }>;
    /** Registry that pinned charts and manifests are pushed to, so that clusters get exactly these bytes. */
    mirror?: {
      /** `oci://host/path`, one repository for all. Without user and password. */
      url: string;
      username?: string;
      /** @visibility secret */
      password?: string;
      /** Certificates to trust instead of those of the system, PEM. */
      caFile?: string;
      /** Its host may be of a private network or this machine; refused if absent. */
      allowPrivateAddresses?: boolean;
      /** Without TLS. */
      plainHttp?: boolean;
      /** Seconds to wait for an answer, 1 to 300; 30 if absent. */
      requestTimeoutSeconds?: number;
    };
    /** What needs whose approval. All policies that match combine. */
    policies?: Array<{
      name: string;
      match?: {
        kind?: string | string[];
        stage?: string | string[];
        target?: string | string[];
        profile?: string | string[];
        lifecycle?: string | string[];
        owner?: string | string[];
        rollbackClass?: string | string[];
        /** Of changes of kind `access`, which only policies that name this kind match. */
        role?: string | string[];
        nodesAtLeast?: number;
        /** Names of clusters. */
        cluster?: string | string[];
        /** Whether the cluster differs from what is desired of it. */
        drifted?: boolean;
        /** Layer repositories, of which the layers come from one at least. */
        repository?: string | string[];
      };
      /** Empty: no approval is needed. Absent: the policy says nothing about approvals. */
      require?: Array<{ group: string; approvals?: number }>;
      /** Without it nothing changes in production without an approval. */
      allowUnapprovedProduction?: boolean;
      /** Users and groups whose approvals do not count. */
      exclude?: string[];
      /** What matches is written only while one of them is open. */
      windows?: Array<{
        cron: string;
        durationMinutes: number;
        timeZone?: string;
      }>;
      /** Days of clusters that match when they are created or are to live longer. */
      lifetime?: {
        /** Of a new one; without it one does not end by itself. */
        defaultDays?: number;
        /** From the day on which it is asked for. */
        maximumDays?: number;
      };
      expiryHours?: number;
      reason?: string;
    }>;
    /** Times in which nothing that matches is written to clusters. */
    freezes?: Array<{
      name: string;
      /** ISO 8601, such as `2026-12-20T18:00`. */
      from: string;
      /** ISO 8601. */
      to: string;
      /** That `from` and `to` are read in; UTC if absent. */
      timeZone?: string;
      /** Shown to whoever waits. */
      reason: string;
      /** As in `policies`; everything if absent. */
      match?: {
        kind?: string | string[];
        stage?: string | string[];
        target?: string | string[];
        cluster?: string | string[];
        profile?: string | string[];
        lifecycle?: string | string[];
        owner?: string | string[];
        rollbackClass?: string | string[];
        repository?: string | string[];
        nodesAtLeast?: number;
        drifted?: boolean;
      };
      /** Kinds of change that pass; none if absent. */
      allow?: string[];
    }>;
    /** What each owner may have, together, of what is named; of everything where nothing is. */
    ownerLimits?: Array<{
      name: string;
      /** Owners that it is about, one by one. */
      owner?: string | string[];
      target?: string | string[];
      stage?: string | string[];
      clusters?: number;
      /** Of all these clusters, control planes included. */
      nodes?: number;
    }>;
    /** What service principals may do; nothing if absent. */
    services?: Array<{
      subject: string;
      /** `read`, `read:values` beside it, `administer`, or `propose:KIND` for a kind of change. */
      may: string[];
    }>;
    /** False stops all writes to clusters. */
    writes?: boolean;
    changes?: {
      /** Hours until a change that nobody decides expires; 72 if absent. */
      expiryHours?: number;
      /** Hours after which a plan must be made again; 24 if absent. */
      planMaxAgeHours?: number;
      /** Minutes until a change that is not proven counts as failed; 120 if absent. */
      deadlineMinutes?: number;
    };
    lifetime?: {
      /** Days before the last one of a cluster on which its owner is told; 7 and 1 if absent. */
      noticeDays?: number[];
    };
    /** What is told again of changes that wait for approval; once each for a plan. */
    reminders?: {
      /** Hours after which those who may approve are told again; 24 if absent. */
      afterHours?: number;
      /** Hours before a change expires in which it is told; 12 if absent. */
      beforeExpiryHours?: number;
    };
    kubernetes?: {
      /** Days (YYYY-MM-DD) on which support of minor versions such as `"1.36"` ends, beside and above those that are shipped. */
      endOfLife?: { [minor: string]: string };
    };
    reconciler?: {
      /** Seconds between looks at a cluster that converges; 2 if absent. */
      convergingSeconds?: number;
      /** Seconds between looks at a cluster at rest; 60 if absent. */
      restingSeconds?: number;
      /** Clusters worked on at once by one replica; 10 if absent. */
      concurrency?: number;
      /** Seconds that a claim holds without a sign of life; 30 if absent. */
      leaseSeconds?: number;
    };
    collect?: {
      /**
       * Days after which what was put on a target for clusters, such as their classes, is deleted there once no live cluster, open
       * change, revision to roll back to or published version needs it; 7 if absent.
       */
      afterDays?: number;
    };
    /** The record of what happened: signatures and checkpoints. */
    record?: {
      /** Ed25519 keys: the first signs, all verify. Nothing is signed if absent. */
      keys?: Array<{
        /** Named by each signature; never give it to another key. */
        id: string;
        /** Path of the PEM: private (PKCS #8), or public (SPKI) of a retired key. */
        file?: string;
        /**
         * The PEM itself, instead of `file`.
         * @visibility secret
         */
        value?: string;
      }>;
      /** What was decided before this time may be unsigned, ISO 8601; nothing if absent. */
      unsignedUntil?: string;
      /** Minutes between checkpoints; 10 if absent. */
      checkpointMinutes?: number;
      /** The chain of a cluster at rest is gone along at least once in so many minutes; 60 if absent. */
      verifyMinutes?: number;
      /** Where checkpoints are kept outside the database, too. */
      sink?: {
        /** JSON Lines, appended to. */
        file: string;
      };
    };
    /** For example portals only: publishes the bundles of a folder at the first start. */
    seed?: {
      folder: string;
      /** User who proposes, entity reference. */
      proposer: string;
      /** User who approves, entity reference. */
      approver: string;
    };
    limits?: {
      /** Bytes of a bundle, all files together; 2 MiB if absent. */
      bundleBytes?: number;
      bundleFiles?: number;
      /** Requests that one caller may send to one replica in a minute; 3000 if absent. */
      requestsPerMinute?: number;
      /** Of them, those that propose, preview or decide; 300 if absent. */
      writesPerMinute?: number;
    };
  };
}
