import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEFAULT_LIMITS, type RenderLimits } from './RenderLimits';
import { until } from '../__testUtils__/until';
import { Sandbox } from './Sandbox';

/** Is a process there, and more than what its parent has not collected yet? */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  try {
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return true;
  }
}

describe('Sandbox', () => {
  let root: string;

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'sandbox-test-'));
    await mkdir(join(root, 'tree'));
  });

  afterEach(() => rm(root, { recursive: true }));

  const run = async (
    script: string,
    limits: Partial<RenderLimits> = {},
    signal?: AbortSignal,
  ) => {
    const sandbox = await Sandbox.create({ ...DEFAULT_LIMITS, ...limits });
    return sandbox.run('/bin/sh', ['-c', script], { root, signal });
  };

  it('gives a program nothing of our environment', async () => {
    process.env.GITOPS_CANARY = 'canary';
    try {
      const { output } = await run('export -p; pwd; command -v git || true');
      expect(output).not.toContain('canary');
      expect(output).toContain(`HOME='${root}/home'`);
      expect(output).toContain(`${root}/tree\n`);
      expect(output).not.toMatch(/\/git$/m);
    } finally {
      delete process.env.GITOPS_CANARY;
    }
  });

  it('tells what a program said and how it ended', async () => {
    expect(await run('echo out; echo err >&2; exit 3')).toEqual({
      status: 'failed',
      output: 'out\n',
      errors: 'err\n',
    });
  });

  it('ends a program that does not end, and what that has started', async () => {
    const endless =
      '(while :; do :; done) & echo $! > ../started; while :; do :; done';
    await expect(run(endless, { time: 500 })).rejects.toThrow(
      /longer than 0.5 seconds/,
    );
    const started = Number(await readFile(join(root, 'started'), 'utf8'));
    await until('what it started has ended', async () => !isAlive(started));
  });

  it('ends a program that prints without end', async () => {
    const forever = 'while :; do echo xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx; done';
    await expect(run(forever, { output: 10_000 })).rejects.toThrow(
      /more than 10000 bytes/,
    );
  });

  it('drops errors that do not end, and goes on', async () => {
    const loud =
      'i=0; while [ $i -lt 5000 ]; do echo xxxxxxxxxxxxxxxxxxxxxxxxxxxx >&2; i=$((i+1)); done; echo done';
    const { output, errors } = await run(loud);
    expect(output).toBe('done\n');
    expect(errors.length).toBeLessThan(150_000);
  });

  it('lets a program write no large file', async () => {
    const large =
      'i=0; while [ $i -lt 20000 ]; do echo xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx; i=$((i+1)); done > ../home/x';
    await expect(run(large)).rejects.toThrow(/ended from outside/);
  });

  it('ends a program once its caller gives up', async () => {
    const controller = new AbortController();
    const running = run('while :; do :; done', {}, controller.signal);
    controller.abort(new Error('the backend stops'));
    await expect(running).rejects.toThrow('the backend stops');
    await expect(run('echo', {}, controller.signal)).rejects.toThrow(
      'the backend stops',
    );
  });

  it('says that a program cannot be started', async () => {
    const sandbox = await Sandbox.create(DEFAULT_LIMITS);
    await expect(sandbox.run('/nothing/here', [], { root })).rejects.toThrow(
      /could not be started/,
    );
  });
});
