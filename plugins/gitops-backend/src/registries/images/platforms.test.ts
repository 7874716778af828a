import { buildImage } from '../__testUtils__/buildImage';
import { chooseImage, formatPlatform, isFor } from './platforms';
import { readManifest } from './readManifest';

const ARM = { os: 'linux', architecture: 'arm64', variant: 'v8' };
const AMD = { os: 'linux', architecture: 'amd64' };
const UNKNOWN = { os: 'unknown', architecture: 'unknown' };

describe('chooseImage', () => {
  it.each<[string, Array<typeof AMD>, string | undefined, string | undefined]>([
    ['the usual one', [ARM, AMD], undefined, 'linux/amd64'],
    ['the first where that is not there', [ARM], undefined, 'linux/arm64/v8'],
    ['what is asked for', [AMD, ARM], 'linux/arm64', 'linux/arm64/v8'],
    ['nothing else than what is asked for', [AMD], 'linux/arm64', undefined],
    ['no attestation', [UNKNOWN], undefined, undefined],
  ])('%s', (_, platforms, wanted, chosen) => {
    const index = readManifest(
      buildImage({ platforms, indexAnnotations: {} }).top.bytes,
    );
    if (index.kind !== 'index') throw new Error('This is no index.');
    const platform = chooseImage(index, wanted)?.platform;
    expect(platform && formatPlatform(platform)).toBe(chosen);
  });
});

describe('isFor', () => {
  it.each<[string, string, boolean]>([
    ['linux/arm64/v8', 'linux/arm64', true],
    ['linux/arm64', 'linux/arm64', true],
    ['linux/arm64', 'linux/arm64/v8', false],
    ['linux/arm64', 'linux/arm', false],
  ])('%s for %s: %s', (platform, wanted, answer) => {
    expect(isFor(platform, wanted)).toBe(answer);
  });
});
