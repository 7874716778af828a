import { discoveryApiRef } from '@backstage/frontend-plugin-api';
import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { chosenAccount } from './chosenAccount';
import { DemoSignInPage } from './DemoSignInPage';

const AUTH = 'http://localhost:7007/api/auth';
const ACCOUNTS = ['dana', 'ravi'].map(login => ({
  login,
  displayName: login,
  role: 'Developer',
  description: 'Owns the services',
}));
const SESSION = {
  profile: { displayName: 'Dana' },
  backstageIdentity: {
    token: 'e30.e30.signature',
    identity: {
      type: 'user',
      userEntityRef: 'user:default/dana',
      ownershipEntityRefs: ['user:default/dana'],
    },
  },
};

const json = (status: number, body: unknown) =>
  new Response(JSON.stringify(body), {
    status,
    headers: { 'Content-Type': 'application/json' },
  });

function renderPage(answerRefresh: () => Response) {
  const fetch = jest
    .spyOn(global, 'fetch')
    .mockImplementation(async input =>
      String(input).endsWith('/demo/accounts')
        ? json(200, { accounts: ACCOUNTS })
        : answerRefresh(),
    );
  const onSignInSuccess = jest.fn();
  renderInTestApp(<DemoSignInPage onSignInSuccess={onSignInSuccess} />, {
    apis: [
      [
        discoveryApiRef,
        mockApis.discovery({ baseUrl: 'http://localhost:7007' }),
      ],
    ],
  });
  return { fetch, onSignInSuccess };
}

describe('DemoSignInPage', () => {
  beforeEach(() => {
    jest.replaceProperty(process, 'env', {
      ...process.env,
      NODE_ENV: 'development',
    });
  });
  afterEach(() => {
    jest.restoreAllMocks();
    chosenAccount.clear();
  });

  it('signs in as the account that was chosen, and remembers it', async () => {
    const { fetch, onSignInSuccess } = renderPage(() => json(200, SESSION));
    const button = await screen.findByRole('button', {
      name: 'Sign in as dana',
    });
    expect(
      screen.getByRole('button', { name: 'Sign in as ravi' }),
    ).toBeVisible();
    fireEvent.click(button);

    await waitFor(() => expect(onSignInSuccess).toHaveBeenCalled());
    const [url, init] = fetch.mock.lastCall ?? [];
    expect(url).toBe(`${AUTH}/demo/refresh`);
    const headers = new Headers(init?.headers);
    expect(headers.get('X-Demo-Account')).toBe('dana');
    expect(headers.get('X-Requested-With')).toBe('XMLHttpRequest');
    expect(chosenAccount.get()).toBe('dana');
    const [identity] = onSignInSuccess.mock.lastCall;
    await expect(identity.getBackstageIdentity()).resolves.toEqual(
      SESSION.backstageIdentity.identity,
    );
  });

  it('says why an account is refused, and offers another', async () => {
    chosenAccount.set('zoe');
    renderPage(() =>
      json(401, {
        error: {
          name: 'AuthenticationError',
          message: 'No account of the demo is called zoe.',
        },
        response: { statusCode: 401 },
      }),
    );
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'No account of the demo is called zoe.',
    );
    expect(
      screen.getByRole('button', { name: 'Choose an account' }),
    ).toBeVisible();
  });

  it('signs nobody in outside of development', async () => {
    jest.replaceProperty(process, 'env', {
      ...process.env,
      NODE_ENV: 'production',
    });
    chosenAccount.set('dana');
    const { fetch } = renderPage(() => json(200, SESSION));
    expect(
      await screen.findByText(/This is not a development build/),
    ).toHaveTextContent('Replace the sign-in page of packages/app');
    expect(fetch).not.toHaveBeenCalled();
  });
});
