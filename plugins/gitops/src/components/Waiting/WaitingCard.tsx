import { Card, CardBody, CardHeader, Text } from '@backstage/ui';
import { useId } from 'react';
import { WaitingContent } from './WaitingContent';
import styles from './Waiting.module.css';

/**
 * What waits for the viewer, as a card for a home page.
 *
 * @public
 */
export function WaitingCard() {
  const headingId = useId();
  return (
    <section aria-labelledby={headingId}>
      <Card>
        <CardHeader>
          <Text as="h2" variant="title-x-small" id={headingId}>
            Waiting for you
          </Text>
        </CardHeader>
        <CardBody>
          <div className={styles.content}>
            <WaitingContent />
          </div>
        </CardBody>
      </Card>
    </section>
  );
}
