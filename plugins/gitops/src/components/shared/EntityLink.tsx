import { Link } from '@backstage/ui';
import type { ReactNode } from 'react';
import { useEntityAddress } from '../../navigation';
import { entityName } from './entityName';
import styles from './ExternalLink.module.css';

/** The name of a user, group or other entity, as a link to its page where the portal has one. */
export function EntityLink(props: {
  entityRef: string;
  /** What to show instead of the name. */
  children?: ReactNode;
}) {
  const { entityRef, children = entityName(entityRef) } = props;
  const href = useEntityAddress()(entityRef);
  return href === undefined ? (
    <span title={entityRef}>{children}</span>
  ) : (
    <Link className={styles.link} href={href} title={entityRef}>
      {children}
    </Link>
  );
}
