import fc from 'fast-check';
import {
  formatImageName,
  imageFault,
  isSameRepository,
  parseImageName,
} from './imageName';

const DIGEST = `sha256:${'0a'.repeat(32)}`;

describe('parseImageName', () => {
  it.each([
    ['app', { repository: 'app' }],
    ['app:v1', { repository: 'app', tag: 'v1' }],
    ['localhost:5000/a/b', { repository: 'localhost:5000/a/b' }],
    [
      `localhost:5000/a/b:v1@${DIGEST}`,
      { repository: 'localhost:5000/a/b', tag: 'v1', digest: DIGEST },
    ],
    [`ghcr.io/a/b@${DIGEST}`, { repository: 'ghcr.io/a/b', digest: DIGEST }],
  ])('takes %s apart', (name, expected) => {
    expect(parseImageName(name)).toEqual(expected);
  });

  it('is undone by formatImageName', () => {
    fc.assert(
      fc.property(
        fc.record(
          {
            repository: fc.stringMatching(/^([a-z]+(:[0-9]+)?\/)?[a-z]+$/),
            tag: fc.stringMatching(/^[a-z0-9]+$/),
            digest: fc.constant(DIGEST),
          },
          { requiredKeys: ['repository'] },
        ),
        image => {
          expect(parseImageName(formatImageName(image))).toEqual(image);
        },
      ),
    );
  });
});

describe('isSameRepository', () => {
  it.each([
    ['nginx', 'docker.io/library/nginx', true],
    ['index.docker.io/acme/app', 'acme/app', true],
    ['nginx', 'acme/nginx', false],
    ['ghcr.io/acme/app', 'acme/app', false],
    ['localhost/app', 'app', false],
    ['ghcr.io/acme/app', 'ghcr.io/acme/app-worker', false],
  ])('%s and %s: %s', (a, b, expected) => {
    expect(isSameRepository(a, b)).toBe(expected);
  });
});

describe('imageFault', () => {
  it('finds none in what registries give out', () => {
    const image = {
      repository: 'localhost:5000/a/b',
      tag: 'v1',
      digest: DIGEST,
    };
    expect(imageFault(image)).toBeUndefined();
  });

  it.each([
    [{ repository: 'a b', tag: 'v1' }, /'a b' is not the name/],
    [{ repository: 'a', tag: 'v1 # x' }, /'v1 # x' is not a tag/],
    [{ repository: 'a', tag: '' }, /'' is not a tag/],
    [{ repository: 'a', digest: 'sha256:0 # x' }, /is not a digest/],
  ])('finds one in %j', (image, fault) => {
    expect(imageFault(image)).toMatch(fault);
  });
});
