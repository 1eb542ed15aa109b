// Feature Permissions: the editor by person, group and item, Set all, groups based on others, licences,
// Apply and the restart, who may edit, the table to play with, the overview.

import { expect, expectAccessible, fromWorkspaceMenu, notice, open, pickSystem, test } from "./fixtures.mjs";

// All kinds are in sight, whatever the width of letters.
test.use({ viewport: { width: 1600, height: 900 } });

const at = (site, place) => `${site.root}#/training-provider/${place}`;
const why = (page) => page.getByRole("complementary", { name: "Why" });
const list = (page) => page.locator("#features");
const pane = (page) => page.getByRole("region", { name: "Users and groups" });
const kinds = (page) => page.getByRole("group", { name: "Kinds" });
const outcome = (page) => why(page).locator(".outcome");
const draft = (page) => page.getByRole("group", { name: "Draft" });
const feature = (page) => page.getByRole("region", { name: "Feature", exact: true });
const restart = (page) => page.getByRole("group", { name: "Restart" });

/** The cells of a row of the list, by its head. */
const row = (page, name) =>
  list(page).locator("[role=row]").filter({ has: page.locator("[role=rowheader]", { hasText: name }) });
const cell = (page, name, column) => row(page, name).locator("[role=gridcell]").nth(column);
const [VALUE, SET, DEFAULT, EFFECTIVE] = [0, 1, 2, 3];

/** How many features of a kind there are, as the ribbon has it. */
const kind = (page, name) => kinds(page).getByRole("button", { name: new RegExp(`^${name} `) });

/** Chooses from the drop-down of a value. */
async function choose(page, name, value) {
  await cell(page, name, VALUE).click();
  await page.getByRole("menuitemradio", { name: value, exact: true }).click();
}

/** Opens the menu of a head and takes one of its entries. */
async function ofHead(page, entry) {
  await list(page).getByRole("columnheader", { name: "Visibility" }).click({ button: "right" });
  await page.getByRole("menuitem", { name: entry }).click();
}

/** Chooses from the menu of the editor. */
async function ofEditor(page, entry) {
  await page.getByRole("button", { name: "More of this editor" }).click();
  await page.getByRole("menuitem", { name: entry }).click();
}

/** Says who edits. */
async function actAs(page, name) {
  await ofEditor(page, "Acting as…");
  const dialog = page.getByRole("dialog", { name: "Who edits" });
  await dialog.getByRole("combobox", { name: "Acting as" }).fill(name);
  await dialog.getByRole("option", { name }).click();
  await dialog.getByRole("button", { name: "Done" }).click();
}

/** Searches the list. */
async function find(page, name, text) {
  const field = page.getByRole("searchbox", { name });
  if ((await field.count()) === 0) await list(page).getByRole("button", { name }).click();
  await field.fill(text);
}

test("ten modules, 127 commands, and what the system has of its own", async ({ page, site }) => {
  await open(page, at(site, "editor/features/u-leo/Modules"));
  await expect(kinds(page).getByRole("button")).toHaveText([
    "Modules 10", "Tabs 15", "Centres 2", "Controls 2", "Commands 127", "Processes 2", "Templates 2", "Contractors 2",
  ]);
  const rows = list(page).locator('[role=row][aria-level]:not([data-heading])');
  await expect(rows).toHaveCount(10);
  await kind(page, "Commands").click();
  await ofEditor(page, "Expand all");
  await expect(rows).toHaveCount(127);
  await kind(page, "Templates").click();
  await expect(rows).toHaveCount(2);
  await page.getByRole("button", { name: "Add to Templates…" }).click();
  const dialog = page.getByRole("dialog", { name: "Add to Templates" });
  await expect(dialog.getByRole("button", { name: "Add item" })).toBeDisabled();
  await dialog.getByRole("textbox", { name: "Name" }).fill("Leaver letter");
  await dialog.getByRole("textbox", { name: "Category" }).fill("Letters");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Add item" }).click();
  await expect(rows).toHaveCount(3);
  await expect(kind(page, "Templates")).toHaveText("Templates 3");
  await expect(row(page, "Leaver letter")).toHaveAttribute("aria-selected", "true");
  await list(page).focus();
  await page.keyboard.press("Shift+F10");
  await page.getByRole("menuitem", { name: "This item for everybody" }).click();
  await expect(feature(page)).toContainText("Templates: Letters");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Undo: add Leaver letter to Templates" }).click();
  await expect(kind(page, "Templates")).toHaveText("Templates 2");
});

test("it opens on the first person and the first kind, and the address says so", async ({ page, site }) => {
  await open(page, at(site, "editor/features"));
  await expect(page).toHaveURL(/editor\/features\/u-amara\/Modules\/f-core-module\/Visibility$/);
  await expect(kind(page, "Modules")).toHaveAttribute("aria-pressed", "true");
  await expect(pane(page).getByRole("option", { name: /^Amara Cole/ })).toHaveAttribute("aria-selected", "true");
  await expect(why(page)).toContainText("Core Module");
  await expect(outcome(page)).toContainText("Visible");
});

test("a feature says what it is for, one of one's own what its kind opens", async ({ page, site }) => {
  const says = [
    ["Tabs/f-tab-reviews", "Opens this tab. Progress reviews."],
    ["Centres/f-centre-leeds", "Opens this centre."],
    ["Controls/f-control-bank", "Opens this control in the screen designer. On the personal details screen."],
    ["Processes/f-process-signup", "Opens this process."],
    ["Templates/f-template-review", "Opens this template."],
    ["Contractors/f-contractor-north", "Opens the trainees on this contractor."],
    ["Commands/f-access-report-centre-batches", "Open the scheduling of batches in the Reports Centre."],
    ["Commands/f-view-user-contact-log", "Open the user contact log."],
  ];
  for (const [place, text] of says) {
    await open(page, at(site, `editor/features/item/${place}`));
    await expect(feature(page).getByText(text, { exact: true })).toBeVisible();
  }
  // In the list of one person as a tooltip of the name.
  await open(page, at(site, "editor/features/u-leo/Tabs/f-tab-reviews"));
  await row(page, "Reviews").locator(".feature-name").hover();
  await expect(page.getByRole("tooltip")).toHaveText("Reviews: Opens this tab. Progress reviews.");
  // Visible is the most there is, and only the default gives it: what would change it is to set less.
  await expect(why(page).locator(".try").first()).toContainText("Set Read only for Leo Sand");
});

test("a value counts once it is set, and looks as if it did not until then", async ({ page, site }) => {
  await open(page, at(site, "editor/features/u-leo/Tabs/f-tab-funding/Visibility"));
  await expect(cell(page, "Funding", VALUE)).toContainText("Hidden");
  await expect(cell(page, "Funding", VALUE)).toHaveAttribute("data-off", /.*/);
  await expect(cell(page, "Funding", EFFECTIVE)).toContainText("Visible");
  await expect(outcome(page)).toContainText("Visible");
  await expect(why(page)).toContainText("Leo Sand shows Hidden, but Is Set is not ticked.");
  await cell(page, "Funding", SET).click();
  await expect(cell(page, "Funding", EFFECTIVE)).toContainText("Hidden");
  await expect(outcome(page)).toContainText("Hidden");
  await expect(why(page)).toContainText("Without Leo Sand's entry the default counts: Visible.");
  await choose(page, "Funding", "Read only");
  await expect(cell(page, "Funding", EFFECTIVE)).toContainText("Read only");
  await expect(page.getByRole("button", { name: "Undo: Leo Sand: Funding to Read only" })).toBeVisible();
  await fromWorkspaceMenu(page, "Discard changes");
  await expect(cell(page, "Funding", VALUE)).toContainText("Hidden");
});

test("the list by the keyboard: drop-down, tick, keys", async ({ page, site }) => {
  await open(page, at(site, "editor/features/u-leo/Tabs/f-tab-programme/Visibility"));
  await list(page).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("menu", { name: "Visibility of Programme" })).toBeVisible();
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
  await expect(cell(page, "Programme", VALUE)).toContainText("Hidden");
  await expect(list(page)).toBeFocused();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press(" ");
  await expect(cell(page, "Programme", SET)).toHaveText("set");
  await expect(cell(page, "Programme", EFFECTIVE)).toContainText("Hidden");
  await page.keyboard.press("r");
  await expect(cell(page, "Programme", EFFECTIVE)).toContainText("Read only");
  await page.keyboard.press("s");
  await expect(cell(page, "Programme", EFFECTIVE)).toContainText("Visible");
  await page.keyboard.press("Delete");
  await expect(cell(page, "Programme", VALUE)).toContainText("Visible");
  // What says the same as what is saved is no draft.
  await expect(draft(page)).toHaveCount(0);
});

test("one tab against everybody: Set all from the menu of its heading, groups untouched, and undo", async ({ page, site }) => {
  await open(page, at(site, "editor/features/item/Tabs/f-tab-invoices"));
  await expect(cell(page, "Leo Sand", EFFECTIVE)).toContainText("Visible");
  await ofHead(page, "Set all read only");
  await expect(cell(page, "Leo Sand", VALUE)).toContainText("Read only");
  await expect(cell(page, "Leo Sand", SET)).toHaveText("set");
  await expect(cell(page, "Leo Sand", EFFECTIVE)).toContainText("Read only");
  // Their group is set to Hidden and stays so.
  await expect(cell(page, "Amara Cole", EFFECTIVE)).toContainText("Hidden");
  await expect(draft(page)).toContainText("lose");
  await find(page, "Find users and groups", "Assessors");
  await expect(cell(page, "Assessors", VALUE)).toContainText("Hidden");
  await find(page, "Find users and groups", "");
  await page.getByRole("button", { name: "Undo: Invoices: Read only for all users" }).click();
  await expect(cell(page, "Leo Sand", SET)).toHaveText("not set");

  // The same by the keyboard: the head has a button, and it says how many it is about and whom it reaches.
  await list(page).getByRole("button", { name: "Set all" }).focus();
  await page.keyboard.press("Enter");
  const hidden = page.getByRole("menuitem", { name: /^Set all hidden/ });
  await expect(hidden).toContainText("21 users; groups keep theirs");
  await page.keyboard.press("Escape");
  await list(page).getByRole("button", { name: "Set all" }).press("ArrowUp");
  await expect(hidden).toBeFocused();
  await expect(hidden).toContainText("lose");
  await page.keyboard.press("Enter");
  await expect(cell(page, "Leo Sand", EFFECTIVE)).toContainText("Hidden");
  await expectAccessible(page);
});

test("Set all leaves the users that the filter hides", async ({ page, site }) => {
  await open(page, at(site, "editor/features/item/Tabs/f-tab-invoices"));
  await find(page, "Find users and groups", "Leo");
  await ofHead(page, "Set all hidden");
  await expect(cell(page, "Leo Sand", SET)).toHaveText("set");
  await expect(notice(page)).toContainText("keep what they have");
  await find(page, "Find users and groups", "");
  await expect(cell(page, "Amara Cole", SET)).toHaveText("not set");
});

test("a search that finds nothing says so, and does not go along to another kind of list", async ({ page, site }) => {
  await open(page, at(site, "editor/features/u-leo/Tabs/f-tab-invoices"));
  await find(page, "Find features", "no such tab");
  await expect(list(page).locator("[role=row][aria-level]")).toHaveCount(0);
  await expect(page.getByRole("status").filter({ hasText: "Nothing here is called “no such tab”." })).toBeVisible();
  await page.getByRole("button", { name: "Clear the search" }).click();
  await expect(row(page, "Invoices")).toBeVisible();

  await find(page, "Find features", "invoices");
  await expect(list(page).locator("[role=row][aria-level]:not([data-heading])")).toHaveCount(1);
  // The head of one person's list leads to the same tab for everybody.
  await ofHead(page, "Invoices for all users…");
  await expect(page).toHaveURL(/editor\/features\/item\/Tabs\/f-tab-invoices/);
  await expect(row(page, "Amara Cole")).toBeVisible();
  await expect(page.getByRole("searchbox", { name: "Find users and groups" })).toHaveCount(0);
});

test("Set all and the box of Is Set for all that one person has of a kind", async ({ page, site }) => {
  await open(page, at(site, "editor/features/u-leo/Commands/f-force-sync"));
  const all = list(page).getByRole("checkbox", { name: "Is Set for all of Leo Sand" });
  await expect(all).toHaveJSProperty("indeterminate", true);
  await list(page).getByRole("button", { name: "Set all" }).click();
  await expect(page.getByRole("menuitem", { name: /^Set all visible/ })).toContainText("127 commands of Leo Sand");
  await expect(page.getByRole("menuitem", { name: /^Set all read only/ })).toHaveCount(0);
  await page.getByRole("menuitem", { name: /^Set all hidden/ }).click();
  await expect(all).toBeChecked();
  await expect(cell(page, "Force Sync", EFFECTIVE)).toContainText("Hidden");
  await expect(page.getByRole("button", { name: "Undo: Leo Sand: all Commands Hidden" })).toBeVisible();
  await all.uncheck();
  await expect(cell(page, "Force Sync", VALUE)).toContainText("Hidden");
  await expect(cell(page, "Force Sync", SET)).toHaveText("not set");
  await expect(draft(page)).toContainText("unsaved changes");
});

test("categories fold, and say what comes out under them", async ({ page, site }) => {
  await open(page, at(site, "editor/features/u-dilan/Commands/f-move-trainee/Visibility"));
  const heading = (name) => list(page).locator("[role=row][aria-expanded]").filter({ hasText: name });
  await expect(heading("Trainee Editor")).toContainText("3 Hidden, 7 Visible");
  await expect(heading("Vacancies Module")).toContainText("4 no licence");
  await expect(heading("Reports")).toHaveAttribute("aria-expanded", "false");
  await expect(heading("Reports")).toContainText("all Visible");
  await expect(row(page, "Move Trainee")).toContainText("2 groups");
  await expect(row(page, "Delete Trainee").first()).toContainText("Assessors");
  await heading("Trainee Editor").click();
  await expect(row(page, "Move Trainee")).toHaveCount(0);
  await list(page).focus();
  await page.keyboard.press("ArrowRight");
  await expect(row(page, "Move Trainee")).toBeVisible();
  await page.keyboard.press("ArrowDown");
  await expect(page).toHaveURL(/f-delete-trainee\/Visibility$/);
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowLeft");
  await expect(heading("Trainee Editor")).toHaveAttribute("aria-expanded", "false");
});

test("several rows at once by Shift and a key, as one step", async ({ page, site }) => {
  await open(page, at(site, "editor/features/u-leo/Tabs/f-tab-personal/Visibility"));
  await list(page).focus();
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("h");
  for (const name of ["Personal details", "Programme", "Reviews"]) {
    await expect(cell(page, name, EFFECTIVE)).toContainText("Hidden");
  }
  await page.getByRole("button", { name: "Undo: 3 entries of features" }).click();
  await expect(draft(page)).toHaveCount(0);
});

test("a new group begins with another's entries and without its members", async ({ page, site }) => {
  await open(page, at(site, "editor/features/g-assessors/Tabs"));
  await page.getByRole("button", { name: "New group…" }).click();
  const dialog = page.getByRole("dialog", { name: "New group" });
  await expect(dialog.getByRole("button", { name: "Add group" })).toBeDisabled();
  await dialog.getByRole("textbox", { name: "Name" }).fill("Visiting assessors");
  await dialog.getByRole("textbox", { name: "Description" }).fill("From other centres");
  await dialog.getByRole("combobox", { name: "Base on group" }).selectOption("Assessors");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Add group" }).click();
  await expect(dialog).toHaveCount(0);
  const chosen = pane(page).locator("[role=option][aria-selected=true]");
  await expect(chosen).toContainText("Visiting assessors");
  await expect(chosen).toContainText("11 set");
  await expect(cell(page, "Invoices", VALUE)).toContainText("Hidden");
  await expect(cell(page, "Invoices", SET)).toHaveText("set");
  // A later change of one leaves the other alone.
  await choose(page, "Invoices", "Visible");
  await pane(page).getByRole("option", { name: /^Assessors/ }).click();
  await expect(cell(page, "Invoices", VALUE)).toContainText("Hidden");
  await page.getByRole("button", { name: /^Undo/ }).click();
  await page.getByRole("button", { name: "Undo: add Visiting assessors" }).click();
  await expect(draft(page)).toHaveCount(0);
});

test("who is in a group, and in which groups somebody is, from here too", async ({ page, site }) => {
  await open(page, at(site, "editor/features/u-leo/Tabs/f-tab-invoices/Visibility"));
  await expect(cell(page, "Invoices", EFFECTIVE)).toContainText("Visible");
  await pane(page).getByRole("button", { name: /^Groups/ }).click();
  const groups = page.getByRole("dialog", { name: "Groups of Leo Sand" });
  await groups.getByRole("checkbox", { name: "Assessors" }).check();
  await expectAccessible(page);
  await groups.getByRole("button", { name: "Done" }).click();
  await expect(cell(page, "Invoices", EFFECTIVE)).toContainText("Hidden");
  await expect(row(page, "Invoices")).toContainText("Assessors");
  await pane(page).getByRole("radio", { name: "Groups" }).check();
  await pane(page).getByRole("option", { name: /^Assessors/ }).click();
  await pane(page).getByRole("button", { name: /^Members/ }).click();
  const members = page.getByRole("dialog", { name: "Members of Assessors" });
  await members.getByRole("searchbox", { name: "Find" }).fill("Leo");
  await members.getByRole("checkbox", { name: "Leo Sand" }).uncheck();
  await members.getByRole("button", { name: "Done" }).click();
  await expect(draft(page)).toHaveCount(0);
});

test("groups do not count on centres, and the list says so", async ({ page, site }) => {
  await open(page, at(site, "editor/features/g-assessors/Centres/f-centre-leeds/Visibility"));
  await expect(page.getByText("A group's entry on a centre can be edited and has no effect.")).toBeVisible();
  await list(page).focus();
  await page.keyboard.press("h");
  await expect(cell(page, "Leeds", VALUE)).toContainText("Hidden");
  await expect(cell(page, "Leeds", SET)).toHaveText("set");
  await expect(cell(page, "Leeds", EFFECTIVE)).toContainText("Visible");
  await expect(why(page)).toContainText("Assessors is set to Hidden, but groups do not count on centres.");
});

test("a missing licence makes things Unavailable, and its return brings them back", async ({ page, site }) => {
  await open(page, at(site, "editor/features/u-jack/Commands/f-add-new-vacancy/Effective"));
  await expect(cell(page, "Add New Vacancy", EFFECTIVE)).toContainText("No licence");
  await expect(outcome(page)).toContainText("Unavailable");
  await expect(why(page)).toContainText(
    "Add New Vacancy needs the licence Vacancy, which is not installed. With it: Visible.",
  );
  await pane(page).getByRole("button", { name: /^Licences/ }).click();
  await expect(page.getByRole("checkbox", { name: /^Core/ })).toBeDisabled();
  await page.getByRole("checkbox", { name: /^Vacancy/ }).check();
  await expect(cell(page, "Add New Vacancy", EFFECTIVE)).toContainText("Visible");
  await expect(why(page)).toContainText("Add New Vacancy needs the licence Vacancy, which is installed.");
  await expectAccessible(page);
  await page.getByRole("checkbox", { name: /^Vacancy/ }).uncheck();
  await expect(outcome(page)).toContainText("Unavailable");
});

test("Apply stores, a restart makes it run, and in between both are shown, also after a reload", async ({ page, site }) => {
  await open(page, at(site, "editor/features/u-amara/Tabs/f-tab-reviews/Visibility"));
  await list(page).focus();
  await page.keyboard.press("h");
  await expect(restart(page)).toHaveCount(0);
  await expect(draft(page).getByRole("button", { name: "Save" })).toHaveCount(0);
  await draft(page).getByRole("button", { name: "Apply" }).click();
  await expect(notice(page)).toHaveText(/^Applied\. Restart Maytas for the changes to take effect\./);
  await expect(restart(page)).toContainText("not running yet. After the restart 1 person changes: Amara Cole.");
  const columns = list(page).getByRole("columnheader");
  await expect(columns).toContainText(["name", "Visibility", "Is Set", "Default", "Effective"]);
  await expect(restart(page).getByRole("radio", { name: "Stored" })).toBeChecked();
  await expect(cell(page, "Reviews", EFFECTIVE)).toContainText("Hidden");
  await restart(page).getByRole("radio", { name: "Running" }).check();
  await expect(cell(page, "Reviews", EFFECTIVE)).toContainText("Visible");
  await expect(row(page, "Reviews")).toContainText("Running until the restart: Visible");
  await expect(why(page)).toContainText("Running until the restart: Visible");
  await restart(page).getByRole("button", { name: "1 person changes" }).click();
  await expect(restart(page)).toContainText("Amara Cole: Reviews, Visible (not set) → Hidden");
  await expectAccessible(page);

  await page.reload();
  await expect(restart(page)).toContainText("After the restart 1 person changes");
  await restart(page).getByRole("button", { name: "Mark as restarted" }).click();
  await expect(restart(page)).toHaveCount(0);
  await page.reload();
  await expect(cell(page, "Reviews", EFFECTIVE)).toContainText("Hidden");
  await expect(restart(page)).toHaveCount(0);

  // Other models save as ever.
  await page.goto(at(site, "directory/groups"));
  await page.goto(at(site, "editor/features/u-amara/Tabs/f-tab-reviews/Visibility"));
  await expect(draft(page)).toHaveCount(0);
});

test("whoever is not shown Manipulate Permissions finds the editor read only", async ({ page, site }) => {
  await open(page, at(site, "editor/features/u-erin/Tabs/f-tab-funding/Visibility"));
  await actAs(page, "Erin Walsh");
  await expect(page.getByText("the editor is read only for them")).toBeVisible();
  await list(page).focus();
  await page.keyboard.press("h");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("menu")).toHaveCount(0);
  await expect(draft(page)).toHaveCount(0);
  await expect(list(page)).toHaveAttribute("aria-readonly", "true");
  await expect(list(page).getByRole("button", { name: "Set all" })).toHaveCount(0);
  await pane(page).getByRole("radio", { name: "Groups" }).check();
  await expect(page.getByRole("button", { name: "New group…" })).toHaveAttribute("aria-disabled", "true");
  await pane(page).getByRole("radio", { name: "Users" }).check();
  await pane(page).getByRole("option", { name: /^Erin Walsh/ }).click();
  await actAs(page, "Kim Tran");
  await list(page).focus();
  await page.keyboard.press("h");
  await expect(cell(page, "Funding", VALUE)).toContainText("Hidden");
});

test("who decides, what the others say, and what would change it", async ({ page, site }) => {
  await open(page, at(site, "effective/features/u-dilan/f-tab-funding"));
  await expect(outcome(page)).toContainText("Read only");
  await expect(why(page)).toContainText("Assessors has Funding set to Read only, the most restrictive entry.");
  await expect(why(page)).toContainText("Centre Managers is set to Visible, which is less restrictive.");
  await expect(why(page)).toContainText("Without Assessors's entry: Visible.");
  await why(page).getByRole("link", { name: "Read only" }).click();
  await expect(page).toHaveURL(/overview\/features\/f-tab-funding\/g-assessors$/);
  await expect(page.locator("#overview")).toBeFocused();
});

test("the nine cases, each with the sentence why, to be played with", async ({ page, site }) => {
  await open(page, at(site, "editor/features/u-leo/Modules"));
  await ofEditor(page, "Try the nine documented cases");
  const table = page.getByRole("table", { name: "A user who is in group A and group B" });
  const out = table.locator("tbody tr:first-child td:nth-child(6)");
  const nine = ["Hidden", "Visible", "Visible", "Visible", "Hidden", "Visible", "Hidden", "Hidden", "Hidden"];
  await expect(out).toHaveText(nine);
  await expect(table.locator("tbody").nth(7)).toContainText(
    "Group B is set to Hidden, more restrictive than the user and group A.",
  );
  await expectAccessible(page);
  await table.getByRole("group", { name: "Case 8, group B" }).getByRole("checkbox", { name: "Is Set" }).uncheck();
  await expect(out.nth(7)).toHaveText("Visible");
  await table.getByRole("group", { name: "Case 1, default" }).getByRole("combobox").selectOption("Read only");
  await expect(out.nth(0)).toHaveText("Read only");
  await page.getByRole("button", { name: "Back to the documentation's cases" }).click();
  await expect(out).toHaveText(nine);
  await expect(draft(page)).toHaveCount(0);
});

test("defaults and licences of a feature, its name and its end", async ({ page, site }) => {
  await open(page, at(site, "editor/features/item/Tabs/f-tab-programme/u-leo/Effective"));
  await feature(page).getByRole("combobox", { name: "Default" }).selectOption("Hidden");
  await expect(cell(page, "Leo Sand", DEFAULT)).toContainText("Hidden");
  await expect(cell(page, "Leo Sand", EFFECTIVE)).toContainText("Hidden");
  await feature(page).getByRole("combobox", { name: "Licence" }).selectOption("Vacancy");
  await expect(cell(page, "Leo Sand", EFFECTIVE)).toContainText("No licence");
  await expect(feature(page)).toContainText("Licence Vacancy: not installed, so it is Unavailable.");
  await feature(page).getByRole("textbox", { name: "Name" }).fill("Course");
  await feature(page).getByRole("textbox", { name: "Name" }).press("Enter");
  await expect(feature(page).getByRole("heading", { name: "Course" })).toBeVisible();
  await page.goto(at(site, "editor/features/u-leo/Tabs/f-tab-programme/Default"));
  await expect(cell(page, "Course", DEFAULT)).toContainText("Hidden");
  // The default from the list too.
  await list(page).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("menuitemradio", { name: "Read only" }).click();
  await expect(cell(page, "Course", DEFAULT)).toContainText("Read only");
  await page.goto(at(site, "editor/features/item/Tabs/f-tab-programme"));
  await feature(page).getByRole("button", { name: "Remove Course" }).click();
  await page.getByRole("dialog", { name: "Remove Course?" }).getByRole("button", { name: "Remove item" }).click();
  await expect(kind(page, "Tabs")).toHaveText("Tabs 14");
});

test("subjects by items on one grid, by keys", async ({ page, site }) => {
  await open(page, at(site, "overview/features/f-tab-employer/u-leo"));
  const grid = page.getByRole("treegrid", { name: "Overview" });
  const active = page.locator("#overview [role=gridcell][data-active]");
  await grid.focus();
  await page.keyboard.press("h");
  await expect(active).toContainText("Hidden");
  await expect(outcome(page)).toContainText("Hidden");
  await page.keyboard.press("s");
  await expect(active).toHaveAttribute("data-off", /.*/);
  await expect(outcome(page)).toContainText("Visible");
  await page.keyboard.press("Delete");
  await expect(active).toHaveAccessibleName(/Visible \(not set\)/);
  // What says the same as what is saved is no draft.
  await expect(draft(page)).toHaveCount(0);
});

for (const scheme of ["light", "dark"]) {
  for (const place of ["overview/features/f-tab-employer/g-finance", "editor/features/u-leo/Tabs/f-tab-funding/Visibility"]) {
    test(`axe has nothing to object to in ${place.split("/")[0]}, ${scheme}`, async ({ page, site }) => {
      await page.emulateMedia({ colorScheme: scheme });
      await open(page, at(site, place));
      await expect(outcome(page)).toBeVisible();
      await expectAccessible(page);
    });
  }
}

test("By item is a tab of its own", async ({ page, site }) => {
  await open(page, at(site, "editor/features"));
  const tabs = page.getByRole("navigation", { name: "Feature Permissions" });
  await expect(tabs.getByRole("link")).toHaveText(["Editor", "By item", "Overview", "Effective access"]);
  await tabs.getByRole("link", { name: "By item" }).click();
  await expect(tabs.getByRole("link", { name: "By item" })).toHaveAttribute("aria-current", "page");
  await expect(feature(page).getByRole("heading", { name: "Personal details" })).toBeVisible();
  await expect(page).toHaveURL(/editor\/features\/item\/Tabs\/f-tab-personal\/u-amara\/Visibility$/);
});

test("a workspace with nobody in it leads to the people", async ({ page, site }) => {
  await open(page, site.root);
  await page.getByRole("button", { name: "New workspace" }).first().click();
  await pickSystem(page, "Feature Permissions");
  await expect(page.getByText("Nobody is here yet")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("main").getByRole("button", { name: "Open people" }).click();
  await expect(page).toHaveURL(/directory\/people$/);
});

test("thousands of people for one item, by the keyboard", async ({ page, site }) => {
  await open(page, `${site.root}#/large/editor/features/item/Modules`);
  await expect(feature(page).getByRole("heading")).toBeVisible();
  const drawn = list(page).locator("[role=row][aria-level]");
  await expect.poll(() => drawn.count()).toBeLessThan(120);
  await list(page).focus();
  await page.keyboard.press("Control+End");
  const rows = Number(await list(page).getAttribute("aria-rowcount"));
  expect(rows).toBeGreaterThan(500);
  await expect(list(page).locator(`[role=row][aria-rowindex="${rows}"]`)).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Control+Home");
  await expect(list(page).locator('[role=row][aria-rowindex="2"]')).toBeVisible();
  await expect.poll(() => drawn.count()).toBeLessThan(120);
});

test("on a phone: who and the kind above, then the list; another one is chosen in a step before", async ({ page, site }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await open(page, at(site, "editor/features/u-dilan/Commands/f-move-trainee/Visibility"));
  const person = page.getByRole("button", { name: "Dilan Kaya", exact: true });
  await expect(row(page, "Move Trainee")).toBeVisible();
  await expect(page.getByRole("combobox", { name: "Kind" })).toHaveValue("Commands");
  await expect(pane(page)).toBeHidden();
  await expectAccessible(page);
  await person.click();
  await expect(pane(page)).toBeVisible();
  await expect(list(page)).toBeHidden();
  await pane(page).getByRole("option", { name: /^Leo Sand/ }).click();
  await expect(pane(page)).toBeHidden();
  await expect(row(page, "Move Trainee")).toBeVisible();
  await row(page, "Move Trainee").locator(".level-chip").click();
  await page.getByRole("menuitemradio", { name: "Hidden" }).click();
  await row(page, "Move Trainee").locator(".feature-box").click();
  await expect(row(page, "Move Trainee").locator(".level-chip")).toHaveText("Hidden");
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
});

test("what there is no room for goes to More, and what is chosen stays in sight", async ({ page, site }) => {
  await page.setViewportSize({ width: 1024, height: 768 });
  await open(page, at(site, "editor/features/u-leo/Contractors/f-contractor-north"));
  await expect(kind(page, "Contractors")).toBeVisible();
  await kinds(page).getByRole("button", { name: "More", exact: true }).click();
  const more = page.getByRole("menuitem");
  await expect.poll(() => more.count()).toBeGreaterThan(0);
  await more.first().click();
  await expect(kinds(page).locator("[aria-pressed=true]")).toHaveCount(1);
  await expect(kinds(page).locator("[aria-pressed=true]")).not.toContainText("Contractors");
});

test("usable at 320 pixels", async ({ page, site }) => {
  await page.setViewportSize({ width: 320, height: 700 });
  await open(page, at(site, "editor/features/item/Tabs/f-tab-invoices"));
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(wide).toBeLessThanOrEqual(320);
  await expectAccessible(page);
});
