import type { components } from '@backstage-gitops/plugin-gitops-common';

/** What the API's client makes of a response. */
interface ClientAnswer<Data> {
  data?: Data;
  error?: components['schemas']['Error'];
  response: Response;
}

/**
 * What the backend answered.
 *
 * A refusal without a body, such as that of a backend which lacks the plugin, has neither data nor an error: the
 * status decides.
 *
 * @param asked - what was asked for, to begin the sentence with
 * @throws Error with the backend's own words where it refuses.
 */
export function answerOf<Data>(
  asked: string,
  { data, error, response }: ClientAnswer<Data>,
): Data {
  if (response.ok && data !== undefined) return data;
  const reason = error?.error?.message ?? response.statusText;
  throw new Error(
    `${asked}: the backend refuses with ${response.status}, ${reason}`,
  );
}
