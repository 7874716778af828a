import type {
  Environment,
  PromotionPlan,
} from '@backstage-gitops/plugin-gitops-common';
import { Text } from '@backstage/ui';
import { useId } from 'react';
import { describeOutcome } from './describeOutcome';
import styles from './WhatFollows.module.css';

/** One more look at what confirming leads to, before it is confirmed. */
export function WhatFollows(props: {
  environment: Environment;
  plan: PromotionPlan;
  rejects: boolean;
}) {
  const { environment, plan, rejects } = props;
  const headingId = useId();
  return (
    <div className={styles.follows}>
      <Text as="h3" weight="bold" id={headingId}>
        What follows
      </Text>
      <ol aria-labelledby={headingId}>
        {describeOutcome(environment, plan, { rejects }).map(sentence => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ol>
    </div>
  );
}
