import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import type { JsonObject } from '@backstage-gitops/drift';
import { parseAllDocuments } from 'yaml';
import { chart, configMap, files } from './__testUtils__/files';
import { TestFolder } from './__testUtils__/TestFolder';
import { absent, helm, kubectl } from './__testUtils__/tools';
import { parseManifests } from './parseManifests';
import { Renderer } from './Renderer';
import type { RenderRequest } from './RenderRequest';

jest.setTimeout(120_000);

/** The repository that the demo begins with. */
const SEED = resolve(__dirname, '../../../../packages/demo/seed/deploy');

const seed = () =>
  new Map(
    readdirSync(SEED, { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile())
      .map(entry => join(entry.parentPath, entry.name))
      .map(path => [relative(SEED, path), readFileSync(path)]),
  );

const objectsOf = (yaml: string) => {
  const documents = parseAllDocuments(yaml);
  return ('empty' in documents ? [] : documents).flatMap<JsonObject>(
    document => document.toJS() ?? [],
  );
};

const byName = (objects: JsonObject[]) =>
  [...objects].sort((a, b) =>
    JSON.stringify([a.kind, a.metadata]) < JSON.stringify([b.kind, b.metadata])
      ? -1
      : 1,
  );

(absent ? describe.skip : describe)(`as the programs by hand${absent}`, () => {
  let folder: TestFolder;

  beforeEach(() => {
    folder = new TestFolder();
  });

  afterEach(() => folder.remove());

  const create = () => Renderer.create({ kustomize: kubectl, helm });

  const render = async (request: RenderRequest) =>
    (await create()).render(request);

  it('tells their versions', async () => {
    expect((await create()).tools()).toEqual([
      {
        name: 'kubectl',
        version: expect.stringMatching(/^v\d+\.\d+\.\d+.* \(kustomize v\d/),
      },
      { name: 'helm', version: expect.stringMatching(/^v\d+\.\d+\.\d+/) },
    ]);
  });

  describe("the demo's environments", () => {
    it.each(['dev', 'staging', 'production'])(
      'orders %s: as kubectl kustomize',
      async environment => {
        const path = `orders/overlays/${environment}`;
        const outcome = await render({ files: seed(), path });
        const [printed] = folder.byHand(seed(), [kubectl, 'kustomize', path]);
        expect(outcome).toMatchObject({
          status: 'rendered',
          layout: 'kustomize',
          objects: objectsOf(printed),
          warnings: [],
          deterministic: true,
        });
      },
    );

    it.each(['dev', 'staging', 'production'])(
      'shop %s: as helm dependency update and helm template',
      async environment => {
        const path = `shop/envs/${environment}`;
        const outcome = await render({
          files: seed(),
          path,
          namespace: `shop-${environment}`,
          releaseName: 'shop',
        });
        const [, printed] = folder.byHand(
          seed(),
          [helm, 'dependency', 'update', path],
          [helm, 'template', 'shop', path, '-n', `shop-${environment}`],
        );
        expect(outcome).toMatchObject({
          status: 'rendered',
          layout: 'helm',
          objects: objectsOf(printed),
          warnings: [],
          deterministic: true,
        });
      },
    );

    it.each(['dev', 'staging', 'production'])(
      'payments %s: as kubectl kustomize of the same files',
      async environment => {
        const path = `payments/${environment}`;
        const outcome = await render({ files: seed(), path });
        const [printed] = folder.byHand(
          new Map([
            ...seed(),
            [
              'all/kustomization.yaml',
              Buffer.from(
                `resources: [configmap.yaml, deployment.yaml, service.yaml]`,
              ),
            ],
            ...['configmap.yaml', 'deployment.yaml', 'service.yaml'].map(
              (name): [string, Buffer] => [
                `all/${name}`,
                seed().get(`${path}/${name}`)!,
              ],
            ),
          ]),
          [kubectl, 'kustomize', 'all'],
        );
        expect(outcome).toMatchObject({ status: 'rendered', layout: 'plain' });
        if (outcome.status !== 'rendered') return;
        expect(byName(outcome.objects)).toEqual(byName(objectsOf(printed)));
      },
    );
  });

  it('reads scalars as Helm and Kubernetes do', async () => {
    const scalars =
      '0644 08 0o17 0x1F 0b11 -010 1_000 +1 1e3 1E-2 .5 1. 1.0 yes y Y on NO off n True tRue ~ null Null nULL 22:22 12:30:45 2020-01-01 2020-01-01T00:00:00Z 1.2.3 = << 0 -0 00 0_7 1e 0x 0xZ 1__0 "0644" +.5 0b2 0o8 _1 1_ . 1,000 4294967296'
        .split(' ')
        .map((text, index) => `k${index}: ${text}`)
        .join('\n');
    const [printed] = folder.byHand(
      files({
        ...chart('c', {
          'a.yaml': 'x: {{ .Files.Get "x.yaml" | fromYaml | toJson | quote }}',
        }),
        'c/x.yaml': scalars,
      }),
      [helm, 'template', 'c'],
    );
    const [{ x }] = objectsOf(printed);
    expect(await parseManifests(scalars)).toEqual({
      status: 'parsed',
      documents: [JSON.parse(String(x))],
    });
  });

  describe('charts', () => {
    it('take the values of a folder beside them', async () => {
      expect(
        await render({
          files: files({
            ...chart(
              'app/chart',
              { 'a.yaml': configMap('a', 'v: {{ .Values.v }}') },
              'v: chart\n',
            ),
            'app/envs/dev/values.yaml': 'v: dev\n',
          }),
          path: 'app/envs/dev',
        }),
      ).toMatchObject({ layout: 'helm', objects: [{ data: { v: 'dev' } }] });
    });

    it('take vendored charts, packed or not, aliases and definitions', async () => {
      const [, packed] = folder.byHand(
        files(
          chart(
            'sub',
            { 'a.yaml': configMap('{{ .Values.name }}') },
            'name: sub\n',
          ),
        ),
        [helm, 'package', 'sub'],
        ['cat', 'sub-1.0.0.tgz'],
      );
      expect(packed).not.toBe('');
      const archive = readFileSync(join(folder.path, 'hand', 'sub-1.0.0.tgz'));
      const environment = {
        'env/Chart.yaml':
          'apiVersion: v2\nname: env\nversion: 1.0.0\ndependencies:\n  - { name: sub, version: ^1.0.0, repository: "https://charts.example", alias: one }\n  - { name: local, version: 1.0.0, repository: "file://../local" }\n',
        'env/values.yaml': 'one: { name: aliased }\n',
        'env/values-other.yaml': 'one: { name: wrong }\n',
        'env/crds/crd.yaml':
          'apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: { name: a.example }\n',
        ...chart('local', { 'a.yaml': configMap('local') }),
      };
      const outcome = await render({
        files: files({ ...environment, 'env/charts/sub-1.0.0.tgz': archive }),
        path: 'env',
      });
      expect(outcome).toMatchObject({
        status: 'rendered',
        warnings: [expect.stringContaining('env/values-other.yaml')],
      });
      const names = (objects: JsonObject[]) =>
        objects.map(({ metadata }) => metadata).sort();
      expect(
        outcome.status === 'rendered' ? names(byName(outcome.objects)) : [],
      ).toEqual([
        { name: 'aliased' },
        { name: 'local' },
        { name: 'a.example' },
      ]);
    });

    it('are refused with a dependency of a version they do not take', async () => {
      expect(
        await render({
          files: files({
            'env/Chart.yaml':
              'apiVersion: v2\nname: env\nversion: 1.0.0\ndependencies: [{ name: sub, version: ^2.0.0, repository: "https://charts.example" }]\n',
            ...chart('env/charts/sub', {}),
          }),
          path: 'env',
        }),
      ).toEqual({
        status: 'refused',
        reason: expect.stringContaining('sub ^2.0.0'),
      });
    });

    it.each([
      ['random', '{{ randAlphaNum 10 }}'],
      ['a certificate', '{{ (genCA "a" 1).Cert | b64enc }}'],
      ['a UUID', '{{ uuidv4 }}'],
      ['the time', '{{ now | date "15:04:05.000000000" }}'],
    ])('that generate %s are not deterministic', async (_name, template) => {
      const outcome = await render({
        files: files(
          chart('env', {
            'a.yaml': configMap('generated', `a: "${template}"`),
            'b.yaml': configMap('stable'),
          }),
        ),
        path: 'env',
      });
      expect(outcome).toMatchObject({
        status: 'rendered',
        deterministic: false,
        warnings: [
          expect.stringMatching(
            /^Non-deterministic render: .* ConfigMap generated twice/,
          ),
        ],
      });
    });

    it('look nothing up, and see nothing of the machine', async () => {
      const outcome = await render({
        files: files(
          chart('env', {
            'a.yaml': configMap(
              'a',
              'l: "{{ lookup "v1" "Secret" "x" "y" }}", h: "{{ getHostByName "localhost" }}", e: "{{ .Files.Get "../../../../etc/passwd" }}"',
            ),
          }),
        ),
        path: 'env',
      });
      expect(outcome).toMatchObject({
        objects: [{ data: { l: 'map[]', h: '', e: '' } }],
        deterministic: true,
      });
    });

    it('of hooks alone are empty', async () => {
      expect(
        await render({
          files: files(
            chart('env', {
              'a.yaml': configMap('a').replace(
                'metadata: {',
                'metadata: { annotations: { helm.sh/hook: pre-install },',
              ),
            }),
          ),
          path: 'env',
        }),
      ).toMatchObject({ status: 'empty', layout: 'helm', hooks: [{}] });
    });
  });
});
