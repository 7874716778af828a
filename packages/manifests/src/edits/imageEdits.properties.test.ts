import fc from 'fast-check';
import {
  applyImagePolicies,
  editImages,
  type ExplicitEdit,
  setImageOverrides,
} from '..';
import { surroundings, tag } from '../__testUtils__/anyYaml';
import { Repository } from '../testing/repository';

const APP = 'localhost:5000/acme/app';

/** What a file says of an image, as a function of its tag; quotes keep tags texts. */
const entryForms = fc.constantFrom<(text: string) => string>(
  text => `images:\n- name: ${APP}\n  newTag: "${text}" # why`,
  text => `images:\n  # why\n  - newTag: '${text}'\n    name: ${APP}`,
  text => `images: [{name: ${APP}, newTag: "${text}"}, {name: other}] # why`,
);

const markedForms = fc.constantFrom<(text: string) => string>(
  text => `image: ${APP}:${text} # {"$imagepolicy": "ns:app"}`,
  text => `tag: "${text}"\t# {"$imagepolicy": "ns:app:tag"}`,
  text => `deep:\n- '${APP}:${text}' # {"$imagepolicy":"ns:app"}`,
  text => `image: {tag: '${text}'} # {"$imagepolicy": "ns:app:tag"}`,
);

const dataForms = fc.constantFrom<[string, string, (text: string) => string]>(
  ['a.json', 'a[0].tag', text => `{\n\t"a": [{"tag":"${text}"} ] }\n`],
  ['a.json', 'a.image', text => `{"a": {"image": "${APP}:${text}"}, "b": 1e1}`],
  ['a.toml', 'a.tag', text => `# why\n[a]\ntag = '${text}' # it\nb = 1_0\n`],
  [
    'a.toml',
    'c[name=x].image',
    text => `[[c]]\nname = "y"\n\n[[c]]\nname = "x"\nimage = "${APP}:${text}"`,
  ],
);

describe('image edits, for any file', () => {
  it('setImageOverrides leaves every other byte', () => {
    fc.assert(
      fc.property(
        entryForms,
        tag,
        tag,
        surroundings,
        (form, from, to, { above, below, inStyle }) => {
          const write = (text: string) =>
            inStyle(`${above}${form(text)}${below}`);
          const result = setImageOverrides('kustomization.yaml', write(from), [
            { name: APP, newTag: to },
          ]);
          expect(result).toEqual(
            from === to
              ? { status: 'unchanged' }
              : { status: 'edited', text: write(to) },
          );
        },
      ),
      { numRuns: 500 },
    );
  });

  it('applyImagePolicies leaves every other byte', () => {
    fc.assert(
      fc.property(
        markedForms,
        tag,
        tag,
        surroundings,
        (form, from, to, { above, below, inStyle }) => {
          const write = (text: string) =>
            inStyle(`${above}${form(text)}${below}`);
          const result = applyImagePolicies(
            new Map([['a.yaml', write(from)]]),
            [{ policy: 'ns:app', image: `${APP}:${to}` }],
            '',
          );
          expect(
            result.status === 'edited' ? result.files.get('a.yaml') : result,
          ).toEqual(from === to ? { status: 'unchanged' } : write(to));
        },
      ),
      { numRuns: 500 },
    );
  });

  it('editImages leaves every other byte of JSON and TOML', () => {
    fc.assert(
      fc.property(
        dataForms,
        tag,
        tag,
        fc.constantFrom('\n', '\r\n'),
        fc.constantFrom('', '\uFEFF'),
        ([file, path, form], from, to, lineEnd, mark) => {
          const write = (text: string) =>
            mark + form(text).replaceAll('\n', lineEnd);
          const edits: ExplicitEdit[] = [{ image: APP, file, path }];
          const { tree, inputs } = new Repository({
            'env/other.yaml': 'kind: Other\n',
            [`env/${file}`]: write(from),
          }).complete('env', edits);
          const images = [{ repository: APP, tag: to }];
          const result = editImages({ tree, inputs, images });
          expect(
            result.status === 'edited'
              ? result.files.get(`env/${file}`)
              : result,
          ).toEqual(from === to ? { status: 'unchanged' } : write(to));
        },
      ),
      { numRuns: 300 },
    );
  });
});
