import { createHash } from 'node:crypto';
import type { NewPipeline } from '@backstage-gitops/plugin-gitops-common';

/** By which a pull request is known as the answer to a request, after a crash as well. */
export interface RequestMark {
  /** What was asked for. */
  content: string;
  /** The key it was asked with. */
  key?: string;
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}

/** Two requests that ask for the same have the same mark. */
export function markOf(request: NewPipeline): RequestMark {
  const { idempotencyKey, dryRun: _, ...content } = request;
  const spelled = JSON.stringify(content, (__, value: unknown) =>
    value instanceof Object && !Array.isArray(value)
      ? Object.fromEntries(
          Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)),
        )
      : value,
  );
  return {
    content: digestOf(spelled),
    ...(idempotencyKey === undefined ? {} : { key: digestOf(idempotencyKey) }),
  };
}

/** The mark as it stands, hidden, in a pull request's body. */
export function writeMark({ content, key }: RequestMark): string {
  return `<!-- pipeline-request ${content}${key ? ` ${key}` : ''} -->`;
}

/** The mark of a pull request; undefined where there is none. Anyone may have written it: it grants nothing. */
export function readMark(body: string): RequestMark | undefined {
  const found =
    /<!-- pipeline-request ([0-9a-f]{32})(?: ([0-9a-f]{32}))? -->/.exec(body);
  if (!found) return undefined;
  const [, content, key] = found;
  return { content, ...(key ? { key } : {}) };
}
