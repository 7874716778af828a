import type {
  Decision,
  Environment,
} from '@backstage-gitops/plugin-gitops-common';
import { Alert, Text } from '@backstage/ui';
import { RiPauseCircleLine, RiSnowflakeLine } from '@remixicon/react';
import type { ReactElement, ReactNode } from 'react';
import { scopeName } from '../Freezes';
import { Moment } from '../shared/Moment';
import { PersonName } from '../shared/PersonName';
import { RelativeTime } from '../shared/RelativeTime';

/** What a person should know before acting: holds, freezes, and how old the picture is. */
export function Notices({ environment }: { environment: Environment }) {
  const { hold, freezes = [], stale, staleSince, asOf } = environment;
  return (
    <>
      {hold && (
        <DecisionNotice
          status="warning"
          icon={<RiPauseCircleLine aria-hidden />}
          title="Held"
          explanation="Automation is paused, and newer releases wait; people can still promote."
          ends="somebody resumes"
          decision={hold}
        />
      )}
      {freezes.map(freeze => (
        <DecisionNotice
          key={freeze.scope ?? freeze.at}
          status="info"
          icon={<RiSnowflakeLine aria-hidden />}
          title={describeFreeze(freeze)}
          explanation="Nothing is promoted, merged, rolled back or synced here."
          ends="it is lifted"
          decision={freeze}
        />
      ))}
      {stale ? (
        <Alert
          status="warning"
          icon
          title="This picture is old"
          description={
            <AsOf asOf={asOf}>
              {stale}{' '}
              {staleSince && (
                <>
                  Since <RelativeTime at={staleSince} />.{' '}
                </>
              )}
            </AsOf>
          }
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
  status: 'info' | 'warning';
  icon: ReactElement;
  title: string;
  /** What it stops, as a sentence. */
  explanation: string;
  /** What ends it where it has no expiry, after "until". */
  ends: string;
  decision: Decision;
}) {
  const { by, at, reason, expiresAt } = props.decision;
  return (
    <Alert
      status={props.status}
      icon={props.icon}
      title={props.title}
      description={
        <>
          <Text as="p">{reason}</Text>
          <Text as="p" variant="body-small">
            <PersonName person={by} />, <RelativeTime at={at} />
            {expiresAt ? (
              <>
                ; ends <Moment at={expiresAt} />
              </>
            ) : (
              `; until ${props.ends}`
            )}
            . {props.explanation}
          </Text>
        </>
      }
    />
  );
}

function describeFreeze({ scope }: Decision): string {
  return scope === undefined || scope.startsWith('environment:')
    ? 'Frozen'
    : `Frozen with ${scopeName(scope)}`;
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
