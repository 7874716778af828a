import { createPublicKey, generateKeyPairSync, verify } from 'node:crypto';
import { type Answer, created, notFound, ok, Refusal } from './Answer';
import { presentAccount } from './present/account';
import type { Links } from './present/links';
import type { Account, State } from './state';

/** An app with its key, installed in one account. */
export interface App {
  id: number;
  slug: string;
  privateKey: string;
  /** What its requests are answered as. */
  bot: Account;
  owner: string;
  installation: number;
  /** How long its tokens live, in milliseconds. */
  lifetime: number;
}

const PERMISSIONS = { contents: 'write', pull_requests: 'write' };

/** Reads what a JSON Web Token claims, if the app's key signed it. */
function issuerOf(jwt: string, app: App): string | undefined {
  const [head, claims, signature] = jwt.split('.');
  if (!signature) return undefined;
  const isSigned = verify(
    'sha256',
    Buffer.from(`${head}.${claims}`),
    createPublicKey(app.privateKey),
    Buffer.from(signature, 'base64url'),
  );
  return isSigned
    ? String(JSON.parse(Buffer.from(claims, 'base64url').toString()).iss)
    : undefined;
}

/** Apps of the stand-in: who they are is proven by their key, what they do by tokens that pass. */
export class Apps {
  readonly #state: State;
  readonly #apps: App[] = [];

  constructor(state: State) {
    this.#state = state;
  }

  install(options: { slug: string; owner: string; lifetime: number }): App {
    const id = this.#state.nextId();
    const { privateKey } = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
      publicKeyEncoding: { type: 'spki', format: 'pem' },
    });
    const bot: Account = {
      id: this.#state.nextId(),
      login: `${options.slug}[bot]`,
      type: 'Bot',
      token: `never-given-${id}`,
    };
    this.#state.accounts.push(bot);
    const app = {
      ...options,
      id,
      privateKey,
      bot,
      installation: this.#state.nextId(),
    };
    this.#apps.push(app);
    return app;
  }

  /** Answers what is asked below `/app`. */
  answer(options: {
    links: Links;
    method: string;
    path: string;
    bearer: string | undefined;
  }): Answer {
    const { links, method, path, bearer = '' } = options;
    const app = this.#apps.find(
      one => issuerOf(bearer, one) === String(one.id),
    );
    if (!app) {
      throw new Refusal(401, 'A JSON web token could not be decoded');
    }
    if (method === 'GET' && path === '/app/installations') {
      return ok([this.#presentInstallation(links, app)]);
    }
    const tokens = `/app/installations/${app.installation}/access_tokens`;
    if (method !== 'POST' || path !== tokens) throw notFound();
    // The token before it is good no more: whoever keeps one notices.
    app.bot.token = `ghs_${this.#state.nextId()}`;
    return created({
      token: app.bot.token,
      expires_at: new Date(Date.now() + app.lifetime).toISOString(),
      permissions: PERMISSIONS,
      repository_selection: 'all',
    });
  }

  #presentInstallation(links: Links, app: App) {
    const account = { id: app.id, login: app.owner, type: 'User' as const };
    return {
      id: app.installation,
      app_id: app.id,
      app_slug: app.slug,
      target_id: app.id,
      target_type: 'Organization',
      account: presentAccount(links, account),
      repository_selection: 'all',
      access_tokens_url: `${links.api}/app/installations/${app.installation}/access_tokens`,
      repositories_url: `${links.api}/installation/repositories`,
      html_url: `${links.web}/settings/installations/${app.installation}`,
      permissions: PERMISSIONS,
      events: [],
      single_file_name: null,
      suspended_by: null,
      suspended_at: null,
      created_at: '2026-01-01T00:00:00Z',
      updated_at: '2026-01-01T00:00:00Z',
    };
  }
}
