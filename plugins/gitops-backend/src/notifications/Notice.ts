import { parseEntityRef } from '@backstage/catalog-model';

/** Something to tell people, by Backstage's notifications. */
export interface Notice {
  kind: 'notice';
  /** ISO 8601, UTC: when it came up. */
  at: string;
  /** Names what it is about: that is told once. */
  scope: string;
  /** Entity references of users and groups. */
  recipients: string[];
  title: string;
  description: string;
  /** Path in the app. */
  link: string;
  severity: 'high' | 'normal';
  topic: string;
}

/** The entity's tab. */
export function tabOf(entityRef: string): string {
  const { kind, namespace, name } = parseEntityRef(entityRef);
  return `/catalog/${[namespace, kind, name]
    .map(part => encodeURIComponent(part.toLocaleLowerCase('en-US')))
    .join('/')}/gitops`;
}
