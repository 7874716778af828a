import { Button } from '@backstage/ui';
import { useState } from 'react';
import { Preflight } from './Preflight';
import styles from './Preflight.module.css';

/** A preflight that passed stays out of the way until someone wants to look again. */
export function PassedPreflight() {
  const [isShown, setIsShown] = useState(false);
  return (
    <div className={styles.passedPreflight}>
      <div>
        <Button
          size="small"
          variant="tertiary"
          aria-expanded={isShown}
          onPress={() => setIsShown(!isShown)}
        >
          {isShown ? 'Hide the preflight' : 'Preflight passed: look again'}
        </Button>
      </div>
      {isShown && <Preflight outcome="passed" />}
    </div>
  );
}
