import { Fragment } from 'react';
import { EntityLink } from './EntityLink';

/** Several entities, as links with commas between. */
export function EntityLinks({ entityRefs }: { entityRefs: string[] }) {
  return (
    <>
      {entityRefs.map((ref, index) => (
        <Fragment key={ref}>
          {index > 0 && ', '}
          <EntityLink entityRef={ref} />
        </Fragment>
      ))}
    </>
  );
}
