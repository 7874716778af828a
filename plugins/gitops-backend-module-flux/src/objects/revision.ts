/**
 * The commit or digest in a revision as Flux 2 writes it: `main@sha1:<commit>`, `sha256:<digest>`, `main/<commit>` before.
 */
export function commitOf(revision: string | undefined): string | undefined {
  if (!revision) return undefined;
  return /(?:sha1:|^[^:]*\/|^)([0-9a-f]{40})$/.exec(revision)?.[1];
}
