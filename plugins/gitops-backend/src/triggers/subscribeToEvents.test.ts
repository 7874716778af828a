import { mockServices } from '@backstage/backend-test-utils';
import type { EventParams, EventsService } from '@backstage/plugin-events-node';
import { SAMPLES } from './__testUtils__/samples';
import type { Delivery } from './Inbox';
import { subscribeToEvents } from './subscribeToEvents';

const [SAMPLE] = SAMPLES;

describe('subscribeToEvents', () => {
  async function start() {
    const handlers = new Map<string, (params: EventParams) => Promise<void>>();
    const deliveries: Delivery[] = [];
    const logger = mockServices.logger.mock();
    const events: EventsService = {
      publish: async params => handlers.get(params.topic)?.(params),
      subscribe: async ({ topics, onEvent }) => {
        for (const topic of topics) handlers.set(topic, onEvent);
      },
    };
    await subscribeToEvents({
      events,
      inbox: {
        add: async delivery => {
          deliveries.push(delivery);
          return 'stored';
        },
      },
      logger,
      stored: () => {},
    });
    return { events, deliveries, logger };
  }

  it('takes what an event module verified by the same reading', async () => {
    const { events, deliveries } = await start();
    await events.publish({
      topic: 'github.push',
      eventPayload: SAMPLE.payload,
      metadata: { 'X-GitHub-Event': 'push', 'X-GitHub-Delivery': 'd-1' },
    });
    expect(deliveries).toEqual([
      {
        receiver: 'events.github',
        identity: { kind: 'id', id: 'd-1' },
        events: SAMPLE.means,
      },
    ]);
  });

  it.each(SAMPLES.filter(({ type }) => type === 'github'))(
    'takes a $event of GitHub',
    async ({ headers = {}, payload, means }) => {
      const { events, deliveries } = await start();
      await events.publish({
        topic: `github.${headers['x-github-event']}`,
        eventPayload: payload,
        metadata: headers,
      });
      expect(deliveries).toEqual([expect.objectContaining({ events: means })]);
    },
  );

  it.each([undefined, null, 7, 'text', [], { repository: 'x' }])(
    'makes nothing of %p',
    async eventPayload => {
      const { events, deliveries } = await start();
      await events.publish({
        topic: 'github.push',
        eventPayload,
        metadata: { 'x-github-event': 'push' },
      });
      expect(deliveries).toEqual([]);
    },
  );

  it('says what it did not understand, and none of its values', async () => {
    const { events, logger } = await start();
    await events.publish({
      topic: 'github.push',
      eventPayload: { ref: 'refs/heads/main', after: 'a secret' },
      metadata: { 'x-github-event': 'push' },
    });
    expect(logger.warn).toHaveBeenCalledWith(
      'An event of github.push was not understood: "after" is missing or not as expected.',
    );
  });
});
