// Each Save is a revision: said in words, looked at, compared with now, brought back.

import { banner, expect, expectAccessible, goTo, notice, open, saveStatus, spot, test } from "./fixtures.mjs";

const overview = "#/school-office/overview/processes/b-attendance-codes/g-office";
const grid = (page) => page.getByRole("treegrid", { name: "Overview" });
const cell = (page) => grid(page).locator(spot(2, 1));
const revisions = (page) => page.locator(".revision");
const button = (within, name) => within.getByRole("button", { name });

/** Saves Read-Write with a note and a name, then Read-Write-Delete without, and opens the History. */
async function saved(page, site) {
  await open(page, site.root + overview);
  await grid(page).focus();
  await page.keyboard.press("w");
  await page.getByRole("link", { name: "Review" }).click();
  await page.getByLabel("Note", { exact: true }).fill("After the audit");
  await page.getByLabel("Saved by", { exact: true }).fill("Noor Aziz");
  await page.getByLabel("Saved by", { exact: true }).press("Tab");
  await button(page.getByRole("main"), "Save").click();
  await goTo(page, "User Group Processes", "Overview");
  await grid(page).focus();
  await page.keyboard.press("Control+Home");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("x");
  await page.keyboard.press("Control+s");
  await goTo(page, "Changes", "History");
  await expect(revisions(page)).toHaveCount(3);
}

test("each Save is listed with its time, note, author and changes", async ({ page, site }) => {
  await saved(page, site);
  const [newest, first, opened] = [0, 1, 2].map((at) => revisions(page).nth(at));
  await expect(newest).toContainText("the saved state");
  await expect(newest).toContainText("Office Clerks: Attendance Codes, Read-Write → Read-Write-Delete");
  await expect(newest.getByLabel("Saved by")).toHaveValue("Noor Aziz");
  await expect(newest.getByLabel("Note")).toHaveValue("");
  await expect(first).toContainText("Office Clerks: Attendance Codes, Deny → Read-Write");
  await expect(first.getByLabel("Note")).toHaveValue("After the audit");
  await expect(opened.getByLabel("Note")).toHaveValue("Opened");
  await expectAccessible(page);
  await newest.getByLabel("Note").fill("Too much?");
  await newest.getByLabel("Note").press("Tab");
  await expect(saveStatus(page)).toContainText("Kept in this browser");
  await page.reload();
  await expect(revisions(page).nth(0).getByLabel("Note")).toHaveValue("Too much?");
  await expect(revisions(page).nth(1).getByLabel("Saved by")).toHaveValue("Noor Aziz");
});

test("a revision can be looked at on every screen, and not edited", async ({ page, site }) => {
  await saved(page, site);
  await button(revisions(page).nth(1), /^Look at/).click();
  await expect(page).toHaveURL(/#\/school-office~2\/effective/);
  await expect(banner(page)).toContainText("You look at the state of");
  await expect(banner(page)).toContainText("by Noor Aziz: After the audit");
  await goTo(page, "User Group Processes", "Overview");
  await expect(cell(page)).toContainText("Read-Write");
  await expectAccessible(page);
  await grid(page).focus();
  await page.keyboard.press("d");
  await expect(notice(page)).toContainText("This is an earlier state");
  await expect(cell(page)).toContainText("Read-Write");
  await page.reload();
  await expect(cell(page)).toContainText("Read-Write");
  await button(banner(page), "Back to now").click();
  await expect(banner(page)).toHaveCount(0);
  await expect(cell(page)).toContainText("RW-Delete");
});

test("a revision is compared with the draft, in words and by people", async ({ page, site }) => {
  await saved(page, site);
  await button(revisions(page).nth(2), /^Compare with now/).click();
  await expect(page.getByRole("heading", { name: "Compare" })).toBeVisible();
  await expect(page.getByRole("main")).toContainText("Office Clerks: Attendance Codes, Deny → Read-Write-Delete");
  await expect(page.getByRole("heading", { name: /Who gains/ })).toContainText("(5)");
  await expectAccessible(page);
});

test("a revision comes back as a draft that can be undone", async ({ page, site }) => {
  await saved(page, site);
  await button(revisions(page).nth(2), /^Restore/).click();
  await expect(page.getByRole("group", { name: "Draft" })).toContainText("1 unsaved change");
  await expect(page.getByRole("main")).toContainText("Office Clerks: Attendance Codes, Read-Write-Delete → Deny");
  await page.getByRole("button", { name: /Undo: restore the state of/ }).click();
  await expect(page.getByRole("group", { name: "Draft" })).toHaveCount(0);
});

test("an address of a revision that is not there leads to the History", async ({ page, site }) => {
  await saved(page, site);
  await page.goto(`${site.root}#/school-office~99/overview/processes`);
  await expect(page).toHaveURL(/#\/school-office\/history/);
  await expect(notice(page)).toContainText("cannot be looked at");
  await expect(revisions(page)).toHaveCount(3);
});
