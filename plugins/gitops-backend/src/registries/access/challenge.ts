/** What a registry wants to know of who asks. */
export interface Challenge {
  /** In lower case. */
  scheme: string;
  /** By name in lower case. */
  parameters: Record<string, string>;
}

const TOKEN = "[\\w!#$%&'*+.^`|~-]+";
const SCHEME = new RegExp(`[\\s,]*(${TOKEN})(?:\\s+|$)`, 'y');
const PARAMETER = new RegExp(
  `[\\s,]*(${TOKEN})\\s*=\\s*(?:"((?:[^"\\\\]|\\\\.)*)"|([^\\s,"]+))\\s*(?=,|$)`,
  'y',
);

/** Matches at a place, and moves the place behind what matched. */
function take(
  pattern: RegExp,
  text: string,
  place: { at: number },
): RegExpExecArray | undefined {
  pattern.lastIndex = place.at;
  const match = pattern.exec(text) ?? undefined;
  if (match) place.at = pattern.lastIndex;
  return match;
}

/**
 * The challenges of a `WWW-Authenticate` header (RFC 9110, section 11.6.1). What comes after something that cannot be
 * read is left out.
 */
export function parseChallenges(header: string): Challenge[] {
  const challenges: Challenge[] = [];
  const place = { at: 0 };
  for (;;) {
    const scheme = take(SCHEME, header, place)?.[1].toLowerCase();
    if (!scheme) return challenges;
    const parameters: Record<string, string> = {};
    for (;;) {
      const parameter = take(PARAMETER, header, place);
      if (!parameter) break;
      const [, name, quoted, plain] = parameter;
      parameters[name.toLowerCase()] = plain ?? quoted.replace(/\\(.)/g, '$1');
    }
    challenges.push({ scheme, parameters });
  }
}
