/** Most that is kept of all answers, and of one, in characters. */
const MOST_CHARACTERS = 32 * 1024 * 1024;
const MOST_OF_ONE = MOST_CHARACTERS / 32;

interface Remembered {
  etag: string;
  text: string;
}

/**
 * Reads what is read again and again by asking whether it changed: "not modified" costs nothing of the budget. Whoever
 * may not see it any more is refused by the host, not served from here.
 */
export function rememberAnswers(fetch: typeof globalThis.fetch): typeof fetch {
  /** By address, the longest unused first. */
  const answers = new Map<string, Remembered>();
  let characters = 0;

  function forget(address: string): void {
    characters -= answers.get(address)?.text.length ?? 0;
    answers.delete(address);
  }

  function remember(address: string, answer: Remembered): void {
    forget(address);
    if (answer.text.length > MOST_OF_ONE) return;
    answers.set(address, answer);
    characters += answer.text.length;
    for (const oldest of answers.keys()) {
      if (characters <= MOST_CHARACTERS) break;
      forget(oldest);
    }
  }

  return async (input, init) => {
    const address = String(input);
    if (init?.method !== 'GET') return fetch(input, init);
    const known = answers.get(address);
    const headers = new Headers(init.headers);
    if (known) headers.set('if-none-match', known.etag);
    const response = await fetch(input, { ...init, headers });
    if (response.status === 304 && known) {
      remember(address, known);
      return new Response(known.text, {
        // The rest is about this answer, such as what is left of the budget.
        headers: [
          ...[...response.headers].filter(([name]) => name !== 'content-type'),
          ['content-type', 'application/json; charset=utf-8'],
        ],
      });
    }
    const etag = response.headers.get('etag');
    if (response.status !== 200 || !etag) return response;
    const text = await response.text();
    remember(address, { etag, text });
    return new Response(text, { headers: response.headers });
  };
}
