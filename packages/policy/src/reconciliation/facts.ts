/** One object of an environment that is not as Git has it. @public */
export interface DriftedObject {
  /** `group/Kind/namespace/name`; what heals are counted by. */
  id: string;
  kind: string;
  /** How Git and the cluster came to differ. */
  drift: 'changed' | 'added' | 'missing' | 'orphaned';
  /** The paths that differ, sorted: a heal of the same ones again is the same heal. */
  paths: string[];
  /** Field managers that hold them now; empty where nobody can be named. */
  managers: string[];
  /** Why this object is never written to, such as another engine that owns it. */
  untouchable?: string;
}

/** A write that was made to an object before. @public */
export interface PastHeal {
  id: string;
  paths: string[];
  managers: string[];
  /** ISO 8601, UTC. */
  at: string;
}

/** What the next step of reconciling an environment is decided from. @public */
export interface ReconciliationFacts {
  /** ISO 8601, UTC. */
  now: string;
  mode: 'observe' | 'sync' | 'heal';
  prune: boolean;
  /** What Git says; unknown where it cannot be read or rendered. */
  desired:
    | { status: 'known'; digest: string; objects: number; stable: boolean }
    | { status: 'unknown'; reason: string };
  /** What the cluster says; unknown where it cannot be seen, or not lately enough. */
  observed:
    | { status: 'known'; drifted: DriftedObject[]; inventory: number }
    | { status: 'unknown'; reason: string };
  /** Why nothing may be written, such as a switch or a missing credential. */
  writesOff?: string;
  /** Who else is at work on the same objects right now. */
  busy?: string;
  /** Why the engine has not come to what Git says yet: what it shows is of an earlier commit. */
  behind?: string;
  /** The last digest that was applied as a whole. */
  applied?: string;
  /** A digest whose application failed, and why: it is not tried again by itself before `retryAt`. */
  failed?: { digest: string; reason: string; attempts: number; at: string };
  heals: PastHeal[];
  /** What a person asked for. */
  request?: { action: 'sync' | 'revert'; objects?: string[]; by: string };
}

/** The next step. @public */
export type ReconciliationStep =
  /** Nothing to do. */
  | { kind: 'rest' }
  /** Git and the cluster differ, and that is only shown. */
  | { kind: 'show'; reason: string }
  /** Something is to be done, later: ISO 8601, UTC. */
  | { kind: 'wait'; until: string; reason: string }
  /** Nothing is written until a person acts. */
  | { kind: 'stop'; reason: string; objects: string[] }
  /** Objects to make as Git has them, in `apply`; to delete, in `prune`. */
  | {
      kind: 'write';
      cause: 'sync' | 'heal' | 'revert';
      apply: string[];
      prune: string[];
      /** What is left alone, and why. */
      left: Array<{ id: string; reason: string }>;
    };
