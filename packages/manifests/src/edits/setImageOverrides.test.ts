import { parseImageOverride } from '../references/ImageOverride';
import { lines } from '../testing/repository';
import { setImageOverrides } from './setImageOverrides';

const set = (text: string, ...images: string[]) =>
  setImageOverrides('kustomization.yaml', text, images.map(parseImageOverride));

describe('setImageOverrides', () => {
  it.each([
    [
      'a tag, keeping quotes and comments',
      "images:\r\n  # why\r\n  - newTag: 'v1' # x\r\n    name: a\r\n",
      ['a:1.10'],
      "images:\r\n  # why\r\n  - newTag: '1.10' # x\r\n    name: a\r\n",
    ],
    [
      'a digest in the place of a tag',
      lines('images:', '- name: a', '  newTag: v1', 'kind: K'),
      ['a@sha256:00'],
      lines('images:', '- name: a', '  digest: sha256:00', 'kind: K'),
    ],
    [
      'a new name, behind the others',
      lines('images:', '- {name: a, newTag: v1}', '- name: b'),
      ['a=c:v1', 'd:v1'],
      lines(
        'images:',
        '- {name: a, newTag: v1, newName: c}',
        '- name: b',
        '- name: d',
        '  newTag: v1',
      ),
    ],
    [
      'a list that is missing',
      'kind: Kustomization\n---\n',
      ['a:v1'],
      'kind: Kustomization\nimages:\n- name: a\n  newTag: v1\n---\n',
    ],
    ['an empty file', '', ['a:v1'], 'images:\n- name: a\n  newTag: v1\n'],
  ])('sets %s', (_, before, images, after) => {
    expect(set(before, ...images)).toEqual({ status: 'edited', text: after });
    expect(set(after, ...images)).toEqual({ status: 'unchanged' });
  });

  it.each([
    ['an image twice', 'images: [{name: a}, {name: a}]', 'a:v1', /two items/],
    ['an alias', 'x: &x [{name: a}]\nimages: *x', 'a:v1', /anchor/],
    ['what is no list', 'images: {}', 'a:v1', /no list/],
    ['what is no YAML', 'images: [', 'a:v1', /not valid YAML/],
    ['what is no tag', '', 'a:v 1', /not a tag/],
  ])('refuses %s', (_, text, image, message) => {
    expect(set(text, image)).toEqual({
      status: 'refused',
      problem: expect.objectContaining({
        message: expect.stringMatching(message),
      }),
    });
  });
});
