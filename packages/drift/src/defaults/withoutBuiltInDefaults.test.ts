import { parsePath, valueAtPath } from '../fields';
import type { JsonObject } from '../json';
import { withBuiltInDefaults } from './withBuiltInDefaults';
import { withoutBuiltInDefaults } from './withoutBuiltInDefaults';

const written: JsonObject = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web' },
  spec: {
    replicas: 2,
    selector: { matchLabels: { app: 'web' } },
    template: {
      metadata: { labels: { app: 'web' } },
      spec: {
        containers: [
          { name: 'app', image: 'app:1' },
          {
            name: 'proxy',
            image: 'proxy:1',
            ports: [{ containerPort: 80 }],
            readinessProbe: { httpGet: { path: '/healthz', port: 80 } },
          },
        ],
      },
    },
  },
};
const proxy = parsePath('/spec/template/spec/containers/k:{"name":"proxy"}');
const app = parsePath('/spec/template/spec/containers/k:{"name":"app"}');

describe('withoutBuiltInDefaults', () => {
  it('leaves below a path what a person wrote there, and everything elsewhere', () => {
    const kept = withBuiltInDefaults(written);
    expect(valueAtPath(kept, proxy)).not.toEqual(valueAtPath(written, proxy));
    const pruned = withoutBuiltInDefaults(kept, proxy);
    expect(valueAtPath(pruned, proxy)).toEqual(valueAtPath(written, proxy));
    expect(valueAtPath(pruned, app)).toEqual(valueAtPath(kept, app));
  });

  it('keeps what is at the path itself, default or not', () => {
    const kept = withBuiltInDefaults(written);
    const policy = parsePath('/spec/template/spec/restartPolicy');
    expect(valueAtPath(kept, policy)).toBe('Always');
    expect(withoutBuiltInDefaults(kept, policy)).toEqual(kept);
  });

  it('leaves kinds alone whose defaults it does not know', () => {
    const gauge = {
      apiVersion: 'example.com/v1',
      kind: 'Gauge',
      spec: { unit: 'bar' },
    };
    expect(withoutBuiltInDefaults(gauge, [])).toEqual(gauge);
  });
});
