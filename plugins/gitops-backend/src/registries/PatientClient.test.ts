import type { ExchangeOutcome, ExchangeRequest } from '../network/exchange';
import { TestClock } from './__testUtils__/TestClock';
import { PatientClient } from './PatientClient';
import { RegistryRefused, RegistryUnavailable } from './problems';
import { settingsOf } from './RegistrySettings';

const registry = settingsOf('registry.example', []);

const answered = (code: number, wait?: string): ExchangeOutcome => ({
  status: 'answered',
  code,
  headers: wait === undefined ? {} : { 'retry-after': wait },
  body: Buffer.from('body'),
});

const silent: ExchangeOutcome = {
  status: 'unanswered',
  fault: 'connection',
  reason: 'It did not answer within 10 s.',
};

describe('PatientClient', () => {
  let clock: TestClock;
  let asked: ExchangeRequest[];
  let stop: AbortController;

  beforeEach(() => {
    clock = new TestClock();
    asked = [];
    stop = new AbortController();
  });

  /** A client of a registry that answers one after the other, and the last one from then on. */
  const clientOf = (...outcomes: ExchangeOutcome[]) =>
    new PatientClient({
      exchange: async request => {
        asked.push(request);
        return outcomes[Math.min(asked.length, outcomes.length) - 1];
      },
      clock,
      random: () => 0,
      signal: stop.signal,
    });

  const ask = (client: PatientClient, settings = registry) =>
    client.ask(settings, {
      what: 'the tags of acme/app',
      method: 'GET',
      url: 'https://registry.example/v2/acme/app/tags/list',
      headers: {},
      network: settings.network,
      bytes: 1_024,
    });

  it.each<[string, ExchangeOutcome[], number[]]>([
    ['at once', [answered(200)], []],
    ['after a failure inside', [answered(500), answered(200)], [1_000]],
    ['after two', [answered(502), silent, answered(200)], [1_000, 2_000]],
    ['when it is told to', [answered(429, '7'), answered(200)], [7_000]],
  ])('has an answer %s', async (_, outcomes, slept) => {
    expect(await ask(clientOf(...outcomes))).toEqual(answered(200));
    expect(clock.slept).toEqual(slept);
    expect(asked).toHaveLength(outcomes.length);
  });

  it.each([304, 401, 403, 404])('leaves a %s to who asked', async code => {
    expect(await ask(clientOf(answered(code)))).toMatchObject({ code });
  });

  it.each<[string, ExchangeOutcome, number, number, string]>([
    ['is silent', silent, 3, 33_000, 'It did not answer within 10 s.'],
    ['is broken', answered(503), 3, 33_000, 'It answered 503.'],
    [
      'wants to be left alone for long',
      answered(429, '600'),
      1,
      600_000,
      'It is asked too often (429).',
    ],
  ])(
    'leaves a registry alone that %s',
    async (_, outcome, tries, askAgain, reason) => {
      const begin = clock.now();
      const client = clientOf(outcome);
      const problem = await ask(client).catch(error => error);
      expect(problem).toBeInstanceOf(RegistryUnavailable);
      expect(problem).toMatchObject({
        message: `registry.example did not tell the tags of acme/app. ${reason}`,
        askAgainAt: begin + askAgain,
      });
      expect(asked).toHaveLength(tries);

      await expect(ask(client)).rejects.toThrow(
        /^registry\.example is left alone until 2026-03-02T08:/,
      );
      expect(asked).toHaveLength(tries);
      clock.pass(askAgain);
      await ask(client).catch(() => {});
      expect(asked.length).toBeGreaterThan(tries);
    },
  );

  it('makes nobody wait for another registry', async () => {
    const client = clientOf(answered(429, '600'), answered(200));
    await expect(ask(client)).rejects.toThrow(RegistryUnavailable);
    expect(await ask(client, settingsOf('other.example', []))).toMatchObject({
      code: 200,
    });
  });

  it.each(['address', 'size'] as const)(
    'does not try again what will not pass: %s',
    async fault => {
      const reason = 'A sentence.';
      const client = clientOf({ status: 'unanswered', fault, reason });
      await expect(ask(client)).rejects.toThrow(
        new RegistryRefused(
          'registry.example did not tell the tags of acme/app. A sentence.',
        ),
      );
      expect(asked).toHaveLength(1);
    },
  );

  it('asks a registry as often as its budget allows, for a thousand repositories too', async () => {
    const client = clientOf(answered(200));
    const begin = clock.now();
    for (let count = 0; count < 1_000; count += 1) await ask(client);
    // A hundred at once, and ten a second from then on.
    expect(clock.now() - begin).toBe(90_000);
  });

  it('waits for no turn that is too far away', async () => {
    const client = clientOf(answered(200));
    const once = { ...registry, budget: 1 };
    await ask(client, once);
    await expect(ask(client, once)).rejects.toThrow(
      'registry.example is left alone until 2026-03-02T08:01:00.000Z: it was busy or away, or its budget of 1 requests a minute is used up.',
    );
    expect(asked).toHaveLength(1);
  });

  it('ends with the signal', async () => {
    const client = clientOf(silent);
    stop.abort();
    await expect(ask(client)).rejects.toThrow(/abort/i);
    expect(asked.length).toBeLessThanOrEqual(1);
  });
});
