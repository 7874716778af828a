import { ProxiedSignInPage } from '@backstage/core-components';
import type { SignInPageProps } from '@backstage/plugin-app-react';
import {
  Alert,
  Button,
  Card,
  CardBody,
  Container,
  Flex,
  Skeleton,
  Text,
} from '@backstage/ui';
import { useState } from 'react';
import { RefusedSignIn } from './RefusedSignIn';
import styles from './DemoSignInPage.module.css';
import { chosenAccount } from './chosenAccount';
import { demoRefusal } from './surroundings';
import { useDemoAccounts } from './useDemoAccounts';

function Accounts(props: { onChoose(login: string): void }) {
  const accounts = useDemoAccounts();
  if (accounts.status === 'loading') return <Skeleton height={160} />;
  if (accounts.status === 'failed') {
    return (
      <Alert
        status="danger"
        title="The backend does not answer yet"
        description={`${accounts.message}. Reload the page in a moment.`}
      />
    );
  }
  return (
    <ul className={styles.accounts}>
      {accounts.accounts.map(account => (
        <li key={account.login}>
          <Card>
            <CardBody>
              <Flex direction="column" gap="2">
                <Text as="h2" variant="title-x-small">
                  {account.displayName}
                </Text>
                <Text color="secondary">{account.role}</Text>
                <Text variant="body-small">{account.description}</Text>
                <Button
                  variant="primary"
                  onPress={() => props.onChoose(account.login)}
                >
                  Sign in as {account.login}
                </Button>
              </Flex>
            </CardBody>
          </Card>
        </li>
      ))}
    </ul>
  );
}

/**
 * Signs people in as whom they choose. For the demo only: it refuses wherever someone else could reach it.
 */
export function DemoSignInPage(props: SignInPageProps) {
  const [account, setAccount] = useState(chosenAccount.get);
  const refusal = demoRefusal({
    nodeEnv: process.env.NODE_ENV,
    hostname: window.location.hostname,
  });
  if (refusal) {
    return (
      <Container>
        <Alert
          status="danger"
          title="The demo's sign-in is switched off here"
          description={`${refusal} Replace the sign-in page of packages/app by one for your own auth provider.`}
        />
      </Container>
    );
  }
  if (account) {
    return (
      <ProxiedSignInPage
        provider="demo"
        headers={{ 'X-Demo-Account': account }}
        ErrorComponent={RefusedSignIn}
        onSignInSuccess={identity =>
          props.onSignInSuccess({
            getProfileInfo: () => identity.getProfileInfo(),
            getBackstageIdentity: () => identity.getBackstageIdentity(),
            getCredentials: () => identity.getCredentials(),
            signOut: async () => {
              chosenAccount.clear();
              window.location.href = '/';
            },
          })
        }
      />
    );
  }
  return (
    <Container>
      <Flex direction="column" gap="4" className={styles.page}>
        <Text as="h1" variant="title-medium">
          Who do you want to be?
        </Text>
        <Text color="secondary">
          This is the demo: nobody asks for a password. Open a second tab to be
          someone else at the same time.
        </Text>
        <Accounts
          onChoose={login => {
            chosenAccount.set(login);
            setAccount(login);
          }}
        />
      </Flex>
    </Container>
  );
}
