/** Files by path, of texts. */
export function files(content: Record<string, string | Buffer>) {
  return new Map(
    Object.entries(content).map(([path, text]) => [path, Buffer.from(text)]),
  );
}

/** A manifest with as little as is taken for one. */
export function configMap(name: string, data = 'a: b'): string {
  return `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${name} }\ndata: { ${data} }\n`;
}

/** A chart with these templates, in a folder. */
export function chart(
  folder: string,
  templates: Record<string, string>,
  values = '',
): Record<string, string> {
  const name = folder.split('/').pop();
  return {
    [`${folder}/Chart.yaml`]: `apiVersion: v2\nname: ${name}\nversion: 1.0.0\n`,
    [`${folder}/values.yaml`]: values,
    ...Object.fromEntries(
      Object.entries(templates).map(([path, text]) => [
        `${folder}/templates/${path}`,
        text,
      ]),
    ),
  };
}
