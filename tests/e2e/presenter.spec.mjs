// Shown to a room: larger type, a framed focus, and people as numbers that stay the same.

import { chooseTheme, expect, expectAccessible, fromShareMenu, fromWorkspaceMenu, notice, open, openExport, saveFile, test } from "./fixtures.mjs";
import { readFile } from "node:fs/promises";

const cell = "#/school-office/effective/processes/u-ingrid/b-sen-memos";
/** The few cells of the stage, and the whole grid behind it. */
const few = (page) => page.getByRole("table", { name: "Who can do what" });
const grid = (page) => page.getByRole("grid");
const why = (page) => page.getByRole("complementary", { name: "Why" });
const names = (page) => page.getByRole("button", { name: "Names hidden" });

async function present(page, site, at = cell) {
  await open(page, site.root + at);
  await fromShareMenu(page, /^Present/);
  await expect(page.locator("html")).toHaveAttribute("data-presenter", "");
}

test("type is larger and people are numbers, the same after a reload", async ({ page, site }) => {
  await open(page, site.root + cell);
  // Compact draws its levels; what is read are the names.
  const size = () => page.locator(".grid-side").first().evaluate((name) => parseFloat(getComputedStyle(name).fontSize));
  const before = await size();
  await fromShareMenu(page, /^Present/);
  for (const time of ["at once", "after a reload"]) {
    await expect(few(page)).toContainText("Person 9");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("What can Person 9 do with SEN Memos?");
    await expect(page.locator("body")).not.toContainText("Ingrid Solheim");
    // A number is no second name.
    await expect(page.locator("body")).not.toContainText(/Person('s| is| has| gets)/);
    const type = (selector) => page.locator(selector).first().evaluate((one) => parseFloat(getComputedStyle(one).fontSize));
    await expect.poll(() => type(".stage-cell"), time).toBeGreaterThanOrEqual(18);
    await expect.poll(() => type(".stage-sentence"), time).toBeGreaterThanOrEqual(20);
    // The whole grid with the long reason.
    await page.keyboard.press("w");
    await expect(grid(page)).toContainText("Person 9");
    await expect(page.locator("body")).not.toContainText("Ingrid Solheim");
    await expect.poll(size).toBeGreaterThanOrEqual(18);
    expect(before).toBeLessThan(16);
    await expect(why(page)).toContainText("Person 9");
    await page.getByRole("button", { name: "One cell" }).click();
    await expect(few(page)).toContainText("Person 9");
    if (time === "at once") await page.reload();
  }
});

test("names can be shown, and it can be stopped", async ({ page, site }) => {
  await present(page, site);
  await expect(names(page)).toHaveAttribute("aria-pressed", "true");
  await names(page).click();
  await expect(names(page)).toHaveAttribute("aria-pressed", "false");
  await expect(few(page)).toContainText("Ingrid Solheim");
  await page.keyboard.press("n");
  await expect(few(page)).toContainText("Person 9");
  await page.getByRole("button", { name: "Stop presenting" }).click();
  await expect(page.locator("html")).not.toHaveAttribute("data-presenter");
  await expect(grid(page)).toContainText("Ingrid Solheim");
  // By keys alone.
  await page.keyboard.press("F5");
  await expect(few(page)).toContainText("Person 9");
  await page.keyboard.press("Escape");
  await expect(few(page)).toHaveCount(0);
});

test("the room predicts, and then the answer is shown", async ({ page, site }) => {
  await present(page, site);
  await expect(why(page)).toContainText("Read");
  await expect(why(page)).toContainText("SEN Memos");
  const asked = few(page).locator("[aria-current]");
  await expect(asked).toHaveAccessibleName("Person 9, SEN Memos: Read");
  await page.getByRole("button", { name: "Predict first" }).click();
  await expect(asked).toHaveAccessibleName("Person 9, SEN Memos: not shown yet");
  await expect(asked).toHaveText("?");
  await expect(why(page)).toHaveCount(0);
  await page.getByRole("heading", { level: 1 }).click();
  await page.keyboard.press("3");
  const prediction = page.getByRole("region", { name: "Your prediction" });
  await expect(prediction.getByRole("button", { name: "Read-Write", exact: false }).first()).toHaveAttribute("aria-pressed", "true");
  await expect(prediction).toContainText("The room says Read-Write. Keys 1 to 4 change it.");
  await page.keyboard.press(" ");
  await expect(why(page)).toContainText("The room said Read-Write.");
  await expect(asked).toHaveAccessibleName("Person 9, SEN Memos: Read");
  // The next question hides its answer again.
  await page.keyboard.press(" ");
  await expect(page).not.toHaveURL(/u-ingrid\/b-sen-memos/);
  await expect(asked).toHaveText("?");
  await page.keyboard.press("ArrowLeft");
  await expect(page).toHaveURL(/u-ingrid\/b-sen-memos/);
  await expect(page.getByRole("contentinfo")).toContainText(/question \d of \d/);
});

test("what is pressed with the pointer leaves the keys to the stage", async ({ page, site }) => {
  await present(page, site);
  const predict = page.getByRole("button", { name: "Predict first" });
  await predict.click();
  await page.keyboard.press("2");
  await page.keyboard.press(" ");
  await expect(why(page)).toContainText("The room said Read.");
  await expect(predict).toHaveAttribute("aria-pressed", "true");
  await page.keyboard.press(" ");
  await expect(page).not.toHaveURL(/u-ingrid\/b-sen-memos/);
  // A button that was reached by keys is pressed by them.
  await predict.focus();
  await page.keyboard.press(" ");
  await expect(predict).toHaveAttribute("aria-pressed", "false");
});

for (const example of ["childrens-services/effective/acl", "youth-service/effective/attributes", "sports-club/effective/resources", "training-provider/effective/features", "large/effective/processes"]) {
  test(`every system stands on the stage: ${example}`, async ({ page, site }) => {
    test.slow();
    await page.setViewportSize({ width: 1024, height: 768 });
    await present(page, site, `#/${example}`);
    await expect(page.getByRole("heading", { level: 1 })).toContainText(/What can Person \d+ do with .+\?/);
    await expect(few(page).getByRole("button")).toHaveCount(20);
    await page.getByRole("button", { name: "Predict first" }).click();
    await expect(page.getByRole("region", { name: "Your prediction" }).getByRole("button").nth(1)).toBeVisible();
    await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(1024);
  });
}

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
    await page.emulateMedia({ colorScheme: scheme.toLowerCase() });
    await present(page, site);
    await expectAccessible(page);
    await page.getByRole("button", { name: "Predict first" }).click();
    await expectAccessible(page);
    await page.keyboard.press("w");
    await chooseTheme(page, scheme);
    await expectAccessible(page);
    await page.getByRole("button", { name: "One cell" }).click();
    await expectAccessible(page);
    await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(1024);
  });
}
