import { isMap, JsonObject } from '../objects/json';
import { ensureMap, fill, within } from './fill';
import { textAt } from '../objects/read';

export function defaultNamespace(object: JsonObject): void {
  const name = textAt(object, 'metadata', 'name');
  if (name) {
    const labels = ensureMap(ensureMap(object, 'metadata'), 'labels');
    labels['kubernetes.io/metadata.name'] = name;
  }
}

/** Keeps what is written as text beside what is written as base64. */
export function defaultSecret(object: JsonObject): void {
  fill(object, 'type', 'Opaque');
  const texts = object.stringData;
  if (isMap(texts)) {
    const data = ensureMap(object, 'data');
    for (const [key, value] of Object.entries(texts)) {
      data[key] = Buffer.from(String(value ?? '')).toString('base64');
    }
  }
  delete object.stringData;
}

export function defaultDefinition(object: JsonObject): void {
  within(object, 'spec', spec => {
    within(spec, 'names', names => {
      const kind = textAt(names, 'kind') ?? '';
      fill(names, 'singular', kind.toLowerCase());
      fill(names, 'listKind', `${kind}List`);
    });
    const conversion = ensureMap(spec, 'conversion');
    fill(conversion, 'strategy', 'None');
    within(conversion, 'webhook', webhook =>
      within(webhook, 'clientConfig', config =>
        within(config, 'service', service => fill(service, 'port', 443)),
      ),
    );
  });
}

export function defaultApiService(object: JsonObject): void {
  within(object, 'spec', spec =>
    within(spec, 'service', service => fill(service, 'port', 443)),
  );
}
