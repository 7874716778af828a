/** A line of a file that says which image runs. */
export interface ImageLine {
  /** Path inside the repository. */
  file: string;
  /** The line as it is written, without its indentation. */
  text: string;
}

const imageLine = /^\s*(?:- )?(?:image|newTag|newName|tag|digest):\s*\S/;

/**
 * The lines by which the files below a folder choose an image, as they are written.
 *
 * Not the suite's reading of them: `status` is there to compare that with.
 */
export function imageLines(
  files: ReadonlyMap<string, string>,
  folder: string,
): ImageLine[] {
  return [...files]
    .filter(([file]) => file.startsWith(`${folder}/`))
    .flatMap(([file, content]) =>
      content
        .split('\n')
        .filter(line => imageLine.test(line))
        .map(line => ({ file, text: line.trim() })),
    );
}
