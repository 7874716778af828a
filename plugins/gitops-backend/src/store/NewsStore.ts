import type { Knex } from 'knex';
import { databaseClock } from './clock';

/** How long it is known that something was told, in milliseconds. */
const KEPT = 7 * 24 * 60 * 60_000;

/**
 * What news are of: `pulls` is any pull request, `others` any by which no promotion is under way, `statuses` those of any
 * commit.
 */
export type NewsSubject =
  | 'repository'
  | 'pulls'
  | 'others'
  | 'statuses'
  | `pull ${number}`
  | `commit ${string}`;

/** That something has been told of a subject. */
export interface News {
  /** Another one each time. */
  revision: string;
  /** Milliseconds since 1970. */
  toldAt: number;
}

interface NewsRow {
  repository: string;
  subject: NewsSubject;
  revision: number;
  told_at: number | string;
}

/**
 * What hosts have told of by webhooks, without what they said: whoever remembers something from before, on whichever
 * replica, knows by it that this is old.
 */
export class NewsStore {
  readonly #database: Knex;
  readonly #clock: Knex.Raw;

  constructor(database: Knex) {
    this.#database = database;
    this.#clock = databaseClock(database);
  }

  /** Something was told of these subjects, and so of the repository. */
  async tell(repository: string, subjects: NewsSubject[] = []): Promise<void> {
    await this.#database('gitops_news')
      .where('told_at', '<', this.#database.raw('? - ?', [this.#clock, KEPT]))
      .delete();
    await this.#database('gitops_news')
      .insert(
        [...new Set<NewsSubject>(['repository', ...subjects])].map(subject => ({
          repository,
          subject,
          revision: 1,
          told_at: this.#clock,
        })),
      )
      .onConflict(['repository', 'subject'])
      .merge({
        revision: this.#database.raw('?? + 1', ['gitops_news.revision']),
        told_at: this.#clock,
      });
  }

  /** Subjects that nothing has been told of are missing. */
  async of(
    repository: string,
    subjects: NewsSubject[],
  ): Promise<ReadonlyMap<NewsSubject, News>> {
    const rows = await this.#database<NewsRow>('gitops_news')
      .where({ repository })
      .whereIn('subject', subjects);
    return new Map(
      rows.map(({ subject, revision, told_at }) => [
        subject,
        // A row that was forgotten meanwhile begins at 1 again, at another time.
        { revision: `${revision} ${told_at}`, toldAt: Number(told_at) },
      ]),
    );
  }
}
