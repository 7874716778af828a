import type { LoggerService } from '@backstage/backend-plugin-api';
import type { EventParams, EventsService } from '@backstage/plugin-events-node';
import type { Inbox } from './Inbox';
import { identityOf } from './judgeDelivery';
import { RECEIVER_TYPES, RECEIVERS, type ReceiverType } from './receivers';
import type { WebhookRequest } from './receivers/Receiver';

/** Topics of Backstage's event modules, by the receiver that knows their payloads. */
const TOPICS: Partial<Record<ReceiverType, string[]>> = {
  azureDevOps: [
    'azureDevOps.git.push',
    'azureDevOps.git.pullrequest.created',
    'azureDevOps.git.pullrequest.updated',
    'azureDevOps.git.pullrequest.merged',
  ],
  bitbucketCloud: [
    'bitbucketCloud.repo:push',
    'bitbucketCloud.pullrequest:created',
    'bitbucketCloud.pullrequest:updated',
    'bitbucketCloud.pullrequest:approved',
    'bitbucketCloud.pullrequest:unapproved',
    'bitbucketCloud.pullrequest:fulfilled',
    'bitbucketCloud.pullrequest:rejected',
  ],
  bitbucketServer: [
    'bitbucketServer.repo:refs_changed',
    'bitbucketServer.pr:opened',
    'bitbucketServer.pr:from_ref_updated',
    'bitbucketServer.pr:modified',
    'bitbucketServer.pr:reviewer:approved',
    'bitbucketServer.pr:reviewer:unapproved',
    'bitbucketServer.pr:merged',
    'bitbucketServer.pr:declined',
  ],
  ghcr: ['github.package', 'github.registry_package'],
  gitea: [
    'gitea.push',
    'gitea.pull_request',
    'gitea.pull_request_sync',
    'gitea.pull_request_approved',
    'gitea.pull_request_rejected',
  ],
  github: [
    'github.push',
    'github.pull_request',
    'github.pull_request_review',
    'github.status',
    'github.check_run',
    'github.merge_group',
  ],
  gitlab: [
    'gitlab.push',
    'gitlab.tag_push',
    'gitlab.merge_request',
    'gitlab.note',
  ],
};

/** The receiver of each topic. */
const RECEIVER_OF = new Map<string, ReceiverType>(
  RECEIVER_TYPES.flatMap(type =>
    (TOPICS[type] ?? []).map(topic => [topic, type] as const),
  ),
);

function toWebhookRequest({
  eventPayload,
  metadata = {},
}: EventParams): WebhookRequest {
  const headers = Object.entries(metadata).map(([name, value]) => [
    name.toLowerCase(),
    value === undefined ? undefined : String(value),
  ]);
  return {
    headers: Object.fromEntries(headers),
    query: new URLSearchParams(),
    body: Buffer.from(JSON.stringify(eventPayload) ?? ''),
  };
}

/**
 * Takes what Backstage's event modules received as well: they have verified it, and it goes by the same reading into the
 * same inbox. Of several replicas one is told.
 */
export async function subscribeToEvents(options: {
  events: EventsService;
  inbox: Pick<Inbox, 'add'>;
  logger: LoggerService;
  /** Called when something was stored. */
  stored: () => void;
}): Promise<void> {
  const { events, inbox, logger, stored } = options;
  const receive = async (params: EventParams) => {
    const type = RECEIVER_OF.get(params.topic);
    if (!type) return;
    const request = toWebhookRequest(params);
    const parsed = RECEIVERS[type].parse(request);
    if (parsed.status === 'malformed') {
      logger.warn(
        `An event of ${params.topic} was not understood: ${parsed.reason}`,
      );
    }
    if (parsed.status !== 'events') return;
    const outcome = await inbox.add({
      receiver: `events.${type}`,
      identity: identityOf(RECEIVERS[type], request, parsed.delivery),
      events: parsed.events,
    });
    if (outcome === 'stored') stored();
  };
  await events.subscribe({
    id: 'gitops-triggers',
    topics: [...RECEIVER_OF.keys()],
    onEvent: receive,
  });
}
