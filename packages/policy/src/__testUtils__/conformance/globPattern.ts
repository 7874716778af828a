import { RE2JS } from 're2js';

/** A glob as Go's `filepath.Match` reads it, which Argo CD Image Updater ignores tags by, as a pattern of ours. */
export function globPattern(glob: string): string {
  const parts = glob.match(/\\.|\[\^?(?:\\.|[^\]\\])+\]|[^]/gu) ?? [];
  const translated = parts.map(part => {
    if (part === '*') return '[^/]*';
    if (part === '?') return '[^/]';
    if (part.startsWith('[')) return part;
    return RE2JS.quote(part.length === 2 && part[0] === '\\' ? part[1] : part);
  });
  return `^(?:${translated.join('')})$`;
}
