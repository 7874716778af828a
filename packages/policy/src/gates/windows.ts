import type { EnvironmentPolicy, PromotionFacts } from '../facts';
import { momentText } from '../moment';
import { nameOf } from '../naming';
import type { Verdict } from '../verdict';
import { judgeWindows } from '../windows/judgeWindows';
import type { Window } from '../windows/Window';

/**
 * So long before its end a window counts as closed, in milliseconds: what is merged in the window must not land after it,
 * and hosts learn late of a status that turned.
 *
 * @public
 */
export const LAST_CALL = 60_000;

function stops(window: Window, actor: PromotionFacts['actor']): boolean {
  const refs = actor ? [actor.user, ...actor.groups] : [];
  return !window.exempt.some(ref => refs.includes(ref));
}

/** It is the time for it; those whom a window exempts are not stopped by it. @public */
export function windowsGate(
  { windows: sets }: Pick<EnvironmentPolicy, 'windows'>,
  { actor }: Pick<PromotionFacts, 'actor'>,
  now: string,
): Verdict {
  const at = Date.parse(now);
  const present = judgeWindows(sets, at);
  const isLate =
    present.status === 'open' &&
    present.closesAt !== undefined &&
    present.closesAt - at <= LAST_CALL;
  const state =
    isLate && present.closesAt !== undefined
      ? judgeWindows(sets, present.closesAt)
      : present;
  const zone = sets.flat()[0]?.timezone ?? 'UTC';
  if (state.status === 'open') {
    return {
      name: 'windows',
      status: 'passed',
      reason:
        state.closesAt === undefined
          ? 'It is open.'
          : `Open until ${momentText(state.closesAt, zone)}.`,
    };
  }
  if (actor && !state.by.some(window => stops(window, actor))) {
    return {
      name: 'windows',
      status: 'passed',
      reason: `Closed, which does not stop ${nameOf(actor.user)}.`,
    };
  }
  const [first] = state.by;
  const why = `${first.kind === 'deny' ? 'within' : 'outside'} ${first.text}`;
  if (state.opensAt === undefined) {
    return {
      name: 'windows',
      status: 'failed',
      reason: `Closed, and never opens again: ${why}.`,
    };
  }
  return {
    name: 'windows',
    status: 'waiting',
    reason: `Opens ${momentText(state.opensAt, first.timezone)}; it is ${why}.`,
    until: new Date(state.opensAt).toISOString(),
  };
}
