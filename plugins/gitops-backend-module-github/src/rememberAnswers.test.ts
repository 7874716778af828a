import { rememberAnswers } from './rememberAnswers';

/** A host whose every answer has this length, and what it was asked with. */
function hostOf(length: number) {
  const asked: Array<string | undefined> = [];
  const fetch = rememberAnswers(async (_, init) => {
    const etag = new Headers(init?.headers).get('if-none-match');
    asked.push(etag ?? undefined);
    return etag
      ? new Response(null, { status: 304, headers: { 'x-left': '7' } })
      : new Response('x'.repeat(length), { headers: { etag: '"1"' } });
  });
  return { asked, read: (url: string) => fetch(url, { method: 'GET' }), fetch };
}

describe('rememberAnswers', () => {
  it('answers with what it has where nothing changed', async () => {
    const { asked, read } = hostOf(3);
    await read('https://api.github.com/a');
    const again = await read('https://api.github.com/a');
    expect(asked).toEqual([undefined, '"1"']);
    expect(again.status).toBe(200);
    expect(again.headers.get('x-left')).toBe('7');
    expect(await again.text()).toBe('xxx');
  });

  it('remembers reads alone', async () => {
    const { asked, fetch } = hostOf(3);
    for (const method of ['POST', 'POST', 'GET']) {
      await fetch('https://api.github.com/a', { method });
    }
    expect(asked).toEqual([undefined, undefined, undefined]);
  });

  it('remembers nothing that is too large', async () => {
    const { asked, read } = hostOf(1024 * 1024 + 1);
    await read('https://api.github.com/a');
    await read('https://api.github.com/a');
    expect(asked).toEqual([undefined, undefined]);
  });

  it('forgets what was not read for longest where it has too much', async () => {
    const { asked, read } = hostOf(1024 * 1024);
    for (let index = 0; index < 32; index += 1) await read(`a:${index}`);
    await read('a:0');
    await read('a:32');
    asked.length = 0;
    await read('a:0');
    await read('a:1');
    expect(asked).toEqual(['"1"', undefined]);
  });
});
