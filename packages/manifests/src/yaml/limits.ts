// Files come from repositories that others write: each limit stops a file that
// costs far more to read than it took to write.

/** Largest file that is read, in bytes of UTF-8. */
export const MAX_FILE_BYTES = 1024 * 1024;

/** Most collections inside one another. */
export const MAX_DEPTH = 100;

/** Most documents in one file. */
export const MAX_DOCUMENTS = 1_000;

/** Most aliases in one document. */
export const MAX_ALIASES = 1_000;

/** Most nodes that the aliases of one document may stand for in all. */
export const MAX_ALIASED_NODES = 10_000;

/** Most files that one environment may be made of. */
export const MAX_INPUTS = 5_000;
