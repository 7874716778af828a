import { ask } from './ask';
import type { Place } from './Place';

/** What GitLab tells of, in its own words: comments are where reviews are written, pipelines are what statuses belong to. */
const EVENTS = {
  pushEvents: true,
  tagPushEvents: true,
  mergeRequestsEvents: true,
  noteEvents: true,
  pipelineEvents: true,
};

/** Makes GitLab tell `url` of what happens. It never says which secret a webhook has, so that is written each time. */
export async function ensureWebhook(
  place: Place,
  { url, secret }: { url: string; secret: string },
): Promise<void> {
  const what = `set the webhook of ${place.project}`;
  const { ProjectHooks } = place.rest;
  const hooks = await ask(what, ProjectHooks.all(place.project));
  const known = hooks.find(hook => hook.url === url);
  const settings = { ...EVENTS, token: secret, enableSslVerification: true };
  await ask(
    what,
    known
      ? ProjectHooks.edit(place.project, known.id, url, settings)
      : ProjectHooks.add(place.project, url, settings),
  );
}
