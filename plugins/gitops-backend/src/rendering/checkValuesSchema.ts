import { fail, refuse } from './RenderProblem';

const REFERENCES = new Set(['$ref', '$dynamicRef', '$recursiveRef']);

/**
 * Refuses a schema of a chart's values that refers to others: Helm fetches them by HTTP, and reads any file of the machine
 * for a `file:` URL, without being asked to.
 */
export function checkValuesSchema(path: string, text: string): void {
  let schema: unknown;
  try {
    schema = JSON.parse(text);
  } catch (_error) {
    fail(`${path} is not valid JSON. Correct the file.`);
  }
  const waiting: unknown[] = [schema];
  while (waiting.length > 0) {
    const value = waiting.pop();
    if (typeof value !== 'object' || value === null) continue;
    for (const [key, inner] of Object.entries(value)) {
      if (typeof inner === 'string' && !isOwn(key, inner)) {
        refuse(
          `${path} refers to another schema by ${key}, which is not fetched. Write it into the file, under '$defs'.`,
        );
      }
      waiting.push(inner);
    }
  }
}

function isOwn(key: string, value: string): boolean {
  if (REFERENCES.has(key)) return value.startsWith('#');
  return key !== '$schema' || /^https?:\/\/json-schema\.org\//.test(value);
}
