import type { Candidate } from '@backstage-gitops/plugin-gitops-common';
import { Text } from '@backstage/ui';
import { RiForbidLine, RiTimeLine } from '@remixicon/react';
import { CommitLink } from '../shared/CommitLink';
import { ExternalLink } from '../shared/ExternalLink';
import { RelativeTime } from '../shared/RelativeTime';
import styles from './Releases.module.css';

function describeKind({ on, images }: Candidate): string {
  switch (on) {
    case 'gitTag':
      return 'Git tag';
    case 'pullRequest':
      return 'Pull request';
    default:
      return `Tag of ${images.join(' and ')}`;
  }
}

/** One candidate: what it is, and the sentence why it is no release, or why an environment would not take it. */
export function CandidateItem(props: {
  candidate: Candidate;
  environment?: string;
}) {
  const { candidate, environment } = props;
  const { name, title, url, author, commit, seenAt, status } = candidate;
  const judged = candidate.eligibility.find(
    one => one.environment === environment,
  );
  const Icon = status === 'waiting' ? RiTimeLine : RiForbidLine;
  const shown = <strong>{title ? `${name} ${title}` : name}</strong>;
  return (
    <li className={styles.candidate}>
      <Icon size={16} className={styles[status]} aria-hidden />
      <div>
        <Text as="p">
          {url ? <ExternalLink href={url}>{shown}</ExternalLink> : shown}{' '}
          <span className={styles.status}>
            {status === 'waiting' ? 'Waiting' : 'Excluded'}
          </span>
        </Text>
        <Text as="p">{judged?.reason ?? candidate.reason}</Text>
        <Text as="p" variant="body-small" color="secondary">
          {describeKind(candidate)}
          {author && ` by ${author}`}
          {commit && (
            <>
              {', '}
              <CommitLink commit={commit} />
            </>
          )}
          {seenAt && (
            <>
              {', '}
              <RelativeTime at={seenAt} />
            </>
          )}
        </Text>
      </div>
    </li>
  );
}
