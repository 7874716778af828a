/** The header of a CGI program's answer. */
export interface CgiHead {
  status: number;
  headers: Array<[string, string]>;
  /** Where the body starts in what was read. */
  bodyStart: number;
}

/** Reads the header from the beginning of an answer; undefined where more of it has yet to come. */
export function parseCgiHead(answer: Buffer): CgiHead | undefined {
  const end = answer.indexOf('\r\n\r\n');
  if (end < 0) return undefined;
  const fields = answer
    .toString('latin1', 0, end)
    .split('\r\n')
    .map((line): [string, string] => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon), line.slice(colon + 1).trim()];
    });
  const isStatus = ([name]: [string, string]) =>
    name.toLowerCase() === 'status';
  return {
    status: Number.parseInt(fields.find(isStatus)?.[1] ?? '200', 10),
    headers: fields.filter(field => !isStatus(field)),
    bodyStart: end + '\r\n\r\n'.length,
  };
}
