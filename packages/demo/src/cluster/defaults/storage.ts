import { JsonObject } from '../objects/json';
import { mapAt } from '../objects/read';
import { each, ensureMap, fill, within } from './fill';

export function defaultPersistentVolumeClaim(object: JsonObject): void {
  within(object, 'spec', spec => fill(spec, 'volumeMode', 'Filesystem'));
  fill(ensureMap(object, 'status'), 'phase', 'Pending');
}

export function defaultPersistentVolume(object: JsonObject): void {
  within(object, 'spec', spec => {
    fill(spec, 'persistentVolumeReclaimPolicy', 'Retain');
    fill(spec, 'volumeMode', 'Filesystem');
    within(spec, 'hostPath', source => fill(source, 'type', ''));
  });
  fill(ensureMap(object, 'status'), 'phase', 'Pending');
}

export function defaultStorageClass(object: JsonObject): void {
  fill(object, 'reclaimPolicy', 'Delete');
  fill(object, 'volumeBindingMode', 'Immediate');
}

export function defaultCsiDriver(object: JsonObject): void {
  within(object, 'spec', spec => {
    fill(spec, 'attachRequired', true);
    fill(spec, 'podInfoOnMount', false);
    fill(spec, 'storageCapacity', false);
    fill(spec, 'fsGroupPolicy', 'ReadWriteOnceWithFSType');
    fill(spec, 'volumeLifecycleModes', ['Persistent']);
    fill(spec, 'requiresRepublish', false);
    fill(spec, 'seLinuxMount', false);
  });
}

export function defaultLimitRange(object: JsonObject): void {
  within(object, 'spec', spec =>
    each(spec, 'limits', limit => {
      if (limit.type !== 'Container') return;
      const standard = { ...mapAt(limit, 'max'), ...mapAt(limit, 'default') };
      const request = {
        ...mapAt(limit, 'min'),
        ...standard,
        ...mapAt(limit, 'defaultRequest'),
      };
      if (Object.keys(standard).length > 0) limit.default = standard;
      if (Object.keys(request).length > 0) limit.defaultRequest = request;
    }),
  );
}
