import type { Environment } from '@backstage-gitops/plugin-gitops-common';
import { Text } from '@backstage/ui';
import { CommitLink } from '../shared/CommitLink';
import { PersonName } from '../shared/PersonName';
import { RelativeTime } from '../shared/RelativeTime';
import { versionOf } from '../shared/versionOf';
import { describeOrigin } from './describeOrigin';
import { imageName } from './imageName';
import styles from './Content.module.css';

/** What Git holds for an environment, and the change that put it there. */
export function Content({ environment }: { environment: Environment }) {
  const { change, images } = environment;
  const version = versionOf(environment);
  return (
    <div className={styles.content}>
      {version ? (
        <Text as="p" variant="title-small" weight="bold">
          {version}
        </Text>
      ) : (
        <Text as="p" color="secondary">
          {environment.asOf ? 'Git names no image here' : 'Git is not read yet'}
        </Text>
      )}
      {images.length > 1 && (
        <ul className={styles.images} aria-label="Images">
          {images.map(image => (
            <li key={image.repository}>{imageName(image)}</li>
          ))}
        </ul>
      )}
      {change && (
        <>
          <Text as="p" variant="body-small">
            <CommitLink commit={change.commit} url={change.commitUrl} />{' '}
            <RelativeTime at={change.at} /> by <PersonName person={change.by} />
          </Text>
          <Text as="p" variant="body-small" color="secondary">
            {describeOrigin(change)}
          </Text>
        </>
      )}
    </div>
  );
}
