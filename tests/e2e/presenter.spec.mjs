// Shown to a room: larger type, a framed focus, and people as numbers that stay the same.

import { chooseTheme, expect, expectAccessible, fromShareMenu, fromWorkspaceMenu, notice, open, openExport, saveFile, test } from "./fixtures.mjs";
import { readFile } from "node:fs/promises";

const cell = "#/school-office/effective/processes/u-ingrid/b-sen-memos";
const grid = (page) => page.getByRole("grid");
const names = (page) => page.getByRole("button", { name: "Names hidden" });

async function present(page, site, at = cell) {
  await open(page, site.root + at);
  await fromShareMenu(page, /^Present/);
  await expect(page.locator("html")).toHaveAttribute("data-presenter", "");
}

test("type is larger and people are numbers, the same after a reload", async ({ page, site }) => {
  await open(page, site.root + cell);
  const size = () => page.locator(".grid-cell").first().evaluate((cell) => parseFloat(getComputedStyle(cell).fontSize));
  const before = await size();
  await fromShareMenu(page, /^Present/);
  await expect(grid(page)).toContainText("Person 9");
  await expect(page.locator("body")).not.toContainText("Ingrid Solheim");
  await expect.poll(size).toBeGreaterThanOrEqual(18);
  expect(before).toBeLessThan(16);
  await page.reload();
  await expect(grid(page)).toContainText("Person 9");
  await expect(page.locator("body")).not.toContainText("Ingrid Solheim");
  await expect(page.getByRole("complementary", { name: "Why" })).toContainText("Person 9");
});

test("names can be shown, and it can be stopped", async ({ page, site }) => {
  await present(page, site);
  await expect(names(page)).toHaveAttribute("aria-pressed", "true");
  await names(page).click();
  await expect(names(page)).toHaveAttribute("aria-pressed", "false");
  await expect(grid(page)).toContainText("Ingrid Solheim");
  await page.getByRole("button", { name: "Stop presenting" }).click();
  await expect(page.locator("html")).not.toHaveAttribute("data-presenter");
});

test("no step of undo, no notice and no search says a name", async ({ page, site }) => {
  await present(page, site, "#/training-provider/editor/features");
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: /^Search people/ }).fill("person 1");
  await expect(page.getByRole("listbox", { name: "What was found" }).getByRole("option").first()).toContainText("Person 1");
  await page.keyboard.press("Escape");
  await fromWorkspaceMenu(page, "Rename…");
  const dialog = page.getByRole("dialog", { name: "Rename the workspace" });
  await dialog.getByLabel("Workspace name").fill("For Leo Sand");
  await dialog.getByRole("button", { name: "Rename" }).click();
  await expect(page.getByRole("button", { name: /^Undo: rename to For Person \d+$/ })).toBeVisible();
  await page.keyboard.press("Control+z");
  await expect(notice(page)).toHaveText(/^Undone: rename to For Person \d+\.$/);
});

test("people are not renamed by whoever does not see their names, and a file has the names", async ({ page, site }) => {
  await page.addInitScript(() => delete window.showSaveFilePicker);
  await present(page, site, "#/school-office/directory/users/u-amy/g-office");
  await page.getByRole("button", { name: /^Rename/ }).click();
  const form = page.locator("dialog[open]");
  await form.getByLabel("Name", { exact: true }).fill("Somebody else");
  await page.keyboard.press("Enter");
  await expect(notice(page)).toContainText("names are hidden");
  await page.keyboard.press("Escape");
  await openExport(page);
  const download = page.waitForEvent("download");
  await saveFile(page);
  const file = JSON.parse(await readFile(await (await download).path(), "utf8"));
  expect(file.directory.users.map((user) => user.name)).toContain("Amy Adeyemi");
});

for (const scheme of ["Light", "Dark"]) {
  test(`axe finds nothing to object to, ${scheme}, 1024 by 768`, async ({ page, site }) => {
    await page.setViewportSize({ width: 1024, height: 768 });
    await present(page, site);
    await chooseTheme(page, scheme);
    await expectAccessible(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(1024);
  });
}
