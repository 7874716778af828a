// Writes what is derived from the OpenAPI document: types for every side, and the document itself as a module for the
// backend's router. `--check` writes nothing and fails when a file is out of date.
import { readFile, writeFile } from 'node:fs/promises';
import openapiTypescript, { astToString } from 'openapi-typescript';
import prettier from 'prettier';
import YAML from 'yaml';

const source = new URL(
  '../plugins/gitops-common/src/schema/openapi.yaml',
  import.meta.url,
);
const types = new URL(
  '../plugins/gitops-common/src/api/openapi.generated.ts',
  import.meta.url,
);
const document = new URL(
  '../plugins/gitops-backend/src/api/openapi.generated.ts',
  import.meta.url,
);

const notice =
  '// Generated from gitops-common/src/schema/openapi.yaml by `yarn generate`; do not edit.\n\n';

/**
 * Comments as TSDoc knows them: openapi-typescript writes JSDoc's `@description` and `@enum`, which API reports refuse,
 * and no release tag.
 */
function toTsDoc(text) {
  return text
    .replace(/^ *\* @enum \{.*\}\n/gm, '')
    .replace(/^ *\/\*\* @enum \{.*\} \*\/\n/gm, '')
    .replaceAll('@description ', '')
    .replace(/^export (?:interface|type) \w+/gm, '/** @public */\n$&');
}

async function format(text) {
  const options = await prettier.resolveConfig(source.pathname);
  return prettier.format(text, { ...options, parser: 'typescript' });
}

const yaml = await readFile(source, 'utf8');
const outputs = [
  [types, notice + toTsDoc(astToString(await openapiTypescript(yaml)))],
  [
    document,
    `${notice}export const openApiDocument = ${JSON.stringify(
      YAML.parse(yaml),
    )} as const;\n`,
  ],
];

let stale = 0;
for (const [url, text] of outputs) {
  const wanted = await format(text);
  const found = await readFile(url, 'utf8').catch(() => undefined);
  if (wanted === found) continue;
  if (process.argv.includes('--check')) {
    process.stderr.write(`${url.pathname} is out of date: run yarn generate\n`);
    stale += 1;
  } else {
    await writeFile(url, wanted);
  }
}
process.exitCode = stale ? 1 : 0;
