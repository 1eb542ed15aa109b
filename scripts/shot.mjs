// Pictures of screens, to look at while working on them.
// usage: node scripts/shot.mjs OUTDIR [--url ADDRESS] [HASH-ROUTE...]
// Each route is taken in light and dark, wide and narrow, of dist/ or of the page at ADDRESS.
// A route is what follows the `#`, for example /directory; without one, the first screen is taken.

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import { launchOptions } from "../tests/e2e/chromium.mjs";
import { serve } from "../tests/e2e/server.mjs";

const sizes = { wide: { width: 1440, height: 900 }, narrow: { width: 360, height: 740 } };

const args = process.argv.slice(2);
const at = args.indexOf("--url");
const [, given] = at < 0 ? [] : args.splice(at, 2);
const [folder, ...routes] = args;
if (!folder || (at >= 0 && !given)) {
  console.error("usage: node scripts/shot.mjs OUTDIR [--url ADDRESS] [HASH-ROUTE...]");
  process.exit(2);
}
if (routes.length === 0) routes.push("/");

mkdirSync(folder, { recursive: true });
const server = given ? undefined : await serve(process.env.WHOCAN_DIST ?? "dist");
const browser = await chromium.launch(launchOptions());
for (const theme of ["light", "dark"]) {
  for (const [size, viewport] of Object.entries(sizes)) {
    const context = await browser.newContext({ viewport, colorScheme: theme, locale: "en-GB" });
    await context.addInitScript((theme) => {
      localStorage.setItem("whocan.theme", JSON.stringify(theme));
    }, theme);
    for (const route of routes) {
      const page = await context.newPage();
      page.on("console", (message) => message.type() === "error" && console.error(`${route}: ${message.text()}`));
      page.on("pageerror", (error) => console.error(`${route}: ${error}`));
      await page.goto(`${given ?? `${server.url}/`}#${route.replace(/^#/, "")}`);
      await page.getByRole("main").waitFor();
      await page.evaluate(() => document.fonts.ready);
      const name = route.replace(/[^\w.-]+/g, "-").replace(/^-+|-+$/g, "") || "first";
      const path = join(folder, `${name}.${size}.${theme}.png`);
      await page.screenshot({ path, animations: "disabled" });
      console.log(path);
      await page.close();
    }
    await context.close();
  }
}
await browser.close();
await server?.close();
