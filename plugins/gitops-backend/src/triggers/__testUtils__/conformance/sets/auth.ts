import type { AuthCase } from '../cases';
import { type Grade, unlike } from '../Grade';
import { receiverOf, toRequest } from '../toRequest';

/** Without a secret a receiver cannot be configured, so nothing is accepted there. */
export function gradeAuth(one: AuthCase): Omit<Grade, 'id'> {
  const isAccepted =
    one.method === 'POST' &&
    receiverOf(one)?.verify(toRequest(one), one.configuredSecret) === true;
  return one.configuredSecret === '' && one.expected && !isAccepted
    ? {
        problems: [],
        onPurpose:
          'A secret is required of every sender: without one anybody could start promotions.',
      }
    : { problems: unlike(one.expected, isAccepted) };
}
