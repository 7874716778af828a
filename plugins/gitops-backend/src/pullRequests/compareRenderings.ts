import {
  isJsonObject,
  type JsonObject,
  jsonEqual,
  maskObjects,
} from '@backstage-gitops/drift';
import { structuredPatch } from 'diff';
import { stringify } from 'yaml';
import { clip, LONGEST_LINE } from './Value';

/** Objects of which the difference is shown; of others it is only said that there is one. */
const MOST_OBJECTS = 100;

/** Lines that are shown of all objects together. */
const MOST_LINES = 2_000;

/** Lines of one object that may differ before comparing them costs more than it tells. */
const MOST_EDITS = 1_000;

/** How two renderings of an environment differ. Nothing secret is in it. */
export interface RenderingDifference {
  changed: number;
  added: number;
  removed: number;
  /** Unified differences, one object after another. */
  lines: string[];
  /** Objects and lines that are not among these. */
  left: { objects: number; lines: number };
}

interface Pair {
  name: string;
  before?: JsonObject;
  after?: JsonObject;
}

/** What an object is called, whatever version it is written in. */
function nameOf(object: JsonObject): string {
  const metadata = isJsonObject(object.metadata) ? object.metadata : {};
  const [group] = String(object.apiVersion ?? '').split('/');
  const kind = /\//.test(String(object.apiVersion ?? ''))
    ? `${object.kind}.${group}`
    : String(object.kind);
  const name = metadata.name ?? metadata.generateName ?? '';
  return metadata.namespace
    ? `${kind} ${metadata.namespace}/${name}`
    : `${kind} ${name}`;
}

/** The objects of both sides, by name; hooks without a name of their own by their place among their likes. */
function pairUp(before: JsonObject[], after: JsonObject[]): Pair[] {
  const pairs = new Map<string, Pair>();
  for (const [side, objects] of [
    ['before', before],
    ['after', after],
  ] as const) {
    const seen = new Map<string, number>();
    for (const object of objects) {
      const name = nameOf(object);
      const count = (seen.get(name) ?? 0) + 1;
      seen.set(name, count);
      const id = `${name}\0${count}`;
      pairs.set(id, { ...pairs.get(id), name, [side]: object });
    }
  }
  return [...pairs.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function isSame({ before, after }: Pair): boolean {
  return (
    before !== undefined && after !== undefined && jsonEqual(before, after)
  );
}

function textOf(object: { toJSON(): JsonObject } | undefined): string {
  return object
    ? stringify(object.toJSON(), {
        sortMapEntries: true,
        lineWidth: 0,
        aliasDuplicateObjects: false,
      })
    : '';
}

/** All lines of an object that comes or goes, as a difference has them. */
function wholeOf(
  header: [string, string],
  range: (count: number) => string,
  mark: '+' | '-',
  text: string,
): string[] {
  const lines = text.trimEnd().split('\n');
  return [
    ...header,
    `@@ ${range(lines.length)} @@`,
    ...lines.map(line => `${mark}${line}`),
  ];
}

/** The unified difference of one object. */
function patchOf({ name, before, after }: Pair): string[] {
  const masked = maskObjects({ target: before, live: after });
  const [was, is] = [textOf(masked.target), textOf(masked.live)];
  const header: [string, string] = [
    `--- ${before ? name : '/dev/null'}`,
    `+++ ${after ? name : '/dev/null'}`,
  ];
  if (!before) return wholeOf(header, count => `-0,0 +1,${count}`, '+', is);
  if (!after) return wholeOf(header, count => `-1,${count} +0,0`, '-', was);
  const patch = structuredPatch(name, name, was, is, undefined, undefined, {
    context: 3,
    maxEditLength: MOST_EDITS,
  });
  if (!patch) return [...header, ' (too much differs to be shown)'];
  if (patch.hunks.length === 0) {
    return [...header, ' (only what is secret differs)'];
  }
  return [
    ...header,
    ...patch.hunks.flatMap(hunk => [
      `@@ -${hunk.oldStart},${hunk.oldLines} +${hunk.newStart},${hunk.newLines} @@`,
      ...hunk.lines,
    ]),
  ];
}

/** Compares what an environment renders to, object by object; what Secrets hold is masked before anything is compared. */
export function compareRenderings(
  before: JsonObject[],
  after: JsonObject[],
): RenderingDifference {
  const pairs = pairUp(before, after).filter(pair => !isSame(pair));
  const lines = pairs
    .slice(0, MOST_OBJECTS)
    .flatMap(patchOf)
    .map(line => clip(line, LONGEST_LINE));
  return {
    added: pairs.filter(pair => !pair.before).length,
    removed: pairs.filter(pair => !pair.after).length,
    changed: pairs.filter(pair => pair.before && pair.after).length,
    lines: lines.slice(0, MOST_LINES),
    left: {
      objects: Math.max(0, pairs.length - MOST_OBJECTS),
      lines: Math.max(0, lines.length - MOST_LINES),
    },
  };
}
