import type { Waiting } from '@backstage-gitops/plugin-gitops-common';
import { Badge, Link, Text } from '@backstage/ui';
import { GITOPS_TAB_PATH, useEntityAddress } from '../../navigation';
import { RelativeTime } from '../shared/RelativeTime';
import styles from './Waiting.module.css';

const ACTIONS: Record<Waiting['action'], string> = {
  approve: 'Approve',
  merge: 'Merge',
  resume: 'Resume',
  unfreeze: 'Unfreeze',
  fix: 'Fix',
  accept: 'Accept',
};

/** One thing that waits for the viewer: where, what to do, why, and since when. The way to do it is the pipeline's page. */
export function WaitingItem({ item }: { item: Waiting }) {
  const { entityRef, title, environment, action, sentence, release, since } =
    item;
  const page = useEntityAddress()(entityRef);
  const name = `${title}, ${environment}`;
  return (
    <li className={styles.item}>
      <Badge size="small">{ACTIONS[action]}</Badge>
      <div>
        <Text as="p" weight="bold">
          {page === undefined ? (
            name
          ) : (
            <Link className={styles.link} href={`${page}${GITOPS_TAB_PATH}`}>
              {name}
            </Link>
          )}
          {release && ` ${release.version}`}
        </Text>
        <Text as="p">{sentence}</Text>
        {since && (
          <Text as="p" variant="body-small" color="secondary">
            Since <RelativeTime at={since} />
          </Text>
        )}
      </div>
    </li>
  );
}
