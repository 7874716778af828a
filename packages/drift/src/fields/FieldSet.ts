import { isJsonObject, type JsonObject, type JsonValue } from '../json';
import type { TypeSchema } from '../schema';
import {
  canonicalElement,
  childrenOf,
  childType,
  isNamedField,
  type PathElement,
} from './element';

/**
 * A set of paths of one object, as managedFields writes it (`FieldsV1`). A member is a path itself; what is below it
 * may be in the set or not.
 *
 * @public
 */
export class FieldSet {
  static readonly empty = new FieldSet(new Map());

  readonly #nodes: ReadonlyMap<PathElement, FieldNode>;

  constructor(nodes: ReadonlyMap<PathElement, FieldNode>) {
    this.#nodes = nodes;
  }

  /** Reads `fieldsV1`. What is no such thing is an empty set. */
  static parse(fields: JsonValue | undefined): FieldSet {
    if (!isJsonObject(fields)) return FieldSet.empty;
    const nodes = new Map<PathElement, FieldNode>();
    for (const [key, below] of Object.entries(fields)) {
      if (key === '.' || !isJsonObject(below)) continue;
      const children = FieldSet.parse(below);
      nodes.set(canonicalElement(key), {
        member: '.' in below || Object.keys(below).length === 0,
        children,
      });
    }
    return new FieldSet(nodes);
  }

  /**
   * The paths that applying an object owns: leaves, items of keyed lists, keys of maps, and what is empty. Fields that
   * the type names are not members of their own.
   */
  static of(value: JsonValue, type: TypeSchema): FieldSet {
    const nodes = new Map<PathElement, FieldNode>();
    for (const child of childrenOf(value, type) ?? []) {
      const below = childType(type, child);
      const deeper = childrenOf(child.value, below);
      // A keyed list without items is owned by nobody: there is nothing in it to own.
      if (Array.isArray(child.value) && deeper?.length === 0) continue;
      const member =
        !isNamedField(type, child.element) ||
        deeper === undefined ||
        deeper.length === 0;
      const children =
        deeper === undefined ? FieldSet.empty : FieldSet.of(child.value, below);
      if (member || !children.isEmpty) {
        nodes.set(child.element, { member, children });
      }
    }
    return new FieldSet(nodes);
  }

  /** Every path of a value that was not there before: whatever can hold something else is a member too. */
  static ofNew(value: JsonValue, type: TypeSchema): FieldSet {
    const nodes = new Map<PathElement, FieldNode>();
    for (const child of childrenOf(value, type) ?? []) {
      nodes.set(child.element, {
        member: true,
        children: FieldSet.ofNew(child.value, childType(type, child)),
      });
    }
    return new FieldSet(nodes);
  }

  get isEmpty(): boolean {
    return this.#nodes.size === 0;
  }

  get elements(): Iterable<PathElement> {
    return this.#nodes.keys();
  }

  /** Is the child itself in the set? */
  hasMember(element: PathElement): boolean {
    return this.#nodes.get(element)?.member ?? false;
  }

  /** Is the child, or anything below it, in the set? */
  hasAny(element: PathElement): boolean {
    return this.#nodes.has(element);
  }

  /** What is in the set below a child. */
  below(element: PathElement): FieldSet {
    return this.#nodes.get(element)?.children ?? FieldSet.empty;
  }

  /** Is the path in the set? */
  has(path: readonly PathElement[]): boolean {
    const [first, ...rest] = path;
    if (first === undefined) return false;
    return rest.length === 0
      ? this.hasMember(first)
      : this.below(first).has(rest);
  }

  /** Does the set hold the path, something above it that is one value, or something below it? */
  touches(path: readonly PathElement[]): boolean {
    const [first, ...rest] = path;
    if (first === undefined) return true;
    const node = this.#nodes.get(first);
    if (!node) return false;
    if (rest.length === 0) return true;
    return (
      (node.member && node.children.isEmpty) || node.children.touches(rest)
    );
  }

  union(other: FieldSet): FieldSet {
    if (this.isEmpty) return other;
    if (other.isEmpty) return this;
    const nodes = new Map(this.#nodes);
    for (const [element, node] of other.#nodes) {
      const known = nodes.get(element);
      nodes.set(
        element,
        known
          ? {
              member: known.member || node.member,
              children: known.children.union(node.children),
            }
          : node,
      );
    }
    return new FieldSet(nodes);
  }

  /** The members of this that are not members of the other. */
  difference(other: FieldSet): FieldSet {
    return this.#where(other, (mine, theirs) => mine && !theirs);
  }

  /** The members of both. */
  intersection(other: FieldSet): FieldSet {
    return this.#where(other, (mine, theirs) => mine && theirs);
  }

  #where(
    other: FieldSet,
    keep: (mine: boolean, theirs: boolean) => boolean,
  ): FieldSet {
    const nodes = new Map<PathElement, FieldNode>();
    for (const [element, node] of this.#nodes) {
      const member = keep(node.member, other.hasMember(element));
      const children = node.children.#where(other.below(element), keep);
      if (member || !children.isEmpty) nodes.set(element, { member, children });
    }
    return new FieldSet(nodes);
  }

  /** Every member, as a path. */
  *paths(): Generator<PathElement[]> {
    for (const [element, { member, children }] of this.#nodes) {
      if (member) yield [element];
      for (const below of children.paths()) yield [element, ...below];
    }
  }

  /** As `fieldsV1`. */
  print(): JsonObject {
    return Object.fromEntries(
      [...this.#nodes]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([element, { member, children }]) => [
          element,
          {
            ...(member && !children.isEmpty ? { '.': {} } : {}),
            ...children.print(),
          },
        ]),
    );
  }
}

interface FieldNode {
  member: boolean;
  children: FieldSet;
}
