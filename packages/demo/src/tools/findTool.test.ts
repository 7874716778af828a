import {
  chmod,
  mkdtemp,
  readFile,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findTool } from './findTool';
import { runTool } from './runTool';

describe('findTool', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tools-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('takes what is in PATH, but only what may be run', async () => {
    const program = join(folder, 'kubectl');
    await writeFile(program, '#!/bin/sh\n');
    const find = () =>
      findTool('kubectl', {
        cacheFolder: join(folder, 'cache'),
        path: `/nowhere:${folder}`,
        platform: 'plan9/x64',
      });
    expect((await find()).status).toBe('missing');
    await chmod(program, 0o755);
    expect(await find()).toEqual({
      status: 'found',
      path: program,
      from: 'PATH',
    });
  });

  it('says what to install where the packaged one cannot run', async () => {
    expect(
      await findTool('helm', {
        cacheFolder: folder,
        path: '',
        platform: 'darwin/arm64',
      }),
    ).toEqual({
      status: 'missing',
      reason:
        'helm is not in PATH, and the one that comes with the demo runs on linux/x64 only, not on darwin/arm64. Install helm and try again.',
    });
  });

  it('unpacks it once, and again where the file was cut', async () => {
    const find = () =>
      findTool('kubectl', {
        cacheFolder: folder,
        path: '',
        platform: 'linux/x64',
      });
    const first = await find();
    expect(first).toMatchObject({ status: 'found', from: 'package' });
    const path = join(folder, 'kubectl');
    const { mtimeMs, size, mode } = await stat(path);
    expect((mode % 0o1000).toString(8)).toBe('755');
    expect(await find()).toEqual(first);
    expect((await stat(path)).mtimeMs).toBe(mtimeMs);
    await writeFile(path, (await readFile(path)).subarray(0, 100));
    await find();
    expect((await stat(path)).size).toBe(size);
  }, 60_000);
});

describe('runTool', () => {
  it('answers exit code and output, and writes what the program reads', async () => {
    expect(
      await runTool('/bin/sh', ['-c', 'cat; echo oops >&2; exit 3'], {
        stdin: 'hello',
        timeoutMs: 10_000,
      }),
    ).toEqual({ exitCode: 3, stdout: 'hello', stderr: 'oops\n' });
  });

  it('says that a program is not there', async () => {
    await expect(
      runTool('/nowhere/kubectl', [], { timeoutMs: 1_000 }),
    ).rejects.toThrow(/ENOENT/);
  });
});
