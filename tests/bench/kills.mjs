// How much of what was said to be kept is there after the browser was killed: edits are made again and
// again, the browser is killed by SIGKILL at some moment, and started again with the same profile.
//
//   node tests/bench/kills.mjs [KILLS] [DIST]
//
// KILLS is 100, DIST the finished page, dist/. Prints a line for each kill after which something was
// missing, and the sums. Fails where something was missing that had been said to be kept.

import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { chromium } from "@playwright/test";
import { launchOptions } from "../e2e/chromium.mjs";
import { serve } from "../e2e/server.mjs";

const kills = Number(process.argv[2] ?? 100);
const dist = resolve(process.argv[3] ?? join(import.meta.dirname, "../../dist"));
const profile = mkdtempSync(join(tmpdir(), "whocan-kills-"));
// A port of its own would be an origin of its own, with a storage of its own.
const server = await serve(dist, 0);
const address = `${server.url}/#/school-office/overview/processes`;

/** Starts the browser in a process group of its own, to be killed as a whole. */
async function start() {
  const { executablePath, args } = launchOptions();
  const all = [...args, "--headless", "--remote-debugging-port=0", `--user-data-dir=${profile}`, "about:blank"];
  const browser = spawn(executablePath, all, { detached: true, stdio: ["ignore", "ignore", "pipe"] });
  const endpoint = await new Promise((found, failed) => {
    let said = "";
    browser.stderr.on("data", (data) => {
      said += data;
      const match = said.match(/DevTools listening on (ws:\S+)/);
      if (match) found(match[1]);
    });
    browser.once("exit", () => failed(new Error(`the browser did not start: ${said}`)));
  });
  const ended = new Promise((done) => browser.once("exit", done));
  return { browser, ended, connection: await chromium.connectOverCDP(endpoint) };
}

/** The newest save that a page's localStorage has, before the page's own program sees it. */
const newestSave = () => {
  const saves = Object.keys(localStorage).filter((key) => key.startsWith("whocan.save.school-office."));
  return Math.max(0, ...saves.map((key) => Number(key.split(".")[3])));
};

const sums = { kills: 0, edits: 0, kept: 0, missing: 0, most: 0, behind: 0, behindMost: 0 };
let said = 0;
let edit = 0;
for (let kill = 0; kill <= kills; kill++) {
  const { browser, ended, connection } = await start();
  const [context] = connection.contexts();
  const page = await context.newPage();
  await page.addInitScript(`window.newestBefore = (${newestSave})()`);
  await page.goto(address);
  const title = page.locator(".workspace-title");
  await title.waitFor();
  const found = Number((await title.textContent()).replace("Edit ", "")) || 0;
  if (kill > 0) {
    const [before, after] = await page.evaluate(`[window.newestBefore, (${newestSave})()]`);
    const [missing, behind] = [Math.max(0, said - found), after - before];
    sums.kills++;
    sums.missing += missing > 0;
    sums.most = Math.max(sums.most, missing);
    sums.behind += behind > 0;
    sums.behindMost = Math.max(sums.behindMost, behind);
    if (missing || behind) {
      console.log(`kill ${kill}: said to be kept up to edit ${said}, found ${found}; localStorage was ${behind} saves behind`);
    }
  }
  if (kill === kills) {
    await connection.close();
    process.kill(-browser.pid, "SIGKILL");
    break;
  }
  said = found;
  edit = Math.max(edit, found);
  await page.exposeFunction("saidToBeKept", (name) => {
    const number = Number(name.replace("Edit ", "")) || 0;
    if (number > said) sums.kept++;
    said = Math.max(said, number);
  });
  await page.evaluate(() => {
    const bar = document.querySelector(".save-said");
    const look = () => {
      if (bar.textContent.startsWith("Kept in this browser")) window.saidToBeKept(document.querySelector(".workspace-title").textContent);
    };
    new MutationObserver(look).observe(bar, { childList: true, characterData: true, subtree: true });
  });
  const end = Date.now() + 500 + Math.random() * 4000;
  while (Date.now() < end) {
    edit++;
    sums.edits++;
    await page.getByRole("button", { name: /^Workspace: / }).click();
    await page.getByRole("menuitem", { name: "Rename…" }).click();
    await page.getByLabel("Workspace name").fill(`Edit ${edit}`);
    await page.keyboard.press("Enter");
    await wait(Math.min(Math.random() * 900, Math.max(0, end - Date.now())));
  }
  process.kill(-browser.pid, "SIGKILL");
  await ended;
  await connection.close().catch(() => {});
}
await server.close();
rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
console.log(
  `${sums.kills} kills, ${sums.edits} edits, of which ${sums.kept} were said to be kept:\n` +
    `something said to be kept was missing after ${sums.missing} kills (${sums.most} edits at most);\n` +
    `localStorage alone was behind after ${sums.behind} kills (${sums.behindMost} saves at most)`,
);
process.exit(sums.missing ? 1 : 0);
