import { failedSets } from './Grade';
import { runConformance } from './runConformance';

const { CONFORMANCE_DATA } = process.env;

if (!CONFORMANCE_DATA) {
  describe('conformance, not graded', () => {
    it.todo('needs CONFORMANCE_DATA, which is no part of this repository');
  });
} else {
  describe('conformance', () => {
    const results = runConformance(CONFORMANCE_DATA);

    it('is graded on every set', () => {
      expect(results.map(({ grades }) => grades.length)).not.toContain(0);
    });

    it('is complete', () => {
      expect(failedSets(results)).toEqual([]);
    });
  });
}
