import { parse, type SemVer } from 'semver';

/**
 * How much of a version a tag must say: all three numbers, or as many as there are, where the rest counts as zero.
 *
 * @public
 */
export type VersionForm = 'full' | 'partial';

const VERSION =
  /^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?(-[0-9a-z-]+(?:\.[0-9a-z-]+)*)?(\+[0-9a-z-]+(?:\.[0-9a-z-]+)*)?$/i;

/**
 * Reads a semantic version, with or without a `v` in front.
 *
 * @remarks
 *
 * Flux takes full versions only, Kargo does unless `strictSemvers` is switched off, and Argo CD Image Updater takes
 * partial ones. In a partial form `2` and `1.4`, which registries keep moving to the newest image, are versions, and so
 * is the date `20260115`, which is higher than all that will ever follow; leading zeros are ignored there, so that
 * `2026.01.15` is one too.
 */
export function parseVersion(
  text: string,
  form: VersionForm,
): SemVer | undefined {
  const match = VERSION.exec(text);
  // A capital `V` is none of the tools' spelling.
  if (!match || text.startsWith('V')) return undefined;
  const [, major, minor, patch, prerelease = '', build = ''] = match;
  if (form === 'full' && patch === undefined) return undefined;
  const numbers = [major, minor ?? '0', patch ?? '0'].map(number =>
    form === 'full' ? number : number.replace(/^0+(?=\d)/, ''),
  );
  return parse(`${numbers.join('.')}${prerelease}${build}`) ?? undefined;
}
