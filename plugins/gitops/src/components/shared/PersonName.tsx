import type { Person } from '@backstage-gitops/plugin-gitops-common';
import { EntityLink } from './EntityLink';

/** Whoever did something, as a link where it is known which user of the portal that is. */
export function PersonName({ person }: { person: Person }) {
  const { name, entityRef } = person;
  return entityRef === undefined ? (
    <>{name}</>
  ) : (
    <EntityLink entityRef={entityRef}>{name}</EntityLink>
  );
}
