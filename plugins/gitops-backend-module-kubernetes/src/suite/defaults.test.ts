import { isDryRun } from '@backstage-gitops/engine-contract';
import { describeOnCluster, useWorld } from '../__testUtils__/useWorld';
import { drifted } from '../__testUtils__/EngineWorld';
import { configMap, deployment } from '../__testUtils__/manifests';

const CASES: Array<[what: string, yaml: string]> = [
  ['a Deployment that leaves almost everything to defaults', deployment()],
  [
    'probes, volumes and a strategy that are filled in',
    `
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  replicas: 1
  selector: { matchLabels: { app: web } }
  strategy: { type: RollingUpdate }
  template:
    metadata: { labels: { app: web } }
    spec:
      containers:
        - name: web
          image: registry.example.com/shop/web
          readinessProbe: { httpGet: { port: 8080 } }
          volumeMounts: [{ name: files, mountPath: /files }]
          env:
            - name: NODE
              valueFrom: { fieldRef: { fieldPath: spec.nodeName } }
      volumes:
        - name: files
          configMap: { name: settings }
        - name: scratch
          emptyDir: {}
`,
  ],
  [
    'quantities in other spellings than the server keeps',
    deployment(
      '',
      'resources: { requests: { cpu: 0.1, memory: 0.5Gi }, limits: { cpu: 1000m, memory: 1024Mi } }',
    ),
  ],
  [
    'a port without a protocol, and targets by number and by name',
    `
apiVersion: v1
kind: Service
metadata: { name: web }
spec:
  selector: { app: web }
  ports:
    - { name: http, port: 80, targetPort: 8080 }
    - { name: admin, port: 9000, targetPort: admin }
    - { name: dns, port: 53, protocol: UDP }
`,
  ],
  [
    'a Secret written as text',
    `
apiVersion: v1
kind: Secret
metadata: { name: login }
stringData: { password: correct-horse }
data: { user: YWRtaW4= }
`,
  ],
  [
    'a ConfigMap with a value of many lines',
    configMap('text', { a: 'b\nc\n' }),
  ],
  [
    'a NetworkPolicy and a PodDisruptionBudget',
    `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: web }
spec:
  podSelector: { matchLabels: { app: web } }
  ingress: [{ ports: [{ port: 8080 }] }]
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: web }
spec: { minAvailable: 1, selector: { matchLabels: { app: web } } }
`,
  ],
  [
    'a StatefulSet with a claim, a CronJob and an Ingress',
    `
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: store }
spec:
  serviceName: store
  replicas: 0
  selector: { matchLabels: { app: store } }
  template:
    metadata: { labels: { app: store } }
    spec: { containers: [{ name: store, image: registry.example.com/store:1 }] }
  volumeClaimTemplates:
    - metadata: { name: data }
      spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Gi } } }
---
apiVersion: batch/v1
kind: CronJob
metadata: { name: report }
spec:
  schedule: 0 3 * * *
  suspend: true
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: OnFailure
          containers: [{ name: report, image: registry.example.com/report:1 }]
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: web }
spec:
  rules:
    - host: shop.example.com
      http:
        paths:
          - { path: /, pathType: Prefix, backend: { service: { name: web, port: { number: 80 } } } }
`,
  ],
];

describeOnCluster('what a server fills in', () => {
  const world = useWorld();

  it.each(CASES)(
    'is no drift, and asks for no dry run: %s',
    async (_, yaml) => {
      const desired = world().desired(yaml);
      await world().sync(desired);
      const dryRuns: string[] = [];
      world().transport.fail(request => {
        if (isDryRun(request)) dryRuns.push(request.path);
        return undefined;
      });
      // Another environment's eyes: nothing of what was compared before is known to them.
      const again = await world().observeAfresh(desired);
      expect(drifted(again)).toEqual([]);
      expect(again.map(({ sync }) => sync)).toEqual(
        desired.objects.map(() => 'Synced'),
      );
      expect(dryRuns).toEqual([]);
    },
  );

  it.each(CASES)(
    'is no drift where kubectl applied it: %s',
    async (_, yaml) => {
      await world().kubectlApply(yaml);
      const desired = world().desired(yaml);
      const seen = await world().until(desired, 'all is synced', objects =>
        objects.every(({ sync }) => sync === 'Synced'),
      );
      expect(drifted(seen)).toEqual([]);
    },
  );
});
