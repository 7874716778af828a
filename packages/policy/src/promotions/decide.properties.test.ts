import fc from 'fast-check';
import { anyFacts } from '../__testUtils__/anyFacts';
import { promotion } from '../__testUtils__/facts';
import type { ApprovalRule, EnvironmentFacts, PromotionFacts } from '../facts';
import { isHeld } from '../gates/hold';
import { judgeGates } from '../gates/judge';
import { isOpen } from '../verdict';
import { decide, type Step } from './decide';
import { explain } from './explain';

const RUNS = { numRuns: 300 };

const bypassed = ({ current: one }: EnvironmentFacts, gate: string) =>
  one?.bypassed.some(bypass => bypass.gate === gate) ?? false;

/** Distinct people whose approval the rule could count, by a count of its own. */
function approvers(rule: ApprovalRule, one: PromotionFacts): Set<string> {
  const people = new Set(
    one.approvals
      .filter(
        ({ account, content }) => account === 'person' && content === 'current',
      )
      .filter(({ groups }) => !rule.from || groups.length > 0)
      .flatMap(({ user }) => (user ? [user] : [])),
  );
  for (const [role, who] of Object.entries({
    requester: one.requester,
    sourceAuthor: one.release?.sourceAuthor,
    lastPusher: one.lastPusher,
  })) {
    if (who && rule.exclude.some(excluded => excluded === role)) {
      people.delete(who);
    }
  }
  return people;
}

function freezeDeep<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    Object.values(value).forEach(freezeDeep);
    Object.freeze(value);
  }
  return value;
}

/** Facts whose next step is one of these. */
const reaching = (...kinds: Step['kind'][]) =>
  anyFacts.filter(known => kinds.includes(decide(known).kind));

describe('decide, whatever the facts', () => {
  const writing = reaching('merge', 'commit').map(known => ({
    known,
    one: known.current ?? promotion(),
  }));

  it('never merges or commits with an unmet gate', () => {
    fc.assert(
      fc.property(writing, ({ known, one }) => {
        expect(judgeGates(known, one).filter(gate => !isOpen(gate))).toEqual(
          [],
        );
      }),
      RUNS,
    );
  });

  it('never merges or commits with too few people', () => {
    fc.assert(
      fc.property(writing, ({ known, one }) => {
        fc.pre(!bypassed(known, 'approvals'));
        const { policy } = known;
        const rule =
          one.kind === 'rollback'
            ? policy.rollback.approvals
            : policy.approvals;
        expect(approvers(rule, one).size).toBeGreaterThanOrEqual(rule.count);
      }),
      RUNS,
    );
  });

  it('never merges or commits what is cancelled, rejected or may change under its name', () => {
    fc.assert(
      fc.property(writing, ({ known, one }) => {
        fc.pre(one.kind === 'promotion');
        expect(one.cancelled ?? one.release?.rejected).toBeUndefined();
        expect(
          one.release?.mutable === true &&
            known.policy.protected &&
            !bypassed(known, 'immutable'),
        ).toBe(false);
      }),
      RUNS,
    );
  });

  it('never merges or commits past an endpoint that did not say yes', () => {
    fc.assert(
      fc.property(writing, ({ known, one }) => {
        fc.pre(one.kind === 'promotion' && !bypassed(known, 'http'));
        const willing = (one.http ?? [])
          .filter(({ status }) => status === 'allowed')
          .map(({ name }) => name);
        expect(willing).toEqual(
          expect.arrayContaining(known.policy.http.map(({ name }) => name)),
        );
      }),
      RUNS,
    );
  });

  it('never writes to a frozen environment, but past a bypass', () => {
    fc.assert(
      fc.property(anyFacts, known => {
        fc.pre(known.freezes.length > 0 && !bypassed(known, 'freeze'));
        expect(['commit', 'propose', 'merge']).not.toContain(
          decide(known).kind,
        );
      }),
      RUNS,
    );
  });

  it('never starts while held', () => {
    fc.assert(
      fc.property(anyFacts, known => {
        fc.pre(isHeld(known.hold, known.now));
        expect(decide(known).kind).not.toBe('start');
      }),
      RUNS,
    );
  });

  it('merges only what was planned', () => {
    fc.assert(
      fc.property(reaching('merge'), known => {
        expect(known.current?.pullRequest).toEqual({
          status: 'open',
          head: 'asPlanned',
        });
      }),
      RUNS,
    );
  });

  it('withdraws nothing that has ended', () => {
    fc.assert(
      fc.property(reaching('withdraw'), known => {
        expect(known.current?.pullRequest.status).toMatch(/^(none|open)$/);
      }),
      RUNS,
    );
  });

  it('starts only what may come here and people did not decline', () => {
    fc.assert(
      fc.property(reaching('start'), known => {
        const step = decide(known);
        fc.pre(step.kind === 'start');
        const started = known.releases.find(({ id }) => id === step.release);
        expect(started && known.isNewer(started)).toBe(true);
        expect(started?.rejected).toBeUndefined();
        expect(known.declined).not.toContain(step.release);
        expect(step.release).not.toBe(known.current?.release?.id);
      }),
      RUNS,
    );
  });

  it('changes nothing it is given and answers alike each time', () => {
    fc.assert(
      fc.property(anyFacts, known => {
        const first = decide(known);
        expect(decide(freezeDeep(known))).toEqual(first);
      }),
      RUNS,
    );
  });

  it('can be explained in a sentence', () => {
    fc.assert(
      fc.property(anyFacts, known => {
        const { sentence } = explain(known, decide(known));
        expect(sentence).toMatch(/\S/);
      }),
      RUNS,
    );
  });
});
