// Access Control Lists: the dialog that sets a record's list, defaults of service teams that cascade,
// who gets in as whom, the scenarios.

import { addSystem, expect, expectAccessible, goTo, open, saveStatus, spot, test } from "./fixtures.mjs";

const at = (site, place) => `${site.root}#/childrens-services/${place}`;
const dialog = (page) => page.getByRole("dialog", { name: "Access Control List Definition" });
const members = (page) => dialog(page).getByRole("grid", { name: "Members" });
const why = (page) => page.getByRole("complementary", { name: "Why" });
const panel = (page) => page.getByRole("region", { name: "Record", exact: true });
const undo = (page) => page.getByRole("button", { name: /^Undo/ });

/** A record without a list, and the dialog that gives it one. */
async function setAcl(page, site, record = "r-okoye") {
  await open(page, at(site, `editor/acl/${record}/acl`));
  await page.getByRole("button", { name: "Set ACL" }).click();
  await expect(dialog(page)).toBeVisible();
}

/** Adds members by one of the four buttons. */
async function add(page, kind, ...names) {
  await dialog(page).getByRole("button", { name: kind, exact: true }).click();
  for (const name of names) await dialog(page).getByRole("checkbox", { name, exact: true }).check();
  await dialog(page).getByRole("button", { name: kind, exact: true }).click();
}

/** What the grid of members says, a line each. */
const levels = (page) =>
  members(page).evaluate((grid) => {
    const rows = [...grid.querySelectorAll("[role=row]")].filter((row) => row.querySelector("[role=rowheader]"));
    const text = (cell) => (cell.textContent.includes("Deny") ? "-" : "+");
    return rows.map((row) => [...row.querySelectorAll("[role=gridcell]")].map(text).join(""));
  });

const six = ["Amara Nwosu", "Ben Carver", "Carys Hughes", "Dev Malhotra", "Elsa Lindqvist", "Femi Balogun"];

test("the dialog gives a record a list: description, members of four kinds, levels, priority, Done", async ({ page, site }) => {
  await setAcl(page, site);
  await expect(dialog(page).getByRole("radio").first()).toBeChecked();
  await expect(dialog(page).getByRole("radio").first()).toHaveAccessibleName("Favour Allow");
  await expect(dialog(page).getByRole("button", { name: "Done" })).toBeDisabled();
  await expect(dialog(page)).toContainText("With Done like this everybody is denied.");
  await add(page, "Users", "Amara Nwosu");
  await add(page, "Posts", "Duty Social Worker");
  await add(page, "Groups", "Auditors");
  await add(page, "Service Teams", "Fostering");
  await expect.poll(() => levels(page)).toEqual(["+++", "+++", "+++", "+++"]);
  await expectAccessible(page);
  await dialog(page).getByRole("radio", { name: "Favour Deny" }).check();
  await dialog(page).getByRole("textbox", { name: "Description" }).fill("Four of them");
  await dialog(page).getByRole("button", { name: "Done" }).click();
  await expect(dialog(page)).toHaveCount(0);
  await expect(panel(page)).toContainText("Access control list: customised.");
  await expect(panel(page)).toContainText("Four of them, Favour Deny");
  await expect(page.getByRole("group", { name: "Draft" })).toContainText("1 unsaved change");
  await page.getByRole("button", { name: "Undo: Okoye family: Set ACL" }).click();
  await expect(panel(page)).toContainText("Access control list: none.");
});

test("Allow and Deny act on the rows selected by Shift and by Ctrl", async ({ page, site }) => {
  await setAcl(page, site);
  await add(page, "Users", ...six);
  const cell = (row) => members(page).locator(spot(row, 1));
  const press = (what, level) => dialog(page).getByRole("button", { name: `${what} ${level} on the selected rows` }).click();
  await cell(2).click();
  await cell(5).click({ modifiers: ["Shift"] });
  await press("Deny", "Write");
  await expect.poll(() => levels(page)).toEqual(["+++", "++-", "++-", "++-", "++-", "+++"]);
  await cell(1).click();
  await cell(3).click({ modifiers: ["Control"] });
  await press("Deny", "Read Details");
  await expect.poll(() => levels(page)).toEqual(["+-+", "++-", "+--", "++-", "++-", "+++"]);
  await press("Allow", "Read Details");
  await expect.poll(() => levels(page)).toEqual(["+++", "++-", "++-", "++-", "++-", "+++"]);
});

test("the same by the keyboard, cell by cell and in blocks", async ({ page, site }) => {
  await setAcl(page, site);
  await add(page, "Users", ...six.slice(0, 3));
  await members(page).focus();
  await page.keyboard.press("d");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Shift+ArrowRight");
  await page.keyboard.press("D");
  await expect.poll(() => levels(page)).toEqual(["-++", "--+", "+++"]);
  await page.keyboard.press("A");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Space");
  await expect.poll(() => levels(page)).toEqual(["-++", "+++", "+-+"]);
  await expect(dialog(page)).toContainText("Amara Nwosu: Read Details without Read Summary opens nothing.");
  await page.keyboard.press("Delete");
  await expect.poll(() => levels(page)).toEqual(["-++", "+++"]);
});

test("Cancel and Escape leave everything as it was", async ({ page, site }) => {
  await setAcl(page, site, "r-marsh-inv");
  await members(page).focus();
  await page.keyboard.press("d");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await expect(dialog(page)).toHaveCount(0);
  await expect(undo(page)).toHaveCount(0);
});

test("a changed default reaches what follows it and nothing else, and is said before", async ({ page, site }) => {
  await open(page, at(site, "editor/acl/r-okoye-call/acl"));
  await page.getByRole("button", { name: "Change the default ACL of Children in Need" }).click();
  await expect(dialog(page)).toContainText("5 records follow it: Okoye: Children in Need; Okoye: call of 3 March");
  await expect(dialog(page)).toContainText("4 keep their own: Okoye: home visit; Marsh: confidential case");
  const row = members(page).locator(spot(1, 3));
  await row.click();
  await page.keyboard.press("d");
  await dialog(page).getByRole("button", { name: "Done" }).click();
  await page.getByRole("link", { name: "Review" }).click();
  const main = page.getByRole("main");
  await expect(main).toContainText("Default ACL of Children in Need: Children in Need, Read Summary + Read Details + Write → Read Summary + Read Details");
  await expect(main).toContainText("Okoye: call of 3 March");
  await expect(main).not.toContainText("Okoye: home visit");
  await expectAccessible(page);
});

test("a list of its own gives way to the team's default again", async ({ page, site }) => {
  await open(page, at(site, "editor/acl/r-marsh-inv/acl"));
  await page.getByRole("button", { name: "Go back to the team's default" }).click();
  await expect(panel(page)).toContainText("Access control list: inherited from Children in Need.");
  await page.getByRole("button", { name: "Remove the default ACL of Children in Need" }).click();
  await expect(panel(page)).toContainText("Access control list: none.");
  await undo(page).click();
  await expect(panel(page)).toContainText("inherited from Children in Need");
});

test("who gets in depends on what they sign on as, and the reasons name the row", async ({ page, site }) => {
  await open(page, at(site, "effective/acl/u-amara/r-marsh-inv"));
  const cell = page.getByRole("grid", { name: "Effective access" }).locator("[data-active]");
  await expect(cell).toHaveAccessibleName("depends on the sign-on: edited as no group or post, edited as Children's Services, listed as Duty Social Worker");
  await expect(why(page).getByRole("radio", { name: "No group or post edited" })).toBeChecked();
  await why(page).getByRole("radio", { name: "Duty Social Worker listed" }).check();
  await expect(why(page).locator(".outcome")).toContainText("listed");
  await expect(why(page)).toContainText("Favour Deny: the Post row Duty Social Worker denies Write.");
  await expect(why(page)).toContainText("The list alone comes to listed, and the level on Involvement is Read-Write: listed.");
  await expect(why(page)).toContainText("User Group Processes, rule");
  // One wording for cell, legend and sentence.
  const legend = page.getByRole("list", { name: "What the cells mean" });
  await expect(legend.getByRole("listitem")).toHaveText([/^not listed/, /^listed/, /^opened/, /^edited/, /^deleted/, /^no restriction/]);
  await expectAccessible(page);
});

test("a record is seen as anybody, and its chain of reasons ends at the process", async ({ page, site }) => {
  await open(page, at(site, "editor/acl/r-okoye-inv/acl"));
  await why(page).getByLabel("See it as").selectOption("Hana Suzuki");
  await expect(why(page).locator(".outcome")).toContainText("not listed");
  await why(page).getByRole("radio", { name: /^Business Support/ }).check();
  // The list would list it; the process is denied.
  await expect(why(page).locator(".outcome")).toContainText("not listed");
  await expect(why(page)).toContainText("The list alone comes to listed, and the level on Involvement is Deny: not listed.");
  await expect(why(page)).toContainText("Okoye: Children in Need follows the default list of Children in Need.");
  await why(page).getByLabel("See it as").selectOption("Jo Whitaker");
  await expect(why(page).locator(".outcome")).toContainText("deleted");
  await why(page).getByRole("link", { name: "default list" }).first().click();
  await expect(page).toHaveURL(/editor\/acl\/team\/t-cin/);
});

test("the records are filtered by type, by list and by who sees them", async ({ page, site }) => {
  await open(page, at(site, "editor/acl/r-okoye/acl"));
  const count = page.locator(".grid-count");
  await expect(count).toContainText("18 records");
  await page.getByRole("combobox", { name: "Type", exact: true }).first().selectOption("Communication Log");
  await expect(count).toContainText("4 records");
  await page.getByRole("combobox", { name: "Access control list", exact: true }).selectOption("customised");
  await expect(count).toContainText("2 records");
  await page.getByRole("combobox", { name: "Access control list", exact: true }).selectOption("all");
  await page.getByRole("combobox", { name: "Type", exact: true }).first().selectOption("all");
  await page.getByLabel("Visible to").selectOption("Lena Fischer");
  await expect(page.getByRole("main")).toContainText("the CSS and SEN Summary reports list");
  await expect(count).toContainText("2 records");
  await page.getByLabel("Signed on as").selectOption("Health Partners");
  await expect(count).toContainText("4 records");
  await expect(page.getByRole("grid", { name: "Records" })).toContainText("opening refused");
});

test("a record is added, put into a team and follows its default, and is removed", async ({ page, site }) => {
  await open(page, at(site, "editor/acl"));
  await page.getByRole("textbox", { name: "Name of a new record" }).fill("New case");
  await page.getByRole("button", { name: "Add the record" }).click();
  await expect(panel(page)).toContainText("Access control list: none.");
  await panel(page).getByLabel("Service team").selectOption("Fostering");
  await expect(panel(page)).toContainText("inherited from Fostering");
  await panel(page).getByLabel("Item of").selectOption("Chen: SEN2 return");
  await expect(panel(page)).toContainText("inherited from Special Educational Needs");
  await panel(page).getByRole("button", { name: "Remove the record" }).click();
  await expect(panel(page)).toContainText("Choose a record to set its list.");
});

test("the scenarios come out as the source says, and can be edited", async ({ page, site }) => {
  await open(page, at(site, "editor/acl"));
  await page.getByText("Scenario explorer").click();
  const outcomes = (name) => page.getByRole("table", { name }).locator("tbody td:nth-child(3)");
  await expect(outcomes("Favour Allow")).toHaveText(["full access", "full access", "read only", "not selectable"]);
  await expect(outcomes("Favour Deny")).toHaveText(["not selectable", "not selectable", "read only", "opening refused"]);
  await expect(page.getByText("ticks reconstructed")).toBeVisible();
  await page.getByLabel("Both priorities side by side").check();
  await expect(page.getByRole("table", { name: "Favour Allow" }).getByText("differs")).toHaveCount(3);
  const row = page.getByRole("group", { name: "Favour Allow row 4, user" });
  await row.getByRole("checkbox", { name: "Write" }).check();
  await expect(outcomes("Favour Allow").nth(3)).toHaveText("not selectable, system update");
});

test("rows of all lists stand on one grid: what follows a team is grey, the rest is edited by keys", async ({ page, site }) => {
  await open(page, at(site, "overview/acl/r-bell-notes/p-duty"));
  const grid = page.getByRole("grid", { name: "Overview" });
  const cell = grid.locator("[data-active]");
  await expect(cell).toContainText("Summary, Details");
  await grid.focus();
  await page.keyboard.press("3");
  await expect(cell).toContainText("all three");
  await page.keyboard.press("d");
  await expect(cell).toContainText("nothing");
  await page.keyboard.press("Delete");
  await expect(cell).toHaveAccessibleName(/no row/);
  await page.keyboard.press("A");
  await expect(cell).toContainText("all three");
  await page.goto(at(site, "overview/acl/r-bell-inv/t-cin"));
  await expect(cell).toHaveAttribute("data-off");
  await page.keyboard.press("d");
  await expect(cell).toContainText("all three");
  await expectAccessible(page);
});

test("a service team that is removed takes its default and its rows along", async ({ page, site }) => {
  await open(page, at(site, "directory/posts"));
  await page.getByRole("navigation", { name: "Groups, posts and service teams" }).getByRole("button", { name: /^Fostering/ }).click();
  await page.getByRole("button", { name: "Remove Fostering" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Remove", exact: true }).click();
  await page.goto(at(site, "editor/acl/r-yates-fost/acl"));
  await expect(panel(page)).toContainText("Access control list: none.");
  await expect(page.getByRole("button", { name: "Change the default ACL of Fostering" })).toHaveCount(0);
});

for (const theme of ["light", "dark"]) {
  test(`axe finds nothing to object to in the editor, ${theme}`, async ({ page, site }) => {
    await page.emulateMedia({ colorScheme: theme });
    await open(page, at(site, "editor/acl/r-marsh-inv/acl"));
    await page.getByText("Scenario explorer").click();
    await expectAccessible(page);
  });
}

test("a workspace without records says what to do", async ({ page, site }) => {
  await open(page, site.root);
  await page.getByRole("button", { name: "New workspace" }).click();
  await addSystem(page, "Access Control Lists");
  await goTo(page, "Access Control Lists", "Overview");
  await expect(page.getByRole("main")).toContainText("No record has a list yet");
});

test("after a reload the record that was added is marked as changed, and no other", async ({ page, site }) => {
  const marked = page.getByRole("grid", { name: "Records" }).getByRole("row").filter({ has: page.getByRole("rowheader") });
  await open(page, at(site, "editor/acl"));
  await expect(page.getByRole("grid").first()).toBeVisible();
  await page.getByLabel("Name of a new record").fill("Quite new");
  await page.getByRole("button", { name: "Add the record" }).click();
  await page.getByLabel("Changed only").check();
  await expect(marked).toHaveCount(1);
  await expect(saveStatus(page)).toContainText("Kept in this browser");
  await page.reload();
  await expect(page.getByRole("group", { name: "Draft" })).toContainText("1 unsaved change");
  await page.getByLabel("Changed only").check();
  await expect(marked).toHaveCount(1);
  await expect(marked).toContainText("Quite new");
});
