// Access Control Lists: a record's list with members of four kinds, rows that are selected anywhere, the
// priorities and what the other one would change, who gets in as whom, defaults of service teams that
// cascade, the scenarios.

import { addSystem, expect, expectAccessible, goTo, open, saveStatus, test } from "./fixtures.mjs";

const at = (site, place) => `${site.root}#/childrens-services/${place}`;
const panel = (page) => page.getByRole("region", { name: "Record", exact: true });
const team = (page) => page.getByRole("region", { name: "Service team", exact: true });
const members = (page) => page.getByRole("grid", { name: "Members" });
const records = (page) => page.getByRole("list", { name: "Records" });
const why = (page) => page.getByRole("complementary", { name: "Why" });
const outcomes = (page) => why(page).getByRole("list", { name: "Outcome by sign-on" });
const undo = (page) => page.getByRole("button", { name: /^Undo/ });
const draft = (page) => page.getByRole("group", { name: "Draft" });
const dialog = (page, name) => page.getByRole("dialog", { name });
const level = (page, row, column) => members(page).locator(`[data-row="${row}"] [data-column="${column}"]`);

/** A record without a list, and the list that it is given. */
async function setAcl(page, site, record = "r-okoye") {
  await open(page, at(site, `editor/acl/${record}/acl`));
  await panel(page).getByRole("button", { name: "Set ACL" }).click();
  await expect(panel(page).getByRole("button", { name: "Done" })).toBeVisible();
}

/** Adds members by one of the four buttons. */
async function add(page, kind, ...names) {
  await page.getByRole("group", { name: "Add" }).getByRole("button", { name: kind, exact: true }).click();
  const box = dialog(page, `Add ${kind}`);
  for (const name of names) await box.getByRole("checkbox", { name, exact: true }).check();
  await box.getByRole("button", { name: /^Add / }).click();
  await expect(box).toHaveCount(0);
}

/** What the grid of members says, a line each. */
const levels = (page) =>
  members(page).evaluate((grid) => {
    const rows = [...grid.querySelectorAll("tbody [role=row]")];
    const text = (cell) => (cell.textContent.includes("Deny") ? "-" : "+");
    return rows.map((row) => [...row.querySelectorAll("[data-column]")].map(text).join(""));
  });

/** The button that allows or denies a level of the selected rows. */
const setting = (page, what, name) => page.getByRole("button", { name: `${what} ${name} on the selected rows` });

/** Shows why in place of the list of outcomes. */
const showWhy = (page) => why(page).getByRole("radio", { name: "Why", exact: true }).check();

/** Chooses from the menu of the record or team. */
async function ofThis(page, what, entry) {
  await page.getByRole("button", { name: `More of this ${what}` }).click();
  await page.getByRole("menuitem", { name: entry }).click();
}

const six = ["Amara Nwosu", "Ben Carver", "Carys Hughes", "Dev Malhotra", "Elsa Lindqvist", "Femi Balogun"];

test("Set ACL gives a record a list: description, members of four kinds, levels, priority, Done", async ({ page, site }) => {
  await setAcl(page, site);
  const favour = panel(page).getByRole("radio");
  await expect(favour.first()).toBeChecked();
  await expect(favour.first()).toHaveAccessibleName("Favour Allow");
  await expect(panel(page).getByRole("button", { name: "Done" })).toBeDisabled();
  await expect(panel(page)).toContainText("With Done like this everybody is denied.");
  await add(page, "Users", "Amara Nwosu");
  await add(page, "Posts", "Duty Social Worker");
  await add(page, "Groups", "Auditors");
  await add(page, "Service Teams", "Fostering");
  await expect.poll(() => levels(page)).toEqual(["+++", "+++", "+++", "+++"]);
  await expectAccessible(page);
  await panel(page).getByRole("radio", { name: "Favour Deny" }).check();
  await panel(page).getByRole("textbox", { name: "Description" }).fill("Four of them");
  await panel(page).getByRole("button", { name: "Done" }).click();
  await expect(panel(page).getByRole("button", { name: "Done" })).toHaveCount(0);
  await expect(panel(page)).toContainText("Has its own list.");
  await expect(panel(page).getByRole("textbox", { name: "Description" })).toHaveValue("Four of them");
  await expect(panel(page).getByRole("radio", { name: "Favour Deny" })).toBeChecked();
  await expect(draft(page)).toContainText("1 unsaved change");
  await page.getByRole("button", { name: "Undo: Okoye family: Set ACL" }).click();
  await expect(panel(page)).toContainText("Has no list, so the process levels alone decide.");
});

test("Allow and Deny act on the rows selected by Shift, by Ctrl and by their boxes", async ({ page, site }) => {
  await setAcl(page, site);
  await add(page, "Users", ...six);
  const press = (what, name) => setting(page, what, name).click();
  await level(page, 1, 0).click();
  await level(page, 4, 0).click({ modifiers: ["Shift"] });
  await press("Deny", "Write");
  await expect.poll(() => levels(page)).toEqual(["+++", "++-", "++-", "++-", "++-", "+++"]);
  await level(page, 0, 0).click();
  await level(page, 2, 0).click({ modifiers: ["Control"] });
  await press("Deny", "Read Details");
  await expect.poll(() => levels(page)).toEqual(["+-+", "++-", "+--", "++-", "++-", "+++"]);
  await press("Allow", "Read Details");
  await expect.poll(() => levels(page)).toEqual(["+++", "++-", "++-", "++-", "++-", "+++"]);
  // By the name, and by the boxes.
  await members(page).getByText("Femi Balogun").click();
  await members(page).getByRole("checkbox", { name: "Select Amara Nwosu" }).click();
  await expect(panel(page)).toContainText("Set the 2 selected rows");
  await press("Deny", "Read Summary");
  await expect.poll(() => levels(page)).toEqual(["-++", "++-", "++-", "++-", "++-", "-++"]);
  await members(page).getByRole("checkbox", { name: "Select all rows" }).check();
  await press("Allow", "Read Summary");
  await press("Allow", "Write");
  await expect.poll(() => levels(page)).toEqual(["+++", "+++", "+++", "+++", "+++", "+++"]);
});

test("Allow and Deny are unavailable as long as no row is selected", async ({ page, site }) => {
  await open(page, at(site, "editor/acl/r-marsh-inv/acl"));
  const deny = setting(page, "Deny", "Write");
  await expect(deny).toHaveAttribute("aria-disabled", "true");
  await deny.hover();
  await expect(page.getByRole("tooltip")).toHaveText("Select a row first.");
  await deny.press("Enter");
  await expect.poll(() => levels(page)).toEqual(["+++", "+++", "+--", "+++"]);
  await expect(undo(page)).toHaveCount(0);
  await members(page).getByText("Carys Hughes").click();
  await deny.click();
  await expect.poll(() => levels(page)).toEqual(["++-", "+++", "+--", "+++"]);
  await expect(members(page).locator('[data-row="0"]')).toContainText("Deny, changed");
  await page.getByRole("button", { name: /^Undo: Marsh: confidential case/ }).click();
  await expect.poll(() => levels(page)).toEqual(["+++", "+++", "+--", "+++"]);
  // A list that is followed is not set here.
  await page.goto(at(site, "editor/acl/r-bell-inv/acl"));
  await expect(panel(page)).toContainText("Follows the default of Children in Need.");
  await members(page).getByText("Managers").click();
  await expect(deny).toHaveAttribute("aria-disabled", "true");
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
  await expect(panel(page)).toContainText("Amara Nwosu: Read Details without Read Summary opens nothing.");
  await page.keyboard.press("Delete");
  await expect.poll(() => levels(page)).toEqual(["-++", "+++"]);
  // Rows with Shift, and all.
  await page.keyboard.press("Home");
  await page.keyboard.press("Shift+ArrowUp");
  await expect(members(page).locator('[aria-selected="true"]')).toHaveCount(2);
  await page.keyboard.press("d");
  await expect.poll(() => levels(page)).toEqual(["-++", "-++"]);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+a");
  await expect(members(page).locator('[aria-selected="true"]')).toHaveCount(2);
});

test("Cancel and Escape leave everything as it was", async ({ page, site }) => {
  await setAcl(page, site, "r-okoye-inv");
  await members(page).focus();
  await page.keyboard.press("d");
  await panel(page).getByRole("button", { name: "Cancel" }).click();
  await expect(panel(page)).toContainText("Follows the default of Children in Need.");
  await panel(page).getByRole("button", { name: "Set ACL" }).click();
  await members(page).focus();
  await page.keyboard.press("d");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await expect(panel(page).getByRole("button", { name: "Done" })).toHaveCount(0);
  await expect.poll(() => levels(page)).toEqual(["+++", "++-", "+--"]);
  await expect(draft(page)).toHaveCount(0);
  // What was written is offered back.
  await expect(page.getByText("The list was not given.").last()).toBeVisible();
  await undo(page).last().click();
  await expect(panel(page).getByRole("button", { name: "Done" })).toBeVisible();
  await expect.poll(() => levels(page)).toEqual(["-++", "++-", "+--"]);
});

test("the other priority is previewed with whom it changes and why, and tried", async ({ page, site }) => {
  await open(page, at(site, "editor/acl/r-marsh-inv/acl"));
  const other = page.getByRole("group", { name: "The other priority" });
  await expect(other).toContainText("With Favour Allow, 2 outcomes change");
  await expect(other).toContainText(
    "Amara Nwosu and Ben Carver, signed on as Duty Social Worker: opening refused → full access, because the Children in Need row allows what the Duty Social Worker row denies.",
  );
  await other.getByRole("button", { name: "Try it" }).click();
  await expect(panel(page).getByRole("radio", { name: "Favour Allow" })).toBeChecked();
  await expect(other).toContainText("With Favour Deny, 2 outcomes change");
  await undo(page).click();
  await expect(panel(page).getByRole("radio", { name: "Favour Deny" })).toBeChecked();
});

test("the outcome stands beside the list for each sign-on that says something", async ({ page, site }) => {
  await open(page, at(site, "editor/acl/r-marsh-inv/acl"));
  await expect(why(page)).toContainText("5 of 12 people reach this record. Everyone else is not on the list, is denied there, or is stopped by the process level.");
  const of = (name) => outcomes(page).getByRole("listitem").filter({ hasText: name }).getByRole("button");
  await expect(of("Amara Nwosu")).toHaveText([/as themselves\s*Full access/, /as Duty Social Worker\s*Opening refused/]);
  // What says the same as no group or post is left out.
  await expect(of("Ben Carver")).toHaveText([/as themselves\s*Full access/, /as Duty Social Worker\s*Opening refused/]);
  await expect(of("Carys Hughes")).toHaveText([/however they sign on\s*Full access/]);
  await expect(of("Dev Malhotra")).toHaveText([/as themselves\s*Not selectable/, /as Out of Hours\s*Full access/]);
  await expect(of("Jo Whitaker")).toHaveText([/however they sign on\s*Full access/]);
  // What is chosen is explained below it.
  await of("Dev Malhotra").last().click();
  await expect(why(page).getByRole("heading", { name: "Why Dev as Out of Hours: edited" })).toBeVisible();
  await expect(of("Dev Malhotra").last()).toHaveAttribute("aria-pressed", "true");
  await showWhy(page);
  await expect(why(page).locator(".outcome")).toContainText("edited");
  await why(page).getByRole("radio", { name: "List", exact: true }).check();
  // An edit is seen at once.
  await members(page).getByText("Carys Hughes").click();
  await page.getByRole("button", { name: "Remove the selected rows" }).click();
  await members(page).getByText("Children in Need").click();
  await setting(page, "Deny", "Write").click();
  await expect(of("Carys Hughes")).toHaveText([/however they sign on\s*Read only/]);
});

test("whom the process level stops is not said to reach the record", async ({ page, site }) => {
  await open(page, at(site, "editor/acl/r-okoye-inv/acl"));
  // The list lets Business Support see that there is a record; the level on Involvement is Deny.
  await expect(outcomes(page).getByRole("listitem").filter({ hasText: "Hana Suzuki" })).toHaveCount(0);
  await expect(outcomes(page).getByRole("listitem").filter({ hasText: "Amara Nwosu" })).toHaveCount(1);
});

test("what belongs to a record says whether it lets in more", async ({ page, site }) => {
  await open(page, at(site, "editor/acl/r-marsh-inv/acl"));
  const items = panel(page).getByRole("region", { name: "Belongs to this case" }).getByRole("listitem");
  await expect(items).toHaveCount(2);
  await expect(items.first()).toContainText("Own list");
  await expect(items.first()).toContainText("same members and levels");
  await expect(items.last()).toContainText("Lets in more");
  await expect(items.last()).toContainText("follows the team default");
  await items.last().getByRole("link", { name: "Marsh: school's report" }).click();
  await expect(page).toHaveURL(/editor\/acl\/r-marsh-note\/acl$/);
  await expect(panel(page)).toContainText("Communication Log, an item of Marsh: confidential case of Children in Need.");
});

test("a changed default reaches what follows it and nothing else, and is said before", async ({ page, site }) => {
  await open(page, at(site, "editor/acl/r-okoye-call/acl"));
  await ofThis(page, "record", "Default of Children in Need");
  await expect(page).toHaveURL(/editor\/acl\/team\/t-cin$/);
  await expect(team(page).getByRole("region", { name: "Follow this default 5" })).toContainText("Okoye: call of 3 March");
  await expect(team(page).getByRole("region", { name: "Follow this default 5" })).toContainText("Okoye: Children in Need");
  const own = team(page).getByRole("region", { name: "Customised 4, not reached" });
  await expect(own).toContainText("Okoye: home visit");
  await expect(own).toContainText("Marsh: confidential case");
  await level(page, 0, 2).click();
  await page.keyboard.press("d");
  await expect(team(page)).toContainText("Nothing is changed yet.");
  await expect(team(page)).toContainText("1 row edited");
  await expect(team(page)).toContainText("5 records change at once. The 4 customised ones stay.");
  await expect(why(page)).toContainText("Before you do it");
  await expect(why(page)).toContainText("5 records each");
  await expect(undo(page)).toHaveCount(0);
  await expectAccessible(page);
  await team(page).getByRole("button", { name: "Change the default" }).click();
  await page.getByRole("link", { name: "Review" }).click();
  const main = page.getByRole("main");
  await expect(main).toContainText("Default ACL of Children in Need: Children in Need, Read Summary + Read Details + Write → Read Summary + Read Details");
  await expect(main).toContainText("Okoye: call of 3 March");
  await expect(main).not.toContainText("Okoye: home visit");
  await expectAccessible(page);
});

test("a default that is edited says who gains and loses, what each row comes to and which checks fail", async ({ page, site }) => {
  await open(page, at(site, "editor/acl/team/t-cin"));
  await level(page, 2, 0).click();
  await page.keyboard.press("d");
  await add(page, "Groups", "Health Partners");
  await members(page).getByText("Health Partners").click();
  await setting(page, "Deny", "Write").click();
  await expect(members(page).locator("[data-new]")).toContainText("new row");
  await expect(team(page)).toContainText("2 rows edited");
  await expect(why(page)).toContainText("1 gains");
  await expect(why(page)).toContainText("2 lose");
  // Checks that fail name people too, below.
  const person = (name) => why(page).getByRole("listitem").filter({ hasText: name }).first();
  await expect(person("Lena Fischer")).toHaveText(/signed on as Health Partners.*Not selectable.*Read only/);
  await expect(person("Hana Suzuki")).toHaveText(/signed on as Business Support.*Opening refused.*Not selectable/);
  await expect(team(page).getByRole("region", { name: /^Follow this default/ }).getByText("+1")).toHaveCount(5);
  await expect(why(page)).toContainText("fails");
  await team(page).getByRole("button", { name: "Discard" }).click();
  await expect(team(page)).toContainText("Default list, followed by 5 records.");
  await expect(team(page)).not.toContainText("edited");
  await expect(draft(page)).toHaveCount(0);
});

test("a list of its own gives way to the team's default again", async ({ page, site }) => {
  await open(page, at(site, "editor/acl/r-marsh-inv/acl"));
  await panel(page).getByRole("button", { name: "Follow the team default" }).click();
  await expect(panel(page)).toContainText("Follows the default of Children in Need.");
  await page.getByRole("link", { name: "Service teams", exact: true }).click();
  await ofThis(page, "service team", "Remove the default…");
  await dialog(page, "Remove the default of Children in Need?").getByRole("button", { name: "Remove the default" }).click();
  await expect(team(page)).toContainText("No default list yet");
  await page.goto(at(site, "editor/acl/r-marsh-inv/acl"));
  await expect(panel(page)).toContainText("Has no list");
  await undo(page).click();
  await expect(panel(page)).toContainText("Follows the default of Children in Need.");
  // From the team as well.
  await page.goto(at(site, "editor/acl/team/t-cin"));
  await team(page).getByRole("button", { name: "Let a record follow again…" }).click();
  await page.getByRole("menuitem", { name: "Bell: case notes" }).click();
  await expect(team(page).getByRole("region", { name: "Follow this default 7" })).toContainText("Bell: case notes");
});

test("who gets in depends on what they sign on as, and the reasons name the row", async ({ page, site }) => {
  await open(page, at(site, "effective/acl/u-amara/r-marsh-inv"));
  const cell = page.getByRole("grid", { name: "Effective access" }).locator("[data-active]");
  await expect(cell).toHaveAccessibleName("depends on the sign-on: edited as no group or post, edited as Children's Services, listed as Duty Social Worker");
  await expect(why(page).getByRole("radio", { name: "No group or post edited" })).toBeChecked();
  await why(page).getByRole("radio", { name: "Duty Social Worker listed" }).check();
  await expect(why(page).locator(".outcome")).toContainText("listed");
  await expect(why(page)).toContainText("Favour Deny: the Post row Duty Social Worker denies Write.");
  await expect(why(page)).toContainText("The list alone gives listed, and the level on Involvement is Read-Write: listed.");
  await expect(why(page)).toContainText("User Group Processes, rule");
  // One wording for cell, legend and sentence.
  const legend = page.getByRole("list", { name: "What the cells mean" });
  await expect(legend.getByRole("listitem")).toHaveText([/^not listed/, /^listed/, /^opened/, /^edited or more/, "depends on the sign-on"]);
  await page.getByRole("group", { name: "Density" }).getByRole("radio", { name: "Comfortable" }).check({ force: true });
  await expect(legend.getByRole("listitem")).toHaveText([/^not listed/, /^listed/, /^opened/, /^edited/, /^deleted/, /^no restriction/]);
  await expectAccessible(page);
});

test("a record is seen as anybody, and its chain of reasons ends at the process", async ({ page, site }) => {
  await open(page, at(site, "editor/acl/r-okoye-inv/acl"));
  await showWhy(page);
  await why(page).getByLabel("See it as").selectOption("Hana Suzuki");
  await expect(why(page).locator(".outcome")).toContainText("not listed");
  await why(page).getByRole("radio", { name: /^Business Support/ }).check();
  // The list would list it; the process is denied.
  await expect(why(page).locator(".outcome")).toContainText("not listed");
  await expect(why(page)).toContainText("The list alone gives listed, and the level on Involvement is Deny: not listed.");
  await expect(why(page)).toContainText("Okoye: Children in Need follows the default list of Children in Need.");
  await why(page).getByLabel("See it as").selectOption("Jo Whitaker");
  await expect(why(page).locator(".outcome")).toContainText("deleted");
  await why(page).getByRole("link", { name: "default list" }).first().click();
  await expect(page).toHaveURL(/editor\/acl\/team\/t-cin/);
});

test("the records are filtered by type, by list and by who sees them", async ({ page, site }) => {
  await open(page, at(site, "editor/acl/r-okoye/acl"));
  const rows = records(page).getByRole("button");
  await expect(rows).toHaveCount(18);
  await expect(page.getByRole("searchbox", { name: "Find records" })).toHaveAttribute("placeholder", "18 records");
  await page.getByRole("button", { name: "Filter", exact: true }).click();
  const filter = page.getByRole("group", { name: "Filter" });
  await filter.getByLabel("Type").selectOption("Communication Log");
  await expect(rows).toHaveCount(4);
  await expect(page.getByRole("region", { name: "Records" })).toContainText("4 of 18 records");
  await filter.getByLabel("Access control list").selectOption("Own list");
  await expect(rows).toHaveCount(2);
  await filter.getByLabel("Access control list").selectOption("All");
  await filter.getByLabel("Type").selectOption("All");
  await filter.getByRole("combobox", { name: "Visible to" }).fill("Lena");
  await filter.getByRole("option", { name: "Lena Fischer" }).click();
  await expect(filter).toContainText("the CSS and SEN Summary reports");
  await expect(rows).toHaveCount(2);
  await filter.getByLabel("Signed on as").selectOption("Health Partners");
  await expect(rows).toHaveCount(4);
  await expect(records(page)).toContainText("opening refused");
  await expectAccessible(page);
  await page.getByRole("searchbox", { name: "Find records" }).fill("chen");
  await expect(rows).toHaveCount(2);
});

test("a record is added, put into a team and follows its default, and is removed", async ({ page, site }) => {
  await open(page, at(site, "editor/acl"));
  await page.getByRole("button", { name: "New record" }).click();
  const form = dialog(page, "New record");
  await expect(form.getByRole("button", { name: "Add record" })).toBeDisabled();
  await form.getByRole("textbox", { name: "Name" }).fill("New case");
  await expectAccessible(page);
  await form.getByRole("button", { name: "Add record" }).click();
  await expect(panel(page).getByRole("heading", { name: "New case" })).toBeVisible();
  await expect(panel(page)).toContainText("Has no list");
  await ofThis(page, "record", "Edit the record…");
  const edit = dialog(page, "Edit the record");
  await edit.getByLabel("Service team").selectOption("Fostering");
  await edit.getByRole("button", { name: "Change record" }).click();
  await expect(panel(page)).toContainText("Follows the default of Fostering.");
  await ofThis(page, "record", "Edit the record…");
  await edit.getByLabel("Item of").selectOption("Chen: SEN2 return");
  await edit.getByRole("button", { name: "Change record" }).click();
  await expect(panel(page)).toContainText("Follows the default of Special Educational Needs.");
  await ofThis(page, "record", "Edit the record…");
  await edit.getByRole("textbox", { name: "Name" }).fill("Newer case");
  await edit.getByLabel("Type").selectOption("Risks");
  await edit.getByRole("button", { name: "Change record" }).click();
  await expect(panel(page)).toContainText("Risks, an item of Chen: SEN2 return");
  await ofThis(page, "record", "Remove the record…");
  await dialog(page, "Remove Newer case?").getByRole("button", { name: "Remove record" }).click();
  // The first record with a list of its own is looked at again.
  await expect(panel(page).getByRole("heading", { name: "Okoye: home visit" })).toBeVisible();
  await expect(records(page)).not.toContainText("Newer case");
});

test("a description is needed, also where a list has one already", async ({ page, site }) => {
  await open(page, at(site, "editor/acl/r-marsh-inv/acl"));
  const field = panel(page).getByRole("textbox", { name: "Description" });
  await field.fill(" ");
  await field.blur();
  await expect(panel(page)).toContainText("A list needs a description.");
  await expect(undo(page)).toHaveCount(0);
  await field.fill("Confidential");
  await field.blur();
  await expect(draft(page)).toContainText("1 unsaved change");
});

test("the scenarios come out as the source says, can be edited and set back", async ({ page, site }) => {
  await open(page, at(site, "editor/acl"));
  await ofThis(page, "record", "Scenarios…");
  const outcomes = (name) => page.getByRole("table", { name }).locator("tbody td:nth-child(3)");
  await expect(outcomes("Favour Allow")).toHaveText(["Full access", "Full access", "Read only", "Not selectable"]);
  await expect(outcomes("Favour Deny")).toHaveText(["Not selectable", "Not selectable", "Read only", "Opening refused"]);
  await expect(page.getByText("ticks reconstructed")).toBeVisible();
  await page.getByLabel("Both priorities side by side").check();
  await expect(page.getByRole("table", { name: "Favour Allow" }).getByText("differs")).toHaveCount(3);
  const row = page.getByRole("group", { name: "Favour Allow row 4, user" });
  await row.getByRole("checkbox", { name: "Write" }).check();
  await expect(outcomes("Favour Allow").nth(3)).toHaveText("Not selectable, system update");
  await expect(page.getByRole("table", { name: "Favour Allow" }).getByText("changed", { exact: true })).toHaveCount(1);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Set back Favour Allow row 4" }).click();
  await expect(outcomes("Favour Allow").nth(3)).toHaveText("Not selectable");
  await expect(page.getByRole("table", { name: "Favour Allow" }).getByText("changed", { exact: true })).toHaveCount(0);
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
  await page.getByRole("dialog").getByRole("button", { name: "Remove service team" }).click();
  await page.goto(at(site, "editor/acl/r-yates-fost/acl"));
  await expect(panel(page)).toContainText("Has no list");
  await page.getByRole("link", { name: "Service teams", exact: true }).click();
  await expect(page.getByRole("list", { name: "Service teams" }).getByRole("button")).toHaveText([/^Children in Need/, /^Special Educational Needs/]);
});

for (const theme of ["light", "dark"]) {
  test(`axe finds nothing to object to in the editor, ${theme}`, async ({ page, site }) => {
    await page.emulateMedia({ colorScheme: theme });
    await open(page, at(site, "editor/acl/r-marsh-inv/acl"));
    await members(page).getByText("Head of Service").click();
    await expectAccessible(page);
    await page.getByRole("link", { name: "Service teams", exact: true }).click();
    await expect(team(page)).toBeVisible();
    await expectAccessible(page);
    await ofThis(page, "service team", "Scenarios…");
    await expectAccessible(page);
  });

  test(`records and their list stand side by side on a small screen too, ${theme}`, async ({ page, site }) => {
    await page.emulateMedia({ colorScheme: theme });
    await page.setViewportSize({ width: 1024, height: 768 });
    await open(page, at(site, "editor/acl"));
    await expect(records(page)).toBeVisible();
    await expect(panel(page)).toBeVisible();
    await expect(why(page)).toBeVisible();
    const cut = await panel(page).evaluate((panel) => panel.scrollWidth > panel.clientWidth);
    expect(cut).toBe(false);
    await expectAccessible(page);
  });

  test(`where there is room for one pane the list comes first, then what is chosen, ${theme}`, async ({ page, site }) => {
    await page.emulateMedia({ colorScheme: theme });
    await page.setViewportSize({ width: 390, height: 844 });
    await open(page, at(site, "editor/acl"));
    await expect(panel(page)).toBeHidden();
    await expectAccessible(page);
    await records(page).getByRole("button", { name: /^Marsh: confidential case/ }).click();
    await expect(panel(page)).toBeVisible();
    await expect(records(page)).toBeHidden();
    await expectAccessible(page);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
    expect(wide).toBe(false);
    await panel(page).getByRole("button", { name: "All records" }).click();
    await expect(records(page)).toBeVisible();
  });
}

test("a workspace without records says what to do", async ({ page, site }) => {
  await open(page, site.root);
  await page.getByRole("button", { name: "New workspace" }).click();
  await addSystem(page, "Access Control Lists");
  await goTo(page, "Access Control Lists", "Overview");
  await expect(page.getByRole("main")).toContainText("No record has a list yet");
  await goTo(page, "Access Control Lists", "Records");
  await expect(page.getByRole("main")).toContainText("There is no record yet");
  await expectAccessible(page);
  await goTo(page, "Access Control Lists", "Service teams");
  await expect(page.getByRole("main")).toContainText("There is no service team yet");
  await goTo(page, "Access Control Lists", "Records");
  await page.getByRole("button", { name: "New record" }).click();
  await dialog(page, "New record").getByRole("textbox", { name: "Name" }).fill("The first");
  await page.keyboard.press("Enter");
  await expect(panel(page).getByRole("heading", { name: "The first" })).toBeVisible();
});

test("after a reload the record that was added is marked as changed, and no other", async ({ page, site }) => {
  const marked = records(page).getByRole("button");
  const changedOnly = async () => {
    await page.getByRole("button", { name: "Filter", exact: true }).click();
    await page.getByLabel("Changed only").check();
  };
  await open(page, at(site, "editor/acl"));
  await expect(panel(page)).toBeVisible();
  await page.getByRole("button", { name: "New record" }).click();
  await dialog(page, "New record").getByRole("textbox", { name: "Name" }).fill("Quite new");
  await dialog(page, "New record").getByRole("button", { name: "Add record" }).click();
  await changedOnly();
  await expect(marked).toHaveCount(1);
  await expect(saveStatus(page)).toContainText("Kept in this browser");
  await page.reload();
  await expect(draft(page)).toContainText("1 unsaved change");
  await changedOnly();
  await expect(marked).toHaveCount(1);
  await expect(marked).toContainText("Quite new");
});

test("thousands of people and records are there at once, and an edit is quick", async ({ page, site }) => {
  const many = (count, of) => Array.from({ length: count }, (_, at) => of(at));
  const groups = many(40, (at) => ({ id: `g${at}`, name: `Group ${at}` }));
  const users = many(3000, (at) => ({ id: `u${at}`, name: `Person ${at}`, groups: [`g${at % 40}`, `g${(at + 7) % 40}`] }));
  const rows = many(200, (at) => (at < 40 ? { who: `g${at}`, deny: at % 3 ? [] : ["Write"] } : { who: `u${at}` }));
  const records = many(2000, (at) => ({
    id: `r${at}`, name: `Record ${at}`, type: "Case Notes",
    ...(at === 0 && { acl: { description: "All", priority: "Favour Deny", members: rows } }),
    ...(at > 0 && at < 20 && { of: "r0" }),
  }));
  const file = { format: "whocan", version: 1, title: "Huge", directory: { users, groups }, models: { acl: { records } } };
  await open(page, site.root);
  const buffer = Buffer.from(JSON.stringify(file));
  await page.getByLabel("Open a file").setInputFiles({ name: "huge.whocan.json", mimeType: "application/json", buffer });
  await page.getByRole("dialog").getByRole("button", { name: "Open as a new workspace" }).click();
  await goTo(page, "Access Control Lists", "Records");
  await expect(page.getByRole("list", { name: "Records" }).getByRole("button")).toHaveCount(300);
  await expect(page.getByRole("region", { name: "Records" })).toContainText("1700 more: type to find one.");
  await expect(members(page).locator("tbody tr")).toHaveCount(200);
  await expect(why(page)).toContainText("3000 of 3000 people reach this record.");
  await expect(why(page)).toContainText("2940 more in Effective access.");
  await level(page, 1, 2).click();
  await page.keyboard.press("d");
  await expect(level(page, 1, 2)).toContainText("Deny");
  await page.getByRole("searchbox", { name: "Find records" }).fill("Record 1999");
  await page.getByRole("list", { name: "Records" }).getByRole("button").click();
  await expect(panel(page).getByRole("heading", { name: "Record 1999" })).toBeVisible();
});
