import {
  type PullRequestReading,
  TerminalHostError,
} from '@backstage-gitops/plugin-gitops-node';
import { askGraphql } from './askGraphql';
import { at, nameOf, type Place } from './Place';
import { pullsAnswer, type RestNode, restAnswer } from './pullAnswer';
import { aliasOf, type Cursors, queryPulls, queryRest } from './pullQuery';
import { pushersOf } from './pushers';
import { toReading, type WholePull } from './toReading';

interface Page<T> {
  nodes: T[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

/** Where a list goes on; undefined where it ends. */
function nextOf(page: Page<unknown> | null | undefined): string | undefined {
  return page?.pageInfo.hasNextPage
    ? page.pageInfo.endCursor ?? undefined
    : undefined;
}

type Lists = Pick<NonNullable<RestNode>[string] & {}, 'reviews' | 'commits'>;

/** The statuses of the head lie deep. */
function contextsOf({ commits }: Lists) {
  return commits?.nodes.at(0)?.commit.statusCheckRollup?.contexts;
}

function cursorsOf(number: number, lists: Lists): Cursors {
  return {
    number,
    reviews: nextOf(lists.reviews),
    contexts: nextOf(contextsOf(lists)),
  };
}

/** Reads what goes on of lists that GitHub answers by pages, of all pull requests at once. */
async function readRest(place: Place, wholes: WholePull[]): Promise<void> {
  const byNumber = new Map(wholes.map(one => [one.pull.number, one]));
  let rest = wholes.map(({ pull }) => cursorsOf(pull.number, pull));
  for (;;) {
    rest = rest.filter(one => one.reviews || one.contexts);
    if (rest.length === 0) return;
    const { data } = await askGraphql(
      `read more of the pull requests of ${nameOf(place)}`,
      place,
      {
        query: queryRest(rest),
        variables: at(place),
        answer: restAnswer,
        refusals: 'missing',
      },
    );
    rest = rest.map(({ number }) => {
      const more = data.repository?.[aliasOf(number)] ?? {};
      const whole = byNumber.get(number);
      whole?.reviews.push(...(more.reviews?.nodes ?? []));
      whole?.contexts.push(...(contextsOf(more)?.nodes ?? []));
      return cursorsOf(number, more);
    });
  }
}

/** Many pull requests, each with all that a decision reads of it, by one question and what does not fit into it. */
export async function readPulls(
  place: Place,
  numbers: number[],
): Promise<PullRequestReading[]> {
  if (numbers.length === 0) return [];
  const { data } = await askGraphql(
    `read the pull requests of ${nameOf(place)}`,
    place,
    {
      query: queryPulls(numbers),
      variables: at(place),
      answer: pullsAnswer,
      refusals: 'missing',
    },
  );
  const { repository } = data;
  if (!repository) {
    throw new TerminalHostError(
      `GitHub has no ${nameOf(
        place,
      )}, or the app is not installed there, or the token may not see it.`,
    );
  }
  const wholes: WholePull[] = numbers
    .map(number => repository[aliasOf(number)])
    .filter(pull => pull !== null && pull !== undefined)
    .map(pull => ({
      pull,
      reviews: [...(pull.reviews?.nodes ?? [])],
      contexts: [...(contextsOf(pull)?.nodes ?? [])],
    }));
  await readRest(place, wholes);
  const ours = wholes.filter(({ pull }) => !pull.isCrossRepository);
  const pushers = await pushersOf(
    place,
    ours.map(({ pull }) => ({
      branch: pull.headRefName,
      commit: pull.headRefOid,
    })),
  );
  for (const [index, whole] of ours.entries()) {
    whole.lastPusher = pushers[index];
  }
  return wholes.map(toReading);
}
