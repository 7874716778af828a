import { JsonObject } from '../objects/json';
import {
  finalizersOf,
  isDeleting,
  nameOf,
  namespaceOf,
  uidOf,
  withMetadata,
} from '../objects/metadata';
import { withValue } from '../objects/change';
import { mapAt, mapsAt, textAt, textsAt } from '../objects/read';
import { canonicalQuantity, compareQuantities } from '../schema/quantity';
import { Resource } from '../resources/Resource';
import { Controller } from './Controller';
import { ControllerApi } from './ControllerApi';
import { ownKey } from './keys';

const BOUND = 'pv.kubernetes.io/bound-by-controller';
const CLAIM_PROTECTION = 'kubernetes.io/pvc-protection';
const VOLUME_PROTECTION = 'kubernetes.io/pv-protection';

const sizeOf = (text: string | undefined) =>
  canonicalQuantity(text ?? '0') ?? '0';

function fits(volume: JsonObject, claim: JsonObject): boolean {
  const named = textAt(claim, 'spec', 'volumeName');
  if (named !== undefined && named !== nameOf(volume)) return false;
  const reserved = mapAt(volume, 'spec', 'claimRef');
  if (
    reserved.name !== undefined &&
    (reserved.name !== nameOf(claim) ||
      reserved.namespace !== namespaceOf(claim))
  ) {
    return false;
  }
  const modes = textsAt(volume, 'spec', 'accessModes');
  return (
    (textAt(volume, 'spec', 'storageClassName') ?? '') ===
      (textAt(claim, 'spec', 'storageClassName') ?? '') &&
    textsAt(claim, 'spec', 'accessModes').every(mode => modes.includes(mode)) &&
    compareQuantities(
      sizeOf(textAt(volume, 'spec', 'capacity', 'storage')),
      sizeOf(textAt(claim, 'spec', 'resources', 'requests', 'storage')),
    ) >= 0
  );
}

/** Binds claims to volumes that fit, and frees unused ones to be deleted. */
export function volumeController(api: ControllerApi): Controller {
  const volumes = api.resource('v1', 'PersistentVolume');
  const claims = api.resource('v1', 'PersistentVolumeClaim');
  const { store } = api.context;

  const bind = (volume: JsonObject, claim: JsonObject) => {
    const reference = {
      kind: 'PersistentVolumeClaim',
      namespace: namespaceOf(claim) ?? '',
      name: nameOf(claim),
      uid: uidOf(claim),
      apiVersion: 'v1',
      resourceVersion: textAt(claim, 'metadata', 'resourceVersion') ?? '',
    };
    const reserved = withValue(
      withValue(volume, ['spec', 'claimRef'], reference),
      ['metadata', 'annotations'],
      { ...mapAt(volume, 'metadata', 'annotations'), [BOUND]: 'yes' },
    );
    const held = api.write(volumes, reserved, 'main');
    api.writeStatus(volumes, held, { phase: 'Bound' });
    const annotated = withValue(
      withValue(claim, ['spec', 'volumeName'], nameOf(volume)),
      ['metadata', 'annotations'],
      {
        ...mapAt(claim, 'metadata', 'annotations'),
        'pv.kubernetes.io/bind-completed': 'yes',
        [BOUND]: 'yes',
      },
    );
    const bound = api.write(claims, annotated, 'main');
    api.writeStatus(claims, bound, {
      phase: 'Bound',
      accessModes: textsAt(volume, 'spec', 'accessModes'),
      capacity: mapAt(volume, 'spec', 'capacity'),
    });
  };

  const isUsed = (claim: JsonObject) =>
    store
      .list('pods', namespaceOf(claim))
      .some(pod =>
        mapsAt(pod, 'spec', 'volumes').some(
          volume =>
            textAt(volume, 'persistentVolumeClaim', 'claimName') ===
            nameOf(claim),
        ),
      );

  const release = (resource: Resource, object: JsonObject, name: string) => {
    const finalizers = finalizersOf(object);
    if (!finalizers.includes(name)) return;
    const left = finalizers.filter(finalizer => finalizer !== name);
    api.write(resource, withMetadata(object, { finalizers: left }), 'main');
  };

  const freeVolume = (name: string) => {
    const volume = api.get(volumes, { namespace: undefined, name });
    if (!volume || !isDeleting(volume)) return;
    const { namespace, name: claim } = mapAt(volume, 'spec', 'claimRef');
    const held =
      typeof namespace === 'string' &&
      typeof claim === 'string' &&
      api.get(claims, { namespace, name: claim }) !== undefined;
    if (!held) release(volumes, volume, VOLUME_PROTECTION);
  };

  return {
    name: 'persistentvolume',
    concerns: change => {
      const own = [
        ...ownKey(change, 'persistentvolumeclaims'),
        ...ownKey(change, 'persistentvolumes'),
      ];
      const pod = change.collection === 'pods' && change.type === 'DELETED';
      if (change.collection !== 'persistentvolumes' && !pod) return own;
      const waiting = store
        .list(
          'persistentvolumeclaims',
          pod ? namespaceOf(change.object) : undefined,
        )
        .map(claim => ({ namespace: namespaceOf(claim), name: nameOf(claim) }));
      return [...own, ...waiting];
    },
    reconcile: key => {
      if (key.namespace === undefined) {
        freeVolume(key.name);
        return undefined;
      }
      const claim = api.get(claims, key);
      if (!claim) return undefined;
      if (isDeleting(claim)) {
        if (!isUsed(claim)) release(claims, claim, CLAIM_PROTECTION);
        return undefined;
      }
      if (textAt(claim, 'status', 'phase') === 'Bound') return undefined;
      const free = store
        .list('persistentvolumes')
        .filter(volume => textAt(volume, 'status', 'phase') !== 'Bound');
      const volume = free.find(candidate => fits(candidate, claim));
      if (volume) bind(volume, claim);
      return undefined;
    },
  };
}
