import type { HttpAuthService } from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { AuthenticationError } from '@backstage/errors';
import type { Request, Response, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import type { Refusals } from '../network/Refusals';
import {
  type Admission,
  admit,
  type Admitted,
  type PipelineLookup,
} from './admit';
import type {
  AnnouncementCounter,
  AnnouncementOutcome,
} from './AnnouncementCounter';
import type { KnownAnnouncers } from './identify';

/** How long CI waits before it tries again, in seconds, where nobody can say who it is. */
const TRY_AGAIN = 30;

const STATUS = {
  refused: 401,
  forbidden: 403,
  limited: 429,
  unavailable: 503,
};

/** How a request ends at the door. */
interface Ending {
  outcome: keyof typeof STATUS;
  reason: string;
  /** In seconds. */
  tryAgain?: number;
}

type AnnounceRequest = Request<{
  kind: string;
  namespace: string;
  name: string;
}>;

/** What the door is made of. */
export interface AnnounceDoorOptions {
  known: KnownAnnouncers;
  pipelines: PipelineLookup;
  httpAuth: Pick<HttpAuthService, 'credentials'>;
  refusals: Refusals;
  counter: AnnouncementCounter;
}

/**
 * The door for CI that has no credentials of Backstage. Who it is and for which pipeline it may announce is settled before
 * anything of the body is read. Everybody else is asked for Backstage's credentials, as they are everywhere.
 */
export class AnnounceDoor {
  /** What Backstage leaves to this door, with all that is below it. */
  static readonly PATH = '/pipelines/:kind/:namespace/:name/releases';

  readonly router: Router = PromiseRouter();
  readonly #options: AnnounceDoorOptions;
  readonly #admitted = new WeakMap<object, Admitted>();

  constructor(options: AnnounceDoorOptions) {
    this.#options = options;
    this.router.use(
      AnnounceDoor.PATH,
      (request: AnnounceRequest, response: Response) =>
        request.method === 'POST' && request.path === '/'
          ? this.#announce(request, response)
          : this.#authenticate(request),
    );
  }

  /** Whom a request was let in for; undefined where credentials of Backstage decide. */
  admitted(request: object): Admitted | undefined {
    return this.#admitted.get(request);
  }

  async #announce(
    request: AnnounceRequest,
    response: Response,
  ): Promise<'next' | undefined> {
    const { known, pipelines, refusals } = this.#options;
    const wait = refusals.wait(request.ip);
    if (wait > 0) {
      return this.#end(request, response, {
        outcome: 'limited',
        reason: 'Requests from this address were refused too often.',
        tryAgain: Math.ceil(wait / 1_000),
      });
    }
    const admission = await admit(
      {
        entityRef: stringifyEntityRef(request.params),
        authorization: request.headers.authorization,
      },
      known,
      pipelines,
    );
    return this.#follow(admission, request, response);
  }

  async #follow(
    admission: Admission,
    request: AnnounceRequest,
    response: Response,
  ): Promise<'next' | undefined> {
    switch (admission.outcome) {
      case 'foreign':
        return this.#authenticateAnnouncer(request);
      case 'admitted':
        this.#options.counter.count(admission.by, 'admitted');
        this.#admitted.set(request, admission.admitted);
        return 'next';
      case 'unavailable': {
        const reason = `${admission.reason} Try again.`;
        const ending = { ...admission, reason, tryAgain: TRY_AGAIN };
        return this.#end(request, response, ending);
      }
      default:
        return this.#end(request, response, admission);
    }
  }

  /** As Backstage does before all that it leaves to nobody. */
  async #authenticate(request: AnnounceRequest): Promise<'next'> {
    const allow: ['user', 'service'] = ['user', 'service'];
    await this.#options.httpAuth.credentials(request as Request, { allow });
    return 'next';
  }

  async #authenticateAnnouncer(request: AnnounceRequest): Promise<'next'> {
    try {
      await this.#authenticate(request);
    } catch (error) {
      if (error instanceof AuthenticationError) this.#count(request, 'refused');
      throw error;
    }
    this.#options.counter.count('backstage', 'admitted');
    return 'next';
  }

  #end(
    request: AnnounceRequest,
    response: Response,
    { outcome, reason, tryAgain, by }: Ending & { by?: string },
  ): undefined {
    this.#count(request, outcome, by);
    if (tryAgain !== undefined) response.set('Retry-After', String(tryAgain));
    // What is still to come of the body is not read.
    response
      .status(STATUS[outcome])
      .set('Connection', 'close')
      .json({ error: { message: reason } });
    return undefined;
  }

  #count(
    { ip }: AnnounceRequest,
    outcome: AnnouncementOutcome,
    by?: string,
  ): void {
    this.#options.counter.count(by, outcome);
    if (outcome === 'refused' || outcome === 'forbidden') {
      this.#options.refusals.count(ip);
    }
  }
}
