import { TestDatabases } from '@backstage/backend-test-utils';
import { mockServices } from '@backstage/backend-test-utils';
import { openDatabase } from './database';
import { Outbox, type OutboxMessage } from './Outbox';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

describe('Outbox', () => {
  const say = (
    state: 'pending' | 'success' | 'failure',
    context = 'gitops',
  ): OutboxMessage => ({
    kind: 'status',
    repository: 'https://git.example/acme/deploy',
    commit: 'a'.repeat(40),
    status: { context, state, description: state },
  });

  async function start() {
    const client = await databases.init('SQLITE_3');
    const outbox = new Outbox(
      await openDatabase(mockServices.database({ knex: client })),
    );
    const sent: string[] = [];
    let answers: Array<'arrives' | 'fails'> = [];
    return {
      outbox,
      sent,
      deliver: async (...next: typeof answers) => {
        answers = next;
        await outbox.deliver(async message => {
          if (answers.shift() === 'fails') throw new Error('away');
          sent.push(
            message.kind === 'notice'
              ? message.title
              : `${message.status.context} ${message.status.state}`,
          );
        });
        return sent;
      },
    };
  }

  it('tells what was told last only once', async () => {
    const { outbox, deliver } = await start();
    await outbox.add(say('pending'));
    await outbox.add(say('pending'));
    await deliver();
    await outbox.add(say('pending'));
    expect(await deliver()).toEqual(['gitops pending']);
  });

  it('tells a change there and back each time', async () => {
    const { outbox, deliver } = await start();
    for (const state of ['success', 'failure', 'success'] as const) {
      await outbox.add(say(state));
      await deliver();
    }
    expect(await deliver()).toEqual([
      'gitops success',
      'gitops failure',
      'gitops success',
    ]);
  });

  it('does not tell what has been overtaken while the host was away', async () => {
    const { outbox, deliver } = await start();
    await outbox.add(say('success'));
    await deliver('fails');
    await outbox.add(say('failure'));
    await outbox.add(say('success', 'gitops/staging/freeze'));
    expect(await deliver()).toEqual([
      'gitops failure',
      'gitops/staging/freeze success',
    ]);
  });

  it('tells people of one thing once, whatever is to be said of it later', async () => {
    const { outbox, deliver } = await start();
    const notice = (title: string): OutboxMessage => ({
      kind: 'notice',
      at: '2026-03-01T12:00:00Z',
      scope: 'gitops:violation:1',
      recipients: ['group:default/sre'],
      title,
      description: '',
      link: '/',
      severity: 'high',
      topic: 'gitops-violation',
    });
    await outbox.add(notice('first'));
    await outbox.add(notice('second'));
    await deliver();
    await outbox.add(notice('third'));
    expect(await deliver()).toEqual(['first']);
  });

  it('is told by one of several replicas', async () => {
    const { outbox, deliver, sent } = await start();
    await outbox.add(say('success'));
    let told = 0;
    await outbox.deliver(async () => {
      told += 1;
      // Another one looks while this one is on its way.
      await deliver();
    });
    expect([told, sent]).toEqual([1, []]);
  });
});
