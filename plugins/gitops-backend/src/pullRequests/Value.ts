/** Something to be written into a template, which can be made shorter where there is no room for it. */
export interface Value {
  /** As a whole. */
  text: string;
  /** `inline` stands within a line; `block` is lines of its own. */
  shape: 'inline' | 'block';
  /** With at most so many characters, or as few as it can have. It says that something is missing. */
  shortened(room: number): string;
}

/** Longest line of a block, in characters as they were before anything was escaped. */
export const LONGEST_LINE = 1_000;

/** The beginning of a text, with an ellipsis where something is missing. */
export function clip(text: string, room: number): string {
  if (text.length <= room) return text;
  // Half of a character that takes two is none.
  const kept = text
    .slice(0, Math.max(room - 2, 0))
    .replace(/[\uD800-\uDBFF]$/, '');
  return `${kept.trimEnd()} …`;
}

/** Words within a line. */
export function words(text: string, escape: (text: string) => string): Value {
  return {
    text: escape(text),
    shape: 'inline',
    shortened: room => {
      let length = Math.min(text.length, room);
      let short = escape(clip(text, length));
      // What is escaped is longer than what was cut.
      while (short.length > room && length > 0) {
        length -= Math.max(1, Math.floor((short.length - room) / 6));
        short = escape(clip(text, length));
      }
      return short;
    },
  };
}

/** Lines of which the last ones can be left out, within a frame that stays. */
export function block(options: {
  before?: string[];
  lines: string[];
  after?: string[];
  /** Says how many lines were left out. */
  more: (count: number) => string;
}): Value {
  const { before = [], lines, after = [], more } = options;
  const print = (kept: number) =>
    [
      ...before,
      ...lines.slice(0, kept),
      ...(kept < lines.length ? [more(lines.length - kept)] : []),
      ...after,
    ].join('\n');
  return {
    text: print(lines.length),
    shape: 'block',
    shortened: room => {
      const sizes = lines.map(line => line.length + 1);
      let kept = lines.length;
      let size = print(kept).length;
      while (size > room && kept > 0) {
        kept -= 1;
        size -= sizes[kept];
        if (size <= room) size = print(kept).length;
      }
      return print(kept);
    },
  };
}
