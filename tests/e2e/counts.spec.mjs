// What grows unseen until it is slow, counted on the large example: elements in the page, values of
// the page that the program holds, texts written by a save.

import { expect, open, saveStatus, test } from "./fixtures.mjs";

const grid = (page) => page.locator("[role=grid], [role=treegrid]").first();
const elements = (page) => page.evaluate(() => document.querySelectorAll("*").length);

/** How many values of the page the program holds once the browser has thrown away what nobody needs. */
async function alive(page) {
  const session = await page.context().newCDPSession(page);
  await session.send("HeapProfiler.collectGarbage");
  await session.detach();
  return page.evaluate(() => window.whocanAlive());
}

/** Goes to a screen, and waits until nothing is left of the one before. */
async function visit(page, route) {
  await page.evaluate((route) => {
    document.querySelector("main > :not(.work-top)").dataset.before = "";
    location.hash = `#/large/${route}`;
  }, route);
  await expect(page.locator("[data-before]")).toHaveCount(0);
  await expect(page.locator("main > :not(.work-top)").first()).toBeVisible();
}

test("of 10,000 by 500 cells the page holds what is on screen, wherever it is scrolled to", async ({ page, site }) => {
  await open(page, `${site.root}#/large/effective/processes`);
  const first = await elements(page);
  // Compact shows some 25 rows of 30 columns.
  expect(first).toBeLessThan(2000);
  const counts = [];
  for (const [left, top] of [[0, 280_000], [30_000, 140_000], [58_000, 0], [12_345, 67_890]]) {
    await grid(page).evaluate((grid, to) => grid.scrollTo(...to), [left, top]);
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    counts.push(await elements(page));
  }
  // On every side a few more are kept at hand.
  expect(Math.max(...counts)).toBeLessThan(first * 1.5);
});

test("a screen that is left takes all that it made with it", async ({ page, site }) => {
  test.setTimeout(180_000);
  const models = ["processes", "acl", "attributes", "resources", "features"];
  const screens = [
    ...["people", "groups"].map((tab) => `directory/${tab}`),
    ...models.flatMap((model) => [`editor/${model}`, `effective/${model}`]),
    ...models.slice(1).map((model) => `overview/${model}`),
    "ask",
    "checks",
    "review",
    "history",
  ];
  await open(page, `${site.root}#/large/overview/processes`);
  const home = async () => {
    await visit(page, "overview/processes");
    await expect(grid(page)).toHaveAccessibleName("Overview");
  };
  // What is made once and stays, such as the names of attributes, is made by the first visits.
  for (const screen of screens) await visit(page, screen);
  await home();
  let before = 0;
  await expect
    .poll(async () => {
      const last = before;
      before = await alive(page);
      return before - last;
    })
    .toBe(0);
  expect(before).toBeGreaterThan(100);
  for (const screen of screens) {
    await visit(page, screen);
    await home();
    // The grid keeps the cells of a wider moment, while the screen was being put together.
    await expect.poll(() => alive(page), `after ${screen}`).toBeLessThan(before + 200);
  }
  await expect.poll(() => alive(page), "after all of them").toBe(before);
});

test("a cell that is set writes its piece of the workspace and the list of pieces", async ({ page, site }) => {
  await open(page, `${site.root}#/large/overview/processes`);
  const kept = saveStatus(page).getByText("Kept in this browser");
  await grid(page).focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("x");
  await kept.waitFor();
  await page.evaluate(() => {
    window.written = [];
    const set = Storage.prototype.setItem;
    Storage.prototype.setItem = function (key, text) {
      window.written.push(key.split(".")[1]);
      set.call(this, key, text);
    };
  });
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("x");
  await expect.poll(() => page.evaluate(() => window.written.length)).toBeGreaterThan(0);
  await kept.waitFor();
  // The last is the small picture that the start shows of it.
  await expect.poll(() => page.evaluate(() => window.written)).toEqual(["part", "save", "glance"]);
});
