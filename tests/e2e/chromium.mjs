// Which browser the tests drive, and how it is started. Run by itself it prints the browser's path, or
// fails when there is none.

import { accessSync, constants, statSync } from "node:fs";
import { delimiter, join } from "node:path";
import { pathToFileURL } from "node:url";

const names = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];
const elsewhere = ["/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"];

/** `CHROMIUM`, else the first browser on PATH, else nothing. */
export function findChromium() {
  const asked = process.env.CHROMIUM;
  const folders = (process.env.PATH ?? "").split(delimiter);
  const known = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  return (asked ? [asked] : [...known, ...elsewhere]).find(isProgram);
}

/** How many times slower than the machine the pages run: `WHOCAN_SLOW=6` finds tests that pass by luck. */
export const slowdown = Number(process.env.WHOCAN_SLOW ?? 1);

export function launchOptions() {
  return {
    executablePath: findChromium(),
    args: [
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      // Chromium refuses to start its sandbox for root, which build servers often are.
      ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
    ],
  };
}

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const path = findChromium();
  if (!path) {
    console.error("no Chromium or Chrome was found; CHROMIUM can name one");
    process.exit(1);
  }
  console.log(path);
}
