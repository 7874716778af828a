import { personOf } from '../decisions/Decisions';
import { environmentSubject } from '../decisions/subjects';
import type { Situation, Workplace } from '../promotions/Workplace';

/**
 * Holds automation of the environments that a rollback changes, too: it would carry the same files forward again. Their
 * owners have been asked. Done before the rollback is merged here, and found missing once people merged it in the host.
 */
export async function holdAffected(
  { services, environment }: Workplace,
  { facts, current }: Situation,
): Promise<void> {
  const affects = facts.current?.affects ?? [];
  if (!current || affects.length === 0) return;
  const { promotion } = current;
  const by = promotion.requester ?? 'automation';
  const reason = `Rolled back together with another environment that reads the same files: ${promotion.reason}`;
  const at = new Date().toISOString();
  const subjects = affects.map(one =>
    environmentSubject({ ...one, name: one.environment }),
  );
  const held = await services.decisions.inForce('hold', subjects);
  for (const [index, one] of affects.entries()) {
    const subject = subjects[index];
    if (held.some(hold => hold.subject === subject && hold.reason === reason)) {
      continue;
    }
    await services.decisions.record([environment.place.repository], {
      kind: 'hold',
      subject,
      status: 'inForce',
      reason,
      by,
      at,
    });
    await services.history.append({
      entityRef: one.entityRef,
      environment: one.environment,
      key: `hold:${promotion.id}:${subject}`,
      at,
      kind: 'held',
      by: personOf(by),
      reason: promotion.reason,
      summary: `Automation of ${one.environment} is held: another environment's rollback changes it, too.`,
    });
    await services.environments.wake({
      entityRef: one.entityRef,
      name: one.environment,
    });
  }
}
