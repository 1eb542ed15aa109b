// What was edited is there on the next visit, whatever happens to the browser's storage meanwhile.

import { expect, expectAccessible, open, test } from "./fixtures.mjs";

const overview = "#/school-office/overview/processes/b-attendance-codes/g-office";
const cell = (page) => page.getByRole("treegrid", { name: "Overview" }).locator("#overview-2-1");
const standing = (page) => page.locator(".bar-standing");
const grid = (page) => page.getByRole("treegrid", { name: "Overview" });

/** Opens the example and sets one cell. */
async function edit(page, site, key = "w") {
  await open(page, site.root + overview);
  await grid(page).focus();
  await page.keyboard.press(key);
}

test("a draft is there after a reload, and so is what was saved", async ({ page, site }) => {
  await edit(page, site);
  await expect(standing(page)).toContainText("Kept in this browser");
  await page.reload();
  await expect(cell(page)).toContainText("Read-Write");
  await expect(page.getByRole("group", { name: "Draft" })).toContainText("1 unsaved change");
  await page.keyboard.press("Control+s");
  await expect(page.getByRole("group", { name: "Draft" })).toHaveCount(0);
  await expect(standing(page)).toContainText("Kept in this browser");
  await page.reload();
  await expect(cell(page)).toContainText("Read-Write");
  await expect(page.getByRole("group", { name: "Draft" })).toHaveCount(0);
});

test("an edit is kept even where the page is left at once", async ({ page, site }) => {
  await edit(page, site, "x");
  await expect(cell(page)).toContainText("RW-Delete");
  await page.reload();
  await expect(cell(page)).toContainText("RW-Delete");
});

test("looking at an example keeps nothing", async ({ page, site }) => {
  await open(page, site.root + overview);
  await expect(cell(page)).toContainText("Deny");
  await page.reload();
  const kept = await page.evaluate(() => Object.keys(localStorage).filter((key) => key !== "whocan.theme"));
  expect(kept).toEqual([]);
});

test("the first screen lists what is kept; it can be copied, deleted, brought back", async ({ page, site }) => {
  await edit(page, site);
  await expect(standing(page)).toContainText("Kept in this browser");
  await page.getByRole("link", { name: "Whocan" }).click();
  await expect(page.getByRole("heading", { name: "Kept in this browser" })).toBeVisible();
  const entries = page.locator(".recent");
  await expect(entries).toHaveCount(1);
  await expect(entries).toContainText("24 people");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Duplicate A school office" }).click();
  await expect(entries).toHaveCount(2);
  await page.getByRole("button", { name: "Delete A school office", exact: true }).click();
  await expect(entries).toHaveCount(1);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(entries).toHaveCount(2);
  await page.getByRole("link", { name: "A school office (copy)" }).click();
  await page.getByRole("link", { name: "Overview" }).click();
  await expect(cell(page)).toContainText("Read-Write");
});

test("an example opened again is another copy", async ({ page, site }) => {
  await edit(page, site);
  await expect(standing(page)).toContainText("Kept in this browser");
  await page.getByRole("link", { name: "Whocan" }).click();
  await page.getByRole("link", { name: /A school office.*24 people, 9 groups/ }).click();
  await page.getByRole("link", { name: "Overview" }).click();
  await expect(page).toHaveURL(/#\/w-\w{6}\/overview/);
  await expect(cell(page)).toContainText("Deny");
});

test("a full storage is said, and nothing that was kept is lost", async ({ page, site }) => {
  await edit(page, site);
  await expect(standing(page)).toContainText("Kept in this browser");
  const before = await page.evaluate(() => ({ ...localStorage }));
  await page.evaluate(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException("the quota has been exceeded", "QuotaExceededError");
    };
  });
  await page.keyboard.press("x");
  await expect(standing(page)).toContainText("Not kept: the browser would not keep it");
  await expect(cell(page)).toContainText("RW-Delete");
  expect(await page.evaluate(() => ({ ...localStorage }))).toEqual(before);
  await page.reload();
  await expect(cell(page)).toContainText("Read-Write");
});

test("what is damaged is said and left alone, and what was kept before it is shown", async ({ page, site }) => {
  await edit(page, site);
  await expect(standing(page)).toContainText("Kept in this browser");
  await page.keyboard.press("x");
  const saves = () => page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("whocan.save.")).sort());
  await expect.poll(async () => (await saves()).length).toBe(2);
  const newest = (await saves()).at(-1);
  await page.goto("about:blank");
  await page.goto(`${site.root}#/`);
  await page.evaluate((key) => localStorage.setItem(key, localStorage.getItem(key).slice(0, -9) + '"'), newest);
  await page.goto(`${site.root}${overview}`);
  await expect(page.locator(".notice")).toContainText("is damaged; this is what was kept before it");
  await expect(cell(page)).toContainText("Read-Write");
  expect(await saves()).toContain(newest);
});
