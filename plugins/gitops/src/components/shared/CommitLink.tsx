import { ExternalLink } from './ExternalLink';

const SHORT_COMMIT_LENGTH = 7;

/** A short commit id; a link where the host's address of it is known. */
export function CommitLink({ commit, url }: { commit: string; url?: string }) {
  const short = <code>{commit.slice(0, SHORT_COMMIT_LENGTH)}</code>;
  return url ? (
    <ExternalLink href={url} title={commit}>
      {short}
    </ExternalLink>
  ) : (
    <span title={commit}>{short}</span>
  );
}
