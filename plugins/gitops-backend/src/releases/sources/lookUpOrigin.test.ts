import type { TagTemplate } from '@backstage-gitops/policy';
import type { StoredRelease } from '../../store/ReleaseStore';
import { releaseId } from '../identity';
import type { ReleaseOrigin } from '../origins';
import { digestAt, imagesAt } from './__testUtils__/imagesAt';
import { lookUpOrigin } from './lookUpOrigin';

const PIPELINE = 'component:default/payments';
const app = { name: 'app', repository: 'ghcr.io/acme/app' };
const before = 'a'.repeat(40);
const now = 'b'.repeat(40);

const byNumber: TagTemplate = [
  { kind: 'text', text: 'pr-' },
  { kind: 'placeholder', name: 'number' },
];
const byCommit: TagTemplate = [
  ...byNumber,
  { kind: 'text', text: '-' },
  { kind: 'placeholder', name: 'sha7' },
];

describe('lookUpOrigin', () => {
  /** Asks for the image of #12 at its newest commit, where what is there made another release already. */
  const look = async (
    tag: string,
    template: TagTemplate,
    origins: ReleaseOrigin[],
  ) => {
    const place = `${app.repository}:${tag}`;
    const built = [{ ...app, tag, digest: digestAt(place) }];
    const release: StoredRelease = {
      entityRef: PIPELINE,
      id: releaseId(PIPELINE, built),
      version: tag,
      origins,
      images: built,
      announcedAt: '2026-03-01T08:00:00.000Z',
      announcedBy: 'pull request #12',
    };
    const looked = await lookUpOrigin(
      { on: 'pullRequest', number: 12, commit: now },
      { template, wanted: [app] },
      { known: [release], images: imagesAt({ [place]: 'there' }).images },
    );
    return looked.status === 'found' ? 'found' : looked.reason;
  };

  const pull = (number: number): ReleaseOrigin => ({
    on: 'pullRequest',
    number,
    commit: before,
  });

  it('waits where a tag that moves still means what was built of an earlier commit', async () => {
    expect(await look('pr-12', byNumber, [pull(12)])).toBe(
      'Waits for new images: what has the tag pr-12 was built of an earlier commit.',
    );
  });

  it.each<[string, string, TagTemplate, ReleaseOrigin[]]>([
    ['the tag names the commit', 'pr-12-bbbbbbb', byCommit, [pull(12)]],
    ['it made the release of another', 'pr-12', byNumber, [pull(11)]],
    ['it made a release by itself', 'pr-12', byNumber, [{ on: 'image' }]],
  ])('takes what is there where %s', async (_, tag, template, origins) => {
    expect(await look(tag, template, origins)).toBe('found');
  });
});
