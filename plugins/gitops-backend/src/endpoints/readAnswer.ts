import { z } from 'zod';
import type { HttpAnswer } from '../store/HttpAnswerStore';

/** Longest reason that is shown. */
const MAX_REASON = 200;

/** It ends up in pull requests and statuses: one line of text, whatever was sent. */
const reason = z.string().transform(
  text =>
    text
      .replace(/[\p{C}\s]+/gu, ' ')
      .trim()
      .slice(0, MAX_REASON) || undefined,
);

const schema = z.object({
  allowed: z.boolean(),
  reason: reason.optional(),
  until: z.iso
    .datetime({ offset: true })
    .transform(text => new Date(text).toISOString())
    .optional(),
});

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What an endpoint's body means. Nothing that is not clearly a yes or a no is taken for one. */
export function readAnswer(text: string): HttpAnswer {
  const parsed = schema.safeParse(parseJson(text));
  if (!parsed.success) {
    const [{ path }] = parsed.error.issues;
    const where = path.length > 0 ? `"${path.join('.')}" of it` : 'it';
    return {
      status: 'unanswered',
      reason: `What it answered is not what is asked for: ${where} is not as in { "allowed": true }.`,
    };
  }
  const { allowed, ...said } = parsed.data;
  return allowed
    ? { status: 'allowed', reason: said.reason }
    : { status: 'denied', ...said };
}
