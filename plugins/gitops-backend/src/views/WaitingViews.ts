import type { Waiting } from '@backstage-gitops/plugin-gitops-common';
import { type Access, type Caller } from '../access/Access';
import { type People } from '../access/People';
import { type Decisions } from '../decisions/Decisions';
import { environmentSubject } from '../decisions/subjects';
import { type WaitingRow, type WaitingStore } from '../store/WaitingStore';
import { ASKED, waitingFor } from './waitingFor';

/** Environments that are looked through at a time. */
const BATCH = 200;

/** How often that is done for one page: where little of much is for the caller, pages are short instead of slow. */
const MOST_BATCHES = 5;

/** Where a page ended: behind this of what waits in an environment, or behind all of it. */
interface Position {
  entityRef: string;
  name: string;
  action?: string;
}

function write({ entityRef, name, action = '' }: Position): string {
  return [entityRef, name, action].join(' ');
}

function parse(text: string | undefined): Position | undefined {
  const [entityRef, name, action] = text?.split(' ') ?? [];
  return entityRef && name
    ? { entityRef, name, ...(action ? { action } : {}) }
    : undefined;
}

const rank = (action: string) => ASKED.findIndex(one => one === action);

function isBehind(item: Waiting, position: Position | undefined): boolean {
  if (
    item.entityRef !== position?.entityRef ||
    item.environment !== position.name
  ) {
    return true;
  }
  return (
    position.action !== undefined && rank(item.action) > rank(position.action)
  );
}

/** Says what waits for the caller, from the store: reading never fans out to Git or a host. */
export class WaitingViews {
  readonly #store: WaitingStore;
  readonly #access: Access;
  readonly #people: People;
  readonly #decisions: Decisions;

  constructor(options: {
    store: WaitingStore;
    access: Access;
    people: People;
    decisions: Decisions;
  }) {
    this.#store = options.store;
    this.#access = options.access;
    this.#people = options.people;
    this.#decisions = options.decisions;
  }

  /** A page of it; `next` is where the following one goes on. Nothing waits for a service. */
  async page(
    caller: Caller,
    options: { limit: number; after?: string },
  ): Promise<{ items: Waiting[]; next?: string }> {
    const filter = await this.#access.rowsToRead(caller);
    if (!filter || caller.principal.type !== 'user') return { items: [] };
    const user = caller.principal.userEntityRef;
    const someone = { user, groups: await this.#people.groupsOf(user) };
    const permitted = await this.#access.permitted(caller);
    const items: Waiting[] = [];
    let position = parse(options.after);
    for (let batch = 0; batch < MOST_BATCHES; batch += 1) {
      const rows = await this.#store.list({
        from: position,
        limit: BATCH,
        filter,
      });
      const heldSince = await this.#heldSince(rows);
      for (const row of rows) {
        const found = waitingFor(
          someone,
          row,
          permitted(row),
          heldSince.get(environmentSubject(row)),
        );
        for (const item of found) {
          if (!isBehind(item, position)) continue;
          if (items.length === options.limit) {
            return { items, next: write(positionOf(items)) };
          }
          items.push(item);
        }
      }
      if (rows.length < BATCH) return { items };
      const { entityRef, name } = rows[rows.length - 1];
      position = { entityRef, name };
    }
    return { items, ...(position ? { next: write(position) } : {}) };
  }

  async #heldSince(rows: WaitingRow[]): Promise<Map<string, string>> {
    const held = rows.filter(({ next }) => next?.action === 'resume');
    const holds =
      held.length > 0
        ? await this.#decisions.inForce('hold', held.map(environmentSubject))
        : [];
    return new Map(holds.map(({ subject, at }) => [subject, at]));
  }
}

function positionOf(items: Waiting[]): Position {
  const { entityRef, environment, action } = items[items.length - 1];
  return { entityRef, name: environment, action };
}
