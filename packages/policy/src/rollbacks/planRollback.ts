/** The object ids of an environment's Inputs at one commit, by path. @public */
export interface InputsContent {
  own: ReadonlyMap<string, string>;
  shared: ReadonlyMap<string, string>;
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
  | { status: 'nothingToDo'; reason: string }
  | { status: 'refused'; reason: string };

/**
 * Plans to give an environment's own files the content they had, and nothing else.
 *
 * @param others - environments of any pipeline at the same place in Git, with the paths they read.
 *
 * @remarks
 *
 * A base is never edited, for other environments read it too: what changed there is a warning. A file that another
 * environment reads would change that one as well, which nobody asked for: that is refused.
 *
 * @public
 */
export function planRollback(options: {
  now: InputsContent;
  then: InputsContent;
  others: Array<{ environment: string; paths: ReadonlySet<string> }>;
}): RollbackPlan {
  const { now, then, others } = options;
  const restore = new Map<string, string | undefined>();
  for (const path of new Set([...now.own.keys(), ...then.own.keys()])) {
    if (now.own.get(path) !== then.own.get(path)) {
      restore.set(path, then.own.get(path));
    }
  }
  const warnings = [...new Set([...now.shared.keys(), ...then.shared.keys()])]
    .filter(path => now.shared.get(path) !== then.shared.get(path))
    .sort()
    .map(
      path =>
        `${path} has changed since and stays as it is: other environments read it too.`,
    );
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
  for (const { environment, paths } of others) {
    const touched = [...restore.keys()].filter(path => paths.has(path)).sort();
    if (touched.length > 0) {
      return {
        status: 'refused',
        reason: `${touched.join(
          ', ',
        )} would change ${environment} as well. Roll back by promoting an earlier release, or give each service files of its own.`,
      };
    }
  }
  return { status: 'planned', restore, warnings };
}
