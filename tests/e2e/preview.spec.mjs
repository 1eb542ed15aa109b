// The preview on every screen: it follows the focus, shows what is saved beside the draft, and its
// reasons lead to what they cite.

import { expect, expectAccessible, open, test } from "./fixtures.mjs";

const preview = (page) => page.getByRole("complementary", { name: "Why" });
const overview = (page) => page.getByRole("treegrid", { name: "Overview" });
const outcome = (page) => preview(page).locator(".outcome");
const place = (page) => page.evaluate(() => location.hash);
/** The name of the animation on the active cell. */
const flash = (page) => page.evaluate(() => getComputedStyle(document.querySelector(".grid-ring")).animationName);

test.describe("on the overview", () => {
  test("follows the focus from cell to cell", async ({ page, site }) => {
    await open(page, `${site.root}#/school-office/overview/processes/b-attendance-marks/g-office`);
    await expect(preview(page).getByRole("heading", { level: 2 })).toHaveText(/Attendance Marks/);
    await expect(outcome(page)).toContainText("Deny");
    await overview(page).focus();
    await page.keyboard.press("ArrowRight");
    await expect(outcome(page)).toContainText("Read-Write");
    await expect(preview(page)).toContainText("Attendance Officers is set to Read-Write.");
    await page.keyboard.press("ArrowDown");
    await expect(preview(page).getByRole("heading", { level: 2 })).toHaveText(/Attendance Reports/);
  });

  test("says what to choose where a row is a heading", async ({ page, site }) => {
    await open(page, `${site.root}#/school-office/overview/processes/m-administration/g-office`);
    await expect(preview(page)).toContainText("Choose a process to see what somebody gets, and why.");
    await expect(outcome(page)).toHaveCount(0);
  });

  test("shows it as a member of the group alone, then as each member", async ({ page, site }) => {
    await open(page, `${site.root}#/school-office/overview/processes/b-attendance-marks/g-office`);
    const see = preview(page).getByLabel("See it as");
    const names = await see.locator("option").allTextContents();
    expect(names).toEqual([
      "a member of Office Clerks only",
      "Amy Adeyemi",
      "Bilal Hussain",
      "Oskar Lindgren",
      "Priya Raman",
      "Viktor Petrov",
    ]);
    await expect(outcome(page)).toContainText("Deny");
    // Bilal is an attendance officer as well.
    await see.focus();
    await see.selectOption("Bilal Hussain");
    await expect(outcome(page)).toContainText("Read-Write");
    await expect(preview(page)).toContainText("Attendance Officers gives Read-Write on Attendance Marks");
    await expect(see).toBeFocused();
    // Of another of his groups he stays who it is seen as, of one that is not his he does not.
    await overview(page).focus();
    await page.keyboard.press("ArrowRight");
    await expect(see).toHaveValue("u-bilal");
    await page.keyboard.press("ArrowRight");
    await expect(see).toHaveValue("");
  });
});

test("on the editor it shows the focused level's process", async ({ page, site }) => {
  await open(page, `${site.root}#/school-office/editor/processes/g-sen/m-sen/b-sen-memos/Read-Write`);
  await expect(preview(page).getByLabel("See it as")).toHaveValue("");
  await expect(outcome(page)).toContainText("Read-Write");
  await page.goto(`${site.root}#/school-office/editor/processes/g-sen`);
  await expect(preview(page)).toContainText("Choose a process");
});

test.describe("a draft", () => {
  test("shows what is saved beside what it comes to", async ({ page, site }) => {
    await open(page, `${site.root}#/school-office/overview/processes/b-exclusions/g-year-heads`);
    await expect(preview(page).locator(".before")).toHaveCount(0);
    await overview(page).focus();
    await page.keyboard.press("x");
    await expect(preview(page).locator(".before")).toHaveText(/Saved:\s*Read-Write\s*→\s*in the draft:/);
    await expect(outcome(page)).toContainText("Read-Write-Delete");
    await expect(preview(page).getByRole("status")).toContainText("Was Read-Write. Heads of Year gives Read-Write-Delete");
    // Of a person whom another group gives as much, nothing changes.
    await page.goto(`${site.root}#/school-office/effective/processes/u-grace/b-exclusions`);
    await expect(preview(page).locator(".before")).toHaveCount(0);
    await page.goto(`${site.root}#/school-office/effective/processes/u-xin/b-exclusions`);
    await expect(preview(page).locator(".before")).toContainText("Read-Write");
    await overview(page).or(page.getByRole("grid", { name: "Effective access" })).focus();
    await page.keyboard.press("Control+z");
    await expect(preview(page).locator(".before")).toHaveCount(0);
  });
});

test.describe("a reason", () => {
  const start = "#/school-office/effective/processes/u-ingrid/b-sen-memos";
  const reasons = (page) => preview(page).locator(".reasons").first();

  test("of a group leads to its cell on the overview, which flashes and has the focus", async ({ page, site }) => {
    await open(page, site.root + start);
    await reasons(page).locator("> li").first().getByRole("link", { name: "Senior Leaders" }).first().click();
    await expect.poll(() => place(page)).toBe("#/school-office/overview/processes/b-sen-memos/g-leaders");
    await expect(overview(page)).toBeFocused();
    await expect(page.locator(".grid-cell[data-active]")).toHaveAccessibleName("Read-Write-Delete");
    expect(await flash(page)).toMatch(/^flash-/);
    await page.keyboard.press("ArrowUp");
    expect(await flash(page), "only what the link led to").toBe("none");
    await page.goBack();
    await expect(page.getByRole("grid", { name: "Effective access" })).toBeVisible();
    expect(await flash(page), "going back is no such link").toBe("none");
  });

  test("of All Secured Data leads to the editor", async ({ page, site }) => {
    await open(page, site.root + start);
    const secured = reasons(page).locator("> li").filter({ hasText: "Under All Secured Data" });
    await secured.getByRole("link", { name: "Social Care Liaison" }).first().click();
    await expect.poll(() => place(page)).toBe("#/school-office/editor/processes/g-social-care/m-sen/b-sen-memos/Read");
    await expect(page.getByRole("main")).toContainText("All Secured Data");
  });

  test("of a person leads to their row, of a flag to where it is set", async ({ page, site }) => {
    await open(page, `${site.root}#/school-office/overview/processes/b-bases/g-support`);
    await preview(page).getByLabel("See it as").selectOption("Jun Watanabe");
    await expect(preview(page)).toContainText("Jun Watanabe is a System Admin");
    await preview(page).getByRole("link", { name: "Jun Watanabe" }).click();
    await expect.poll(() => place(page)).toBe("#/school-office/effective/processes/u-jun/b-bases");
    await preview(page).getByRole("link", { name: "System Admin" }).click();
    await expect.poll(() => place(page)).toBe("#/school-office/editor/processes");
  });

  test("does not move where motion is not wanted", async ({ page, site }) => {
    await page.emulateMedia({ reducedMotion: "reduce" });
    await open(page, site.root + start);
    await reasons(page).getByRole("link", { name: "Senior Leaders" }).first().click();
    await expect(overview(page)).toBeFocused();
    const style = await page.evaluate(() => {
      const { animationDuration, outlineWidth } = getComputedStyle(document.querySelector(".grid-ring"));
      return [animationDuration, outlineWidth];
    });
    expect(style).toEqual(["0s", "4px"]);
  });
});

for (const scheme of ["light", "dark"]) {
  test(`axe finds nothing to object to in the preview of a draft, ${scheme}`, async ({ page, site }) => {
    await page.emulateMedia({ colorScheme: scheme });
    await open(page, `${site.root}#/school-office/overview/processes/b-bases/g-office`);
    await overview(page).focus();
    await page.keyboard.press("x");
    await expect(preview(page).locator(".before")).toBeVisible();
    await expectAccessible(page);
  });
}
