import { Container, Text } from '@backstage/ui';
import { WaitingContent } from './WaitingContent';
import styles from './Waiting.module.css';

/** The page of what waits for the viewer; its title is in the header that the app puts above. */
export function WaitingPage() {
  return (
    <Container className={styles.page}>
      <Text as="p" color="secondary">
        What waits for you: approvals, merges and decisions that you can take,
        in every pipeline you may see.
      </Text>
      <WaitingContent />
    </Container>
  );
}
