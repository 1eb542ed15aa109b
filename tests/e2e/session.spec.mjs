// What the session keeps and takes back: undo, the theme, and storage that fails.

import { chooseTheme, expect, fromWorkspaceMenu, notice, open, renameWorkspace, test, workspaceName } from "./fixtures.mjs";

const name = workspaceName;
const status = notice;

test("a workspace can be renamed, and that undone and done again", async ({ page, site }) => {
  await open(page, `${site.root}#/school-office`);
  await renameWorkspace(page, "<img src=x onerror=alert(1)>");
  await expect(page).toHaveTitle("<img src=x onerror=alert(1)> · Whocan");
  await expect(page.locator("img")).toHaveCount(0);
  await page.getByRole("button", { name: "Undo: rename to <img" }).click();
  await expect(name(page)).toHaveText("A school office");
  await expect(status(page)).toContainText("Undone: rename to");
  await page.getByRole("grid").focus();
  await page.keyboard.press("Control+y");
  await expect(name(page)).toHaveText("<img src=x onerror=alert(1)>");
  await page.keyboard.press("Control+z");
  await expect(name(page)).toHaveText("A school office");
});

test("a blank name is refused and says why", async ({ page, site }) => {
  await open(page, `${site.root}#/school-office`);
  await fromWorkspaceMenu(page, "Rename…");
  const dialog = page.getByRole("dialog", { name: "Rename the workspace" });
  const field = dialog.getByLabel("Workspace name");
  await expect(field).toBeFocused();
  await expect(field).toHaveValue("A school office");
  await field.fill("  ");
  await field.press("Enter");
  await expect(dialog.getByRole("alert")).toHaveText("A name cannot be blank.");
  await expect(dialog.getByRole("button", { name: "Rename" })).toBeDisabled();
  await expect(dialog).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(name(page)).toHaveText("A school office");
});

test("the chosen theme is there after a reload", async ({ page, site }) => {
  await open(page, site.root);
  await chooseTheme(page, "Dark");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await page.reload();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await page.getByRole("button", { name: "Theme" }).click();
  await expect(page.getByRole("menuitemradio", { name: "Dark" })).toHaveAttribute("aria-checked", "true");
});

test("where storage is switched off the page works and says that it keeps nothing", async ({ page, site }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, "localStorage", {
      get() {
        throw new DOMException("switched off", "SecurityError");
      },
    });
  });
  await open(page, site.root);
  await chooseTheme(page, "Dark");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await expect(status(page)).toHaveText("The theme is set for now only: this browser keeps nothing for this page.");
});

test("where storage is full the page says so and leaves what is kept alone", async ({ page, site }) => {
  await page.addInitScript(() => {
    localStorage.setItem("whocan.other", "kept bytes");
    localStorage.setItem("whocan.theme", "{damaged");
    Storage.prototype.setItem = () => {
      throw new DOMException("full", "QuotaExceededError");
    };
  });
  await open(page, site.root);
  await chooseTheme(page, "Light");
  await expect(status(page)).toContainText("The theme is set for now only: the browser would not keep it");
  const kept = await page.evaluate(() => [localStorage.getItem("whocan.other"), localStorage.getItem("whocan.theme")]);
  expect(kept).toEqual(["kept bytes", "{damaged"]);
});
