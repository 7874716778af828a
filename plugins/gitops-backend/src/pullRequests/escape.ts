/** One line, without what no terminal and no page shows. */
export function oneLine(text: string): string {
  return text
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .replace(/[\p{Cf}\p{Cs}]/gu, '')
    .trim();
}

/**
 * Words of others within Markdown: they stay words, whatever is in them. No markup, no HTML and no comment begins in
 * them, and they call nobody (`@name`) and refer to nothing of the repository they are shown in (`#12`).
 */
export function inMarkdown(text: string): string {
  return (
    oneLine(text)
      .replace(/[\\`*_[\]|~]/g, '\\$&')
      .replace(/&/g, '&amp;')
      .replace(/</g, '&lt;')
      .replace(/>/g, '&gt;')
      // A space without width: between these and a word no host sees a reference.
      .replace(/[@#!](?=[\p{L}\p{N}])/gu, '$&\u200b')
  );
}

/** Words of others in a title, which is no Markdown; brackets that could begin a comment become look-alikes. */
export function inTitle(text: string): string {
  return oneLine(text).replace(/</g, '‹').replace(/>/g, '›');
}

/** A name within a span of code. */
export function inCode(text: string): string {
  return `\`${oneLine(text).replace(/[`<>]/g, '')}\``;
}

/** Some words that lead somewhere. */
export function link(words: string, url: string): string {
  const safe = url.replace(
    /[\s()<>[\]"'`\\]/g,
    char => `%${char.charCodeAt(0).toString(16).padStart(2, '0')}`,
  );
  return `[${words}](${safe})`;
}

/** Lines as code that nothing within them ends. */
export function fence(language: string, lines: readonly string[]) {
  const longest = lines.reduce(
    (length, line) =>
      Math.max(length, ...(line.match(/`+/g) ?? []).map(run => run.length)),
    2,
  );
  const mark = '`'.repeat(longest + 1);
  return { begin: `${mark}${language}`, end: mark };
}
