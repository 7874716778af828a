import { createHash } from 'node:crypto';
import type { PullRequest } from '@backstage-gitops/plugin-gitops-node';
import { personOf } from '../decisions/Decisions';
import type { Situation, Workplace } from '../promotions/Workplace';

/** People who are asked; more feel like nobody, and GitHub takes no more. */
const MOST_REVIEWERS = 15;

/** People who are looked up to find those. */
const MOST_CANDIDATES = 60;

/** Who was asked, and who could not be, for nobody knows their login there. Entity references. */
export interface AskedForReview {
  asked: string[];
  withoutLogin: string[];
}

/**
 * Puts people into an order that is always the same for one change and another for the next: where there are too many,
 * not the same few are asked each time.
 */
export function inTurn(people: Iterable<string>, change: string): string[] {
  const placeOf = (person: string) =>
    createHash('sha256').update(`${change}\0${person}`).digest('hex');
  return [...new Set(people)]
    .map(person => ({ person, place: placeOf(person) }))
    .sort((a, b) => (a.place < b.place ? -1 : 1))
    .map(({ person }) => person);
}

/** Asks people for a review. `change` names what it is about. */
export async function askForReview(
  { services, hosted }: Pick<Workplace, 'services' | 'hosted'>,
  pull: PullRequest,
  options: { who: string[]; except: Iterable<string>; change: string },
): Promise<AskedForReview> {
  const except = new Set(options.except);
  const members = await services.people.membersOf(options.who);
  const candidates = inTurn(members, options.change)
    .filter(member => !except.has(member))
    .slice(0, MOST_CANDIDATES);
  const logins = new Map<string, string>();
  const withoutLogin: string[] = [];
  for (const member of candidates) {
    if (logins.size === MOST_REVIEWERS) break;
    const login = await services.people.loginOf(hosted.host, member);
    if (!login) withoutLogin.push(member);
    // No host lets who opened it review it.
    else if (login !== pull.author) logins.set(member, login);
  }
  if (logins.size > 0) {
    await hosted.host.requestReviewers({
      repository: hosted.repository,
      number: pull.number,
      logins: [...logins.values()],
    });
  }
  return { asked: [...logins.keys()], withoutLogin };
}

/** Gates that wait for approvals; each is asked for by itself, so that many for one leave nobody out for another. */
const APPROVED: ReadonlySet<string> = new Set(['approvals', 'owners']);

/**
 * Asks those for a review whose approval a gate waits for: whom it names, else the owners; not those who have a part in
 * the change themselves. Nobody is asked where no approval is missing.
 */
export async function askForApprovals(
  place: Workplace,
  situation: Situation,
  current: NonNullable<Situation['current']>,
  pull: PullRequest,
): Promise<AskedForReview> {
  const { promotion, release } = current;
  const involved = [promotion.requester, release?.source?.author?.entityRef];
  const asked = new Set<string>();
  const withoutLogin = new Set<string>();
  for (const gate of situation.gates) {
    if (gate.status !== 'needsSomeone' || !APPROVED.has(gate.name)) continue;
    const answer = await askForReview(place, pull, {
      who: gate.who.length > 0 ? gate.who : place.pipeline.owners,
      except: [
        ...(gate.except ?? []).map(({ entityRef }) => entityRef),
        ...involved.filter(ref => ref !== undefined),
      ],
      change: promotion.id,
    });
    answer.asked.forEach(ref => asked.add(ref));
    answer.withoutLogin.forEach(ref => withoutLogin.add(ref));
  }
  return { asked: [...asked], withoutLogin: [...withoutLogin] };
}

function listOf(refs: string[]): string {
  return refs
    .map(ref => personOf(ref).name)
    .sort()
    .join(', ');
}

/** Who was asked, as sentences that go on after others; empty where nobody was to be asked. */
export function describeAsked({ asked, withoutLogin }: AskedForReview): string {
  return [
    ...(asked.length > 0 ? [` Asked for a review: ${listOf(asked)}.`] : []),
    ...(withoutLogin.length > 0
      ? [
          ` Not asked, for the catalog knows no login of theirs on this host: ${listOf(
            withoutLogin,
          )}.`,
        ]
      : []),
  ].join('');
}
