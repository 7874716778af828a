import { JsonObject } from '../objects/json';
import { each, fill, within } from './fill';

const READ_BY_ALL = 0o644;

function projected(source: JsonObject) {
  fill(source, 'defaultMode', READ_BY_ALL);
  each(source, 'sources', part => {
    within(part, 'serviceAccountToken', token =>
      fill(token, 'expirationSeconds', 3600),
    );
    within(part, 'downwardAPI', downward);
  });
}

function downward(source: JsonObject) {
  each(source, 'items', item =>
    within(item, 'fieldRef', field => fill(field, 'apiVersion', 'v1')),
  );
}

/** What the API server fills into a volume. */
export function defaultVolume(volume: JsonObject): void {
  if (Object.keys(volume).every(key => key === 'name')) volume.emptyDir = {};
  within(volume, 'secret', source => fill(source, 'defaultMode', READ_BY_ALL));
  within(volume, 'configMap', source =>
    fill(source, 'defaultMode', READ_BY_ALL),
  );
  within(volume, 'downwardAPI', source => {
    fill(source, 'defaultMode', READ_BY_ALL);
    downward(source);
  });
  within(volume, 'projected', projected);
  within(volume, 'hostPath', source => fill(source, 'type', ''));
  within(volume, 'ephemeral', source =>
    within(source, 'volumeClaimTemplate', template =>
      within(template, 'spec', spec => fill(spec, 'volumeMode', 'Filesystem')),
    ),
  );
}
