// Generated from gitops-common/src/schema/openapi.yaml by `yarn generate`; do not edit.

/** @public */
export interface paths {
  '/pipelines': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The board of all pipelines the caller may read. */
    get: operations['listPipelines'];
    put?: never;
    /** Opens or finds the pull requests that add a pipeline to an entity: in the repository of its manifests first, and in its own. */
    post: operations['createPipeline'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/pipelines/{kind}/{namespace}/{name}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** One pipeline with its environments. */
    get: operations['getPipeline'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/pipelines/{kind}/{namespace}/{name}/preflight': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What was checked, expected and found. */
    get: operations['getPreflight'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/pipelines/{kind}/{namespace}/{name}/releases': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Candidates, newest first, each with why (not). */
    get: operations['listReleases'];
    put?: never;
    /**
     * A CI pipeline announces a release. Repeating it changes nothing.
     * By a token of Backstage, by the secret of an announcer, or by the identity token of a CI job in the repository of the pipeline.
     */
    post: operations['announceRelease'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/pipelines/{kind}/{namespace}/{name}/candidates': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What is no release, what waits first and then the newest, each with why not. */
    get: operations['listCandidates'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/pipelines/{kind}/{namespace}/{name}/releases/{release}/reject': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Marks a release bad: promoted nowhere until cleared. */
    post: operations['rejectRelease'];
    /** Clears a rejection. */
    delete: operations['clearRejection'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/pipelines/{kind}/{namespace}/{name}/promotions': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Promotions, newest first. */
    get: operations['listPromotions'];
    put?: never;
    /** Requests one; with dryRun only says what it would do. */
    post: operations['requestPromotion'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/pipelines/{kind}/{namespace}/{name}/history': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What happened, newest first. */
    get: operations['listHistory'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/pipelines/{kind}/{namespace}/{name}/history/export': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The whole history, oldest first, as JSON lines or CSV. */
    get: operations['exportHistory'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/pipelines/{kind}/{namespace}/{name}/policy/{commit}/approve': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Accepts an edit of the pipeline file that weakens protected environments; with dryRun only says what becomes weaker. */
    post: operations['acceptPolicy'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/pipelines/{kind}/{namespace}/{name}/environments/{environment}/violations/{commit}/accept': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Lets a violation stand, with a reason: a bypass, decided after the act. */
    post: operations['acceptViolation'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/pipelines/{kind}/{namespace}/{name}/environments/{environment}/changes': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Earlier states of the environment, newest first, read from Git: what a rollback can restore. */
    get: operations['listChanges'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/pipelines/{kind}/{namespace}/{name}/environments/{environment}/rollback': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Restores the content the environment had after a commit, and holds automation; with dryRun only the plan. */
    post: operations['rollBack'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/pipelines/{kind}/{namespace}/{name}/environments/{environment}/hold': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /** Pauses automation on the environment, not people. */
    put: operations['hold'];
    post?: never;
    /** Ends the hold. */
    delete: operations['resume'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/pipelines/{kind}/{namespace}/{name}/environments/{environment}/drift': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What runs against what Git says, by object and field, as it was last seen. Secrets are masked. */
    get: operations['getDrift'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/pipelines/{kind}/{namespace}/{name}/environments/{environment}/reconcile': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Asks the engine to look again, to apply what Git says, or to put objects back. */
    post: operations['reconcile'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/pipelines/{kind}/{namespace}/{name}/environments/{environment}/adopt': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Brings fields of a live object into Git: by a commit where the environment is promoted by commits, else by a pull request. */
    post: operations['adopt'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/pipelines/{kind}/{namespace}/{name}/environments/{environment}/ignore': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Proposes by a pull request that fields of an object are not compared any more. */
    post: operations['ignore'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/promotions/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** One promotion, with its differences. */
    get: operations['getPromotion'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/promotions/{id}/approve': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Approves the release and content that the caller saw. */
    post: operations['approvePromotion'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/promotions/{id}/bypass': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Skips one gate, with a reason. */
    post: operations['bypassGate'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/promotions/{id}/merge': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Merges once all gates pass. */
    post: operations['mergePromotion'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/promotions/{id}/cancel': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Closes it without deploying. */
    post: operations['cancelPromotion'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/me/waiting': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What waits for the caller, in every pipeline they may read. */
    get: operations['listWaiting'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/freezes': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Freezes on what the caller may read. */
    get: operations['listFreezes'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/freezes/{scope}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /** Stops everything in a scope, but Bypass. */
    put: operations['freeze'];
    post?: never;
    /** Lifts a freeze. */
    delete: operations['unfreeze'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
}
/** @public */
export type webhooks = Record<string, never>;
/** @public */
export interface components {
  schemas: {
    Error: {
      error: {
        name: string;
        message: string;
      } & {
        [key: string]: unknown;
      };
      request?: {
        method?: string;
        url?: string;
      };
      response: {
        statusCode: number;
      };
    };
    /**
     * What the caller may do here; the server decides again when it is done.
     */
    Action:
      | 'release.create'
      | 'release.reject'
      | 'promotion.create'
      | 'promotion.approve'
      | 'promotion.bypass'
      | 'promotion.merge'
      | 'promotion.cancel'
      | 'environment.rollback'
      | 'environment.hold'
      | 'environment.freeze'
      | 'environment.reconcile'
      | 'environment.adopt'
      | 'environment.ignore'
      | 'environment.approve';
    /** Whoever did something, as far as it is known and proven. */
    Person: {
      /** What to show: an entity name, a login or a Git author. */
      name: string;
      entityRef?: string;
      login?: string;
    };
    Image: {
      repository: string;
      tag?: string;
      digest?: string;
    };
    ReleaseReference: {
      id: string;
      /** The Git tag that made the release, else the tag of the first image; the start of its digest where there is no tag. */
      version: string;
      /** Without a digest; no protected environment takes it. */
      mutable: boolean;
    };
    Release: {
      id: string;
      version: string;
      mutable: boolean;
      /** All that made it a release. */
      origins: components['schemas']['ReleaseOrigin'][];
      images: {
        name: string;
        repository: string;
        tag: string;
        digest?: string;
        /**
         * Format: date-time
         * As the image says it.
         */
        builtAt?: string;
      }[];
      source?: {
        repository: string;
        commit: string;
        message?: string;
        author?: components['schemas']['Person'];
      };
      /** Format: date-time */
      announcedAt: string;
      announcedBy: string;
      rejected?: components['schemas']['Decision'];
      /** Where it is deployed now. */
      environments: string[];
      /** For each environment whether this release may go there, and why not. */
      eligibility: components['schemas']['Eligibility'][];
    };
    Eligibility: {
      environment: string;
      status: 'eligible' | 'excluded' | 'deployed';
      reason: string;
    };
    /** What made something a release. */
    ReleaseOrigin: {
      on: components['schemas']['Trigger'];
      /** Of a Git tag. */
      name?: string;
      /** Of a pull request. */
      number?: number;
      title?: string;
      url?: string;
      commit?: string;
      /** Why a pull request does not count any more. */
      withdrawn?: string;
    };
    Trigger: 'image' | 'gitTag' | 'pullRequest';
    /** What might have become a release, and why it has not. */
    Candidate: {
      on: components['schemas']['Trigger'];
      /** The tag, in Git or of the images, or #12. */
      name: string;
      /** Names of the images that would make the release. */
      images: string[];
      /**
       * What is waiting may become a release by itself.
       */
      status: 'waiting' | 'excluded';
      reason: string;
      title?: string;
      url?: string;
      /** Who opened the pull request or made the tag, as their host or Git names them. */
      author?: string;
      commit?: string;
      /**
       * Format: date-time
       * Missing where nobody knows how old it is.
       */
      seenAt?: string;
      /** For each environment why it is not there. */
      eligibility: components['schemas']['Eligibility'][];
    };
    /** A person's word, with its reason. */
    Decision: {
      by: components['schemas']['Person'];
      /** Format: date-time */
      at: string;
      reason: string;
      /** Format: date-time */
      expiresAt?: string;
      scope?: string;
    };
    Gate: {
      name:
        | 'approvals'
        | 'upstream'
        | 'hold'
        | 'freeze'
        | 'immutable'
        | 'rejected'
        | 'checks'
        | 'soak'
        | 'windows'
        | 'http'
        | 'locked'
        | 'owners'
        | 'slo';
      status: 'passed' | 'waiting' | 'needsSomeone' | 'failed' | 'bypassed';
      /** One sentence. */
      reason: string;
      /**
       * Format: date-time
       * With status waiting: when it changes by itself.
       */
      until?: string;
      /** With status needsSomeone: entity references of those who can act. */
      who?: string[];
      /** With status needsSomeone: who cannot act for all that. */
      except?: {
        entityRef: string;
        /** What they did, to go on after their name: wrote the source commit. */
        reason: string;
      }[];
    };
    Approval: {
      by: components['schemas']['Person'];
      via: 'portal' | 'host';
      /** Format: date-time */
      at: string;
      status: 'counted' | 'ignored';
      /** With status ignored: why it does not count. */
      reason?: string;
    };
    /** What blocks this, the one next action, and who can take it. */
    NextStep: {
      sentence: string;
      action?:
        | 'approve'
        | 'merge'
        | 'resume'
        | 'unfreeze'
        | 'promote'
        | 'fix'
        | 'wait';
      who?: string[];
      /** Format: date-time */
      until?: string;
    };
    FileDifference: {
      path: string;
      /** Unified difference. */
      patch: string;
    };
    Promotion: {
      id: string;
      entityRef: string;
      environment: string;
      kind: 'promotion' | 'rollback';
      state:
        | 'pending'
        | 'open'
        | 'done'
        | 'closed'
        | 'superseded'
        | 'failed'
        | 'cancelled';
      automatic: boolean;
      release?: components['schemas']['ReleaseReference'];
      /** A rollback: the commit whose content it restores. */
      restores?: string;
      restore?: components['schemas']['Restore'];
      requestedBy: components['schemas']['Person'];
      reason?: string;
      /** Format: date-time */
      createdAt: string;
      /** Format: date-time */
      updatedAt: string;
      pullRequest?: {
        number: number;
        url: string;
        headCommit: string;
      };
      /** The commit on the target branch that did it. */
      commit?: string;
      commitUrl?: string;
      gates: components['schemas']['Gate'][];
      approvals: components['schemas']['Approval'][];
      next: components['schemas']['NextStep'];
      /** What went wrong last; retried unless the state is failed. */
      problem?: string;
      differences?: components['schemas']['FileDifference'][];
    };
    /**
     * What a rollback restores; the image alone, or all files of the environment.
     */
    Restore: 'image' | 'imageAndConfiguration';
    /** The change on the target branch that put the present content there. */
    Change: {
      commit: string;
      commitUrl: string;
      /** Format: date-time */
      at: string;
      by: components['schemas']['Person'];
      /**
       * promotion, rollback, adoption and revert: by this suite, proven; pullRequest: a merged pull request of people; foreign: anything else.
       */
      origin:
        | 'promotion'
        | 'rollback'
        | 'adoption'
        | 'revert'
        | 'pullRequest'
        | 'foreign';
      /** The first line of the commit message. */
      message?: string;
      pullRequest?: number;
      images?: components['schemas']['Image'][];
      release?: components['schemas']['ReleaseReference'];
      current?: boolean;
    };
    /** A preflight finding. */
    Finding: {
      check: string;
      environment?: string;
      status: 'passed' | 'failed' | 'unknown';
      expected: string;
      found: string;
      fix?: string;
    };
    /** A change to what a protected environment reads that came by neither this suite nor an approved pull request. Shown until its files are as they were, or someone accepts it. */
    Violation: {
      commit: string;
      commitUrl: string;
      /** Format: date-time */
      at: string;
      by: components['schemas']['Person'];
      /**
       * foreign: pushed past pull requests; unapproved: a pull request without the approvals asked for; gate: a promotion merged in the host past an unmet gate; locked: a locked field changed by people it is not open to.
       */
      kind: 'foreign' | 'unapproved' | 'gate' | 'locked';
      /** Inputs of the environment that it changed. */
      files: string[];
      /** One sentence. */
      reason: string;
      /** The pull request it came by. */
      pullRequest?: number;
      /** The pull request that takes it back, where the pipeline file asks for one. */
      revert?: {
        number: number;
        url: string;
      };
    };
    /** A commit of the pipeline file that weakens protected environments. Until someone accepts it, the policy before it holds there. */
    PolicyEdit: {
      commit: string;
      commitUrl: string;
      /** Format: date-time */
      at: string;
      by: components['schemas']['Person'];
      /** Everyone who wrote a part of it. None of them accepts it; whoever has no entityRef is nobody in the catalog, and keeps nobody from it. */
      authors?: components['schemas']['Person'][];
      /** The commit whose policy holds there. */
      inForce?: string;
      weakens: {
        environment: string;
        /** What becomes weaker, from what to what. */
        sentence: string;
      }[];
    };
    /** Another environment that reads files which would change. Its owners are asked, too. */
    AffectedEnvironment: {
      /** Missing where the caller may not see that pipeline; its environment is not named then. */
      entityRef?: string;
      environment: string;
      owners: string[];
      files: string[];
    };
    /** Something that waits for the caller. */
    Waiting: {
      entityRef: string;
      title: string;
      environment: string;
      action: 'approve' | 'merge' | 'resume' | 'unfreeze' | 'fix' | 'accept';
      sentence: string;
      /** Its id. */
      promotion?: string;
      release?: components['schemas']['ReleaseReference'];
      /** Format: date-time */
      since?: string;
    };
    /** Whether it is the time for promotions, and when that changes. */
    WindowState: {
      status: 'open' | 'closed';
      sentence: string;
      /** Format: date-time */
      until?: string;
    };
    Environment: {
      name: string;
      after: string[];
      tier?: string;
      protected: boolean;
      promote: 'commit' | 'pullRequest';
      merge: 'manual' | 'auto';
      repository: string;
      branch: string;
      path: string;
      /** What Git holds now. */
      images: components['schemas']['Image'][];
      release?: components['schemas']['ReleaseReference'];
      change?: components['schemas']['Change'];
      promotion?: components['schemas']['Promotion'];
      candidate?: components['schemas']['ReleaseReference'];
      hold?: components['schemas']['Decision'];
      freezes?: components['schemas']['Decision'][];
      violations: components['schemas']['Violation'][];
      window?: components['schemas']['WindowState'];
      next?: components['schemas']['NextStep'];
      /**
       * Format: date-time
       * When Git was last read; missing before the first time.
       */
      asOf?: string;
      /** Why this is not up to date, where it is not. */
      stale?: string;
      /**
       * Format: date-time
       * Since when.
       */
      staleSince?: string;
      cluster?: components['schemas']['ClusterState'];
      allowed: components['schemas']['Action'][];
    };
    SyncStatus: 'Synced' | 'Drifted' | 'Progressing' | 'Unknown';
    Health:
      | 'Healthy'
      | 'Progressing'
      | 'Degraded'
      | 'Suspended'
      | 'Missing'
      | 'Unknown';
    /** How what runs compares with Git. */
    ClusterState: {
      engine: 'kubernetes' | 'argocd' | 'flux';
      cluster: string;
      namespace: string;
      mode: 'observe' | 'sync' | 'heal';
      sync: components['schemas']['SyncStatus'];
      health: components['schemas']['Health'];
      /** Objects that are not as Git has them. */
      drifted: number;
      /** What is being done about it, or why nothing is. */
      sentence: string;
      /** The commit that was compared. */
      revision?: string;
      /**
       * Format: date-time
       * When the cluster was last seen; missing before the first time.
       */
      asOf?: string;
    };
    FieldOwner: {
      manager: string;
      operation: string;
      /** Format: date-time */
      time?: string;
    };
    /** One field that differs. Values are masked texts. */
    FieldDrift: {
      /** A JSON pointer, items of keyed lists by their keys; empty for the whole object. */
      path: string;
      kind: 'Changed' | 'Added' | 'Overridden' | 'NotInGit';
      git?: string;
      cluster?: string;
      by: components['schemas']['FieldOwner'][];
    };
    ObservedObject: {
      /** group/Kind/namespace/name. */
      id: string;
      group: string;
      version: string;
      kind: string;
      namespace?: string;
      name: string;
      sync: 'Synced' | 'Drifted' | 'Missing' | 'Orphaned' | 'Unknown';
      health?: components['schemas']['Health'];
      healthMessage?: string;
      fields: components['schemas']['FieldDrift'][];
      /** Why this object is never written to. */
      untouchable?: string;
      /** Why the cluster does not take what Git says. */
      problem?: string;
    };
    DriftReport: {
      state: components['schemas']['ClusterState'];
      revisionUrl?: string;
      objects: components['schemas']['ObservedObject'][];
      warnings: string[];
    };
    Pipeline: {
      entityRef: string;
      title: string;
      /** Grows with every change; signals carry it. */
      revision: number;
      /** URL of the pipeline file. */
      file?: string;
      /** The commit of the pipeline file in force. */
      policyCommit?: string;
      preflight: 'passed' | 'failed' | 'unknown';
      pendingPolicy?: components['schemas']['PolicyEdit'];
      /** What a freeze can be on besides its environments, such as system:<ref>. */
      scopes: string[];
      environments: components['schemas']['Environment'][];
      allowed: components['schemas']['Action'][];
    };
    HistoryEntry: {
      id: string;
      /** Format: date-time */
      at: string;
      kind:
        | 'pipelineProposed'
        | 'releaseAnnounced'
        | 'releaseRejected'
        | 'rejectionCleared'
        | 'promotionRequested'
        | 'pullRequestOpened'
        | 'pullRequestUpdated'
        | 'pullRequestClosed'
        | 'approved'
        | 'bypassed'
        | 'merged'
        | 'deployed'
        | 'rolledBack'
        | 'synced'
        | 'reverted'
        | 'adopted'
        | 'held'
        | 'resumed'
        | 'frozen'
        | 'unfrozen'
        | 'cancelled'
        | 'superseded'
        | 'violation'
        | 'violationAccepted'
        | 'policyWeakened'
        | 'policyAccepted'
        | 'failed'
        | 'recovered';
      environment?: string;
      by: components['schemas']['Person'];
      /** One sentence. */
      summary: string;
      reason?: string;
      release?: components['schemas']['ReleaseReference'];
      promotion?: string;
      commit?: string;
      commitUrl?: string;
      policyCommit?: string;
      gates?: components['schemas']['Gate'][];
      /** Of a merge: every approval, and why those do not count that do not. */
      approvals?: components['schemas']['Approval'][];
    };
    /** What adopting or ignoring a difference writes to Git, or would write. */
    GitEdit: {
      way: 'commit' | 'pullRequest';
      /** Where it is written, in one sentence. */
      sentence: string;
      differences: components['schemas']['FileDifference'][];
      /** Names these differences; a request that carries it is refused where there would be others. */
      seen: string;
      commit?: string;
      pullRequest?: number;
      /** The commit, or the pull request; missing for a dry run. */
      url?: string;
    };
    /** An environment of a pipeline that is to be added. */
    NewEnvironment: {
      name: string;
      tier?: string;
      protected?: boolean;
      promote?: 'commit' | 'pullRequest';
      approvals?: number;
      reconcile?: 'observe' | 'sync' | 'heal';
      target?: {
        cluster: string;
        namespace: string;
      };
    };
    /** A pipeline that is to be added to an entity, by pull requests. */
    NewPipeline: {
      /** Entity reference. */
      entity: string;
      /** What the environments run first. */
      image: {
        repository: string;
        tag: string;
      };
      layout: 'plain' | 'kustomize' | 'helm';
      /** What the container listens on; 8080 where it is not said. */
      port?: number;
      /** URL of the repository that the manifests are written to; without it the one that the entity is in. */
      repository?: string;
      /** Folder of the manifests; without it one named after the entity, or deploy beside the entity. */
      folder?: string;
      /** In their order; each takes what the one before has verified. Without them dev, staging and production. */
      environments?: components['schemas']['NewEnvironment'][];
      /**
       * What CI announces releases with, if its snippet is wanted.
       */
      announce?: 'githubActions' | 'gitlabCi';
      /** A request that is repeated with its key finds its own pull requests, closed or merged as they may be, and opens none again. */
      idempotencyKey?: string;
      dryRun?: boolean;
    };
    /** What adding a pipeline writes, or would write, to each repository. */
    PipelineProposal: {
      entityRef: string;
      /**
       * present: the entity has its pipeline already.
       */
      status: 'planned' | 'proposed' | 'present';
      repositories: {
        repository: string;
        /** What the default branch does not have yet. */
        differences: components['schemas']['FileDifference'][];
        /** The newest one that adds this pipeline. */
        pullRequest?: {
          number: number;
          url: string;
          state: 'open' | 'merged' | 'closed';
        };
      }[];
    };
    /** What a promotion or rollback does or would do. */
    PromotionPlan: {
      differences: components['schemas']['FileDifference'][];
      gates: components['schemas']['Gate'][];
      /** What it cannot restore, and what follows from it. */
      warnings: string[];
      affects: components['schemas']['AffectedEnvironment'][];
      promotion?: components['schemas']['Promotion'];
    };
    Reason: {
      reason: string;
    };
  };
  responses: {
    /** Anything that went wrong, with a message a person can act on. */
    Error: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Error'];
      };
    };
    /** Done. */
    Done: {
      headers: {
        [name: string]: unknown;
      };
      content?: never;
    };
  };
  parameters: {
    kind: string;
    namespace: string;
    name: string;
    environment: string;
    release: string;
    id: string;
    commit: string;
    /** URL-encoded environment:<kind>/<namespace>/<name>/<environment>, system:<ref> or domain:<ref> */
    scope: string;
    cursor: string;
    limit: number;
  };
  requestBodies: never;
  headers: never;
  pathItems: never;
}
export type $defs = Record<string, never>;
/** @public */
export interface operations {
  listPipelines: {
    parameters: {
      query?: {
        cursor?: components['parameters']['cursor'];
        limit?: components['parameters']['limit'];
        /** Owner entity reference. */
        owner?: string;
        /** Only pipelines in which something waits for a person. */
        waiting?: boolean;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** Answer. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['Pipeline'][];
            nextCursor?: string;
          };
        };
      };
      default: components['responses']['Error'];
    };
  };
  createPipeline: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['NewPipeline'];
      };
    };
    responses: {
      /** Answer. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PipelineProposal'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  getPipeline: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        kind: components['parameters']['kind'];
        namespace: components['parameters']['namespace'];
        name: components['parameters']['name'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** Answer. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Pipeline'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  getPreflight: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        kind: components['parameters']['kind'];
        namespace: components['parameters']['namespace'];
        name: components['parameters']['name'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** Answer. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['Finding'][];
          };
        };
      };
      default: components['responses']['Error'];
    };
  };
  listReleases: {
    parameters: {
      query?: {
        cursor?: components['parameters']['cursor'];
        limit?: components['parameters']['limit'];
      };
      header?: never;
      path: {
        kind: components['parameters']['kind'];
        namespace: components['parameters']['namespace'];
        name: components['parameters']['name'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** Answer. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['Release'][];
            nextCursor?: string;
          };
        };
      };
      default: components['responses']['Error'];
    };
  };
  announceRelease: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        kind: components['parameters']['kind'];
        namespace: components['parameters']['namespace'];
        name: components['parameters']['name'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          images: {
            name: string;
            tag: string;
            digest?: string;
          }[];
          source?: {
            repository: string;
            commit: string;
          };
        };
      };
    };
    responses: {
      /** Answer. */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Release'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  listCandidates: {
    parameters: {
      query?: {
        cursor?: components['parameters']['cursor'];
        limit?: components['parameters']['limit'];
      };
      header?: never;
      path: {
        kind: components['parameters']['kind'];
        namespace: components['parameters']['namespace'];
        name: components['parameters']['name'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** Answer. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['Candidate'][];
            nextCursor?: string;
          };
        };
      };
      default: components['responses']['Error'];
    };
  };
  rejectRelease: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        kind: components['parameters']['kind'];
        namespace: components['parameters']['namespace'];
        name: components['parameters']['name'];
        release: components['parameters']['release'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['Reason'];
      };
    };
    responses: {
      /** Done. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      default: components['responses']['Error'];
    };
  };
  clearRejection: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        kind: components['parameters']['kind'];
        namespace: components['parameters']['namespace'];
        name: components['parameters']['name'];
        release: components['parameters']['release'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** Done. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      default: components['responses']['Error'];
    };
  };
  listPromotions: {
    parameters: {
      query?: {
        cursor?: components['parameters']['cursor'];
        limit?: components['parameters']['limit'];
        environment?: string;
      };
      header?: never;
      path: {
        kind: components['parameters']['kind'];
        namespace: components['parameters']['namespace'];
        name: components['parameters']['name'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** Answer. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['Promotion'][];
            nextCursor?: string;
          };
        };
      };
      default: components['responses']['Error'];
    };
  };
  requestPromotion: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        kind: components['parameters']['kind'];
        namespace: components['parameters']['namespace'];
        name: components['parameters']['name'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          environment: string;
          release: string;
          reason?: string;
          dryRun?: boolean;
        };
      };
    };
    responses: {
      /** Answer. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PromotionPlan'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  listHistory: {
    parameters: {
      query?: {
        cursor?: components['parameters']['cursor'];
        limit?: components['parameters']['limit'];
        environment?: string;
      };
      header?: never;
      path: {
        kind: components['parameters']['kind'];
        namespace: components['parameters']['namespace'];
        name: components['parameters']['name'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** Answer. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['HistoryEntry'][];
            nextCursor?: string;
          };
        };
      };
      default: components['responses']['Error'];
    };
  };
  exportHistory: {
    parameters: {
      query: {
        format: 'jsonl' | 'csv';
      };
      header?: never;
      path: {
        kind: components['parameters']['kind'];
        namespace: components['parameters']['namespace'];
        name: components['parameters']['name'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** Answer. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/jsonl': string;
          'text/csv': string;
        };
      };
      default: components['responses']['Error'];
    };
  };
  acceptPolicy: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        kind: components['parameters']['kind'];
        namespace: components['parameters']['namespace'];
        name: components['parameters']['name'];
        commit: components['parameters']['commit'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** Required unless dryRun. */
          reason?: string;
          dryRun?: boolean;
        };
      };
    };
    responses: {
      /** Answer. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PolicyEdit'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  acceptViolation: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        kind: components['parameters']['kind'];
        namespace: components['parameters']['namespace'];
        name: components['parameters']['name'];
        environment: components['parameters']['environment'];
        commit: components['parameters']['commit'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['Reason'];
      };
    };
    responses: {
      /** Done. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      default: components['responses']['Error'];
    };
  };
  listChanges: {
    parameters: {
      query?: {
        limit?: components['parameters']['limit'];
      };
      header?: never;
      path: {
        kind: components['parameters']['kind'];
        namespace: components['parameters']['namespace'];
        name: components['parameters']['name'];
        environment: components['parameters']['environment'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** Answer. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['Change'][];
          };
        };
      };
      default: components['responses']['Error'];
    };
  };
  rollBack: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        kind: components['parameters']['kind'];
        namespace: components['parameters']['namespace'];
        name: components['parameters']['name'];
        environment: components['parameters']['environment'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          commit: string;
          restore?: components['schemas']['Restore'];
          /** Required unless dryRun. */
          reason?: string;
          /** Also rejects the release that is deployed now. */
          reject?: boolean;
          dryRun?: boolean;
        };
      };
    };
    responses: {
      /** Answer. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PromotionPlan'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  hold: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        kind: components['parameters']['kind'];
        namespace: components['parameters']['namespace'];
        name: components['parameters']['name'];
        environment: components['parameters']['environment'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          reason: string;
          /** Format: date-time */
          expiresAt?: string;
        };
      };
    };
    responses: {
      /** Done. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      default: components['responses']['Error'];
    };
  };
  resume: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        kind: components['parameters']['kind'];
        namespace: components['parameters']['namespace'];
        name: components['parameters']['name'];
        environment: components['parameters']['environment'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** Done. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      default: components['responses']['Error'];
    };
  };
  getDrift: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        kind: components['parameters']['kind'];
        namespace: components['parameters']['namespace'];
        name: components['parameters']['name'];
        environment: components['parameters']['environment'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** Answer. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['DriftReport'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  reconcile: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        kind: components['parameters']['kind'];
        namespace: components['parameters']['namespace'];
        name: components['parameters']['name'];
        environment: components['parameters']['environment'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          action: 'refresh' | 'sync' | 'revert';
          /** Ids of objects; without them all. */
          objects?: string[];
          /** Required unless it only refreshes. */
          reason?: string;
        };
      };
    };
    responses: {
      /** Asked for; the drift report tells what became of it. */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      default: components['responses']['Error'];
    };
  };
  adopt: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        kind: components['parameters']['kind'];
        namespace: components['parameters']['namespace'];
        name: components['parameters']['name'];
        environment: components['parameters']['environment'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** Its id in the drift report. */
          object: string;
          /** Paths in the drift report; without them all that drifted. */
          fields?: string[];
          /** Required unless it is a dry run. */
          reason?: string;
          seen?: string;
          dryRun?: boolean;
        };
      };
    };
    responses: {
      /** Answer. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['GitEdit'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  ignore: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        kind: components['parameters']['kind'];
        namespace: components['parameters']['namespace'];
        name: components['parameters']['name'];
        environment: components['parameters']['environment'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** Its id in the drift report. */
          object: string;
          /** Paths in the drift report; without them all that drifted. */
          fields?: string[];
          mode?: 'strip' | 'adopt';
          /** Required unless it is a dry run. */
          reason?: string;
          seen?: string;
          dryRun?: boolean;
        };
      };
    };
    responses: {
      /** Answer. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['GitEdit'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  getPromotion: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: components['parameters']['id'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** Answer. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Promotion'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  approvePromotion: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: components['parameters']['id'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** The head that was reviewed. */
          headCommit: string;
        };
      };
    };
    responses: {
      /** Answer. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Promotion'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  bypassGate: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: components['parameters']['id'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          gate: string;
          reason: string;
        };
      };
    };
    responses: {
      /** Answer. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Promotion'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  mergePromotion: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: components['parameters']['id'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** Answer. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Promotion'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  cancelPromotion: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: components['parameters']['id'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['Reason'];
      };
    };
    responses: {
      /** Answer. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Promotion'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  listWaiting: {
    parameters: {
      query?: {
        cursor?: components['parameters']['cursor'];
        limit?: components['parameters']['limit'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** Answer. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['Waiting'][];
            nextCursor?: string;
          };
        };
      };
      default: components['responses']['Error'];
    };
  };
  listFreezes: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** Answer. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['Decision'][];
          };
        };
      };
      default: components['responses']['Error'];
    };
  };
  freeze: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** URL-encoded environment:<kind>/<namespace>/<name>/<environment>, system:<ref> or domain:<ref> */
        scope: components['parameters']['scope'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['Reason'];
      };
    };
    responses: {
      /** Done. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      default: components['responses']['Error'];
    };
  };
  unfreeze: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** URL-encoded environment:<kind>/<namespace>/<name>/<environment>, system:<ref> or domain:<ref> */
        scope: components['parameters']['scope'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** Done. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      default: components['responses']['Error'];
    };
  };
}
