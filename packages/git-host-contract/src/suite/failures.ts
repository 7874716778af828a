import { inspect } from 'node:util';
import { TerminalHostError } from '@backstage-gitops/plugin-gitops-node';
import type { Context } from './Context';
import type { Failure } from './HostWorld';

const FAILURES: Array<Failure & { name: string }> = [
  { name: '502', kind: 'status', status: 502 },
  { name: '503', kind: 'status', status: 503 },
  { name: '429 with Retry-After', kind: 'tooManyRequests' },
  { name: 'a secondary limit', kind: 'secondaryLimit' },
  { name: 'a connection that ends', kind: 'reset' },
  { name: 'no answer at all', kind: 'silent' },
];

/** More than anybody repeats within one call. */
const ALWAYS = 1_000;

/** What a call came to, whichever way. */
async function outcomeOf(call: Promise<unknown>): Promise<unknown> {
  return call.then(
    () => 'done',
    error => error,
  );
}

/** Of a host over the network: what passes is tried again, here or by the caller. */
export function describeFailures(context: Context): void {
  it.each(FAILURES)('is not final about $name', async failure => {
    const { host, repository, network } = context;
    const pull = await context.open('dev');
    network.fail(failure, ALWAYS);
    const calls = [
      () => host.getPullRequest(repository, pull.number),
      () => context.merge(pull),
      () =>
        host.commentOnPullRequest({
          repository,
          number: pull.number,
          key: 'a',
          text: 'x',
        }),
    ];
    for (const call of calls) {
      const error = await outcomeOf(call());
      expect(error).toBeInstanceOf(Error);
      expect(error).not.toBeInstanceOf(TerminalHostError);
    }
    network.heal();
    expect((await context.merge(pull)).status).toBe('merged');
  });

  it.each(FAILURES)('gets over $name', async failure => {
    const { network } = context;
    const pull = await context.open('dev');
    network.fail(failure, 1);
    const outcome = await outcomeOf(context.read(pull.number));
    // It was repeated at once, or the caller repeats it.
    expect(outcome).not.toBeInstanceOf(TerminalHostError);
    network.heal();
    expect(await context.read(pull.number)).toMatchObject({
      headCommit: pull.headCommit,
    });
  });

  it('is final about refused credentials, in a sentence without them', async () => {
    const { host, repository, network } = context;
    const pull = await context.open('dev');
    const secrets = network.secrets();
    network.revoke();
    const errors = [
      await outcomeOf(host.getPullRequest(repository, pull.number)),
      await outcomeOf(context.merge(pull)),
      await outcomeOf(context.openFor('dev')),
    ];
    for (const error of errors) {
      expect(error).toBeInstanceOf(TerminalHostError);
      expect(String(error)).toMatch(/credentials/);
    }
    expect(secrets.length).toBeGreaterThan(0);
    for (const secret of secrets) {
      expect(inspect(errors, { depth: Infinity })).not.toContain(secret);
    }
  });

  it.each(FAILURES)('tells no credential with $name', async failure => {
    const { network } = context;
    const pull = await context.open('dev');
    const secrets = network.secrets();
    network.fail(failure, ALWAYS);
    const error = await outcomeOf(context.merge(pull));
    for (const secret of secrets) {
      expect(inspect(error, { depth: Infinity })).not.toContain(secret);
    }
  });
}
