import type { EnvironmentPolicy, HttpFacts, PromotionFacts } from '../facts';
import type { Verdict } from '../verdict';

/** What one endpoint means for the gate. */
interface Word {
  status: 'passed' | 'waiting' | 'failed';
  /** Without a full stop. */
  text: string;
  until?: string;
}

function because(text: string, reason: string | undefined): string {
  return reason ? `${text}: ${reason.replace(/\.$/, '')}` : text;
}

/** A no with a time is a "not yet"; an endpoint that says nothing of use has not said yes. */
function wordOf(name: string, facts: HttpFacts | undefined, now: string): Word {
  switch (facts?.status) {
    case 'allowed':
      return {
        status: 'passed',
        text: because(`${name} said yes`, facts.reason),
      };
    case 'denied':
      if (!facts.until) {
        return {
          status: 'failed',
          text: because(`${name} said no`, facts.reason),
        };
      }
      return {
        status: 'waiting',
        text: because(`${name} said not yet`, facts.reason),
        ...(Date.parse(facts.until) > Date.parse(now)
          ? { until: facts.until }
          : {}),
      };
    case 'unanswered':
      return {
        status: 'waiting',
        text: because(`${name} has not answered`, facts.reason),
      };
    case 'notCalled':
      return {
        status: 'failed',
        text: because(`${name} may not be asked`, facts.reason),
      };
    default:
      return { status: 'waiting', text: `${name} has not been asked yet` };
  }
}

function sentence(words: Word[]): string {
  return `${words.map(({ text }) => text).join('; ')}.`;
}

/**
 * Every endpoint that the environment names said yes to what is proposed now.
 *
 * @public
 */
export function httpGate(
  { http: endpoints }: Pick<EnvironmentPolicy, 'http'>,
  { http: found = [] }: Pick<PromotionFacts, 'http'>,
  now: string,
): Verdict {
  const words = endpoints.map(({ name, url }) =>
    wordOf(
      name,
      found.find(one => one.name === name && one.url === url),
      now,
    ),
  );
  const failed = words.filter(({ status }) => status === 'failed');
  if (failed.length > 0) {
    return { name: 'http', status: 'failed', reason: sentence(failed) };
  }
  const waiting = words.filter(({ status }) => status === 'waiting');
  if (waiting.length > 0) {
    const times = waiting.flatMap(({ until }) => until ?? []).sort();
    return {
      name: 'http',
      status: 'waiting',
      reason: sentence(waiting),
      // The last of them decides, where all of them name a time.
      ...(times.length === waiting.length ? { until: times.at(-1) } : {}),
    };
  }
  return {
    name: 'http',
    status: 'passed',
    reason: words.length > 0 ? sentence(words) : 'Nobody is to be asked.',
  };
}
