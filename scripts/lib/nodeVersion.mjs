// Which versions of Node run the product. better-sqlite3, for one, crashes on Node 20.
const supported = [22, 24];

export const supportedNodes = supported.join(' or ');

/** Takes what `node --version` prints. */
export function isSupportedNode(version) {
  return supported.includes(Number(/^v?(\d+)\./.exec(version)?.[1]));
}

/** Ends the process with a way out where a script was started past `npm run`, by an unsuitable Node. */
export function requireSupportedNode(command) {
  if (isSupportedNode(process.version)) return;
  process.stderr.write(
    `Node ${supportedNodes} is needed and this is ${process.version}. Run \`${command}\`: it brings a Node of its own.\n`,
  );
  process.exit(1);
}
