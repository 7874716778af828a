import type { AffectedFacts } from '../facts';

/** An environment and the paths that it reads, own and shared. @public */
export interface ReaderFacts {
  /** Entity reference of its pipeline. */
  entityRef: string;
  environment: string;
  /** Entity references of those who own the pipeline. */
  owners: string[];
  paths: ReadonlySet<string>;
}

/** The environments that read one of the files, each with those it reads. @public */
export function affectedBy(
  files: Iterable<string>,
  readers: ReaderFacts[],
): AffectedFacts[] {
  const changed = [...files].sort();
  return readers.flatMap(({ paths, entityRef, environment, owners }) => {
    const read = changed.filter(path => paths.has(path));
    return read.length > 0
      ? [{ entityRef, environment, owners, files: read }]
      : [];
  });
}
