import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { chart, configMap, files } from './__testUtils__/files';
import { TestFolder } from './__testUtils__/TestFolder';
import { absent, helm, kubectl } from './__testUtils__/tools';
import { Renderer } from './Renderer';
import type { RenderLimits } from './RenderLimits';
import type { RenderRequest } from './RenderRequest';

jest.setTimeout(120_000);

(absent ? describe.skip : describe)(`hostile files${absent}`, () => {
  let folder: TestFolder;

  beforeEach(() => {
    folder = new TestFolder();
  });

  afterEach(() => folder.remove());

  const create = (limits: Partial<RenderLimits> = {}) =>
    Renderer.create({ kustomize: kubectl, helm, limits });

  const render = async (
    request: RenderRequest,
    limits: Partial<RenderLimits> = {},
  ) => (await create(limits)).render(request);

  const template = (text: string) => ({
    files: files(chart('env', { 'a.yaml': text })),
    path: 'env',
  });

  it('that do not end are ended', async () => {
    const endless = '{{ range until 2000000000 }}{{ end }}';
    const loop =
      '{{- define "a" -}}{{- range until 100000 -}}{{- range until 100000 -}}{{- end -}}{{- end -}}{{- end -}}{{ include "a" . }}';
    for (const text of [endless, loop]) {
      expect(await render(template(text), { time: 2_000 })).toEqual({
        status: 'failed',
        reason: expect.stringMatching(
          /longer than 2 seconds|more memory|processor time/,
        ),
      });
    }
  });

  it('that print without end are ended', async () => {
    expect(
      await render(
        template('{{ range until 100000 }}# xxxxxxxxxxxxxxxxxxxx\n{{ end }}'),
        { output: 100_000 },
      ),
    ).toEqual({
      status: 'failed',
      reason: expect.stringContaining('more than 100000 bytes'),
    });
  });

  it('that take all memory get no more of it', async () => {
    const greedy =
      '{{- $x := dict "a" "xxxxxxxxxxxxxxxx" -}}{{- range until 40 -}}{{- $_ := set $x "a" (printf "%s%s" $x.a $x.a) -}}{{- end -}}{{ len $x.a }}';
    expect(await render(template(greedy))).toEqual({
      status: 'failed',
      reason: expect.stringMatching(/more memory than the 2048 MiB/),
    });
  });

  it('reach no server, whatever they try', async () => {
    let requests = 0;
    const server = createServer((_request, response) => {
      requests += 1;
      response.end('a: 1');
    });
    await new Promise<void>(done => {
      server.listen(0, '127.0.0.1', done);
    });
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const url = `http://127.0.0.1:${port}/x`;
    try {
      const hostile: Record<string, string>[] = [
        { 'env/kustomization.yaml': `resources: ["${url}"]` },
        { 'env/kustomization.yaml': `Resources: ["${url}"]` },
        { 'env/kustomization.yaml': `<<: { bases: ["${url}"] }` },
        {
          'env/kustomization.yaml': `resources: []\nopenapi: { path: "${url}" }`,
        },
        {
          'env/kustomization.yaml': `transformers:\n- |-\n  apiVersion: builtin\n  kind: PatchTransformer\n  metadata: { name: x }\n  path: ${url}\n`,
        },
        {
          ...chart('env', { 'a.yaml': configMap('a') }),
          'env/values.schema.json': `{"$ref":"${url}"}`,
        },
      ];
      for (const content of hostile) {
        await render({ files: files(content), path: 'env' });
      }
    } finally {
      server.close();
    }
    expect(requests).toBe(0);
  });

  const canary = `canary-${randomBytes(12).toString('hex')}`;
  const secretChart = (text: string) => ({
    files: files(
      chart('env', { 'a.yaml': text }, `pw: ${canary}\nlist: [${canary}]\n`),
    ),
    path: 'env',
  });
  const secretKustomization = (
    text: string,
    more: Record<string, string> = {},
  ) => ({
    files: files({
      'env/kustomization.yaml': text,
      'env/a.yaml': `apiVersion: v1\nkind: Secret\nmetadata: { name: a }\nstringData: { a: ${canary} }\n`,
      ...more,
    }),
    path: 'env',
  });

  it.each<[string, RenderRequest]>([
    ['range over it', secretChart('{{ range .Values.pw }}{{ end }}')],
    ['fail with it', secretChart('{{ fail .Values.pw }}')],
    ['fail with it in base64', secretChart('{{ fail (.Values.pw | b64enc) }}')],
    ['fail with a part', secretChart('{{ fail (trunc 12 .Values.pw) }}')],
    [
      'fail with it reversed by case',
      secretChart('{{ fail (upper .Values.pw) }}'),
    ],
    ['fail with all values', secretChart('{{ fail (toYaml .Values) }}')],
    [
      'a number of it',
      secretChart(
        '{{ .Values.pw | mustToJson | fromJson }}{{ add .Values.pw.x 1 }}',
      ),
    ],
    ['print broken YAML', secretChart('a: {{ .Values.pw }}: b: [')],
    ['print what is no object', secretChart('- {{ .Values.pw }}')],
    [
      'print an object without a name',
      secretChart(
        'apiVersion: v1\nkind: Secret\nstringData: { a: {{ .Values.pw }} }',
      ),
    ],
    [
      'a schema that it does not match',
      {
        files: files({
          ...chart('env', { 'a.yaml': configMap('a') }, `pw: ${canary}\n`),
          'env/values.schema.json': '{"properties":{"pw":{"pattern":"^x"}}}',
        }),
        path: 'env',
      },
    ],
    [
      'a literal that is none',
      secretKustomization(
        `secretGenerator: [{ name: s, literals: [${canary}] }]`,
      ),
    ],
    [
      'a patch that does not fit',
      secretKustomization(
        `resources: [a.yaml]\npatches:\n- target: { kind: Secret }\n  patch: |-\n    - op: test\n      path: /stringData/a\n      value: ${canary}x\n`,
      ),
    ],
    [
      'a name that is there twice',
      secretKustomization('resources: [a.yaml, b.yaml]', {
        'env/b.yaml': `apiVersion: v1\nkind: Secret\nmetadata: { name: a }\nstringData: { b: ${canary} }\n`,
      }),
    ],
    [
      'a Secret that is no YAML',
      secretKustomization('resources: [a.yaml, b.yaml]', {
        'env/b.yaml': `kind: Secret\nstringData:\n  a: ${canary}\n  b: [\n`,
      }),
    ],
  ])('tell no secret: %s', async (_name, request) => {
    const outcome = await render(request);
    expect(outcome.status).toBe('failed');
    const said = JSON.stringify(outcome).toLowerCase();
    const hidden = canary.slice('canary-'.length);
    expect(said).not.toContain(hidden.slice(0, 8));
    expect(said).not.toContain(hidden.slice(-8));
    expect(said).not.toContain(
      Buffer.from(canary).toString('base64').slice(0, 20).toLowerCase(),
    );
    expect(said).not.toContain(folder.path);
  });

  it('that fail say where and why', async () => {
    expect(
      await render({
        files: files(
          chart('env', {
            'deployment.yaml':
              'a: {{ required "image.tag is required" .Values.tag }}',
          }),
        ),
        path: 'env',
      }),
    ).toEqual({
      status: 'failed',
      reason:
        'The chart could not be rendered: execution error at (env/templates/deployment.yaml:1:6): image.tag is required',
    });
  });

  it('a rendering that its caller gives up is ended', async () => {
    const renderer = await create();
    const controller = new AbortController();
    const rendering = renderer.render(
      {
        files: files(
          chart('env', { 'a.yaml': '{{ range until 1000000000 }}{{ end }}' }),
        ),
        path: 'env',
      },
      controller.signal,
    );
    controller.abort(new Error('the backend stops'));
    await expect(rendering).rejects.toThrow('the backend stops');
  });
});
