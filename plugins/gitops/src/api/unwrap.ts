/** What openapi-fetch answers: the parsed body, or that of an error. */
interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** The body of an answer that has one; an error answer becomes an `Error` with the server's message. */
export function unwrap<T>(answer: Answer<T>): T {
  assertDone(answer);
  if (answer.data === undefined) {
    throw new Error(
      `The GitOps backend answered ${answer.response.status} without content. Retry, and tell an administrator if it stays so.`,
    );
  }
  return answer.data;
}

/** For requests whose answer has no body. */
export function assertDone({ error, response }: Answer<unknown>): void {
  if (!response.ok) {
    throw new Error(
      messageOf(error) ??
        `The GitOps backend answered ${response.status} ${response.statusText} without saying why. Retry, and look at the backend's log if it stays so.`,
    );
  }
}

// A proxy in between may answer with HTML or nothing; only Backstage's own error body is worth showing.
function messageOf(body: unknown): string | undefined {
  if (typeof body !== 'object' || body === null || !('error' in body)) {
    return undefined;
  }
  const { error } = body;
  if (typeof error !== 'object' || error === null || !('message' in error)) {
    return undefined;
  }
  return typeof error.message === 'string' ? error.message : undefined;
}
