import gitopsPlugin from '@backstage-gitops/plugin-gitops';
import { createApp } from '@backstage/frontend-defaults';
import { mockApis } from '@backstage/frontend-test-utils';
import {
  ApiBlueprint,
  createApiRef,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import {
  SignInPageBlueprint,
  type SignInPageProps,
} from '@backstage/plugin-app-react';
import { render, screen } from '@testing-library/react';
import { useEffect } from 'react';

function SignedIn({ onSignInSuccess }: SignInPageProps) {
  useEffect(
    () => onSignInSuccess(mockApis.identity({ token: 'e30.e30.signature' })),
    [onSignInSuccess],
  );
  return null;
}

const signedIn = createFrontendModule({
  pluginId: 'app',
  extensions: [
    SignInPageBlueprint.make({ params: { loader: async () => SignedIn } }),
  ],
});

// A whole app is loaded piece by piece; a busy machine takes longer than the usual second.
const PATIENCE_MS = 60_000;
jest.setTimeout(2 * PATIENCE_MS);

interface Question {
  permission: { name: string };
}

// The permission framework's own, by its id: this package does not depend on it.
const permissionApiRef = createApiRef<{
  authorize(question: Question): Promise<{ result: 'ALLOW' | 'DENY' }>;
}>({ id: 'plugin.permission.api' });

/** A permission policy that answers so to who wants to see GitOps, and denies all else. */
const policyOf = (result: 'ALLOW' | 'DENY') =>
  createFrontendModule({
    pluginId: 'app',
    extensions: [
      ApiBlueprint.make({
        name: 'permission',
        params: defineParams =>
          defineParams({
            api: permissionApiRef,
            deps: {},
            factory: () => ({
              authorize: async ({ permission }) => ({
                result: permission.name === 'gitops.view' ? result : 'DENY',
              }),
            }),
          }),
      }),
    ],
  });

describe('the page of what waits for the viewer', () => {
  afterEach(() => {
    jest.restoreAllMocks();
    window.history.replaceState({}, '', '/');
  });

  it.each([
    ['is there for who may see GitOps', 'ALLOW', 'Nothing waits for you.'],
    ['is not there for others', 'DENY', /page not found/i],
  ] as const)('%s', async (_, result, expected) => {
    jest.spyOn(global, 'fetch').mockImplementation(
      async () =>
        new Response('{"items":[]}', {
          headers: { 'Content-Type': 'application/json' },
        }),
    );
    window.history.replaceState({}, '', '/gitops/waiting');
    const app = createApp({
      features: [gitopsPlugin, signedIn, policyOf(result)],
      advanced: {
        configLoader: async () => ({
          config: mockApis.config({
            data: {
              app: { title: 'Test', baseUrl: 'http://localhost:3000' },
              backend: { baseUrl: 'http://localhost:7007' },
            },
          }),
        }),
      },
    });
    render(app.createRoot());
    expect(
      await screen.findByText(expected, {}, { timeout: PATIENCE_MS }),
    ).toBeVisible();
  });
});
