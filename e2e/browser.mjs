// Chromium as the browser tests drive it.
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const screenshotFolder = fileURLToPath(
  new URL('../e2e-screenshots', import.meta.url),
);

// Root has no sandbox to use, and what Chromium asks of its maker's hosts is refused on a closed network.
const launchArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const windowSizes = {
  wide: { width: 1440, height: 900 },
  narrow: { width: 480, height: 900 },
};
const colorSchemes = ['light', 'dark'];

// The first page is built while it is asked for; a busy machine takes a minute for that.
const PATIENCE_MS = 90_000;

/** Starts the browser that CHROMIUM names, with a profile that is empty and goes away with it. */
export function launchBrowser() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    headless: true,
    args: launchArguments,
  });
}

/** A window of its own for one person: nobody else's session is in it. */
export async function openWindow(browser) {
  const context = await browser.newContext({
    baseURL: 'http://localhost:3000',
    viewport: windowSizes.wide,
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    colorScheme: 'light',
    reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(PATIENCE_MS);
  return context;
}

/** Keeps what a page looks like as it is: a dialog over a dialog would not outlive another theme. */
export async function takeScreenshot(page, name) {
  await mkdir(screenshotFolder, { recursive: true });
  await page.screenshot({
    path: path.join(screenshotFolder, `${name}.png`),
    fullPage: true,
    animations: 'disabled',
  });
}

/**
 * Keeps what a portal looks like, wide and narrow, light and dark, for a person to look at. `loaded` brings the page
 * there again, and waits for it.
 */
export async function takeScreenshots(
  portal,
  name,
  loaded = colorScheme => portal.loaded(colorScheme),
) {
  const { page } = portal;
  for (const colorScheme of colorSchemes) {
    // Another theme mounts the whole page anew, which then loads again.
    await page.emulateMedia({ colorScheme });
    await loaded(colorScheme);
    for (const [size, viewport] of Object.entries(windowSizes)) {
      await page.setViewportSize(viewport);
      await takeScreenshot(page, `${name}-${colorScheme}-${size}`);
    }
  }
  await page.setViewportSize(windowSizes.wide);
  await page.emulateMedia({ colorScheme: 'light' });
  await loaded('light');
}
