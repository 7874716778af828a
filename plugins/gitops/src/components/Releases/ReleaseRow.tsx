import type { Release } from '@backstage-gitops/plugin-gitops-common';
import { Badge, Button, Text } from '@backstage/ui';
import { RiForbidLine } from '@remixicon/react';
import { CommitLink } from '../shared/CommitLink';
import { entityName } from '../shared/entityName';
import { RelativeTime } from '../shared/RelativeTime';
import { shortDigest } from '../shared/versionOf';
import { OriginLine } from './OriginLine';
import styles from './Releases.module.css';
import { titleOf } from './titleOf';

/** One release, as far as one environment or all are concerned; `onJudge` is missing where the user may not reject. */
export function ReleaseRow(props: {
  release: Release;
  environment?: string;
  onJudge?: (release: Release) => void;
}) {
  const { release, environment, onJudge } = props;
  const { images, source, rejected, environments, eligibility } = release;
  return (
    <tr>
      <th scope="row">
        <Text as="p" weight="bold">
          {release.version}
        </Text>
        {images.map(({ name, digest }) => (
          <Text key={name} as="p" variant="body-x-small" color="secondary">
            {images.length > 1 && `${name} `}
            {digest ? (
              <code title={digest}>{shortDigest(digest)}</code>
            ) : (
              'no digest'
            )}
          </Text>
        ))}
        {release.mutable && <Badge>Mutable</Badge>}
        {rejected && (
          <>
            <Badge icon={<RiForbidLine size={14} aria-hidden />}>
              Rejected
            </Badge>
            <Text as="p" variant="body-small">
              {rejected.reason} ({rejected.by.name},{' '}
              <RelativeTime at={rejected.at} />)
            </Text>
          </>
        )}
      </th>
      <td data-label="Source">
        {release.origins.map(origin => (
          <OriginLine
            key={`${origin.on} ${origin.name ?? origin.number} ${
              origin.commit
            }`}
            origin={origin}
          />
        ))}
        {source ? (
          <>
            <CommitLink commit={source.commit} />
            {source.author && ` ${source.author.name}`}
            {source.message && (
              <Text as="p" variant="body-small">
                {source.message.split('\n').at(0)}
              </Text>
            )}
          </>
        ) : (
          'Not announced'
        )}
      </td>
      <td data-label="Announced">
        <RelativeTime at={release.announcedAt} />
        <Text as="p" variant="body-small" color="secondary">
          by {entityName(release.announcedBy)}
        </Text>
      </td>
      <td data-label="Deployed in">
        {environments.length > 0 ? environments.join(', ') : 'Nowhere'}
      </td>
      <td data-label={titleOf(environment)}>
        <dl className={styles.eligibility}>
          {eligibility
            .filter(one => [undefined, one.environment].includes(environment))
            .map(({ environment: name, status, reason }) => (
              <div key={name}>
                <dt>{`${name}: ${status}`}</dt>
                <dd>{reason}</dd>
              </div>
            ))}
        </dl>
      </td>
      {onJudge && (
        <td data-label="Actions">
          <Button
            size="small"
            variant="secondary"
            destructive={!rejected}
            aria-label={`${rejected ? 'Clear' : 'Reject'} ${release.version}`}
            onPress={() => onJudge(release)}
          >
            {rejected ? 'Clear' : 'Reject'}
          </Button>
        </td>
      )}
    </tr>
  );
}
