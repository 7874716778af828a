import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Agreement } from './agreement';
import { replayAll } from './replayAll';

/*
 * Replays recordings of a real API server on the simulated one and prints how
 * far they agree:
 *
 *   RECORDINGS_DATA=<folder> [CRDS_DATA=<folder>] node \
 *     --require @backstage/cli/config/nodeTransform.cjs \
 *     packages/demo/src/cluster/replay/main.ts
 */

const share = (
  agreements: Agreement[],
  key: 'live' | 'ownership' | 'status' | 'paths',
) => {
  const count = agreements.filter(agreement => agreement[key]).length;
  return `${count} of ${agreements.length}`;
};

async function main() {
  const recordings = process.env.RECORDINGS_DATA;
  if (!recordings) {
    throw new Error('Set RECORDINGS_DATA to the folder of the recordings.');
  }
  const { CRDS_DATA: others } = process.env;
  const agreements = await replayAll({
    recordings,
    definitions: [join(recordings, '..', 'crds'), ...(others ? [others] : [])],
    cache: join(tmpdir(), 'backstage-gitops-tools'),
  });
  const lines = agreements
    .filter(item => item.notes.length > 0)
    .map(
      item => `${item.id}\n${item.notes.map(note => `  ${note}`).join('\n')}`,
    );
  process.stdout.write(
    [
      ...lines,
      `live object agrees:         ${share(agreements, 'live')}`,
      `ownership agrees:           ${share(agreements, 'ownership')}`,
      `dry run's status agrees:    ${share(agreements, 'status')}`,
      `dry run's changes agree:    ${share(agreements, 'paths')}`,
      '',
    ].join('\n'),
  );
}

main().catch(error => {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
});
