// Keys, whatever keyboard they come from: layouts without Latin letters, AltGr, input methods, and the
// browser's own shortcuts where the app has the same.

import { expect, notice, open, openExport, spot, test } from "./fixtures.mjs";

const processes = (site) => `${site.root}#/school-office/overview/processes/b-attendance-codes/g-office`;
const grid = (page) => page.getByRole("treegrid", { name: "Overview" });
const cell = (page) => grid(page).locator(spot(2, 1));
const draft = (page) => page.getByRole("group", { name: "Draft" });
const undo = (page) => page.getByRole("button", { name: /^Undo/ });

/** Presses a key as another keyboard would send it. True where the browser may go on with it. */
const press = (page, key, code, more = {}) =>
  page.evaluate((init) => {
    const event = new KeyboardEvent("keydown", { bubbles: true, cancelable: true, ...init });
    return (document.activeElement ?? document.body).dispatchEvent(event);
  }, { key, code, ...more });

test("letters of a layout that is not Latin go by their place", async ({ page, site }) => {
  await open(page, processes(site));
  await grid(page).focus();
  await expect(cell(page)).toContainText("Deny");
  expect(await press(page, "ц", "KeyW")).toBe(false);
  await expect(cell(page)).toContainText("Read-Write");
  expect(await press(page, "я", "KeyZ", { ctrlKey: true })).toBe(false);
  await expect(cell(page)).toContainText("Deny");
  expect(await press(page, "к", "KeyR")).toBe(false);
  await expect(cell(page)).toContainText("Read");
  expect(await press(page, "ы", "KeyS", { ctrlKey: true })).toBe(false);
  await expect(notice(page)).toContainText("Saved.");
});

test("AltGr is no Ctrl, and what composes a character does nothing", async ({ page, site }) => {
  await open(page, processes(site));
  await grid(page).focus();
  await page.keyboard.press("w");
  await expect(draft(page)).toBeVisible();
  expect(await press(page, "ś", "KeyS", { ctrlKey: true, altKey: true, modifierAltGraph: true })).toBe(true);
  expect(await press(page, "ż", "KeyZ", { ctrlKey: true, altKey: true })).toBe(true);
  expect(await press(page, "r", "KeyR", { isComposing: true })).toBe(true);
  expect(await press(page, "Process", "KeyR", { keyCode: 229 })).toBe(true);
  await expect(cell(page)).toContainText("Read-Write");
  await expect(draft(page)).toContainText("1 unsaved change");
});

test("Backspace does in a grid what Delete does", async ({ page, site }) => {
  await open(page, `${site.root}#/sports-club/overview/resources/o-hill/g-coaches`);
  const entries = page.getByRole("treegrid");
  await entries.focus();
  await page.keyboard.press("b");
  const active = entries.locator('[role="gridcell"][data-active]');
  await expect(active).toContainText("Block");
  await page.keyboard.press("Backspace");
  await expect(active).not.toContainText("Block");
});

test("Ctrl+S is the app's in a field of text, and takes what was typed along", async ({ page, site }) => {
  await open(page, `${site.root}#/training-provider/editor/features/item/Templates/f-template-review`);
  await page.getByRole("button", { name: "Add to Templates…" }).click();
  const dialog = page.getByRole("dialog", { name: "Add to Templates" });
  await dialog.getByRole("textbox", { name: "Name" }).fill("Leaver letter");
  await dialog.getByRole("button", { name: "Add item" }).click();
  await page.keyboard.press("Control+s");
  await expect(draft(page)).toHaveCount(0);
  const name = page.getByRole("textbox", { name: "Name", exact: true });
  await expect(name).toHaveValue("Leaver letter");
  await name.fill("Renamed");
  await name.focus();
  expect(await press(page, "s", "KeyS", { ctrlKey: true })).toBe(false);
  await expect(notice(page)).toContainText("Applied.");
  await expect(draft(page)).toHaveCount(0);
  await expect(name).toHaveValue("Renamed");
  await expect(name).toBeFocused();
});

test("Ctrl+S is the app's in a menu, and behind a dialog it does nothing", async ({ page, site }) => {
  await open(page, processes(site));
  await grid(page).focus();
  await page.keyboard.press("w");
  await openExport(page);
  await expect(page.locator("dialog[open]")).toBeVisible();
  expect(await press(page, "s", "KeyS", { ctrlKey: true })).toBe(false);
  await expect(draft(page)).toContainText("1 unsaved change");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: /^Workspace: / }).click();
  await expect(page.getByRole("menu")).toBeVisible();
  expect(await press(page, "s", "KeyS", { ctrlKey: true })).toBe(false);
  await expect(draft(page)).toHaveCount(0);
});

test("Ctrl+Z after a box was ticked takes the tick back", async ({ page, site }) => {
  await open(page, `${site.root}#/sports-club/editor/resources/resource/o-club`);
  const box = page.getByRole("checkbox", { name: /: Update$/ }).and(page.locator(":enabled")).first();
  const before = await box.isChecked();
  await box.click();
  await expect(undo(page)).toHaveCount(1);
  await expect(box).toBeFocused();
  await page.keyboard.press("Control+z");
  await expect(undo(page)).toHaveCount(0);
  expect(await box.isChecked()).toBe(before);
});

test("G and a letter go to a screen, even from a grid that has the letter", async ({ page, site }) => {
  await open(page, `${site.root}#/childrens-services/overview/acl`);
  await page.getByRole("treegrid").or(page.getByRole("grid")).first().focus();
  for (const [letter, address] of [["a", /\/ask/], ["p", /directory\/people/], ["g", /directory\/groups/], ["c", /\/checks/], ["h", /\/history/], ["2", /\/processes/], ["1", /\/acl/]]) {
    await page.keyboard.press("g");
    await page.keyboard.press(letter);
    await expect(page).toHaveURL(address);
  }
  await expect(draft(page)).toHaveCount(0);
  await page.keyboard.press("/");
  await expect(page).toHaveURL(/\/ask/);
  await expect(page.locator("#question")).toBeFocused();
  // While something is written a letter is a letter.
  await page.keyboard.type("gp");
  await expect(page.locator("#question")).toHaveValue("gp");
  await expect(page).toHaveURL(/\/ask/);
  await page.keyboard.press("Control+Enter");
  await expect(page).toHaveURL(/\/review$/);
});

test("Back leads from the page and from what stands over it", async ({ page, site }) => {
  await open(page, `${site.root}#/school-office/ask`);
  await page.evaluate(() => (location.hash = "#/school-office/overview/processes"));
  await grid(page).focus();
  for (const [key, name] of [
    ["?", "Keys and words"],
    ["Control+k", "Search and commands"],
  ]) {
    await page.keyboard.press(key);
    await expect(page.getByRole("dialog", { name })).toBeVisible();
    await page.goBack();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Ask");
    await expect(page.getByRole("dialog")).toHaveCount(0);
    await page.goForward();
    await expect(grid(page)).toBeVisible();
    await grid(page).focus();
  }
});

test("what is printed with the list of keys open is that list", async ({ page, site }) => {
  await open(page, processes(site));
  await page.getByRole("button", { name: "Keys" }).click();
  const keys = page.getByRole("dialog", { name: "Keys and words" });
  await page.evaluate(() => {
    window.print = () => (window.sheets = document.querySelectorAll(".printed").length);
  });
  await keys.getByRole("button", { name: "Print" }).click();
  await expect.poll(() => page.evaluate(() => window.sheets)).toBe(0);
  await page.emulateMedia({ media: "print" });
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  await expect(keys.getByText("Search and commands")).toBeVisible();
  await expect(page.locator(".printed")).toHaveCount(0);
});

test("single letters can be switched off, and stay so", async ({ page, site }) => {
  await open(page, processes(site));
  await page.getByRole("button", { name: "Keys" }).click();
  const keys = page.getByRole("dialog", { name: "Keys and words" });
  await keys.getByRole("checkbox", { name: "Single letters" }).uncheck();
  await page.keyboard.press("Escape");
  await page.reload();
  await grid(page).focus();
  for (const key of ["w", "?", "2", "g", "p"]) await page.keyboard.press(key);
  await expect(draft(page)).toHaveCount(0);
  await expect(keys).toHaveCount(0);
  await expect(page).toHaveURL(/overview\/processes/);
  // Everything else is as it was, and a menu is searched by its first letters.
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("dialog", { name: "Search and commands" })).toBeVisible();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Theme" }).click();
  await page.keyboard.press("d");
  await expect(page.getByRole("menuitemradio", { name: "Dark" })).toBeFocused();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Keys" }).click();
  await keys.getByRole("checkbox", { name: "Single letters" }).check();
  await page.keyboard.press("Escape");
  await grid(page).focus();
  await page.keyboard.press("x");
  await expect(draft(page)).toBeVisible();
});
