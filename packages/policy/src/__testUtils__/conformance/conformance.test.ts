import { runConformance, wrongOnes } from './runConformance';

const { CONFORMANCE_DATA } = process.env;

if (!CONFORMANCE_DATA) {
  describe('conformance, not graded', () => {
    it.todo('needs CONFORMANCE_DATA, which is no part of this repository');
  });
} else {
  describe('conformance', () => {
    it.each([...runConformance(CONFORMANCE_DATA)])('%s', (_, outcomes) => {
      expect(outcomes).not.toEqual([]);
      expect(wrongOnes(outcomes)).toEqual([]);
    });
  });
}
