// The app stops in the middle of something: the page says so, what is stored is as it was, can be
// taken along and opened again.

import { readFile } from "node:fs/promises";
import { expect, goTo, loseSecondCopy, open, saveStatus, spot, test } from "./fixtures.mjs";

const overview = "#/school-office/overview/processes/b-attendance-codes/g-office";
const grid = (page) => page.getByRole("treegrid", { name: "Overview" });
const cell = (page) => grid(page).locator(spot(2, 1));

/** Edits, makes the program stop in the middle of a key, and takes note that it was asked to. What is
 * thrown is what the browser throws when the program does what it must not: it goes through the
 * program as such a fault does, and leaves it in the middle of what it was doing. */
async function stop(page, site, problems) {
  await open(page, site.root + overview);
  await grid(page).focus();
  await page.keyboard.press("w");
  await expect(saveStatus(page)).toContainText("Kept in this browser");
  const stored = () => page.evaluate(() => ({ ...localStorage }));
  const before = await stored();
  await page.evaluate(() => {
    Object.defineProperty(KeyboardEvent.prototype, "key", {
      get() {
        throw new WebAssembly.RuntimeError("stopped for a test");
      },
    });
  });
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("heading", { name: "Whocan has stopped" })).toBeVisible();
  await expect.poll(() => problems.length).toBeGreaterThan(0);
  expect(problems.filter((problem) => !/stopped for a test/.test(problem))).toEqual([]);
  problems.length = 0;
  return { before, stored };
}

test("the page says until when work is kept, and nothing more is written", async ({ page, site, problems }) => {
  const { before, stored } = await stop(page, site, problems);
  await expect(page.getByRole("alert")).toContainText(/kept in this browser up to \d+:\d\d:\d\d/);
  await expect(page.getByRole("button", { name: "Reload" })).toBeFocused();
  await page.keyboard.press("Control+z");
  await page.evaluate(() => dispatchEvent(new Event("pagehide")));
  await expect.poll(() => stored()).toEqual(before);
  expect(problems).toEqual([]);
  await page.getByRole("button", { name: "Reload" }).click();
  await page.getByRole("link", { name: "A school office", exact: true }).click();
  await goTo(page, "User Group Processes", "Overview");
  await expect(cell(page)).toContainText("Read-Write");
});

test("what is stored can be downloaded and opened again", async ({ page, site, problems }) => {
  await stop(page, site, problems);
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download what is stored" }).click();
  const path = await (await download).path();
  expect(JSON.parse(await readFile(path, "utf8")).format).toBe("whocan-storage");
  await page.evaluate(() => localStorage.clear());
  await loseSecondCopy(page);
  await page.getByRole("button", { name: "Reload" }).click();
  await page.getByLabel("Open a file").setInputFiles(path);
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("A school office");
  await dialog.getByRole("button", { name: "Open 1 workspace" }).click();
  await page.getByRole("link", { name: "A school office", exact: true }).click();
  await goTo(page, "User Group Processes", "Overview");
  await expect(cell(page)).toContainText("Read-Write");
  await expect(page.getByRole("group", { name: "Draft" })).toContainText("1 unsaved change");
});
