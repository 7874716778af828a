import type { ObservedObject } from '@backstage-gitops/plugin-gitops-common';
import { Alert, Button, Text } from '@backstage/ui';
import { useId } from 'react';
import { isDrift } from './fieldKinds';
import { FieldTable } from './FieldTable';
import { HealthBadge } from './HealthBadge';
import { objectScope, objectTitle } from './objectTitle';
import { OBJECT_LABELS, type ObjectAction } from './reconcileActions';
import { SyncBadge } from './SyncBadge';
import styles from './ObjectItem.module.css';

/** Which differences are shown: those that are drift, or all that somebody may want to know of. */
export type ShownFields = 'drift' | 'all';

/** One object: how it does, what differs and why, and what can be done about it. */
export function ObjectItem(props: {
  object: ObservedObject;
  shownFields: ShownFields;
  actions: ObjectAction[];
  onAction: (action: ObjectAction, object: ObservedObject) => void;
}) {
  const { object, shownFields, actions, onAction } = props;
  const title = objectTitle(object);
  const headingId = useId();
  return (
    <section aria-labelledby={headingId} className={styles.object}>
      <div className={styles.header}>
        <Text as="h4" weight="bold" id={headingId}>
          {title}
        </Text>
        <Text as="span" variant="body-small" color="secondary">
          {objectScope(object)}
        </Text>
        <SyncBadge sync={object.sync} />
        {object.health && <HealthBadge health={object.health} />}
        {actions.length > 0 && (
          <div className={styles.actions}>
            {actions.map(action => (
              <Button
                key={action}
                size="small"
                variant="secondary"
                aria-label={`${OBJECT_LABELS[action]} ${title}`}
                onPress={() => onAction(action, object)}
              >
                {OBJECT_LABELS[action]}
              </Button>
            ))}
          </div>
        )}
      </div>
      <Remarks object={object} />
      <Fields object={object} shownFields={shownFields} />
    </section>
  );
}

function Remarks({ object }: { object: ObservedObject }) {
  const { sync, healthMessage, untouchable, problem } = object;
  return (
    <>
      {healthMessage && (
        <Text as="p" variant="body-small">
          {healthMessage}
        </Text>
      )}
      {sync === 'Missing' && (
        <Text as="p">Git has this object, and the cluster does not.</Text>
      )}
      {problem && (
        <Alert
          status="danger"
          icon
          title="The cluster does not take what Git says"
          description={problem}
        />
      )}
      {untouchable && (
        <Alert
          status="info"
          icon
          title="Nothing is written to this object"
          description={untouchable}
        />
      )}
    </>
  );
}

function Fields(props: { object: ObservedObject; shownFields: ShownFields }) {
  const { object, shownFields } = props;
  const title = objectTitle(object);
  const drift = object.fields.filter(isDrift);
  const information =
    shownFields === 'all' ? object.fields.filter(field => !isDrift(field)) : [];
  return (
    <>
      {drift.length > 0 && (
        <FieldTable label={`Drift of ${title}`} fields={drift} />
      )}
      {information.length > 0 && (
        <>
          <Text as="h5" variant="body-small" weight="bold">
            Not drift
          </Text>
          <FieldTable label={`Not drift, in ${title}`} fields={information} />
        </>
      )}
    </>
  );
}
