import type { Pipeline } from '@backstage-gitops/plugin-gitops-common';
import { Button, Text } from '@backstage/ui';
import { RiSnowflakeLine } from '@remixicon/react';
import { useState } from 'react';
import { PersonName } from '../shared/PersonName';
import { RelativeTime } from '../shared/RelativeTime';
import { activeFreezes, type ActiveFreeze } from './activeFreezes';
import { scopeName } from './scopeName';
import { UnfreezeDialog } from './UnfreezeDialog';
import styles from './Freezes.module.css';

/** What is frozen, before anything else on the page: by whom, since when, why, and how to lift it. */
export function FreezeBanner({ pipeline }: { pipeline: Pipeline }) {
  const [lifted, setLifted] = useState<string>();
  const freezes = activeFreezes(pipeline);
  return (
    <>
      {freezes.length > 0 && (
        <ul className={styles.banner} aria-label="Freezes">
          {freezes.map(freeze => (
            <Frozen key={freeze.scope} freeze={freeze} onLift={setLifted} />
          ))}
        </ul>
      )}
      {lifted !== undefined && (
        <UnfreezeDialog scope={lifted} onClose={() => setLifted(undefined)} />
      )}
    </>
  );
}

function Frozen(props: {
  freeze: ActiveFreeze;
  onLift: (scope: string) => void;
}) {
  const { scope, decision, environments, mayLift } = props.freeze;
  const name = scopeName(scope);
  return (
    <li className={styles.frozen}>
      <RiSnowflakeLine size={20} aria-hidden />
      <div className={styles.words}>
        <Text as="p" weight="bold">
          Frozen: {name}
          {scope.startsWith('environment:') ||
            `, with ${environments.join(', ')}`}
        </Text>
        <Text as="p">{decision.reason}</Text>
        <Text as="p" variant="body-small" color="secondary">
          <PersonName person={decision.by} />, <RelativeTime at={decision.at} />
          . Nothing is promoted, merged, rolled back or synced there until it is
          lifted.
        </Text>
      </div>
      {mayLift && (
        <Button
          size="small"
          variant="secondary"
          aria-label={`Unfreeze ${name}`}
          onPress={() => props.onLift(scope)}
        >
          Unfreeze
        </Button>
      )}
    </li>
  );
}
