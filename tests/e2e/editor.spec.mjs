// The User Group Processes Editor as its users know it: the worked example of its documentation,
// done with the mouse.

import { expect, expectAccessible, open, test } from "./fixtures.mjs";

const grid = (page) => page.getByRole("treegrid", { name: "Business processes" });
const row = (page, name) => grid(page).getByRole("row", { name: new RegExp(`^${name}`) });
const columns = { Read: 0, "Read-Write": 1, "Read-Write-Delete": 2, Deny: 3 };
const cell = (page, name, level) => row(page, name).getByRole("gridcell").nth(columns[level]);

/** In which columns a row has a mark. */
const marks = (page, name) =>
  row(page, name)
    .getByRole("gridcell")
    .evaluateAll((cells) => cells.map((cell) => cell.dataset.sign));

test.describe("the three stages", () => {
  test("a group is searched for, with at least one letter, and selected", async ({ page, site }) => {
    await open(page, `${site.root}#/school-office/editor/processes`);
    await expect(page.getByRole("navigation", { name: "Where this is in One" })).toContainText("Tools");
    const select = page.getByRole("button", { name: "Select", exact: true });
    await page.getByLabel("Search By").selectOption("Name contains");
    await expect(page.getByText("Enter at least one letter.")).toBeVisible();
    await page.getByLabel("Looking For").fill("  ");
    await expect(page.getByText("Enter at least one letter.")).toBeVisible();
    await expect(select).toBeDisabled();
    await page.getByLabel("Looking For").fill("off");
    await expect(page.getByRole("radio")).toHaveCount(3);
    await page.getByRole("radio", { name: /Office Clerks/ }).check();
    await select.click();
    await expect(page.getByText("Group: Office Clerks")).toBeVisible();
    await page.getByRole("button", { name: /^Administration/ }).click();
    await expect(grid(page).getByRole("row")).toHaveCount(7);
    await expect(page).toHaveURL(/editor\/processes\/g-office\/m-administration/);
  });

  test("Search By Description looks there", async ({ page, site }) => {
    await open(page, `${site.root}#/school-office/editor/processes`);
    await page.getByLabel("Looking For").fill("pastoral");
    await page.getByLabel("Search By").selectOption("Description");
    await expect(page.getByRole("radio")).toHaveCount(1);
  });
});

test.describe("levels", () => {
  test("the worked example of Permit/Deny", async ({ page, site }) => {
    await open(page, `${site.root}#/school-office/editor/processes/g-exams/m-administration`);
    expect(await marks(page, "Administration")).toEqual(["blank", "blank", "blank", "cross"]);
    await cell(page, "Administration", "Read-Write").click();
    expect(await marks(page, "Administration")).toEqual(["blank", "tick", "blank", "blank"]);
    expect(await marks(page, "Audit Setup")).toEqual(["blank", "tick", "blank", "blank"]);
    for (const name of ["Attendance Codes", "Attendance Marks", "Attendance Reports"]) {
      await cell(page, name, "Deny").click();
    }
    expect(await marks(page, "Administration")).toEqual(["blank", "both", "blank", "blank"]);
    await cell(page, "Communication Log", "Read-Write-Delete").click();
    expect(await marks(page, "Administration")).toEqual(["blank", "blank", "both", "blank"]);
  });

  test("a level that is not offered is grey and assigns the next one down", async ({ page, site }) => {
    await open(page, `${site.root}#/school-office/editor/processes/g-exams/m-system-administration`);
    const grey = cell(page, "System Configuration", "Read-Write");
    await expect(grey).toHaveAccessibleName(/not offered: Read is assigned/);
    await grey.click();
    expect(await marks(page, "System Configuration")).toEqual(["tick", "blank", "blank", "blank"]);
  });

  test("keys set the row, wherever in it the focus is", async ({ page, site }) => {
    await open(page, `${site.root}#/school-office/editor/processes/g-exams/m-administration/b-audit-setup/Deny`);
    await grid(page).focus();
    for (const [key, at] of [["r", 0], ["w", 1], ["x", 2], ["d", 3], ["1", 0], ["0", 3]]) {
      await page.keyboard.press(key);
      const expected = ["blank", "blank", "blank", "blank"];
      expected[at] = at === 3 ? "cross" : "tick";
      expect(await marks(page, "Audit Setup"), key).toEqual(expected);
    }
  });

  test("All Secured Data is set beside them and says that it is not overridden", async ({ page, site }) => {
    await open(page, `${site.root}#/school-office/editor/processes/g-exams/m-sen`);
    await expect(page.getByText("the levels above do not override these")).toBeVisible();
    const secured = page.getByRole("grid", { name: "All Secured Data" });
    await secured.getByRole("gridcell").nth(0).click();
    await expect(secured.getByRole("gridcell").nth(0)).toHaveAttribute("data-sign", "tick");
  });
});

test("interdependencies are shown, and a grant without its prerequisite is mended by a click", async ({ page, site }) => {
  await open(page, `${site.root}#/school-office/editor/processes/g-support/m-student-data`);
  const needs = page.getByRole("region", { name: "Interdependencies" });
  await expect(needs).toContainText("Student Data needs Bases at Read or above.");
  await cell(page, "Student Data", "Read").last().click();
  await grid(page).getByRole("row").nth(2).getByRole("gridcell").nth(0).click();
  await expect(needs.getByText("not met", { exact: true })).toHaveCount(1);
  await needs.getByRole("button", { name: "Set Bases to Read" }).click();
  await expect(needs.getByText("not met", { exact: true })).toHaveCount(0);
});

test("System Admins are flagged and unflagged", async ({ page, site }) => {
  await open(page, `${site.root}#/school-office/editor/processes`);
  await page.getByText("System Admins").click();
  await page.getByLabel("Flag an account").selectOption("Amy Adeyemi");
  await page.getByRole("button", { name: "Amy Adeyemi: no longer System Admin" }).click();
  await expect(page.getByRole("button", { name: "Amy Adeyemi: no longer System Admin" })).toHaveCount(0);
});

test("the catalogue can be edited, and each edit undone", async ({ page, site }) => {
  await open(page, `${site.root}#/school-office/editor/processes/g-exams/m-administration`);
  await page.getByText("Catalogue of processes").click();
  await page.getByRole("textbox", { name: "Add a process: its name" }).fill("Letters");
  await page.getByRole("button", { name: "Add a process" }).click();
  await expect(row(page, "Letters")).toHaveCount(1);
  await page.getByRole("group", { name: "Letters" }).getByRole("checkbox", { name: "Read-Write", exact: true }).uncheck();
  await expect(cell(page, "Letters", "Read-Write")).toHaveAccessibleName(/not offered/);
  await page.getByRole("button", { name: "Letters: up" }).click();
  await expect(grid(page).getByRole("rowheader").nth(5)).toHaveText("Letters");
  await page.getByRole("button", { name: "Remove Letters" }).click();
  await expect(row(page, "Letters")).toHaveCount(0);
  await page.getByRole("button", { name: /Undo: remove Letters/ }).click();
  await expect(row(page, "Letters")).toHaveCount(1);
});

for (const scheme of ["light", "dark"]) {
  for (const place of ["overview/processes", "editor/processes", "editor/processes/g-sen/m-sen"]) {
    test(`axe finds nothing to object to on ${place}, ${scheme}`, async ({ page, site }) => {
      await page.emulateMedia({ colorScheme: scheme });
      await open(page, `${site.root}#/school-office/${place}`);
      await expectAccessible(page);
    });
  }
}
