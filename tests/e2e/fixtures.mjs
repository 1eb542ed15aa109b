// What every browser test starts from: the finished page on a server of its own, and a browser context
// that watches. Any test fails, whatever it asserts, when a page of it logs an error, throws, breaks
// its content security policy, or asks anything of another host.

import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import AxeBuilder from "@axe-core/playwright";
import { test as base, expect } from "@playwright/test";
import { slowdown } from "./chromium.mjs";
import { serve, subPath } from "./server.mjs";

export { expect };
/** For a test that breaks a rule on purpose: the same page and server, nothing watched. */
export { unwatched };

const dist = resolve(import.meta.dirname, "../..", process.env.WHOCAN_DIST ?? "dist");

const unwatched = base.extend({
  /** Addresses of the page: at a server's root, below a path, and as one file on disk. */
  site: [
    async ({}, use) => {
      const server = await serve(dist);
      await use({
        origin: server.url,
        root: `${server.url}/`,
        deep: `${server.url}${subPath}`,
        file: pathToFileURL(`${dist}/whocan.html`).href,
      });
      await server.close();
    },
    { scope: "worker" },
  ],

  baseURL: async ({ site }, use) => use(site.root),
});

export const test = unwatched.extend({
  /** What went wrong unasked. A test that expects one of them takes it out again. */
  problems: async ({}, use) => use([]),

  /** Every address asked for, except the `data:` and `blob:` ones, which go nowhere. */
  requests: async ({}, use) => use([]),

  context: async ({ context, site, problems, requests }, use) => {
    context.on("console", (message) => {
      if (message.type() === "error") problems.push(`console: ${message.text()}`);
    });
    context.on("weberror", (error) => problems.push(`uncaught: ${error.error()}`));
    context.on("request", (request) => {
      const { protocol, origin } = new URL(request.url());
      if (protocol === "data:" || protocol === "blob:") return;
      requests.push(request.url());
      const ours = origin === site.origin || request.url().split("#")[0] === site.file;
      if (!ours) problems.push(`asked another host: ${request.url()}`);
    });
    await context.exposeFunction("reportViolation", (text) => problems.push(`policy: ${text}`));
    await context.addInitScript(() => {
      addEventListener("securitypolicyviolation", (event) => {
        window.reportViolation(`${event.effectiveDirective} forbids ${event.blockedURI || "inline"}`);
      });
    });
    if (slowdown > 1) {
      context.on("page", async (page) => {
        const devtools = await context.newCDPSession(page);
        await devtools.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
      });
    }
    await use(context);
    expect(problems, "nothing may go wrong unasked").toEqual([]);
  },
});

/** Where something stands now: nowhere, where it is just being drawn anew. */
export async function boxOf(locator) {
  return (await locator.boundingBox()) ?? { x: NaN, y: NaN, width: NaN, height: NaN };
}

/** Where something stands, once it has come to rest. */
export async function restingBox(locator) {
  for (let before; ; ) {
    const box = await locator.boundingBox();
    if (box && before && ["x", "y", "width", "height"].every((side) => box[side] === before[side])) return box;
    before = box;
    await locator.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  }
}

/** Opens an address of the page and waits until the app stands. */
export async function open(page, address) {
  await page.goto(address);
  await expect(page.getByRole("main")).toBeVisible();
  await expect(page.locator("#boot")).toHaveCount(0);
}

/** Chooses what is to be done with a workspace in the list of the first screen. */
export async function chooseFor(page, title, item) {
  await page.getByRole("button", { name: `More for ${title}`, exact: true }).click();
  await page.getByRole("menuitem", { name: item }).click();
}

/** Picks a system among the first steps of a new workspace, and goes to its editor. */
export async function pickSystem(page, name, tab = "Editor") {
  await page.getByRole("button", { name: new RegExp(`^${name}`), pressed: false }).click();
  await goTo(page, name, tab);
}

/** Saves a file by the dialog that is open: with people's names as they are, or others in their place. */
export async function saveFile(page, names = "As they are") {
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("radio", { name: names }).check();
  await dialog.getByRole("button", { name: "Save file" }).click();
}

/** Empties the second copy of what is kept, as another hand would. */
export async function loseSecondCopy(page) {
  await page.evaluate(
    () =>
      new Promise((done, failed) => {
        const request = indexedDB.open("whocan", 1);
        request.onupgradeneeded = () => request.result.createObjectStore("texts");
        request.onerror = () => failed(request.error);
        request.onsuccess = () => {
          const transaction = request.result.transaction("texts", "readwrite");
          transaction.objectStore("texts").clear();
          transaction.oncomplete = () => {
            request.result.close();
            done();
          };
        };
      }),
  );
}

/** Whether what was edited is kept, as it is heard. */
export const saveStatus = (page) => page.locator(".save-said");

/** What was just done. */
export const notice = (page) => page.locator(".toast-words");

/** What must be known before going on. */
export const banner = (page) => page.locator(".page-banner");

/** What the open workspace is called. */
export const workspaceName = (page) => page.locator(".workspace-title");

/** Chooses something from the menu of the open workspace. */
export async function fromWorkspaceMenu(page, name) {
  await page.getByRole("button", { name: /^Workspace: / }).click();
  await page.getByRole("menuitem", { name, exact: typeof name === "string" }).click();
}

/** Gives the open workspace another name. */
export async function renameWorkspace(page, name) {
  await fromWorkspaceMenu(page, "Rename…");
  const dialog = page.getByRole("dialog", { name: "Rename the workspace" });
  await dialog.getByLabel("Workspace name").fill(name);
  await dialog.getByRole("button", { name: "Rename" }).click();
}

/** Chooses something from the menu that hands the workspace on. */
export async function fromShareMenu(page, name) {
  await page.getByRole("button", { name: "Share", exact: true }).click();
  await page.getByRole("menuitem", { name }).click();
}

/** Opens the dialog that saves a file. */
export const openExport = (page) => fromShareMenu(page, /^Save as a file…/);

/** Goes to a place or a system by the rail, and to one of its tabs. */
export async function goTo(page, place, tab) {
  const rail = page.getByRole("navigation", { name: "Screens" });
  await rail.getByRole("link", { name: new RegExp(`^${place}`) }).click();
  if (tab) await page.getByRole("navigation", { name: place, exact: true }).getByRole("link", { name: tab, exact: true }).click();
}

/** Adds a system to the open workspace: its editor opens. */
export async function addSystem(page, name) {
  await page.getByRole("navigation", { name: "Screens" }).getByRole("button", { name: "Add a system…" }).click();
  await page.getByRole("menuitem", { name: new RegExp(`^${name}`) }).click();
}

/** Goes to the list of all workspaces. */
export const allWorkspaces = (page) => fromWorkspaceMenu(page, "All workspaces");

/** Chooses a theme. */
export async function chooseTheme(page, name) {
  await page.getByRole("button", { name: "Theme" }).click();
  await page.getByRole("menuitemradio", { name }).click();
}

/** What stands in a grid at a row and a column, its heads being 0, as a selector within the grid. */
export const spot = (row, column) => `[aria-rowindex="${row + 1}"] [aria-colindex="${column + 1}"]`;

/** Waits until what is coming into sight has come: half faded in, nothing has the contrast that it ends with. */
const settled = (page) =>
  page.evaluate(async () => {
    const ends = (animation) => animation.effect?.getComputedTiming().endTime !== Infinity;
    const running = () => document.getAnimations().filter((one) => ends(one) && one.playState === "running");
    for (let moving = running(); moving.length; moving = running()) await Promise.allSettled(moving.map((one) => one.finished));
  });

/**
 * Asserts that axe finds nothing to object to in what is on screen, once it stands still. A dark page is asked about its colours
 * only: the themes differ in nothing else, and the light one is asked everything. Where no test asks the
 * light one, `everything` is asked of the dark one.
 */
export async function expectAccessible(page, { everything = false } = {}) {
  await settled(page);
  const dark = await page.evaluate(() => {
    const { theme } = document.documentElement.dataset;
    return theme === "system" ? matchMedia("(prefers-color-scheme: dark)").matches : theme === "dark";
  });
  // Without what it says of all that is right, which takes most of the time; and there are no frames.
  const options = { resultTypes: ["violations"], ...(dark && !everything && { runOnly: ["color-contrast"] }) };
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).options(options).analyze();
  const faults = violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map((node) => node.target).join(", ")}`);
  expect(faults).toEqual([]);
}
