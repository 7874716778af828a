import { mayHaveChanged } from './remoteReferences';

/** The object ids of an environment's Inputs at one commit, by path, and what it fetches from elsewhere. @public */
export interface InputsContent {
  own: ReadonlyMap<string, string>;
  shared: ReadonlyMap<string, string>;
  /** Remote references as written, with their version. */
  remote: readonly string[];
}

/** @public */
export type RollbackPlan =
  | {
      status: 'planned';
      /** Path to the object id to restore; undefined deletes the file. */
      restore: ReadonlyMap<string, string | undefined>;
      /** What stays as it is, one sentence each. */
      warnings: string[];
    }
  | { status: 'nothingToDo'; reason: string };

/**
 * Says what of an environment's Inputs a rollback cannot bring back, one sentence each: bases that changed or are gone,
 * and what is fetched from elsewhere by a version that moves.
 *
 * @public
 */
export function cannotRestore(
  now: InputsContent,
  then: InputsContent,
): string[] {
  const shared = new Set([...now.shared.keys(), ...then.shared.keys()]);
  const changed = [...shared]
    .filter(path => now.shared.get(path) !== then.shared.get(path))
    .sort()
    .map(path =>
      now.shared.has(path)
        ? `${path} has changed since and stays as it is: other environments read it too.`
        : `${path} was read then and is not any more; it is not brought back: it lies outside the environment.`,
    );
  const remote = then.remote
    .filter(mayHaveChanged)
    .map(
      reference =>
        `${reference} is fetched from elsewhere and may have changed since; Git does not hold what it was.`,
    );
  return [...changed, ...remote];
}

/**
 * Plans to give an environment's own files the content they had, and nothing else.
 *
 * @remarks
 *
 * A base is never edited, for other environments read it too: what changed there is a warning. An environment may still
 * have files of its own that another one reads; see {@link affectedBy}.
 *
 * @public
 */
export function planRollback(options: {
  now: InputsContent;
  then: InputsContent;
}): RollbackPlan {
  const { now, then } = options;
  const restore = new Map<string, string | undefined>();
  for (const path of new Set([...now.own.keys(), ...then.own.keys()])) {
    if (now.own.get(path) !== then.own.get(path)) {
      restore.set(path, then.own.get(path));
    }
  }
  const warnings = cannotRestore(now, then);
  if (restore.size === 0) {
    return {
      status: 'nothingToDo',
      reason:
        warnings.length > 0
          ? `The environment's own files are as they were. ${warnings.join(
              ' ',
            )}`
          : 'The environment holds this content already.',
    };
  }
  return { status: 'planned', restore, warnings };
}
