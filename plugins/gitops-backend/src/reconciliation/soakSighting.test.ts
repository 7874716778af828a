import { soakSighting } from './soakSighting';

describe('soakSighting', () => {
  it.each([
    ['Synced', 'Healthy', 'head', 'well'],
    ['Synced', 'Healthy', 'before', 'unclear'],
    ['Synced', 'Healthy', undefined, 'unclear'],
    ['Synced', 'Progressing', 'head', 'unclear'],
    ['Synced', 'Suspended', 'head', 'unclear'],
    ['Synced', 'Degraded', 'head', 'broken'],
    ['Drifted', 'Healthy', 'head', 'broken'],
    ['Drifted', 'Missing', 'before', 'broken'],
    ['Progressing', 'Healthy', 'head', 'unclear'],
    ['Unknown', 'Unknown', 'head', 'unclear'],
  ])('%s, %s, seen at %s: %s', (sync, health, revision, sighting) => {
    expect(soakSighting({ sync, health, revision }, 'head')).toBe(sighting);
  });
});
