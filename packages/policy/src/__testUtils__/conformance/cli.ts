import { runConformance, wrongOnes } from './runConformance';

const data = process.env.CONFORMANCE_DATA;
if (data) {
  for (const [name, outcomes] of runConformance(data)) {
    const wrong = wrongOnes(outcomes);
    process.stdout.write(
      `${name} ${outcomes.length - wrong.length}/${outcomes.length}\n`,
    );
    for (const { id, expected, got } of wrong) {
      process.stdout.write(
        `  ${id}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(
          got,
        )}\n`,
      );
      process.exitCode = 1;
    }
  }
} else {
  process.stdout.write(
    'CONFORMANCE_DATA is not set: without the cases of the reference implementations.\n',
  );
}
