import type {
  Decision,
  Environment,
} from '@backstage-gitops/plugin-gitops-common';
import { Alert, Text } from '@backstage/ui';
import type { ReactNode } from 'react';
import { CommitLink } from '../shared/CommitLink';
import { RelativeTime } from '../shared/RelativeTime';
import { describeScope } from './describeScope';

/** What a person should know before acting: holds, freezes, violations, and how old the picture is. */
export function Notices({ environment }: { environment: Environment }) {
  const { hold, freezes = [], violations, stale, asOf } = environment;
  return (
    <>
      {hold && (
        <DecisionNotice title="Held" ends="it is resumed" decision={hold} />
      )}
      {freezes.map(freeze => (
        <DecisionNotice
          key={freeze.scope ?? freeze.at}
          title={`Frozen${describeScope(freeze.scope)}`}
          ends="it is lifted"
          decision={freeze}
        />
      ))}
      {violations.map(violation => (
        <Alert
          key={violation.commit}
          status="danger"
          icon
          title="Violation"
          description={
            <>
              {violation.reason}{' '}
              <CommitLink commit={violation.commit} url={violation.commitUrl} />{' '}
              by {violation.by.name}, <RelativeTime at={violation.at} />
            </>
          }
        />
      ))}
      {stale ? (
        <Alert
          status="warning"
          icon
          title="This picture is old"
          description={<AsOf asOf={asOf}>{stale} </AsOf>}
        />
      ) : (
        asOf && (
          <Text as="p" variant="body-x-small" color="secondary">
            <AsOf asOf={asOf} />
          </Text>
        )
      )}
    </>
  );
}

function DecisionNotice(props: {
  title: string;
  /** What ends it where it has no expiry, after "until". */
  ends: string;
  decision: Decision;
}) {
  const { by, at, reason, expiresAt } = props.decision;
  return (
    <Alert
      status="warning"
      icon
      title={props.title}
      description={
        <>
          {reason} ({by.name}, <RelativeTime at={at} />
          {expiresAt ? (
            <>
              ; ends <RelativeTime at={expiresAt} />
            </>
          ) : (
            `; until ${props.ends}`
          )}
          )
        </>
      }
    />
  );
}

function AsOf(props: { asOf?: string; children?: ReactNode }) {
  return (
    <>
      {props.children}
      {props.asOf ? (
        <>
          Git read <RelativeTime at={props.asOf} />
        </>
      ) : (
        'Git was never read'
      )}
    </>
  );
}
