/** Longest line of a stream, in characters: an object is at most 1.5 MiB in etcd. */
const LONGEST_LINE = 8 * 1024 * 1024;

/** The lines of an answer as they come. */
export async function* readLines(response: Response): AsyncGenerator<string> {
  if (!response.body) return;
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of response.body) {
    rest += decoder.decode(chunk, { stream: true });
    let end = rest.indexOf('\n');
    while (end >= 0) {
      const line = rest.slice(0, end).trim();
      rest = rest.slice(end + 1);
      if (line) yield line;
      end = rest.indexOf('\n');
    }
    if (rest.length > LONGEST_LINE) {
      throw new Error('A line of the stream is longer than any object may be.');
    }
  }
}
