import type { EnvironmentDeclaration } from '../pipelines/Declaration';
import type { Job } from './Announcing';
import { type Announced, mayAnnounce } from './mayAnnounce';

const OURS = 'https://github.com/acme/payments';
const ENTITY = 'component:default/payments';

type Rule = NonNullable<Announced['declaration']>['announce'];

const job = (changes: Partial<Job> = {}) => ({
  kind: 'job' as const,
  job: {
    ci: 'githubActions' as const,
    path: 'acme/payments',
    repository: OURS,
    ref: 'refs/heads/main',
    commit: 'a'.repeat(40),
    ...changes,
  },
});

/** A pipeline whose file says so now; `before` is what an environment holds on to. */
const pipeline = (announce?: Rule, ...before: Rule[]): Announced => ({
  entityRef: ENTITY,
  repository: OURS,
  declaration: {
    announce,
    environments: before.map(
      held =>
        ({
          held: { images: [], releases: [], announce: held },
        } as Partial<EnvironmentDeclaration> as EnvironmentDeclaration),
    ),
  },
});

const other = { repository: 'https://github.com/acme/orders' };

describe('mayAnnounce', () => {
  it.each<[string, Partial<Job>, Announced]>([
    ['CI of its own repository', {}, pipeline()],
    [
      'the same repository in another spelling',
      { repository: 'https://github.com/ACME/Payments' },
      { ...pipeline(), repository: `${OURS}.git` },
    ],
    ['CI of the repository that the file names', other, pipeline(other)],
    ['a ref', {}, pipeline({ refs: ['refs/tags/*', 'refs/heads/main'] })],
    [
      'the beginning of a ref',
      { ref: 'refs/tags/v1' },
      pipeline({ refs: ['refs/tags/v*'] }),
    ],
    [
      'an environment of CI',
      { environment: 'release' },
      pipeline({ environment: 'release' }),
    ],
    [
      'what is asked now and before',
      {},
      pipeline({ refs: ['refs/heads/*'] }, { refs: ['refs/heads/main'] }),
    ],
  ])('lets in %s', (_, changes, announced) => {
    expect(mayAnnounce(job(changes), announced)).toEqual({ status: 'allowed' });
  });

  it.each<[string, Partial<Job>, Announced]>([
    ['another repository', other, pipeline()],
    ['the own one, where the file names another', {}, pipeline(other)],
    [
      'the same name on another server',
      { repository: 'https://github.acme.example/acme/payments' },
      pipeline(),
    ],
    ['a name that begins alike', { repository: `${OURS}-fork` }, pipeline()],
    [
      'a repository that an edit names which nobody accepted',
      other,
      pipeline(other, undefined),
    ],
    ['no pipeline', {}, { entityRef: ENTITY }],
    [
      'a pipeline whose file was never valid',
      {},
      { entityRef: ENTITY, repository: OURS },
    ],
  ])('refuses %s, all in the same words', (_, changes, announced) => {
    expect(mayAnnounce(job({ ...changes, path: 'a/b' }), announced)).toEqual({
      status: 'refused',
      reason:
        "a/b may not announce releases of component:default/payments: only CI of the pipeline's own repository may, or of the one that spec.announce.repository names.",
    });
  });

  it.each<[string, Partial<Job>, Announced, string]>([
    [
      'a ref that only contains one',
      { ref: 'refs/heads/refs/heads/main' },
      pipeline({ refs: ['refs/heads/main'] }),
      'refs/heads/refs/heads/main may not announce',
    ],
    [
      'a ref that begins as one',
      { ref: 'refs/heads/main2' },
      pipeline({ refs: ['refs/heads/main'] }),
      'spec.announce.refs of the pipeline file has refs/heads/main',
    ],
    [
      'a ref that an edit lets in which nobody accepted',
      { ref: 'refs/heads/next' },
      pipeline({}, { refs: ['refs/heads/main'] }),
      'refs/heads/next may not announce',
    ],
    [
      'no environment of CI',
      {},
      pipeline({ environment: 'release' }),
      'A job without one may not announce',
    ],
    [
      'another environment of CI',
      { environment: 'test' },
      pipeline({ environment: 'release' }),
      'spec.announce.environment of the pipeline file is release',
    ],
  ])('refuses %s, saying what is asked for', (_, changes, announced, part) => {
    expect(mayAnnounce(job(changes), announced)).toEqual({
      status: 'refused',
      reason: expect.stringContaining(part),
    });
  });

  it('lets in whoever has a secret for the pipeline, and for no other', () => {
    const jenkins = {
      kind: 'secret' as const,
      name: 'jenkins',
      pipelines: [ENTITY],
    };
    expect(mayAnnounce(jenkins, { entityRef: ENTITY })).toEqual({
      status: 'allowed',
    });
    expect(
      mayAnnounce(jenkins, { entityRef: 'component:default/orders' }),
    ).toEqual({
      status: 'refused',
      reason:
        'announcer:jenkins may not announce releases of component:default/orders: it is not listed for it below gitops.announcers.',
    });
  });
});
