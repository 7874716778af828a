import type { Parsed } from './compiling';

/** The variant that is meant where none is named; image indexes are written either way. */
const USUAL_VARIANTS: Partial<Record<string, string>> = {
  arm64: 'v8',
  arm: 'v7',
};

/** Reads a platform, `os/architecture` or `os/architecture/variant`, into one spelling. */
export function parsePlatform(text: string): Parsed<string> {
  const match = /^([a-z0-9]+)\/([a-z0-9_]+)(?:\/([a-z0-9.]+))?$/.exec(text);
  if (!match) {
    return {
      status: 'invalid',
      reason: `"${text}" is no platform; write linux/amd64, or linux/arm/v7`,
    };
  }
  const [, system, architecture, variant] = match;
  const named = variant ?? USUAL_VARIANTS[architecture];
  return {
    status: 'valid',
    value: [system, architecture, ...(named ? [named] : [])].join('/'),
  };
}

/** Is a platform, in one spelling, among those of an image? */
export function runsOn(platform: string, platforms: string[]): boolean {
  return platforms.some(one => {
    const parsed = parsePlatform(one);
    return parsed.status === 'valid' && parsed.value === platform;
  });
}
