// How the browser tests run: the finished dist/, the machine's own Chromium, nothing from outside.

import { defineConfig } from "@playwright/test";
import { launchOptions, slowdown } from "./chromium.mjs";

export default defineConfig({
  testDir: ".",
  testMatch: "*.spec.mjs",
  outputDir: "results/artifacts",
  reporter: [["list"], ["json", { outputFile: "results/results.json" }]],
  fullyParallel: true,
  workers: 2,
  // A test that passes the second time is a broken test.
  retries: 0,
  forbidOnly: !!process.env.CI,
  timeout: 30_000 * slowdown,
  expect: { timeout: 5_000 * slowdown },
  use: {
    browserName: "chromium",
    headless: true,
    launchOptions: launchOptions(),
    viewport: { width: 1440, height: 900 },
    locale: "en-GB",
    timezoneId: "Europe/London",
    screenshot: "only-on-failure",
    // A trace costs as much time as the test itself: asked for where one is needed.
    trace: process.env.WHOCAN_TRACE ? "retain-on-failure" : "off",
  },
});
