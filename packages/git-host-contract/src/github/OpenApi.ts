import { readFile } from 'node:fs/promises';
import Ajv, { type ValidateFunction } from 'ajv';
import type { Answered } from '../standIn/Answered';

/** GitHub's own description of its API. */
const DESCRIPTION = '@octokit/openapi/generated/api.github.com.json';

/** What an operation may answer, by status. */
type Responses = Record<
  string,
  { $ref?: string; content?: Record<string, { schema: unknown }> }
>;

interface Description {
  paths: Record<string, Record<string, { responses: Responses }>>;
}

/** Refusals that every operation may answer, whether its description says so or not. */
const EVERYWHERE = new Set([
  301, 400, 401, 403, 404, 405, 409, 422, 429, 500, 502, 503,
]);

/** In a pointer into a document. */
const escape = (step: string) => step.replace(/~/g, '~0').replace(/\//g, '~1');

/**
 * `nullable` as JSON Schema says it. OpenAPI 3.0 has it beside any keyword, the validator only beside a type.
 */
function withNull(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(withNull);
  if (typeof schema !== 'object' || schema === null) return schema;
  const { nullable, ...rest } = Object.fromEntries(
    Object.entries(schema).map(([key, value]) => [key, withNull(value)]),
  );
  if (nullable !== true)
    return nullable === undefined ? rest : { ...rest, nullable };
  return { anyOf: [{ type: 'null' }, rest] };
}

/** The path of a description as a pattern of paths; the one with the most fixed steps comes first. */
function patternsOf(description: Description) {
  return Object.keys(description.paths)
    .map(template => ({
      template,
      variables: template.split('{').length,
      pattern: new RegExp(`^${template.replace(/\{[^}]+\}/g, '[^/]+')}$`),
    }))
    .sort((a, b) => a.variables - b.variables);
}

/** Judges answers by what GitHub itself says of its API. */
export class OpenApi {
  static async load(): Promise<OpenApi> {
    const text = await readFile(require.resolve(DESCRIPTION), 'utf8');
    return new OpenApi(JSON.parse(text));
  }

  readonly #description: Description;
  readonly #patterns: ReturnType<typeof patternsOf>;
  readonly #ajv = new Ajv({
    // The description as a whole is no schema; its parts are.
    validateSchema: false,
    strict: false,
    validateFormats: false,
  });
  readonly #validators = new Map<string, ValidateFunction>();

  private constructor(description: Description) {
    this.#description = description;
    this.#patterns = patternsOf(description);
    this.#ajv.addSchema(withNull(description) as object, 'github');
  }

  /** What is wrong with an answer, in sentences. */
  problemsOf({ method, path, status, body }: Answered): string[] {
    const request = `${method} ${path}: ${status}`;
    const template = this.#patterns.find(({ pattern }) =>
      pattern.test(path),
    )?.template;
    const operation =
      template && this.#description.paths[template][method.toLowerCase()];
    if (!operation) return [`${request} is of no operation`];
    if (status === 304) return [];
    const response = operation.responses[status];
    const place =
      response?.$ref ??
      `#/paths/${escape(template)}/${method.toLowerCase()}/responses/${status}`;
    const isDescribed =
      response !== undefined && (response.$ref || response.content);
    if (!isDescribed && !EVERYWHERE.has(status)) {
      return [`${request} is no answer of ${template}`];
    }
    const validate = this.#validator(
      isDescribed
        ? `github${place}/content/application~1json/schema`
        : 'github#/components/schemas/basic-error',
    );
    if (validate(body)) return [];
    return (validate.errors ?? []).map(
      ({ instancePath, message }) => `${request}${instancePath} ${message}`,
    );
  }

  #validator(place: string): ValidateFunction {
    const known = this.#validators.get(place);
    if (known) return known;
    const validate = this.#ajv.compile({ $ref: place });
    this.#validators.set(place, validate);
    return validate;
  }
}
