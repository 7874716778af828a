import { at, nameOf, type Place } from './Place';
import { anything, hook } from './schemas';

/** `pull_request` means all that concerns one: reviews, labels, pushes to its head. */
const EVENTS = ['push', 'pull_request', 'status'];

/** Makes Gitea tell an address of what happens. It never tells its secrets, so the one that is there is always set anew. */
export async function ensureWebhook(
  place: Place,
  { url, secret }: { url: string; secret: string },
): Promise<void> {
  const what = `set up the webhook of ${nameOf(place)}`;
  const wanted = {
    config: { url, secret, content_type: 'json' },
    events: EVENTS,
    active: true,
  };
  const hooks = await place.client.list({
    what,
    path: at(place, 'hooks'),
    answer: hook,
  });
  const found = hooks.find(({ config }) => config.url === url);
  if (found) {
    await place.client.ask({
      what,
      method: 'PATCH',
      path: at(place, 'hooks', found.id),
      body: wanted,
      answer: anything,
    });
    return;
  }
  await place.client.ask({
    what,
    method: 'POST',
    path: at(place, 'hooks'),
    body: { type: 'gitea', ...wanted },
    // Its answer may be lost after it was made; the next try looks first.
    once: true,
    answer: anything,
  });
}
