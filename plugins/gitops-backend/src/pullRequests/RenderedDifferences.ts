import { createHash } from 'node:crypto';
import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  type EnvironmentContent,
  readContent,
} from '../environments/readContent';
import type { Workplace } from '../promotions/Workplace';
import { RenderCache } from '../rendering/RenderCache';
import type { EnvironmentDeclaration } from '../pipelines/Declaration';
import {
  renderContent,
  type RenderedEnvironment,
} from '../rendering/renderContent';
import type { Renderer } from '../rendering/Renderer';
import type { RenderOutcome } from '../rendering/RenderRequest';
import {
  compareRenderings,
  type RenderingDifference,
} from './compareRenderings';

/** What is remembered of differences, in characters. */
const REMEMBERED = 8 * 1024 * 1024;

/** After so long, what could not be rendered is tried again: a program may have been missing. In milliseconds. */
const TRY_AGAIN = 10 * 60_000;

/** What a change does to the rendered objects, or why nobody can say. */
export type RenderedDifference =
  | ({ status: 'rendered' } & RenderingDifference & { warnings: string[] })
  | { status: 'failed'; reason: string };

/** Where a change is proposed. */
interface RenderingPlace {
  hosted: Pick<Workplace['hosted'], 'mirror'>;
  environment: RenderedEnvironment &
    Pick<EnvironmentDeclaration, 'place' | 'edits'>;
  key: Workplace['key'];
}

/** Digest of everything that a rendering is made of. */
function digestOf({ own, shared }: EnvironmentContent): string {
  const files = [...own, ...shared].sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(files)).digest('hex');
}

/** Objects and hooks; an environment that renders to nothing has none. */
function objectsOf(outcome: RenderOutcome) {
  if (!('hooks' in outcome)) return undefined;
  return outcome.status === 'rendered'
    ? [...outcome.objects, ...outcome.hooks]
    : outcome.hooks;
}

/**
 * What promotions change in the rendered objects. It is remembered by what the renderings were made of: a pull request is
 * looked at every few seconds, and rendered once.
 */
export class RenderedDifferences {
  readonly #renderer: Renderer;
  readonly #logger: LoggerService;
  readonly #known = new RenderCache<{
    difference: RenderedDifference;
    tryAgainAt?: number;
  }>(REMEMBERED);

  constructor(options: { renderer: Renderer; logger: LoggerService }) {
    this.#renderer = options.renderer;
    this.#logger = options.logger;
  }

  /**
   * The difference between an environment as it is and as it would be with a head merged. It never throws for what is
   * wrong with the files: a promotion goes on without it, and says why.
   */
  async of(
    place: RenderingPlace,
    before: EnvironmentContent,
    headCommit: string,
  ): Promise<RenderedDifference> {
    const { mirror } = place.hosted;
    const { environment } = place;
    const { path } = environment.place;
    const namespace = environment.reconciliation?.target.namespace;
    const remember = (
      between: [string, string],
      compare: () => Promise<RenderedDifference>,
    ) => this.#remember([place.key, path, namespace, between], compare);
    // Most of the time nothing has moved, and nothing needs to be read.
    return remember([before.commit, headCommit], async () => {
      const merged = await mirror.mergedTree(before.commit, headCommit);
      const read = await readContent(mirror, merged ?? headCommit, environment);
      if (read.status === 'failed') {
        return { status: 'failed', reason: read.problem };
      }
      const after = read.content;
      return remember([digestOf(before), digestOf(after)], () =>
        this.#compare(place, before, after),
      );
    });
  }

  async #remember(
    about: unknown[],
    compare: () => Promise<RenderedDifference>,
  ): Promise<RenderedDifference> {
    const key = JSON.stringify(about);
    const known = this.#known.get(key);
    if (known && Date.now() < (known.tryAgainAt ?? Infinity)) {
      return known.difference;
    }
    const difference = await compare();
    this.#known.set(
      key,
      difference.status === 'failed'
        ? { difference, tryAgainAt: Date.now() + TRY_AGAIN }
        : { difference },
      JSON.stringify(difference).length,
    );
    return difference;
  }

  async #compare(
    place: RenderingPlace,
    before: EnvironmentContent,
    after: EnvironmentContent,
  ): Promise<RenderedDifference> {
    const was = await this.#render(place, before);
    const is = await this.#render(place, after);
    const [earlier, later] = [objectsOf(was), objectsOf(is)];
    if (!earlier || !later) {
      const [when, outcome] = earlier
        ? ['with this change', is]
        : ['as it is now', was];
      const reason = 'reason' in outcome ? outcome.reason : '';
      return {
        status: 'failed',
        reason: `It cannot be rendered ${when}: ${reason}`,
      };
    }
    return {
      status: 'rendered',
      ...compareRenderings(earlier, later),
      warnings: is.status === 'rendered' ? is.warnings : [],
    };
  }

  async #render(
    { hosted, environment, key }: RenderingPlace,
    content: EnvironmentContent,
  ): Promise<RenderOutcome> {
    try {
      return await renderContent({
        renderer: this.#renderer,
        mirror: hosted.mirror,
        content,
        environment,
        key,
      });
    } catch (error) {
      this.#logger.warn(`${key.name} of ${key.entityRef} was not rendered`, {
        error: String(error),
      });
      return { status: 'failed', reason: 'Rendering broke off.' };
    }
  }
}
