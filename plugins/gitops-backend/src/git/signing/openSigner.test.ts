import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import {
  absentGpg,
  isSignedBy,
  makeOpenPgpKey,
  makeSshKey,
  SIGNER,
  type TestKey,
} from '../../__testUtils__/signingKeys';
import { buildCommit } from '../commit';
import { git } from '../git';
import { openSigner, type SigningKey } from './openSigner';

jest.setTimeout(60_000);

const PASSPHRASE = 'correct horse battery staple';

describe('openSigner', () => {
  let folder: string;
  let directory: string;
  let ssh: TestKey;
  let openPgp: TestKey;
  let locked: TestKey;
  const open: Array<() => void> = [];
  const temporary = process.env.TMPDIR;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gitops-keys-'));
    process.env.TMPDIR = folder;
    directory = join(folder, 'repository.git');
    await git(['init', '--bare', '--quiet', directory]);
    ssh = await makeSshKey(join(folder, 'ssh'));
    if (absentGpg) return;
    openPgp = await makeOpenPgpKey(join(folder, 'openpgp'));
    locked = await makeOpenPgpKey(join(folder, 'locked'), PASSPHRASE);
  });

  afterEach(() => open.splice(0).forEach(close => close()));

  afterAll(async () => {
    if (temporary) process.env.TMPDIR = temporary;
    else delete process.env.TMPDIR;
    await rm(folder, { recursive: true, force: true });
  });

  const signerOf = async (key: SigningKey) => {
    const { signer, close } = await openSigner(key);
    open.push(close);
    return signer;
  };

  const commitWith = async (key: SigningKey) =>
    buildCommit({
      directory,
      parent: undefined,
      changes: new Map([['a.yaml', { text: 'a: 1\n' }]]),
      message: 'a change',
      at: '2026-01-01T00:00:00Z',
      author: SIGNER,
      committer: SIGNER,
      signing: (await signerOf(key)).environment,
    });

  it('signs with an SSH key so that git verifies it, and by that key alone', async () => {
    const commit = await commitWith({ format: 'ssh', key: ssh.key });
    expect(await isSignedBy(ssh, directory, commit)).toBe(true);
    const another = await makeSshKey(join(folder, 'another'));
    expect(await isSignedBy(another, directory, commit)).toBe(false);
  });

  it('takes a key from a file, and one whose line ends were lost on the way', async () => {
    const file = join(folder, 'a key');
    await writeFile(file, ssh.key);
    const withOtherEnds = ssh.key.trimEnd().replace(/\n/g, '\r\n');
    for (const key of [file, withOtherEnds]) {
      const commit = await commitWith({ format: 'ssh', key });
      expect(await isSignedBy(ssh, directory, commit)).toBe(true);
    }
  });

  it('names an SSH key by its fingerprint', async () => {
    const { description } = await signerOf({ format: 'ssh', key: ssh.key });
    expect(description).toMatch(/^the SSH key SHA256:[\w+/]{43}$/);
  });

  it('keeps the key where nobody else reads it, and takes it away again', async () => {
    const { signer, close } = await openSigner({ format: 'ssh', key: ssh.key });
    const file = signer.environment.GIT_CONFIG_VALUE_1;
    expect((await stat(file)).mode.toString(8)).toBe('100600');
    expect((await stat(dirname(file))).mode.toString(8)).toBe('40700');
    close();
    await expect(stat(dirname(file))).rejects.toThrow('ENOENT');
  });

  type Refusal = [string, () => SigningKey | Promise<SigningKey>, RegExp];

  const cut = (text: string) => text.slice(0, text.length / 2);

  const sshRefusals: Refusal[] = [
    [
      'an SSH key with a passphrase',
      async () => ({
        format: 'ssh',
        key: (await makeSshKey(join(folder, 'closed'), PASSPHRASE)).key,
      }),
      /with a passphrase/,
    ],
    [
      'half an SSH key',
      () => ({ format: 'ssh', key: cut(ssh.key) }),
      /is no private SSH key/,
    ],
    [
      'what is neither a key nor a file',
      () => ({ format: 'ssh', key: 'b3BlbnNzaC1rZXktdjE' }),
      /neither a private key nor the path/,
    ],
  ];

  const openPgpRefusals: Refusal[] = [
    [
      'an OpenPGP key in place of an SSH key',
      () => ({ format: 'ssh', key: openPgp.key }),
      /is no private SSH key/,
    ],
    [
      'an SSH key in place of an OpenPGP key',
      () => ({ format: 'openpgp', key: ssh.key }),
      /has 0 private OpenPGP keys/,
    ],
    [
      'two OpenPGP keys',
      () => ({ format: 'openpgp', key: `${openPgp.key}${locked.key}` }),
      /has 2 private OpenPGP keys/,
    ],
    [
      'a wrong passphrase',
      () => ({ format: 'openpgp', key: locked.key, passphrase: 'a guess' }),
      /passphrase does not open/,
    ],
    [
      'a passphrase that is missing',
      () => ({ format: 'openpgp', key: locked.key }),
      /passphrase does not open/,
    ],
  ];

  /** Opens what cannot be used: why, and which of its words are told or left behind. */
  const refusalOf = async ({ key, passphrase, ...rest }: SigningKey) => {
    const error: Error = await openSigner({ key, passphrase, ...rest }).then(
      () => new Error('It was opened'),
      found => found,
    );
    const words = [passphrase, ...key.split(/[\s-]+/)].filter(
      word => word && !/^(BEGIN|END|OPENSSH|PGP|PRIVATE|KEY|BLOCK)$/.test(word),
    );
    const left = await readdir(folder);
    return {
      message: error.message,
      told: words.filter(word => word && error.stack?.includes(word)),
      left: left.filter(name => name.startsWith('gitops-signing-')),
    };
  };

  const refusal = (reason: RegExp) => ({
    message: expect.stringMatching(reason),
    told: [],
    left: [],
  });

  it.each(sshRefusals)(
    'refuses %s, without a word of it',
    async (_, key, reason) => {
      expect(await refusalOf(await key())).toEqual(refusal(reason));
    },
  );

  (absentGpg ? describe.skip : describe)(`with OpenPGP${absentGpg}`, () => {
    it('signs with an OpenPGP key so that git verifies it, and by that key alone', async () => {
      const commit = await commitWith({ format: 'openpgp', key: openPgp.key });
      expect(await isSignedBy(openPgp, directory, commit)).toBe(true);
      expect(await isSignedBy(locked, directory, commit)).toBe(false);
    });

    it('opens an OpenPGP key with its passphrase', async () => {
      const commit = await commitWith({
        format: 'openpgp',
        key: locked.key,
        passphrase: PASSPHRASE,
      });
      expect(await isSignedBy(locked, directory, commit)).toBe(true);
    });

    it('names an OpenPGP key by its fingerprint', async () => {
      const key = { format: 'openpgp' as const, key: openPgp.key };
      const { description } = await signerOf(key);
      expect(description).toMatch(/^the OpenPGP key [0-9A-F]{40}$/);
    });

    it.each(openPgpRefusals)(
      'refuses %s, and tells nothing of it',
      async (_, key, reason) => {
        expect(await refusalOf(await key())).toEqual(refusal(reason));
      },
    );
  });
});
