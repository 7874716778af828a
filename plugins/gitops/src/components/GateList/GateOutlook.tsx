import type { Gate } from '@backstage-gitops/plugin-gitops-common';
import { Text } from '@backstage/ui';
import { Fragment, type ReactNode } from 'react';
import { CanAct } from '../shared/CanAct';
import { EntityLink } from '../shared/EntityLink';
import { Moment } from '../shared/Moment';

/** What can become of a gate: who can act, who cannot and why, and when it changes by itself. */
export function GateOutlook({ gate }: { gate: Gate }) {
  const { reason, who = [], except = [], until } = gate;
  const able = who.filter(
    ref => !except.some(({ entityRef }) => entityRef === ref),
  );
  return (
    <>
      <Aside>
        <CanAct who={able} sentence={reason} />
      </Aside>
      {except.length > 0 && (
        <Aside>
          Cannot act:{' '}
          {except.map(({ entityRef, reason: part }, index) => (
            <Fragment key={`${entityRef} ${part}`}>
              {index > 0 && '; '}
              <EntityLink entityRef={entityRef} /> {part}
            </Fragment>
          ))}
        </Aside>
      )}
      {until && (
        <Aside>
          Changes by itself <Moment at={until} />
        </Aside>
      )}
    </>
  );
}

function Aside({ children }: { children: ReactNode }) {
  return (
    <Text as="p" variant="body-small" color="secondary">
      {children}
    </Text>
  );
}
