import { TerminalHostError } from '@backstage-gitops/plugin-gitops-node';
import { z } from 'zod';
import { CREDENTIALS, RetryableHostError, toHostError } from './errors';
import type { Place } from './Place';

const problem = z.object({
  /** Such as `NOT_FOUND`; missing where the question itself is wrong. */
  type: z.string().optional(),
  message: z.string(),
  extensions: z.object({ code: z.string() }).optional(),
});

/** What GitHub refuses of a question; the rest of it is answered all the same. */
export type Problem = z.output<typeof problem>;

const refused = z.object({
  name: z.literal('GraphqlResponseError'),
  errors: z.array(problem),
  data: z.unknown(),
});

/** What the credentials do not allow. */
const FORBIDDEN = new Set(['FORBIDDEN', 'INSUFFICIENT_SCOPES']);

/** What passes. */
const PASSING = new Set(['RATE_LIMITED', 'SERVICE_UNAVAILABLE', 'INTERNAL']);

/**
 * Which refusals are answers: that something is not there, or all that GitHub gives a reason for, such as rules. New kinds
 * of rules come with names of their own.
 */
type Refusals = 'missing' | 'all';

function isAnswer({ type }: Problem, refusals: Refusals): boolean {
  if (type === undefined || FORBIDDEN.has(type) || PASSING.has(type)) {
    return false;
  }
  return refusals === 'all' || type === 'NOT_FOUND';
}

function toError(what: string, { type, message, extensions }: Problem): Error {
  if (type && FORBIDDEN.has(type)) {
    return new TerminalHostError(
      `GitHub did not ${what}: ${message}. ${CREDENTIALS}`,
    );
  }
  // A server that is too old does not know all that is asked for; no retry makes it newer.
  return extensions
    ? new TerminalHostError(
        `GitHub did not understand how to ${what}: ${message}.`,
      )
    : new RetryableHostError(`GitHub could not ${what}: ${message}`);
}

/**
 * Asks GitHub by GraphQL.
 *
 * @param what - the rest of the sentence "GitHub could not ..."
 */
export async function askGraphql<T>(
  what: string,
  place: Place,
  question: {
    query: string;
    variables: Record<string, unknown>;
    answer: z.ZodType<T>;
    refusals: Refusals;
  },
): Promise<{ data: T; problems: Problem[] }> {
  const { query, variables, answer, refusals } = question;
  const { owner, repo } = place;
  let data: unknown;
  let problems: Problem[] = [];
  try {
    // The client finds the credentials by these, which are no part of the question.
    const request = { owner, repo };
    data = await place.graphql(query, { ...variables, request });
  } catch (error) {
    const told = refused.safeParse(error);
    if (!told.success) throw toHostError(what, error);
    ({ data, errors: problems } = told.data);
    const other = problems.find(one => !isAnswer(one, refusals));
    if (other) throw toError(what, other);
  }
  const read = answer.safeParse(data);
  if (read.success) return { data: read.data, problems };
  const [{ path }] = read.error.issues;
  throw new RetryableHostError(
    `GitHub could not ${what}: its answer has no "${path.join(
      '.',
    )}" as expected.`,
  );
}
