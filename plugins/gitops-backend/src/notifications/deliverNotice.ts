import { setTimeout as sleep } from 'node:timers/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { Notice } from './Notice';

/** How long a notice is worth telling, in milliseconds. */
const LIFETIME = 24 * 60 * 60_000;

/** How long the notifications backend may take, in milliseconds; what else is to be told waits meanwhile. */
const PATIENCE = 10_000;

/** Fails where the work takes too long. */
async function inTime(work: Promise<void>): Promise<void> {
  const end = new AbortController();
  try {
    await Promise.race([
      work,
      sleep(PATIENCE, undefined, { signal: end.signal, ref: false }).then(
        () => {
          throw new Error(`It did not answer in ${PATIENCE / 1000} s.`);
        },
      ),
    ]);
  } finally {
    end.abort();
  }
}

/** Tells a notice; one that could not be told for a day is dropped, and that is logged. @throws where it is to be tried again. */
export async function deliverNotice(options: {
  notifications: NotificationService;
  logger: LoggerService;
  notice: Notice;
  now: Date;
}): Promise<void> {
  const { notifications, logger, notice, now } = options;
  const { recipients, title, description, link, severity, topic, scope } =
    notice;
  if (recipients.length === 0) return;
  try {
    await inTime(
      notifications.send({
        recipients: { type: 'entity', entityRef: recipients },
        payload: { title, description, link, severity, topic, scope },
      }),
    );
  } catch (error) {
    const isOld = now.getTime() - Date.parse(notice.at) > LIFETIME;
    logger.warn(
      isOld
        ? `Nobody was told "${title}": it could not be delivered for a day`
        : `"${title}" is told later: the notifications backend does not take it. Install it, or set gitops.notifications to off`,
      { error: String(error) },
    );
    if (!isOld) throw error;
  }
}
