import { failedSets } from './Grade';
import { printResults } from './printResults';
import { runConformance } from './runConformance';

const { CONFORMANCE_DATA } = process.env;

if (!CONFORMANCE_DATA) {
  process.stdout.write(
    'CONFORMANCE_DATA is not set: without the cases of the reference implementations.\n',
  );
} else {
  const results = runConformance(CONFORMANCE_DATA);
  process.stdout.write(`${printResults(results)}\n`);
  process.exitCode = failedSets(results).length > 0 ? 1 : 0;
}
