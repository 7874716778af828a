import { Alert, Button, Container } from '@backstage/ui';
import styles from './DemoSignInPage.module.css';
import { chosenAccount } from './chosenAccount';

/** Says why the chosen account could not be signed in, and offers another: the choice would else stay for good. */
export function RefusedSignIn({ error }: { error?: Error }) {
  return (
    <Container>
      <div className={styles.page}>
        <Alert
          role="alert"
          status="danger"
          icon
          title="Signing in failed"
          description={messageOf(error)}
          customActions={
            <>
              <Button variant="secondary" onPress={reload}>
                Retry
              </Button>
              <Button
                variant="secondary"
                onPress={() => {
                  chosenAccount.clear();
                  reload();
                }}
              >
                Choose an account
              </Button>
            </>
          }
        />
      </div>
    </Container>
  );
}

// A refused request carries the server's own error as its cause.
function messageOf(error: Error | undefined): string | undefined {
  return error?.cause instanceof Error ? error.cause.message : error?.message;
}

function reload() {
  window.location.reload();
}
