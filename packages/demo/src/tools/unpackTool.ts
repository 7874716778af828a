import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import {
  chmod,
  mkdir,
  readFile,
  rename,
  rm,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Entry, open, ZipFile } from 'yauzl';

const MAY_RUN = 0o755;

const openArchive = (file: string) =>
  new Promise<ZipFile>((resolve, reject) => {
    open(file, { lazyEntries: true, autoClose: false }, (error, archive) =>
      archive ? resolve(archive) : reject(error),
    );
  });

const findEntry = (archive: ZipFile, name: string) =>
  new Promise<Entry | undefined>((resolve, reject) => {
    archive.on('error', reject);
    archive.on('end', () => resolve(undefined));
    archive.on('entry', (entry: Entry) => {
      if (entry.fileName === name) resolve(entry);
      else archive.readEntry();
    });
    archive.readEntry();
  });

const openEntry = (archive: ZipFile, entry: Entry) =>
  new Promise<Readable>((resolve, reject) => {
    archive.openReadStream(entry, (error, stream) =>
      stream ? resolve(stream) : reject(error),
    );
  });

async function digestOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

// Beside the program lies what it must be: its archive's checksum and size,
// and its own digest, so that a cut or changed file is unpacked again.
async function isIntact(file: string, mark: string): Promise<boolean> {
  try {
    const [archived, digest] = (await readFile(`${file}.digest`, 'utf8')).split(
      '\n',
    );
    return archived === mark && digest === (await digestOf(file));
  } catch {
    return false;
  }
}

/**
 * Unpacks one program of a zip archive into a folder, once: a file that is
 * there whole stays, and two processes that unpack at a time do no harm.
 *
 * @returns the program's path
 * @throws Error where the archive has no such file or cannot be read
 */
export async function unpackTool(options: {
  archive: string;
  entry: string;
  folder: string;
  name: string;
}): Promise<string> {
  const { folder, name } = options;
  const archive = await openArchive(options.archive);
  try {
    const entry = await findEntry(archive, options.entry);
    if (!entry) {
      throw new Error(`${options.archive} holds no ${options.entry}.`);
    }
    const target = join(folder, name);
    const mark = `${entry.crc32.toString(16)}-${entry.uncompressedSize}`;
    if (await isIntact(target, mark)) return target;
    await mkdir(folder, { recursive: true });
    const fresh = join(folder, `.${name}.${randomUUID()}`);
    try {
      await pipeline(await openEntry(archive, entry), createWriteStream(fresh));
      await chmod(fresh, MAY_RUN);
      await writeFile(`${fresh}.digest`, `${mark}\n${await digestOf(fresh)}\n`);
      await rename(fresh, target);
      await rename(`${fresh}.digest`, `${target}.digest`);
    } finally {
      await rm(fresh, { force: true });
      await rm(`${fresh}.digest`, { force: true });
    }
    return target;
  } finally {
    archive.close();
  }
}
