import type { LifecycleService } from '@backstage/backend-plugin-api';
import type { MetricsService } from '@backstage/backend-plugin-api/alpha';
import type { EventsService } from '@backstage/plugin-events-node';
import type { Router } from 'express';
import type { Knex } from 'knex';
import type { Lookout } from '../environments/Lookout';
import { SharedRun } from '../git/SharedRun';
import type { Refusals } from '../network/Refusals';
import { type Services } from '../promotions/services';
import { Inbox } from './Inbox';
import { InboxWorker } from './InboxWorker';
import { configuredReceivers } from './judgeDelivery';
import { countInMetrics } from './RequestCounter';
import { subscribeToEvents } from './subscribeToEvents';
import {
  type ImageListener,
  type SourceListener,
  TriggerActions,
} from './TriggerActions';
import { createWebhookRouter } from './webhookRouter';

/** Begins to listen to the outside world, and to act on what it told before; answers the door for webhooks. */
export async function startTriggers(options: {
  services: Services;
  database: Knex;
  events: EventsService;
  metrics: MetricsService;
  lifecycle: LifecycleService;
  lookout: Lookout;
  lookForPipelines: () => Promise<void>;
  images: ImageListener[];
  sources: SourceListener;
  refusals: Refusals;
}): Promise<Router> {
  const { config, logger } = options.services;
  const inbox = new Inbox(options.database);
  const lookForPipelines = new SharedRun(options.lookForPipelines);
  const actions = new TriggerActions({
    services: options.services,
    lookout: options.lookout,
    images: options.images,
    sources: options.sources,
    lookForPipelines: () => lookForPipelines.join(),
  });
  const worker = InboxWorker.start({
    inbox,
    perform: events => actions.perform(events),
    logger,
    lifecycle: options.lifecycle,
  });
  await subscribeToEvents({
    events: options.events,
    inbox,
    logger,
    stored: worker.wake,
  });
  return createWebhookRouter({
    receivers: configuredReceivers(config.webhooks),
    inbox,
    counter: countInMetrics(options.metrics, inbox),
    stored: worker.wake,
    refusals: options.refusals,
  });
}
