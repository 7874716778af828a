/*
 * Writes packages/demo/src/cluster/schema/builtInSchemas.generated.ts: the compact
 * table of the built-in kinds that the simulated cluster serves.
 *
 *   OPENAPI_DATA=<folder of OpenAPI v3 documents> \
 *     node packages/demo/scripts/generateBuiltInSchemas.mjs
 *
 * The folder holds one document for each group and version, as a Kubernetes
 * API server answers under /openapi/v3. Descriptions and paths are left out,
 * and so is every schema that no served kind refers to.
 */
import { createRequire } from 'node:module';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = process.env.OPENAPI_DATA;
if (!folder) {
  throw new Error(
    'Set OPENAPI_DATA to a folder with OpenAPI v3 documents of a Kubernetes API server.',
  );
}

// The sources are TypeScript: they are loaded as the demo itself loads them.
const load = createRequire(import.meta.url);
load('@backstage/cli/config/nodeTransform.cjs');
const { BUILT_IN_RESOURCES } = load('../src/cluster/resources/builtIn');
const { shrinkSchemas } = load('../src/cluster/schema/compactTable');

const schemas = {};
for (const file of readdirSync(folder).filter(name => name.endsWith('.json'))) {
  const document = JSON.parse(readFileSync(join(folder, file), 'utf8'));
  Object.assign(schemas, document.components?.schemas);
}

const servedKinds = new Set(
  [
    ...BUILT_IN_RESOURCES,
    { group: 'autoscaling', version: 'v1', kind: 'Scale' },
    { group: 'policy', version: 'v1', kind: 'Eviction' },
  ].map(({ group, version, kind }) => `${group}/${version}/${kind}`),
);

const gvksOf = schema => schema['x-kubernetes-group-version-kind'] ?? [];
const wanted = new Set();
const visit = name => {
  if (wanted.has(name) || !schemas[name]) return;
  wanted.add(name);
  for (const [, next] of JSON.stringify(schemas[name]).matchAll(
    /"#\/components\/schemas\/([^"]+)"/g,
  )) {
    visit(next);
  }
};
for (const [name, schema] of Object.entries(schemas)) {
  const own = gvksOf(schema);
  if (
    own.length === 1 &&
    servedKinds.has(`${own[0].group}/${own[0].version}/${own[0].kind}`)
  ) {
    visit(name);
  }
}

const table = shrinkSchemas(
  Object.fromEntries([...wanted].sort().map(name => [name, schemas[name]])),
);
const target = join(
  fileURLToPath(new URL('.', import.meta.url)),
  '../src/cluster/schema/builtInSchemas.generated.ts',
);
const lines = Object.entries(table).map(
  ([name, small]) => `${JSON.stringify(name)}:${JSON.stringify(small)}`,
);
const head = `// Written by packages/demo/scripts/generateBuiltInSchemas.mjs
import { CompactTable } from './compactTable';

/** The built-in kinds, see compactTable.ts for the letters. */
export const builtInSchemas: CompactTable = {
`;
writeFileSync(target, `${head}${lines.join(',\n')}\n};\n`);
process.stdout.write(`${target}: ${lines.length} schemas\n`);
