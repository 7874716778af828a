import { Link } from '@backstage/ui';
import type { ReactNode } from 'react';
import styles from './ExternalLink.module.css';

/** A link out of the portal, in the size of the text around it. */
export function ExternalLink(props: {
  href: string;
  title?: string;
  children: ReactNode;
}) {
  return (
    <Link
      className={styles.link}
      target="_blank"
      rel="noopener noreferrer"
      {...props}
    />
  );
}
