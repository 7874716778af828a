import { inspect } from 'node:util';
import { Canary } from '../../__testUtils__/Canary';
import { buildImage } from '../__testUtils__/buildImage';
import { onLoopback, readerOf } from '../__testUtils__/readerOf';
import { RegistryStandIn } from '../__testUtils__/RegistryStandIn';
import { TestClock } from '../__testUtils__/TestClock';

describe('RegistryAccess', () => {
  let registry: RegistryStandIn;
  let clock: TestClock;

  beforeEach(async () => {
    registry = await RegistryStandIn.start();
    clock = new TestClock();
    registry.push('acme/app', 'v1', buildImage());
    registry.push('acme/other', 'v1', buildImage());
  });

  afterEach(() => registry.stop());

  /** Wants tokens of itself, each of which it takes until it forgets it. */
  const demandTokens = (
    answer: (count: number) => object = count => ({ token: `t${count}` }),
  ) => {
    const given = new Set<string>();
    const asked: Array<string | undefined> = [];
    registry.quirks.push(({ url = '', headers }, response) => {
      if (url.startsWith('/token')) {
        asked.push(headers.authorization);
        given.add(`Bearer t${asked.length}`);
        response.end(JSON.stringify(answer(asked.length)));
        return true;
      }
      if (given.has(headers.authorization ?? '')) return false;
      response
        .writeHead(401, {
          'WWW-Authenticate': `Bearer realm="http://${registry.host}/token",service="s",scope="repository:acme/app:pull,push"`,
        })
        .end();
      return true;
    });
    return { given, asked };
  };

  const credentials = { username: 'ann', password: 'secret' };
  const basic = `Basic ${Buffer.from('ann:secret').toString('base64')}`;

  const list = (reader: ReturnType<typeof readerOf>, name = 'acme/app') =>
    reader.listTags(`${registry.host}/${name}`);

  const open = (settings: object = {}) =>
    readerOf([onLoopback(registry.host, settings)], { clock });

  it('asks for a token without credentials where there are none', async () => {
    const { asked } = demandTokens();
    expect(await list(open())).toMatchObject({ status: 'listed' });
    expect(asked).toEqual([undefined]);
    expect(registry.authorizations).toEqual(['Bearer t1']);
    expect(registry.requests).toContain(
      'GET /token?service=s&scope=repository%3Aacme%2Fapp%3Apull',
    );
  });

  it('asks for a token with what the platform team set', async () => {
    const { asked } = demandTokens();
    await list(open({ credentials }));
    expect(asked).toEqual([basic]);
  });

  it('takes a token by its other name', async () => {
    demandTokens(count => ({ access_token: `t${count}` }));
    expect(await list(open())).toMatchObject({ status: 'listed' });
  });

  it.each<[string, number | undefined, number, number]>([
    // what is said of it, seconds that pass, tokens
    ['as long as it is good', 300, 280, 1],
    ['no longer than it is good', 300, 295, 2],
    ['a minute where nothing is said', undefined, 45, 1],
    ['no longer where nothing is said', undefined, 55, 2],
    ['a minute where it shall be none', 0, 45, 1],
    ['an hour at most', 10 ** 9, 3_595, 2],
  ])('keeps a token %s', async (_, expires, seconds, tokens) => {
    const { asked } = demandTokens(count => ({
      token: `t${count}`,
      expires_in: expires,
    }));
    const reader = open();
    await list(reader);
    clock.pass(seconds * 1_000);
    expect(await list(reader)).toMatchObject({ status: 'listed' });
    expect(asked).toHaveLength(tokens);
  });

  it('has a token of each repository', async () => {
    const { asked } = demandTokens();
    const reader = open();
    await list(reader);
    await list(reader, 'acme/other');
    await list(reader);
    expect(asked).toHaveLength(2);
  });

  it('asks for another where a token is taken back', async () => {
    const { given } = demandTokens();
    const reader = open();
    await list(reader);
    given.clear();
    expect(await list(reader)).toMatchObject({ status: 'listed' });
    expect(registry.authorizations).toEqual(['Bearer t1', 'Bearer t2']);
  });

  it('gives up on a registry that takes none of its tokens', async () => {
    const { asked } = demandTokens(() => ({ token: 'another' }));
    await expect(list(open())).rejects.toThrow(
      `${registry.host} did not tell the tags of acme/app. It does not let us (401); are username and password for it right below gitops.registries?`,
    );
    expect(asked).toHaveLength(1);
  });

  it.each<[string, object]>([
    ['nothing', {}],
    ['no text', { token: 7 }],
    ['what would end the header', { token: 'a\r\nX-Evil: 1' }],
  ])('takes no token that is %s', async (_, answer) => {
    demandTokens(() => answer);
    await expect(list(open())).rejects.toThrow(
      `${registry.host} gave no token for acme/app (200); does it need username and password below gitops.registries?`,
    );
  });

  const demandPassword = () =>
    registry.quirks.push(({ headers }, response) => {
      if (headers.authorization === basic) return false;
      response.writeHead(401, { 'WWW-Authenticate': 'Basic realm="r"' }).end();
      return true;
    });

  it('shows a password where it is asked for one, and the next time at once', async () => {
    demandPassword();
    const reader = open({ credentials });
    await list(reader);
    await list(reader);
    expect(registry.requests).toHaveLength(3);
    expect(registry.authorizations).toEqual([basic, basic]);
  });

  it('says that a password is wanted', async () => {
    demandPassword();
    await expect(list(open())).rejects.toThrow(
      `${registry.host} wants a password for acme/app; the platform team can set username and password for it below gitops.registries.`,
    );
  });

  it('shows nothing to who does not ask', async () => {
    await list(open({ credentials }));
    expect(registry.authorizations).toEqual([undefined]);
  });

  it('sends credentials to no stranger who would give out tokens', async () => {
    const stranger = await RegistryStandIn.start();
    try {
      registry.quirks.push((_, response) => {
        response
          .writeHead(401, {
            'WWW-Authenticate': `Bearer realm="http://${stranger.host}/token"`,
          })
          .end();
        return true;
      });
      await expect(list(open({ credentials }))).rejects.toThrow(
        `It wants a token from ${stranger.host}; where that is meant to be, the platform team can set tokenHost for ${registry.host} below gitops.registries.`,
      );
      expect(stranger.requests).toEqual([]);
    } finally {
      await stranger.stop();
    }
  });

  it('repeats no secret in what it says', async () => {
    const canary = new Canary();
    const secret = { username: 'ann', password: canary.secret('password') };
    const said: Array<[string, string]> = [];
    const hear = async (where: string) => {
      const reader = open({ credentials: secret });
      const problem = await list(reader).catch(error => error);
      expect(problem).toBeInstanceOf(Error);
      said.push([where, inspect(problem, { depth: 9, showHidden: true })]);
      said.push([`${where}, reader`, inspect(reader, { depth: 9 })]);
    };
    registry.quirks.push((_, response) => {
      response.writeHead(401, { 'WWW-Authenticate': 'Basic realm="r"' }).end();
      return true;
    });
    await hear('a password that is not taken');
    registry.quirks.length = 0;
    demandTokens(() => ({ token: canary.secret('token') }));
    await hear('a token that is not taken');
    registry.quirks.length = 0;
    demandTokens(() => ({}));
    await hear('no token');
    expect(canary.findIn(said)).toEqual([]);
  });
});
