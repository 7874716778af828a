import { z } from 'zod';
import { at, nameOf, type Place } from './Place';
import {
  activity,
  event,
  type GiteaActivity,
  type GiteaEvent,
  type GiteaPull,
} from './schemas';

/** What the repository's activity holds of a push. Where a branch was merely created it holds nothing. */
const pushed = z.object({ HeadCommit: z.object({ Sha1: z.string() }) });

/** What a pull request's timeline holds of a push, the oldest commit first. */
const pushedCommits = z.object({ commit_ids: z.array(z.string()) });

/** Most events of a timeline that are read for this, in pages. */
const MOST_PAGES = 4;

function parse<T extends z.ZodType>(
  schema: T,
  text: string,
): z.output<T> | undefined {
  try {
    return schema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** Who pushed a commit to a branch, where that is the newest push to it that is listed; the newest comes first. */
export function pusherInActivity(
  activities: GiteaActivity[],
  { label: branch, sha }: { label: string; sha: string },
): string | undefined {
  const names = [`refs/heads/${branch}`, branch];
  for (const one of activities) {
    if (one.op_type !== 'commit_repo' || !names.includes(one.ref_name)) {
      continue;
    }
    const push = parse(pushed, one.content);
    if (!push) continue;
    return push.HeadCommit.Sha1 === sha ? one.act_user?.login : undefined;
  }
  return undefined;
}

/**
 * Who pushed the head while the pull request was open; the newest event comes last. The first push of a timeline is no
 * push: Gitea writes it for whoever opens the pull request.
 */
export function pusherInTimeline(
  events: GiteaEvent[],
  sha: string,
): string | undefined {
  const [, ...pushes] = events.filter(({ type }) => type === 'pull_push');
  const newest = pushes.at(-1);
  const commits = newest && parse(pushedCommits, newest.body)?.commit_ids;
  return commits?.at(-1) === sha ? newest?.user?.login : undefined;
}

/**
 * Who pushed the heads of pull requests, by what Gitea itself noted of pushes: nobody can write there, while anybody
 * can write any name into a commit. The activity is read once for all of them.
 */
export class Pushers {
  readonly #place: Place;
  #activities: Promise<GiteaActivity[]> | undefined;

  constructor(place: Place) {
    this.#place = place;
  }

  /** Login of who pushed the head's newest commit, where Gitea tells. */
  async of({ number, head }: GiteaPull): Promise<string | undefined> {
    this.#activities ??= this.#readActivities();
    const pusher = pusherInActivity(await this.#activities, head);
    if (pusher) return pusher;
    // It is too long ago, or they hide their activity.
    return pusherInTimeline(await this.#readTimeline(number), head.sha);
  }

  /** The newest page of it: one look for many pull requests. */
  async #readActivities(): Promise<GiteaActivity[]> {
    const question = {
      what: `read the activity of ${nameOf(this.#place)}`,
      path: at(this.#place, 'activities', 'feeds'),
      answer: activity,
    };
    return this.#place.client.list(question, 1);
  }

  async #readTimeline(number: number): Promise<GiteaEvent[]> {
    const question = {
      what: `read who pushed to pull request #${number} of ${nameOf(
        this.#place,
      )}`,
      path: at(this.#place, 'issues', number, 'timeline'),
      answer: event,
      miscounted: true as const,
    };
    return this.#place.client.list(question, MOST_PAGES);
  }
}
