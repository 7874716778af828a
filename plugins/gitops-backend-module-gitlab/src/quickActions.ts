/**
 * A text without the commands that GitLab carries out where a line of a description or a comment begins with a slash, such
 * as `/merge`: what people write here would be done in our name. It looks the same.
 */
export function withoutQuickActions(text: string): string {
  return text.replace(/^([ \t]*)\//gm, '$1\\/');
}
