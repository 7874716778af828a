import { discoveryApiRef, useApi } from '@backstage/frontend-plugin-api';
import { useEffect, useState } from 'react';

/** A person of the demo, as the demo's auth module lists them. */
export interface DemoAccount {
  login: string;
  displayName: string;
  role: string;
  description: string;
}

/** Accounts to sign in as. */
export type DemoAccounts =
  | { status: 'loading' }
  | { status: 'ready'; accounts: DemoAccount[] }
  | { status: 'failed'; message: string };

/** Asks the demo's auth module whom one can be. */
export function useDemoAccounts(): DemoAccounts {
  const discovery = useApi(discoveryApiRef);
  const [accounts, setAccounts] = useState<DemoAccounts>({ status: 'loading' });
  useEffect(() => {
    const abort = new AbortController();
    const load = async () => {
      const url = `${await discovery.getBaseUrl('auth')}/demo/accounts`;
      const answer = await fetch(url, { signal: abort.signal });
      if (!answer.ok) {
        throw new Error(`${url} answers ${answer.status} ${answer.statusText}`);
      }
      const body = await answer.json();
      setAccounts({ status: 'ready', accounts: body.accounts });
    };
    load().catch(error => {
      if (!abort.signal.aborted) {
        setAccounts({ status: 'failed', message: String(error) });
      }
    });
    return () => abort.abort();
  }, [discovery]);
  return accounts;
}
