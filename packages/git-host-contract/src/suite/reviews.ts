import type { Context } from './Context';

export function describeReviews(context: Context): void {
  it('lists the newest verdict of each reviewer, with the commit it is about', async () => {
    const { host, repository, world } = context;
    const { number, headCommit } = await context.open('dev');
    await world.review('ana', number, 'approved');
    await world.review('ravi', number, 'changesRequested');
    const next = await world.push('ravi', 'dev', { 'b.yaml': 'b\n' });
    await world.review('ravi', number, 'approved');

    const reviews = await host.listReviews(repository, number);
    expect(reviews).toHaveLength(2);
    expect(new Map(reviews.map(one => [one.login, one]))).toEqual(
      new Map([
        [
          'ana',
          {
            login: 'ana',
            verdict: 'approved',
            commit: headCommit,
            at: expect.stringMatching(/Z$/),
          },
        ],
        [
          'ravi',
          {
            login: 'ravi',
            verdict: 'approved',
            commit: next,
            at: expect.stringMatching(/Z$/),
          },
        ],
      ]),
    );
  });

  it('lists no reviews where there are none', async () => {
    const { number } = await context.open('dev');
    expect(await context.host.listReviews(context.repository, number)).toEqual(
      [],
    );
  });

  if (context.offers.has('machines')) {
    it('says that a machine is one', async () => {
      const { host, repository, world } = context;
      const { number } = await context.open('dev');
      await world.review(world.machine, number, 'commented');
      expect(await host.listReviews(repository, number)).toEqual([
        expect.objectContaining({ login: world.machine, bot: true }),
      ]);
    });
  }

  it('asks people for a review', async () => {
    const { host, repository, world } = context;
    const { number } = await context.open('dev');
    const logins = ['ana', 'ravi'];
    await host.requestReviewers({ repository, number, logins });
    await host.requestReviewers({ repository, number, logins: ['ravi'] });
    const { requestedReviewers } = await world.conversation(number);
    expect(requestedReviewers).toEqual(['ana', 'ravi']);
  });

  if (context.offers.has('accounts')) {
    it('asks the others where a login is unknown', async () => {
      const { host, repository, world } = context;
      const { number } = await context.open('dev');
      const logins = ['ana', 'nobody-there', 'ravi', host.botLogin];
      await host.requestReviewers({ repository, number, logins });
      const { requestedReviewers } = await world.conversation(number);
      expect(requestedReviewers).toEqual(['ana', 'ravi']);
    });
  }
}
