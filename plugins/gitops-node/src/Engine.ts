import type { JsonObject } from '@backstage-gitops/drift';

/** Who reconciles an environment. @public */
export type EngineName = 'kubernetes' | 'argocd' | 'flux';

/** An environment, as engines know it. @public */
export interface EngineEnvironment {
  /** Entity reference of the pipeline. */
  entityRef: string;
  name: string;
  /** Where it is in Git. */
  place: { repository: string; branch: string; path: string };
  target: { cluster: string; namespace: string };
  /** Fields that are not compared, and not written. */
  ignore: IgnoreRule[];
  /** Kinds the platform lets this pipeline have in the cluster: `group/Kind`, `Kind`, `*`. Undefined: all namespaced. */
  kinds?: string[];
}

/** A selector with the fields it takes out of the comparison. @public */
export interface IgnoreRule {
  group?: string;
  kind?: string;
  name?: string;
  /** JSON pointers. */
  pointers: string[];
  /** `strip` leaves the field out of what is applied; `adopt` applies the value the cluster has. */
  mode?: 'strip' | 'adopt';
}

/** What Git says an environment is. @public */
export interface DesiredState {
  /** The commit that was rendered. */
  revision: string;
  /** Digest over the objects. */
  digest: string;
  objects: JsonObject[];
  /** Does another commit hold the same for this environment? False where nobody can say. */
  holdsAt(commit: string): Promise<boolean>;
}

/** Names an object of a cluster. @public */
export interface ObjectReference {
  group: string;
  version: string;
  kind: string;
  namespace?: string;
  name: string;
}

/** Argo CD's six words. @public */
export type EngineHealth =
  | 'Healthy'
  | 'Progressing'
  | 'Degraded'
  | 'Suspended'
  | 'Missing'
  | 'Unknown';

/** Who holds a field of an object in the cluster. @public */
export interface FieldOwner {
  manager: string;
  operation: string;
  /** ISO 8601, UTC; missing where the cluster keeps none. */
  time?: string;
}

/**
 * One field that differs. Values are texts made for people, with every secret masked.
 *
 * @public
 */
export interface FieldDrift {
  /** A JSON pointer in which an item of a keyed list is named by its keys; empty for a whole object. */
  path: string;
  kind: 'Changed' | 'Added' | 'Overridden' | 'NotInGit';
  git?: string;
  cluster?: string;
  by: FieldOwner[];
}

/** One object of an environment, as it was last seen. @public */
export interface ObservedObject extends ObjectReference {
  sync: 'Synced' | 'Drifted' | 'Missing' | 'Orphaned' | 'Unknown';
  health?: EngineHealth;
  healthMessage?: string;
  uid?: string;
  resourceVersion?: string;
  fields: FieldDrift[];
  /** Why this object is never written to, such as another engine that owns it. */
  untouchable?: string;
  /** Why the cluster would not take what Git says, in its own words, masked. */
  problem?: string;
}

/** Where an engine takes an environment from. @public */
export interface EngineSource {
  /** URL of a repository, of Git, of charts or of OCI artifacts. */
  repository: string;
  path?: string;
  chart?: string;
  /** A branch, a tag or a range of versions, as the engine was told. */
  follows?: string;
  /** What of it is deployed: a commit, a version of a chart or a digest. */
  revision?: string;
}

/** Something that an engine does, or did last. @public */
export interface EngineOperation {
  phase: 'Running' | 'Succeeded' | 'Failed' | 'Unknown';
  /** In the engine's words, masked. */
  message?: string;
  /** ISO 8601, UTC. */
  startedAt?: string;
  /** ISO 8601, UTC. */
  finishedAt?: string;
  /** Who asked for it, as far as the engine says; missing where it was the engine itself. */
  by?: string;
}

/** Something that an engine says of one of its objects. @public */
export interface EngineCondition {
  type: string;
  status: 'True' | 'False' | 'Unknown';
  /** In the engine's words, masked. */
  message?: string;
  /** ISO 8601, UTC. */
  at?: string;
}

/** One deployment that an engine remembers. @public */
export interface EngineDeployment {
  /** One for each source, in their order. */
  revisions: string[];
  /** ISO 8601, UTC. */
  at: string;
  by?: string;
}

/**
 * An object of the engine itself that stands for an environment, such as an Application or a Kustomization, in the
 * engine's own words. What it does not say is missing here; nothing is guessed.
 *
 * @public
 */
export interface EngineSubject {
  kind: string;
  namespace: string;
  name: string;
  /** Which of several installations has it. */
  instance?: string;
  /** For people. */
  url?: string;
  sync: 'Synced' | 'OutOfSync' | 'Unknown';
  health: EngineHealth;
  healthMessage?: string;
  sources: EngineSource[];
  /** Images that run, as the engine lists them. */
  images: string[];
  operation?: EngineOperation;
  conditions: EngineCondition[];
  /** Newest first. */
  history: EngineDeployment[];
  /** Why it does nothing until a person lets it. */
  suspended?: string;
  /** Names of what it waits for. */
  blockedBy: string[];
}

/** What an engine sees of an environment. @public */
export type EngineObservation =
  | {
      status: 'observed';
      /** ISO 8601, UTC. */
      asOf: string;
      objects: ObservedObject[];
      /** The digest that was last applied as a whole, as the cluster itself remembers it. */
      applied?: string;
      /** Objects that were applied before. */
      inventory: number;
      /** Why nothing may be written. */
      writesOff?: string;
      /** Who else is at work on these objects. */
      busy?: string;
      /** Why the engine has not come to what Git says yet, in one sentence: what it shows is of an earlier commit. */
      behind?: string;
      /** The engine's own objects; none where this suite is the engine. */
      subjects?: EngineSubject[];
    }
  | { status: 'unknown'; reason: string };

/** What became of one object of an application. @public */
export type AppliedObject =
  | { id: string; status: 'applied' | 'unchanged' | 'pruned' }
  /** Retrying the same cannot help, such as an immutable field. */
  | { id: string; status: 'refused'; reason: string }
  | { id: string; status: 'failed'; reason: string };

/** @public */
export type ApplyOutcome =
  | { status: 'done'; objects: AppliedObject[] }
  /** The engine writes itself and was asked to; what comes of it is observed. */
  | { status: 'asked' }
  /** Something moved between the observation and the application: look again. */
  | { status: 'stale'; reason: string }
  | { status: 'failed'; reason: string; objects: AppliedObject[] };

/** What a person may have an engine do besides making objects as Git has them. @public */
export type EngineAction = 'hardRefresh' | 'terminate' | 'suspend' | 'resume';

/** @public */
export type ControlOutcome =
  | { status: 'done' }
  | { status: 'refused'; reason: string };

/**
 * Reconciles environments: one implementation for each engine.
 *
 * @remarks
 *
 * An engine looks and acts where it is told to; when to act is decided elsewhere, the same for all engines.
 *
 * @public
 */
export interface Engine {
  readonly name: EngineName;
  /**
   * Keeps what concerns an environment up to date until the signal ends it, and says when something may have changed.
   * Called by the replica that holds the lease of the cluster only.
   */
  follow(
    environment: EngineEnvironment,
    changed: () => void,
    signal: AbortSignal,
  ): void;
  /** Compares. Answers from what is kept up to date, and asks the cluster only where that differs from Git. */
  observe(
    environment: EngineEnvironment,
    desired: DesiredState,
  ): Promise<EngineObservation>;
  /**
   * One object as the cluster has it now, secrets and all: for an act of a person, never for a page or a row. Works on
   * every replica.
   *
   * @returns undefined where there is none.
   * @throws Error with the cluster's words where it does not answer.
   */
  read(
    environment: EngineEnvironment,
    object: ObjectReference,
  ): Promise<JsonObject | undefined>;
  /**
   * Makes objects as Git has them, in their order: namespaces and definitions first.
   *
   * @param request - `apply` and `prune` hold ids, see {@link objectId}; `whole` says that with them the environment
   * is as Git has it, which the cluster then remembers.
   */
  apply(
    environment: EngineEnvironment,
    desired: DesiredState,
    request: {
      apply: string[];
      prune: string[];
      scope: 'whole' | 'part';
      /** Asked before every write: is the lease still held, and may writes go on? */
      mayWrite: () => Promise<boolean>;
    },
  ): Promise<ApplyOutcome>;
  /** Has the engine do something as a person asked. Absent where this suite is the engine. */
  control?(
    environment: EngineEnvironment,
    action: EngineAction,
  ): Promise<ControlOutcome>;
}

/**
 * `group/Kind/namespace/name`: the same object under another version is the same object.
 *
 * @public
 */
export function objectId(object: ObjectReference): string {
  return [object.group, object.kind, object.namespace ?? '', object.name].join(
    '/',
  );
}
