// The User Group Processes Editor as its users know it: the worked example of its documentation,
// done with the mouse.

import { expect, expectAccessible, open, pickSystem, test } from "./fixtures.mjs";

const grid = (page) => page.getByRole("treegrid", { name: "Business processes" });
const row = (page, name) => grid(page).getByRole("row", { name: new RegExp(`^${name}`) });
const columns = { Read: 0, "Read-Write": 1, "Read-Write-Delete": 2, Deny: 3 };
const cell = (page, name, level) => row(page, name).getByRole("gridcell").nth(columns[level]);

/** In which columns a row has a mark. */
const marks = (page, name) =>
  row(page, name)
    .getByRole("gridcell")
    .evaluateAll((cells) => cells.map((cell) => cell.dataset.sign));

const groups = (page) => page.getByRole("region", { name: "Select a Group" });
const group = (page, name) => groups(page).getByRole("button", { name: new RegExp(`^${name}`) });
const listed = (page) => groups(page).getByRole("list", { name: "Groups" }).getByRole("button");
const mains = (page) => page.getByRole("region", { name: "Main Processes" });
const processesOf = (page) => page.locator("#processes-of");
const place = (page) => new URL(page.url()).hash;

test.describe("the three panes", () => {
  test("open on the first group and its first main process", async ({ page, site }) => {
    await open(page, `${site.root}#/school-office/editor/processes`);
    await expect(page.getByRole("navigation", { name: "Where this is in One" })).toContainText("Tools");
    await expect(listed(page)).toHaveCount(9);
    await expect(group(page, "Office Clerks")).toHaveAttribute("aria-pressed", "true");
    await expect(group(page, "Office Clerks")).toContainText("5");
    await expect(processesOf(page)).toHaveText(/Processes of Office Clerks/);
    await expect(mains(page).getByRole("button", { pressed: true })).toHaveText(/^Administration/);
    await expect(grid(page).getByRole("row")).toHaveCount(7);
    await expect(grid(page).locator("td[data-active]")).toHaveCount(1);
  });

  test("a group is searched for, with at least one letter, and chosen", async ({ page, site }) => {
    await open(page, `${site.root}#/school-office/editor/processes`);
    const looking = groups(page).getByRole("searchbox", { name: "Looking For" });
    await looking.fill("  ");
    await expect(listed(page)).toHaveCount(9);
    await looking.fill("12");
    await expect(groups(page).getByText("Enter at least one letter.")).toBeVisible();
    await expect(listed(page)).toHaveCount(0);
    await looking.fill("off");
    await expect(listed(page)).toHaveCount(3);
    await groups(page).getByLabel("Search By").selectOption("Name starts with");
    await expect(listed(page)).toHaveCount(1);
    await looking.fill("zz");
    await expect(groups(page).getByText("No group fits.")).toBeVisible();
    await looking.fill("off");
    await group(page, "Office Clerks").click();
    await expect(processesOf(page)).toHaveText(/Processes of Office Clerks/);
    await mains(page).getByRole("button", { name: /^Administration/ }).click();
    await expect(grid(page).getByRole("row")).toHaveCount(7);
    await expect(page).toHaveURL(/editor\/processes\/g-office\/m-administration/);
    await page.reload();
    await expect(processesOf(page)).toHaveText(/Processes of Office Clerks/);
  });

  test("Search By Description looks there", async ({ page, site }) => {
    await open(page, `${site.root}#/school-office/editor/processes`);
    await groups(page).getByRole("searchbox", { name: "Looking For" }).fill("pastoral");
    await groups(page).getByLabel("Search By").selectOption("Description");
    await expect(listed(page)).toHaveCount(1);
  });

  test("another group keeps the main process; the arrows walk through both lists", async ({ page, site }) => {
    await open(page, `${site.root}#/school-office/editor/processes/g-office/m-sen`);
    await group(page, "SEN Team").click();
    await expect.poll(() => place(page)).toBe("#/school-office/editor/processes/g-sen/m-sen");
    await page.keyboard.press("ArrowDown");
    await expect(group(page, "Exams Office")).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(processesOf(page)).toHaveText(/Exams Office/);
    await mains(page).getByRole("button", { name: /^SEN/ }).focus();
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Enter");
    await expect(mains(page).getByRole("button", { pressed: true })).toBeFocused();
    await expect(mains(page).getByRole("button", { pressed: true })).toHaveText(/^CSS Administration/);
  });

  test("say what the draft changes, and what a lock means", async ({ page, site }) => {
    await open(page, `${site.root}#/school-office/editor/processes/g-exams/m-administration`);
    await expect(group(page, "Exams Office ?, changed")).toHaveCount(0);
    await cell(page, "Audit Setup", "Read").click();
    await expect(group(page, "Exams Office ?, changed")).toHaveCount(1);
    await expect(mains(page).getByRole("button", { name: /^Administration ?, changed/ })).toHaveCount(1);
    await expect(cell(page, "Audit Setup", "Deny")).toHaveAccessibleName(/was set/);
    await expect(cell(page, "Audit Setup", "Read")).toHaveAccessibleName(/^Read, changed/);
    await page.keyboard.press("Control+z");
    await expect(group(page, "Exams Office ?, changed")).toHaveCount(0);
    await expect(mains(page).getByRole("button", { name: /^SEN\b.*needs All Secured Data too/ })).toHaveCount(1);
    await expect(mains(page).getByText("Needs All Secured Data too", { exact: true }).last()).toBeVisible();
  });

  test("a new group is added, and chosen", async ({ page, site }) => {
    await open(page, `${site.root}#/school-office/editor/processes/g-office/m-bases`);
    await groups(page).getByRole("button", { name: "New group…" }).click();
    const dialog = page.getByRole("dialog", { name: "Add a group" });
    await dialog.getByLabel("Name").fill("Librarians");
    await dialog.getByRole("button", { name: "Add" }).click();
    await expect(processesOf(page)).toHaveText(/Processes of Librarians/);
    await expect(page.getByText("No members yet")).toBeVisible();
    await expect.poll(async () => (await marks(page, "Bases")).slice(-4)).toEqual(["blank", "blank", "blank", "cross"]);
  });

  test("a workspace without groups says so and starts one", async ({ page, site }) => {
    await open(page, site.root);
    await page.getByRole("button", { name: "New workspace" }).click();
    await pickSystem(page, "User Group Processes");
    await expect(page.getByText("There is no group yet.")).toBeVisible();
    await expectAccessible(page);
    await page.getByRole("button", { name: "New group" }).click();
    await page.getByRole("dialog").getByLabel("Name").fill("Clerks");
    await page.getByRole("dialog").getByRole("button", { name: "Add" }).click();
    await expect(processesOf(page)).toHaveText(/Processes of Clerks/);
  });

  test("of a large school are there at once, and an edit is quick", async ({ page, site }) => {
    await open(page, `${site.root}#/large/editor/processes`);
    await expect(grid(page).getByRole("row").nth(2)).toBeVisible();
    await expect.poll(() => page.locator("main *").count()).toBeLessThan(6000);
    await grid(page).focus();
    await page.keyboard.press("w");
    await expect(grid(page).getByRole("row").nth(2).getByRole("gridcell").nth(1)).toHaveAttribute("data-sign", "tick");
  });
});

test.describe("where there is less room", () => {
  test("the group is chosen above the main processes at 1024", async ({ page, site }) => {
    await page.setViewportSize({ width: 1024, height: 768 });
    await open(page, `${site.root}#/school-office/editor/processes`);
    await expect(groups(page)).toBeHidden();
    const choice = mains(page).getByRole("combobox", { name: "Select a Group" });
    await expect(choice).toHaveValue("Office Clerks");
    await choice.fill("sen");
    await page.getByRole("option", { name: "SEN Team" }).click();
    await expect(processesOf(page)).toHaveText(/SEN Team/);
    await page.getByRole("button", { name: "More of groups" }).click();
    await expect(page.getByRole("menuitem", { name: "New group…" })).toBeVisible();
    await page.getByRole("menuitem", { name: "System Admins…" }).click();
    await expect(page.getByRole("dialog", { name: "System Admins" })).toBeVisible();
  });

  test("there are three steps on a phone", async ({ page, site }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await open(page, `${site.root}#/school-office/editor/processes`);
    const steps = page.getByRole("navigation", { name: "Steps" });
    await expect(steps.getByRole("button")).toHaveText(["1Group", "2Main process", "3Levels"]);
    await expect(mains(page)).toBeHidden();
    await group(page, "SEN Team").click();
    await expect(groups(page)).toBeHidden();
    await mains(page).getByRole("button", { name: /^SEN/ }).click();
    await expect(grid(page)).toBeVisible();
    await expect(mains(page)).toBeHidden();
    await expectAccessible(page);
    await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await expect(steps.getByRole("button", { name: /Levels/ })).toHaveAttribute("aria-current", "step");
    await steps.getByRole("button", { name: /SEN Team/ }).click();
    await expect(groups(page)).toBeVisible();
  });
});

test.describe("levels", () => {
  test("the worked example of Permit/Deny", async ({ page, site }) => {
    await open(page, `${site.root}#/school-office/editor/processes/g-exams/m-administration`);
    await expect.poll(() => marks(page, "Administration")).toEqual(["blank", "blank", "blank", "cross"]);
    await cell(page, "Administration", "Read-Write").click();
    await expect.poll(() => marks(page, "Administration")).toEqual(["blank", "tick", "blank", "blank"]);
    await expect.poll(() => marks(page, "Audit Setup")).toEqual(["blank", "tick", "blank", "blank"]);
    for (const name of ["Attendance Codes", "Attendance Marks", "Attendance Reports"]) {
      await cell(page, name, "Deny").click();
    }
    await expect.poll(() => marks(page, "Administration")).toEqual(["blank", "both", "blank", "blank"]);
    await cell(page, "Communication Log", "Read-Write-Delete").click();
    await expect.poll(() => marks(page, "Administration")).toEqual(["blank", "blank", "both", "blank"]);
  });

  test("a level that is not offered is grey and assigns the next one down", async ({ page, site }) => {
    await open(page, `${site.root}#/school-office/editor/processes/g-exams/m-system-administration`);
    const grey = cell(page, "System Configuration", "Read-Write");
    await expect(grey).toHaveAccessibleName(/not offered: Read is assigned/);
    await grey.click();
    await expect.poll(() => marks(page, "System Configuration")).toEqual(["tick", "blank", "blank", "blank"]);
    await expect(page.getByText("System Configuration, Read-Write: not offered: Read is assigned.")).toBeVisible();
  });

  for (const forcedColors of ["none", "active"]) {
    test(`it is told from the others with forced colours ${forcedColors}`, async ({ page, site }) => {
      await page.emulateMedia({ forcedColors });
      await open(page, `${site.root}#/school-office/editor/processes/g-exams/m-system-administration`);
      const boxes = (name) => cell(page, "System Configuration", name).locator(".level-box-mark");
      const look = (name) => boxes(name).evaluate((box) => {
        const { backgroundColor, borderTopStyle } = getComputedStyle(box);
        return [backgroundColor, borderTopStyle].join();
      });
      await expect.poll(() => look("Read-Write")).not.toBe(await look("Read"));
    });
  }

  test("processes whose levels differ, none denied, have a plain tick and say so", async ({ page, site }) => {
    await open(page, `${site.root}#/school-office/editor/processes/g-exams/m-system-administration`);
    await cell(page, "System Administration", "Read-Write-Delete").click();
    await cell(page, "User Group Processes", "Read").click();
    await expect.poll(() => marks(page, "System Administration")).toEqual(["blank", "blank", "tick", "blank"]);
    await expect(cell(page, "System Administration", "Read-Write-Delete")).toHaveAccessibleName(/mixed, up to/);
  });

  test("keys set the row, wherever in it the focus is", async ({ page, site }) => {
    await open(page, `${site.root}#/school-office/editor/processes/g-exams/m-administration/b-audit-setup/Deny`);
    await grid(page).focus();
    for (const [key, at] of [["r", 0], ["w", 1], ["x", 2], ["d", 3], ["1", 0], ["0", 3]]) {
      await page.keyboard.press(key);
      const expected = ["blank", "blank", "blank", "blank"];
      expected[at] = at === 3 ? "cross" : "tick";
      await expect.poll(() => marks(page, "Audit Setup"), key).toEqual(expected);
    }
  });

  test("arrows move, Shift chooses several rows, and a key sets all of them as one step", async ({ page, site }) => {
    await open(page, `${site.root}#/school-office/editor/processes/g-exams/m-administration`);
    await grid(page).focus();
    await page.keyboard.press("Control+Home");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Shift+ArrowDown");
    await page.keyboard.press("Shift+ArrowDown");
    await expect(grid(page).locator("tr[aria-selected=true]")).toHaveCount(3);
    await page.keyboard.press("w");
    for (const name of ["Attendance Codes", "Attendance Marks", "Attendance Reports"]) {
      await expect.poll(() => marks(page, name)).toEqual(["blank", "tick", "blank", "blank"]);
    }
    await page.keyboard.press("Control+z");
    await expect.poll(() => marks(page, "Attendance Codes")).toEqual(["blank", "blank", "blank", "cross"]);
    await expect.poll(() => marks(page, "Attendance Reports")).toEqual(["blank", "blank", "blank", "cross"]);
    await page.keyboard.press("Escape");
    await page.keyboard.press("End");
    await expect.poll(() => place(page)).toMatch(/b-attendance-reports\/Deny$/);
    await page.keyboard.press("Home");
    await page.keyboard.press("Space");
    await expect.poll(() => marks(page, "Attendance Reports")).toEqual(["tick", "blank", "blank", "blank"]);
    await page.keyboard.press("Delete");
    await expect.poll(() => marks(page, "Attendance Reports")).toEqual(["blank", "blank", "blank", "cross"]);
  });

  test("a menu says what each level would do to people before it is set", async ({ page, site }) => {
    await open(page, `${site.root}#/school-office/editor/processes/g-exams/m-administration`);
    await cell(page, "Audit Setup", "Deny").click({ button: "right" });
    const menu = page.getByRole("menu");
    await expect(menu.getByRole("menuitem", { name: /^Deny/ })).toBeVisible();
    await page.keyboard.press("ArrowDown");
    await expect(menu.getByRole("menuitem", { name: /^Read\b.*gains?/ }).first()).toBeVisible();
    await page.keyboard.press("Enter");
    await expect.poll(() => marks(page, "Audit Setup")).toEqual(["tick", "blank", "blank", "blank"]);
    await expect(grid(page)).toBeFocused();
  });

  test("levels are copied and pasted, as a whole or not at all", async ({ page, site }) => {
    await open(page, `${site.root}#/school-office/editor/processes/g-exams/m-administration`);
    await cell(page, "Attendance Codes", "Read").click();
    const paste = (text) =>
      grid(page).evaluate((grid, text) => {
        const clipboardData = new DataTransfer();
        clipboardData.setData("text/plain", text);
        grid.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
      }, text);
    await paste("Read-Write\nRead-Write-Delete");
    await expect.poll(() => marks(page, "Attendance Codes")).toEqual(["blank", "tick", "blank", "blank"]);
    await expect.poll(() => marks(page, "Attendance Marks")).toEqual(["blank", "blank", "tick", "blank"]);
    await paste("Read\nmaybe");
    await expect(page.getByText("Nothing was pasted: “maybe” is no level.")).toBeVisible();
    await expect.poll(() => marks(page, "Attendance Codes")).toEqual(["blank", "tick", "blank", "blank"]);
    const copied = await grid(page).evaluate((grid) => {
      const clipboardData = new DataTransfer();
      grid.dispatchEvent(new ClipboardEvent("copy", { clipboardData, bubbles: true, cancelable: true }));
      return clipboardData.getData("text/plain");
    });
    expect(copied).toBe("Attendance Codes\tRead-Write");
  });

  test("what the members get is shown, and a cell of it explains itself", async ({ page, site }) => {
    await open(page, `${site.root}#/school-office/editor/processes/g-office/m-administration`);
    const reach = page.getByRole("region", { name: "What the 5 members get" });
    await expect(reach.getByRole("row")).toHaveCount(6);
    await cell(page, "Communication Log", "Read").click();
    await expect(reach.getByRole("row", { name: /Amy Adeyemi/ })).toContainText("changed");
    await reach.getByRole("row", { name: /Bilal Hussain/ }).getByRole("cell").nth(3).click();
    await expect(page.locator(".inspector-path h2")).toHaveText(/Bilal Hussain.*Communication Log/);
    await reach.getByRole("button", { name: "Amy Adeyemi" }).press("Enter");
    await expect(page.locator(".inspector-path h2")).toHaveText(/Amy Adeyemi.*Communication Log/);
  });

  test("All Secured Data is set beside them and says that it is not overridden", async ({ page, site }) => {
    await open(page, `${site.root}#/school-office/editor/processes/g-exams/m-sen`);
    await expect(page.getByText("the levels above do not override these")).toBeVisible();
    const secured = page.getByRole("region", { name: "All Secured Data" });
    const memos = secured.getByRole("group", { name: "SEN Memos, All Secured Data" });
    const level = (name) => memos.getByRole("radio", { name, exact: true });
    await level("Read").check({ force: true });
    await expect(level("Read")).toBeChecked();
    await expect(secured.getByText("was Deny")).toBeVisible();
    await expect.poll(() => place(page)).toMatch(/g-exams\/m-sen\/b-sen-memos\/Read$/);
    for (const [key, name] of [["x", "Read-Write-Delete"], ["2", "Read-Write"], ["d", "Deny"]]) {
      await page.keyboard.press(key);
      await expect(level(name), key).toBeChecked();
    }
    await expect(secured.getByText("was Deny")).toHaveCount(0);
  });
});

test("interdependencies are shown, and a grant without its prerequisite is mended by a click", async ({ page, site }) => {
  await open(page, `${site.root}#/school-office/editor/processes/g-support/m-student-data`);
  const needs = page.getByRole("region", { name: "Interdependencies" });
  await expect(needs).toContainText("Student Data needs Bases at Read or above.");
  await cell(page, "Student Data", "Read").last().click();
  await grid(page).getByRole("row").nth(2).getByRole("gridcell").nth(0).click();
  await expect(needs.getByText("not met", { exact: true })).toHaveCount(1);
  await expect(grid(page).getByRole("row").nth(2)).toContainText("needs Bases at Read");
  await expect(mains(page).getByRole("button", { name: /^Student Data.*1 process lacks what it needs/ })).toHaveCount(1);
  await needs.getByRole("button", { name: "Set Bases to Read" }).click();
  await expect(needs.getByText("not met", { exact: true })).toHaveCount(0);
});

test("a denial that Save will refuse says so where it is made", async ({ page, site }) => {
  await open(page, `${site.root}#/school-office/editor/processes/g-office/m-bases`);
  await grid(page).getByRole("row").nth(2).getByRole("gridcell").nth(3).click();
  const needs = page.getByRole("region", { name: "Interdependencies" });
  await expect(needs.getByText("Save will refuse Deny on Bases: it stays at Read.")).toBeVisible();
  await page.keyboard.press("Control+s");
  await expect(page.getByRole("dialog", { name: "Invalid Request" })).toBeVisible();
});

test("System Admins are flagged and unflagged", async ({ page, site }) => {
  await open(page, `${site.root}#/school-office/editor/processes`);
  await expect(groups(page).getByRole("region", { name: "System Admins" })).toContainText("Jun Watanabe");
  await page.getByRole("button", { name: "Change System Admins" }).click();
  const dialog = page.getByRole("dialog", { name: "System Admins" });
  await expectAccessible(page);
  await dialog.getByRole("combobox", { name: "Flag an account" }).fill("Amy");
  await dialog.getByRole("option", { name: "Amy Adeyemi" }).click();
  await dialog.getByRole("button", { name: "Amy Adeyemi: no longer System Admin" }).click();
  await expect(dialog.getByRole("button", { name: "Amy Adeyemi: no longer System Admin" })).toHaveCount(0);
});

test("the catalogue can be edited, and each edit undone", async ({ page, site }) => {
  await open(page, `${site.root}#/school-office/editor/processes/g-exams/m-administration`);
  const dialog = page.getByRole("dialog", { name: /^Catalogue of processes/ });
  const catalogue = async () => {
    await page.getByRole("region", { name: /Processes of/ }).getByRole("button", { name: "More", exact: true }).click();
    await page.getByRole("menuitem", { name: /^Catalogue of processes/ }).click();
  };
  const choose = async (item) => {
    await dialog.getByRole("button", { name: "More for Letters" }).click();
    await dialog.getByRole("menuitem", { name: item }).click();
  };
  await catalogue();
  await dialog.getByRole("textbox", { name: "Add a process: its name" }).fill("Letters");
  await dialog.getByRole("button", { name: "Add a process" }).click();
  await expect(row(page, "Letters")).toHaveCount(1);
  const letters = dialog.getByRole("group", { name: "Letters" });
  await letters.getByRole("checkbox", { name: "Read-Write", exact: true }).uncheck();
  await expect(cell(page, "Letters", "Read-Write")).toHaveAccessibleName(/not offered/);
  await letters.getByRole("textbox", { name: /^Menu routes and links/ }).fill("Tools > Letters\n\nLetters panel");
  await expectAccessible(page);
  await choose("Move up");
  await expect(grid(page).getByRole("rowheader").nth(5)).toHaveText("Letters");
  await page.keyboard.press("Escape");
  await row(page, "Letters").getByRole("rowheader").click();
  await expect(page.getByRole("complementary", { name: "Why" })).toContainText("Tools > Letters");
  await catalogue();
  await choose("Remove Letters");
  await expect(row(page, "Letters")).toHaveCount(0);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: /Undo: remove Letters/ }).click();
  await expect(row(page, "Letters")).toHaveCount(1);
});

test("a name that is blank comes back, and interdependencies are added, turned and removed", async ({ page, site }) => {
  await open(page, `${site.root}#/school-office/editor/processes/g-exams/m-bases`);
  await page.getByRole("region", { name: /Processes of/ }).getByRole("button", { name: "More", exact: true }).click();
  await page.getByRole("menuitem", { name: /^Catalogue of processes/ }).click();
  const dialog = page.getByRole("dialog", { name: /^Catalogue of processes/ });
  const name = dialog.getByRole("textbox", { name: "Name of Bases" });
  await name.fill(" ");
  await name.press("Tab");
  await expect(name).toHaveValue("Bases");
  const more = async (words, item) => {
    await dialog.getByRole("button", { name: `More for ${words}` }).click();
    await dialog.getByRole("menuitem", { name: item }).click();
  };
  await more("Student Data needs Bases", "Turn around");
  await expect(dialog.getByText("Bases needs Student Data", { exact: true })).toBeVisible();
  await more("Bases needs Student Data", "Remove");
  await expect(dialog.getByText("Bases needs Student Data", { exact: true })).toHaveCount(0);
  await dialog.getByRole("combobox", { name: "The process that needs another" }).fill("Exclusions");
  await dialog.getByRole("option", { name: "Exclusions" }).click();
  await dialog.getByRole("combobox", { name: "What it needs" }).fill("Bases");
  await dialog.getByRole("option", { name: "Bases" }).click();
  await dialog.getByRole("button", { name: "Add", exact: true }).click();
  await expect(dialog.getByText("Exclusions needs Bases", { exact: true })).toBeVisible();
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
