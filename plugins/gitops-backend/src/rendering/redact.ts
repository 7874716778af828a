import { isScalar, parseAllDocuments, visit } from 'yaml';

const MASK = '***';

/** Longest message that is passed on, in characters. */
const MAX_MESSAGE = 1_000;

/** Largest file that is looked through, in bytes; a larger one's texts are masked by their look alone. */
const MAX_FILE = 1024 * 1024;

/** Shorter values are as likely a word or a number of the message. */
const MIN_VALUE = 4;

/** From this length on, a part of a value is masked as well. */
const MIN_PART = 8;

/** Keys whose values name things: masking them would leave no message. */
const PUBLIC_KEYS = new Set(
  'apiVersion kind name namespace version repository path resources components bases chart type template condition alias patches'.split(
    ' ',
  ),
);

/** Words the tools build their messages of: no secret, even where a value is the same. */
const TOOL_WORDS = new Set(
  'error errors calling executing execution template templates chart values value invalid expected missing required failed found file line function string number true false null none name kind object resources'.split(
    ' ',
  ),
);

class Words {
  readonly #public = new Set<string>(TOOL_WORDS);
  readonly #secret = new Set<string>();

  addPublic(text: string): void {
    this.#public.add(text);
  }

  addSecret(text: string): void {
    const plain = Buffer.from(text, 'base64').toString();
    // Generators take `key=value`.
    const assigned = text.slice(text.indexOf('=') + 1);
    for (const form of [text, ...text.split(/\r?\n/), plain, assigned]) {
      const trimmed = form.trim();
      if (trimmed.length < MIN_VALUE) continue;
      this.#secret.add(trimmed);
      this.#secret.add(Buffer.from(trimmed).toString('base64'));
    }
    this.#secret.add(Buffer.from(text).toString('base64'));
  }

  mask(message: string): string {
    const secrets = [...this.#secret]
      .filter(secret => secret !== '' && !this.#public.has(secret))
      .sort((a, b) => b.length - a.length);
    let masked = message;
    for (const secret of secrets) masked = masked.replaceAll(secret, MASK);
    return masked.replace(/[^\s"'`<>()[\]{},;:]+/g, token => {
      const isPart =
        token.length >= MIN_PART &&
        secrets.some(secret => secret.includes(token));
      return (isPart || looksLikeKey(token)) && !this.#isPublic(token)
        ? MASK
        : token;
    });
  }

  /** Names, and paths of them. */
  #isPublic(token: string): boolean {
    return (
      token.split(/[/.]/).every(part => this.#public.has(part)) ||
      this.#public.has(token)
    );
  }
}

/** Long, with letters and digits, and no path: keys, hashes, base64. */
function looksLikeKey(token: string): boolean {
  return (
    token.length >= 16 &&
    /[A-Za-z]/.test(token) &&
    /\d/.test(token) &&
    /^[A-Za-z0-9+/=_-]+$/.test(token)
  );
}

function gather(path: string, text: string, words: Words): void {
  const isYaml = /\.(?:ya?ml|json)$/i.test(path) && !text.includes('{{');
  const documents = isYaml ? readYaml(text) : undefined;
  if (!documents) {
    gatherLines(text, words);
    return;
  }
  for (const document of documents) {
    visit(document, {
      Scalar(key, node, ancestors) {
        const value = String(node.value);
        if (key === 'key') {
          words.addPublic(value);
          return;
        }
        // The key of the nearest pair: of an item of a list, that of the list.
        const pair = ancestors.findLast(one => 'key' in one);
        const name =
          pair && 'key' in pair && isScalar(pair.key) ? pair.key.value : '';
        if (PUBLIC_KEYS.has(String(name))) words.addPublic(value);
        else words.addSecret(value);
      },
    });
  }
}

function readYaml(text: string) {
  try {
    const documents = parseAllDocuments(text, {
      schema: 'failsafe',
      uniqueKeys: false,
      prettyErrors: false,
      logLevel: 'silent',
    });
    return 'empty' in documents ||
      documents.some(document => document.errors.length > 0)
      ? undefined
      : documents;
  } catch (_error) {
    return undefined;
  }
}

/** Of a text that is no YAML: what stands behind a key, a dash or an equals sign, and the line itself. */
function gatherLines(text: string, words: Words): void {
  for (const line of text.split(/\r?\n/)) {
    // What is written in a template's own code is said on purpose, such as `required "image.tag is missing"`.
    if (line.includes('{{')) continue;
    const [, key = '', value = ''] =
      /^\s*(?:- +)?(?:([\w.-]+)\s*[:=])?\s*(.*)$/.exec(line) ?? [];
    const unquoted = value.trim().replace(/^(["'])(.*)\1$/, '$2');
    if (PUBLIC_KEYS.has(key)) words.addPublic(unquoted);
    else words.addSecret(unquoted);
  }
}

/**
 * What a tool said, fit for a person: values of the files are masked, also in base64, in part, and line by line; so is
 * whatever looks like a key. Tools quote values freely (`range can't iterate over hunter2`), and which of them are secret
 * no one can tell, so that all are taken for it.
 */
export function redact(
  message: string,
  files: ReadonlyMap<string, Buffer>,
): string {
  const words = new Words();
  for (const [path, content] of files) {
    for (const part of path.split('/')) words.addPublic(part);
    if (content.length <= MAX_FILE) gather(path, content.toString(), words);
  }
  return words.mask(message).slice(0, MAX_MESSAGE);
}
