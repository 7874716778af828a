/**
 * Does a text match a glob, in which `*` is any text and `?` any character? It never goes back further than to the last star:
 * quadratic at worst.
 */
export function matchesGlob(text: string, glob: string): boolean {
  let at = 0;
  let star = -1;
  let resume = 0;
  for (let index = 0; index < text.length; ) {
    if (glob[at] === '*') {
      star = at;
      resume = index;
      at += 1;
    } else if (glob[at] === '?' || glob[at] === text[index]) {
      at += 1;
      index += 1;
    } else if (star >= 0) {
      at = star + 1;
      resume += 1;
      index = resume;
    } else {
      return false;
    }
  }
  return [...glob.slice(at)].every(char => char === '*');
}
