/** An environment and the paths that it reads, own and shared. @public */
export interface ReaderFacts {
  paths: ReadonlySet<string>;
}

/** Those who read one of the files, each with what they read of them, sorted. @public */
export function affectedBy<R extends ReaderFacts>(
  files: Iterable<string>,
  readers: R[],
): Array<{ reader: R; files: string[] }> {
  const changed = [...files].sort();
  return readers.flatMap(reader => {
    const read = changed.filter(path => reader.paths.has(path));
    return read.length > 0 ? [{ reader, files: read }] : [];
  });
}
