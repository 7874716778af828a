import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { RenderLimits } from './RenderLimits';
import { refuse } from './RenderProblem';

const unzip = promisify(gunzip);

const BLOCK = 512;

/** What the header of an entry says (POSIX ustar; pax for long names). */
interface Header {
  path: string;
  size: number;
  type: string;
}

/**
 * The files of a chart that was vendored as an archive, by their path in it. Unpacking it here lets the same checks see
 * them as see every other file, and bounds what it unpacks to.
 */
export async function readChartArchive(
  path: string,
  archive: Buffer,
  limits: Pick<RenderLimits, 'input' | 'files'>,
): Promise<Map<string, Buffer>> {
  const tar = await unzip(archive, { maxOutputLength: limits.input }).catch(
    () =>
      refuse(
        `${path} is no chart archive, or unpacks to more than ${limits.input} bytes. Vendor the chart with 'helm dependency update'.`,
      ),
  );
  const files = new Map<string, Buffer>();
  let longPath: string | undefined;
  for (let at = 0; at + BLOCK <= tar.length; ) {
    const header = readHeader(tar.subarray(at, at + BLOCK));
    if (!header) break;
    const content = tar.subarray(at + BLOCK, at + BLOCK + header.size);
    at += BLOCK + Math.ceil(header.size / BLOCK) * BLOCK;
    // The next entry has a path too long for a header: as pax and as GNU write it.
    if (header.type === 'x' || header.type === 'L') {
      const text = content.toString();
      longPath =
        header.type === 'L'
          ? text.replace(/\0.*$/s, '')
          : /\d+ path=([^\n]*)\n/.exec(text)?.[1];
      continue;
    }
    const name = longPath ?? header.path;
    longPath = undefined;
    if (header.type === '0') {
      if (!isInside(name) || files.size >= limits.files) {
        refuse(
          `${path} holds paths that lead out of it, or too many of them. Vendor the chart with 'helm dependency update'.`,
        );
      }
      files.set(name, content);
    } else if (header.type === '1' || header.type === '2') {
      refuse(
        `${path} holds a link, ${name}. Vendor the chart with 'helm dependency update'.`,
      );
    }
  }
  return files;
}

function readHeader(block: Buffer): Header | undefined {
  const text = (from: number, length: number) => {
    const field = block.subarray(from, from + length);
    const end = field.indexOf(0);
    return field.subarray(0, end === -1 ? length : end).toString();
  };
  const name = text(0, 100);
  if (name === '') return undefined;
  const size = parseInt(text(124, 12).trim(), 8);
  const prefix = text(257, 5) === 'ustar' ? text(345, 155) : '';
  return {
    path: prefix === '' ? name : `${prefix}/${name}`,
    size: Number.isSafeInteger(size) && size >= 0 ? size : Infinity,
    type: text(156, 1) || '0',
  };
}

function isInside(path: string): boolean {
  return path
    .split('/')
    .every(name => name !== '' && name !== '.' && name !== '..');
}
