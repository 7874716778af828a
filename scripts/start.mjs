// Starts the embedded world, the backend and the app, and ends them together.
import { requireSupportedNode } from './lib/nodeVersion.mjs';
import { onEndOfProcess } from './lib/processes.mjs';
import { appUrl, startProduct } from './lib/product.mjs';

requireSupportedNode('npm start');
const signal = onEndOfProcess();

try {
  const product = await startProduct(signal);
  process.stdout.write(
    `\nReady. Open ${appUrl}, sign in as dana, and open payments > GitOps.\nThen, in another terminal: npm run demo -- push-image payments 1.1.0\n\n`,
  );
  const outcome = await Promise.race([
    product.ended,
    new Promise(resolve =>
      signal.addEventListener('abort', () => resolve('asked to end')),
    ),
  ]);
  await product.stop();
  process.exitCode = signal.aborted ? 0 : 1;
  process.stdout.write(`Ended: ${outcome}\n`);
} catch (error) {
  process.stderr.write(`\n${error.message}\n`);
  process.exitCode = 1;
}
