import { TerminalHostError } from '@backstage-gitops/plugin-gitops-node';
import { ask, askOr, gather } from './ask';
import { at, nameOf, type Place } from './Place';

/** What is told of: pushes, pull requests, their reviews and checks, and merges that the queue tests. */
const EVENTS = [
  'check_run',
  'merge_group',
  'pull_request',
  'pull_request_review',
  'push',
  'status',
];

async function findHook(
  place: Place,
  url: string,
): Promise<number | undefined> {
  const hooks = await gather(page =>
    ask(
      `list the webhooks of ${nameOf(place)}`,
      place.rest.repos.listWebhooks({ ...at(place), ...page }),
    ),
  );
  return hooks.find(({ config }) => config.url === url)?.id;
}

/**
 * Makes GitHub tell `url` what happens. Its secret is never told, so that it is set whenever this is called: the one that
 * is there may be an older one.
 */
export async function ensureWebhook(
  place: Place,
  { url, secret }: { url: string; secret: string },
): Promise<void> {
  const settings = {
    ...at(place),
    active: true,
    events: EVENTS,
    config: { url, secret, content_type: 'json', insecure_ssl: '0' },
  };
  const update = (id: number) =>
    ask(
      `update the webhook of ${nameOf(place)}`,
      place.rest.repos.updateWebhook({ ...settings, hook_id: id }),
    );
  const found = await findHook(place, url);
  if (found !== undefined) {
    await update(found);
    return;
  }
  const what = `add a webhook to ${nameOf(place)}`;
  const answer = await askOr(
    [422],
    what,
    place.rest.repos.createWebhook({ ...settings, name: 'web' }),
  );
  if (answer.status === 'ok') return;
  // Somebody else may have added it meanwhile, or an answer was lost.
  const added = await findHook(place, url);
  if (added === undefined) {
    throw new TerminalHostError(
      `GitHub does not ${what}: ${answer.message}. It must be able to reach the address.`,
    );
  }
  await update(added);
}
