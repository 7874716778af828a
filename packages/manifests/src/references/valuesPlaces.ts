import { startOf } from '../yaml/source';
import { parseImageName } from './imageName';
import { joinRegistry } from './manifestPlaces';
import { Place, Slot, SlotForm, tagForm, versionIn } from './Place';
import { ValuesLayer, ValuesView, WrittenValue } from './ValuesView';

/** Where values that an environment does not write itself are to be set. */
export interface ValuesTarget {
  path: string;
  isEditable(path: string): boolean;
}

/**
 * Places in merged values: `{registry, repository | name, tag, digest}`, the
 * parts of one pair possibly in different layers, and `image` texts. What is
 * not written in an editable layer gets a slot that sets it in `target`.
 */
export function valuesPlaces(
  layers: ValuesLayer[],
  target: ValuesTarget,
): Place[] {
  return placesIn(ValuesView.merge(layers), target);
}

function placesIn(view: ValuesView, target: ValuesTarget): Place[] {
  const pair = pairIn(view, target);
  const here = pair ? [pair] : referencesIn(view, target);
  return [
    ...here,
    ...view
      .names()
      .flatMap(name => view.below(name))
      .flatMap(below => placesIn(below, target)),
  ];
}

function pairIn(view: ValuesView, target: ValuesTarget): Place | undefined {
  const tag = view.scalar('tag');
  const digest = view.scalar('digest');
  const isVersioned = tag !== undefined || digest !== undefined;
  const named =
    view.scalar('repository') ??
    (isVersioned ? view.scalar('name') ?? view.scalar('image') : undefined);
  if (!named?.text || parseImageName(named.text).repository !== named.text) {
    return undefined;
  }
  const slots: Slot[] = [];
  const version: { tag?: string; digest?: string } = {};
  if (tag?.text || !digest?.text) {
    const form = tagForm(tag?.text);
    slots.push(...slotFor(view, 'tag', form, tag, target));
    Object.assign(version, tag?.text ? versionIn(form, tag.text) : {});
  }
  if (digest?.text) {
    slots.push(...slotFor(view, 'digest', 'digest', digest, target));
    version.digest = digest.text;
  }
  const shown = [tag, digest].find(part => part?.text) ?? named;
  return {
    ...positionOf(shown),
    repository: joinRegistry(view.scalar('registry')?.text, named.text),
    ...version,
    aliases: [],
    slots,
    key: view.keys.join('.'),
  };
}

function referencesIn(view: ValuesView, target: ValuesTarget): Place[] {
  return view
    .names()
    .filter(name => /image$/i.test(name))
    .flatMap(name => {
      const written = view.scalar(name);
      if (!written?.text || /\s/.test(written.text)) {
        return [];
      }
      return {
        ...positionOf(written),
        ...parseImageName(written.text),
        aliases: [],
        slots: slotFor(view, name, 'reference', written, target),
        key: [...view.keys, name].join('.'),
      };
    });
}

function slotFor(
  view: ValuesView,
  key: string,
  form: SlotForm,
  written: WrittenValue | undefined,
  target: ValuesTarget,
): Slot[] {
  if (written && target.isEditable(written.source.path)) {
    const { node, source } = written;
    return [{ kind: 'scalar', path: source.path, node, form }];
  }
  // Another layer cannot set a part of a list.
  if (view.place === 'inList') {
    return [];
  }
  const keys = [...view.keys, key];
  const was = written?.text ?? '';
  return [{ kind: 'value', path: target.path, keys, form, was }];
}

function positionOf({ source, node }: WrittenValue) {
  return { path: source.path, line: source.lineOf(startOf(node)) };
}
