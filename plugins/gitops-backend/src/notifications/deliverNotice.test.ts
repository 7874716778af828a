import { mockServices } from '@backstage/backend-test-utils';
import { deliverNotice } from './deliverNotice';
import { type Notice, tabOf } from './Notice';

const notice: Notice = {
  kind: 'notice',
  at: '2026-03-01T12:00:00Z',
  scope: 'gitops:violation:1',
  recipients: ['group:default/sre'],
  title: 'Violation in production',
  description: 'ann pushed.',
  link: '/catalog/default/component/payments/gitops',
  severity: 'high',
  topic: 'gitops-violation',
};

describe('deliverNotice', () => {
  const deliver = async (
    answer: 'takes it' | 'is away',
    hours: number,
    changes: Partial<Notice> = {},
  ) => {
    const send = jest.fn(async () => {
      if (answer === 'is away') throw new Error('404');
    });
    const logger = mockServices.logger.mock();
    const outcome = await deliverNotice({
      notifications: { send },
      logger,
      notice: { ...notice, ...changes },
      now: new Date(Date.parse(notice.at) + hours * 3_600_000),
    }).then(
      () => 'told or dropped',
      () => 'tried again',
    );
    return {
      outcome,
      send,
      warnings: logger.warn.mock.calls.map(([text]) => text),
    };
  };

  it('sends it as the notifications backend takes it', async () => {
    const { outcome, send, warnings } = await deliver('takes it', 0);
    expect(outcome).toBe('told or dropped');
    expect(warnings).toEqual([]);
    const { kind: _, at: __, recipients, ...payload } = notice;
    expect(send).toHaveBeenCalledWith({
      recipients: { type: 'entity', entityRef: recipients },
      payload,
    });
  });

  it('is tried again for a day, saying what to do, and then dropped with a line in the log', async () => {
    const early = await deliver('is away', 23);
    expect(early.outcome).toBe('tried again');
    expect(early.warnings).toEqual([
      expect.stringContaining('set gitops.notifications to off'),
    ]);
    const late = await deliver('is away', 25);
    expect(late.outcome).toBe('told or dropped');
    expect(late.warnings).toEqual([
      expect.stringContaining('Nobody was told "Violation in production"'),
    ]);
  });

  it('asks nobody to tell nobody', async () => {
    const { send } = await deliver('takes it', 0, { recipients: [] });
    expect(send).not.toHaveBeenCalled();
  });
});

describe('tabOf', () => {
  it('is the tab of the entity', () => {
    expect(tabOf('component:default/Payments')).toBe(notice.link);
  });
});
