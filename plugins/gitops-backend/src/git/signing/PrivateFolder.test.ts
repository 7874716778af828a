import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';
import { resolvePackagePath } from '@backstage/backend-plugin-api';

const PRIVATE_FOLDER = resolvePackagePath(
  '@backstage-gitops/plugin-gitops-backend',
  'src/git/signing/PrivateFolder.ts',
);

/** Ends a process that has a key in its folder. */
async function folderAfter(end: string): Promise<string> {
  const program = `
    const { PrivateFolder } = require(${JSON.stringify(PRIVATE_FOLDER)});
    PrivateFolder.create().then(async folder => {
      await folder.write('key', 'secret');
      process.stdout.write(folder.path, () => { ${end} });
    });`;
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [
      '--require',
      require.resolve('@backstage/cli/config/nodeTransform.cjs'),
      '--eval',
      program,
    ],
    { env: { ...process.env, NODE_OPTIONS: '' } },
  ).catch(failure => failure);
  return stdout;
}

describe('PrivateFolder', () => {
  it.each([
    ['ends by itself', ''],
    ['is ended', 'process.exit(1);'],
    ['fails', 'throw new Error("failed");'],
  ])('is gone when its process %s', async (_, end) => {
    const folder = await folderAfter(end);
    expect(folder).toContain('gitops-signing-');
    expect(existsSync(folder)).toBe(false);
  });
});
