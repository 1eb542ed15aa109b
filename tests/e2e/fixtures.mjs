// What every browser test starts from: the finished page on a server of its own, and a browser context
// that watches. Any test fails, whatever it asserts, when a page of it logs an error, throws, breaks
// its content security policy, or asks anything of another host.

import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import AxeBuilder from "@axe-core/playwright";
import { test as base, expect } from "@playwright/test";
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
    await use(context);
    expect(problems, "nothing may go wrong unasked").toEqual([]);
  },
});

/** Opens an address of the page and waits until the app stands. */
export async function open(page, address) {
  await page.goto(address);
  await expect(page.getByRole("main")).toBeVisible();
  await expect(page.locator("#boot")).toHaveCount(0);
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

/** What stands in a grid at a row and a column, its heads being 0, as a selector within the grid. */
export const spot = (row, column) => `[aria-rowindex="${row + 1}"] [aria-colindex="${column + 1}"]`;

/** Asserts that axe finds nothing to object to in what is on screen. */
export async function expectAccessible(page) {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const faults = violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map((node) => node.target).join(", ")}`);
  expect(faults).toEqual([]);
}
