// Feature Permissions: the editor by person, group and item, Set all, groups based on others, licences,
// Apply and the restart, who may edit, the table to play with, the overview.

import { expect, expectAccessible, fromWorkspaceMenu, notice, open, test } from "./fixtures.mjs";

const at = (site, place) => `${site.root}#/training-provider/${place}`;
const why = (page) => page.getByRole("complementary", { name: "Why" });
const list = (page) => page.locator("#features");
const outcome = (page) => why(page).locator(".outcome");
const draft = (page) => page.getByRole("group", { name: "Draft" });
const feature = (page) => page.getByRole("region", { name: "Feature", exact: true });
const restart = (page) => page.getByRole("group", { name: "Restart" });

/** The cells of a row of the list, by its head. */
const row = (page, name) =>
  list(page).locator("[role=row]").filter({ has: page.locator("[role=rowheader]", { hasText: name }) });
const cell = (page, name, column) => row(page, name).locator("[role=gridcell]").nth(column);
const [VALUE, SET, DEFAULT, EFFECTIVE] = [0, 1, 2, 3];

/** Chooses from the drop-down of a value. */
async function choose(page, name, value) {
  await cell(page, name, VALUE).click();
  await page.getByRole("menuitem", { name: value, exact: true }).click();
}

/** Opens the menu of a head and takes one of its entries. */
async function ofHead(page, entry) {
  await list(page).getByRole("columnheader", { name: "Visibility" }).click({ button: "right" });
  await page.getByRole("menuitem", { name: entry, exact: true }).click();
}

test("ten modules, 127 commands, and what the system has of its own", async ({ page, site }) => {
  await open(page, at(site, "editor/features/u-leo/Modules"));
  const count = page.locator(".grid-count");
  await expect(count).toHaveText("10 features × 6 columns");
  const kinds = page.getByRole("group", { name: "Kinds" });
  await expect(kinds.getByRole("button")).toHaveText([
    "Modules", "Tabs", "Centres", "Controls", "Commands", "Processes", "Templates", "Contractors",
  ]);
  await kinds.getByRole("button", { name: "Commands" }).click();
  await expect(count).toHaveText("127 features × 6 columns");
  await kinds.getByRole("button", { name: "Templates" }).click();
  await expect(count).toHaveText("2 features × 6 columns");
  await page.getByRole("textbox", { name: "Name of a new item" }).fill("Leaver letter");
  await page.getByRole("textbox", { name: "Its category" }).fill("Letters");
  await page.getByRole("button", { name: "Add to Templates" }).click();
  await expect(count).toHaveText("3 features × 6 columns");
  await expect(feature(page)).toContainText("Templates: Letters");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Undo: add Leaver letter to Templates" }).click();
  await expect(count).toHaveText("2 features × 6 columns");
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
    await open(page, at(site, `editor/features/u-leo/${place}`));
    await expect(feature(page).getByText(text, { exact: true })).toBeVisible();
  }
});

test("a value counts once it is set, and looks as if it did not until then", async ({ page, site }) => {
  await open(page, at(site, "editor/features/u-leo/Tabs/f-tab-funding/Visibility"));
  await expect(cell(page, "Funding", VALUE)).toContainText("Hidden ▾");
  await expect(cell(page, "Funding", VALUE)).toHaveAttribute("data-off", /.*/);
  await expect(cell(page, "Funding", EFFECTIVE)).toContainText("Visible");
  await expect(outcome(page)).toContainText("Visible");
  await expect(why(page)).toContainText("Leo Sand shows Hidden, but Is Set is not ticked.");
  await cell(page, "Funding", SET).click();
  await expect(cell(page, "Funding", EFFECTIVE)).toContainText("Hidden");
  await expect(outcome(page)).toContainText("Hidden");
  await expect(why(page)).toContainText("Were Leo Sand not set here, the default would come out: Visible.");
  await choose(page, "Funding", "Read only");
  await expect(cell(page, "Funding", EFFECTIVE)).toContainText("Read only");
  await expect(page.getByRole("button", { name: "Undo: Leo Sand: Funding to Read only" })).toBeVisible();
  await fromWorkspaceMenu(page, "Discard changes");
  await expect(cell(page, "Funding", VALUE)).toContainText("Hidden ▾");
});

test("the list by the keyboard: drop-down, tick, keys", async ({ page, site }) => {
  await open(page, at(site, "editor/features/u-leo/Tabs/f-tab-programme/Visibility"));
  await list(page).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("menu", { name: "Choose" })).toBeVisible();
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
  await expect(cell(page, "Programme", VALUE)).toContainText("Hidden ▾");
  await expect(list(page)).toBeFocused();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press(" ");
  await expect(cell(page, "Programme", SET)).toContainText("☑");
  await expect(cell(page, "Programme", EFFECTIVE)).toContainText("Hidden");
  await page.keyboard.press("r");
  await expect(cell(page, "Programme", EFFECTIVE)).toContainText("Read only");
  await page.keyboard.press("s");
  await expect(cell(page, "Programme", EFFECTIVE)).toContainText("Visible");
  await page.keyboard.press("Delete");
  await expect(cell(page, "Programme", VALUE)).toContainText("Visible ▾");
  // What says the same as what is saved is no draft.
  await expect(draft(page)).toHaveCount(0);
});

test("one tab against everybody: Set all from the menu of its heading, groups untouched, and undo", async ({ page, site }) => {
  await open(page, at(site, "editor/features/item/Tabs/f-tab-invoices"));
  await expect(cell(page, "Leo Sand", EFFECTIVE)).toContainText("Visible");
  await ofHead(page, "Set all read only");
  await expect(cell(page, "Leo Sand", VALUE)).toContainText("Read only ▾");
  await expect(cell(page, "Leo Sand", SET)).toContainText("☑");
  await expect(cell(page, "Leo Sand", EFFECTIVE)).toContainText("Read only");
  // Their group is set to Hidden and stays so.
  await expect(cell(page, "Amara Cole", EFFECTIVE)).toContainText("Hidden");
  await expect(draft(page)).toContainText("lose");
  await page.getByRole("searchbox", { name: "Find users and groups" }).fill("Assessors");
  await expect(cell(page, "Assessors", VALUE)).toContainText("Hidden ▾");
  await page.getByRole("searchbox", { name: "Find users and groups" }).fill("");
  await page.getByRole("button", { name: "Undo: Invoices: Read only for all users" }).click();
  await expect(cell(page, "Leo Sand", SET)).toContainText("☐");

  // The same by the keyboard, and by a button.
  await list(page).focus();
  await page.keyboard.press("Control+Home");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Shift+F10");
  await expect(page.getByRole("menuitem", { name: "Set all hidden" })).toBeVisible();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Set all hidden" }).click();
  await expect(cell(page, "Leo Sand", EFFECTIVE)).toContainText("Hidden");
  await expectAccessible(page);
});

test("Set all leaves the users that the filter hides", async ({ page, site }) => {
  await open(page, at(site, "editor/features/item/Tabs/f-tab-invoices"));
  const find = page.getByRole("searchbox", { name: "Find users and groups" });
  await find.fill("Leo");
  await page.getByRole("button", { name: "Set all hidden" }).click();
  await expect(cell(page, "Leo Sand", SET)).toContainText("☑");
  await expect(notice(page)).toContainText("keep what they have");
  await find.fill("");
  await expect(cell(page, "Amara Cole", SET)).toContainText("☐");
});

test("a new group begins with another's entries and without its members", async ({ page, site }) => {
  await open(page, at(site, "editor/features/g-assessors/Tabs"));
  await page.getByRole("button", { name: "New group…" }).click();
  const dialog = page.getByRole("dialog", { name: "New group" });
  await expect(dialog.getByRole("button", { name: "OK" })).toBeDisabled();
  await dialog.getByRole("textbox", { name: "Name" }).fill("Visiting assessors");
  await dialog.getByRole("textbox", { name: "Description" }).fill("From other centres");
  await dialog.getByRole("combobox", { name: "Base on group" }).selectOption("Assessors");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "OK" }).click();
  await expect(dialog).toHaveCount(0);
  const chosen = page.getByRole("region", { name: "Users and groups" }).locator("[aria-pressed=true].main-process");
  await expect(chosen).toContainText("Visiting assessors");
  await expect(chosen).toContainText("11 set");
  await expect(cell(page, "Invoices", VALUE)).toContainText("Hidden ▾");
  await expect(cell(page, "Invoices", SET)).toContainText("☑");
  // A later change of one leaves the other alone.
  await choose(page, "Invoices", "Visible");
  await page.getByRole("region", { name: "Users and groups" }).getByRole("button", { name: /^Assessors/ }).click();
  await expect(cell(page, "Invoices", VALUE)).toContainText("Hidden ▾");
  await page.getByRole("button", { name: /^Undo/ }).click();
  await page.getByRole("button", { name: "Undo: add Visiting assessors" }).click();
  await expect(draft(page)).toHaveCount(0);
});

test("a group has no say in a centre, and the list says so", async ({ page, site }) => {
  await open(page, at(site, "editor/features/g-assessors/Centres/f-centre-leeds/Visibility"));
  await expect(page.getByText("What is set for a group on a centre can be edited and has no effect.")).toBeVisible();
  await list(page).focus();
  await page.keyboard.press("h");
  await expect(cell(page, "Leeds", VALUE)).toContainText("Hidden ▾");
  await expect(cell(page, "Leeds", SET)).toContainText("☑");
  await expect(cell(page, "Leeds", EFFECTIVE)).toContainText("Visible");
  await expect(why(page)).toContainText("Assessors is set to Hidden, but a group has no say in a centre.");
});

test("a missing licence makes things Unavailable, and its return brings them back", async ({ page, site }) => {
  await open(page, at(site, "editor/features/u-jack/Commands/f-add-new-vacancy/Effective"));
  await expect(cell(page, "Add New Vacancy", EFFECTIVE)).toContainText("No licence");
  await expect(outcome(page)).toContainText("Unavailable");
  await expect(why(page)).toContainText(
    "Add New Vacancy needs the licence Vacancy, which is not installed. With it, what is set would come to Visible.",
  );
  await page.locator("summary", { hasText: "Licences" }).click();
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
  await expect(notice(page)).toHaveText("Applied. Restart Maytas for the changes to take effect.");
  await expect(restart(page)).toContainText("1 change is stored and not running yet");
  const columns = list(page).getByRole("columnheader");
  await expect(columns.first()).toHaveAccessibleName("Name");
  await expect(columns).toContainText(["", "Visibility", "Is Set", "Default", "Effective", "Running"]);
  // The last column stands beside what fits.
  await list(page).evaluate((grid) => grid.scrollTo(9_999, 0));
  await expect(columns.filter({ hasText: "Stored" })).toHaveCount(1);
  await list(page).evaluate((grid) => grid.scrollTo(0, 0));
  await expect(cell(page, "Reviews", 4)).toContainText("Visible");
  await expect(cell(page, "Reviews", 5)).toContainText("Hidden");
  await restart(page).locator("summary").click();
  await expect(restart(page)).toContainText("Amara Cole: Reviews, Visible (not set) → Hidden");
  await expectAccessible(page);

  await page.reload();
  await expect(restart(page)).toContainText("1 change is stored and not running yet");
  await restart(page).getByRole("button", { name: "Restart Maytas" }).click();
  await expect(restart(page)).toHaveCount(0);
  await expect(page.locator(".grid-count")).toHaveText("15 features × 6 columns");
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
  await page.getByRole("combobox", { name: "Acting as" }).selectOption("Erin Walsh");
  await expect(page.getByText("the editor is read only for them")).toBeVisible();
  await list(page).focus();
  await page.keyboard.press("h");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("menu")).toHaveCount(0);
  await expect(draft(page)).toHaveCount(0);
  await expect(page.getByRole("button", { name: "New group…" })).toBeDisabled();
  await expect(list(page)).toHaveAttribute("aria-readonly", "true");
  await page.getByRole("combobox", { name: "Acting as" }).selectOption("Kim Tran");
  await list(page).focus();
  await page.keyboard.press("h");
  await expect(cell(page, "Funding", VALUE)).toContainText("Hidden ▾");
});

test("who decides, what the others say, and what would change it", async ({ page, site }) => {
  await open(page, at(site, "effective/features/u-dilan/f-tab-funding"));
  await expect(outcome(page)).toContainText("Read only");
  await expect(why(page)).toContainText("Assessors has Funding set to Read only, the most restrictive of what is set.");
  await expect(why(page)).toContainText("Centre Managers is set to Visible, which is less restrictive.");
  await expect(why(page)).toContainText("Were Assessors not set here, Visible would come out.");
  await why(page).getByRole("link", { name: "Read only" }).click();
  await expect(page).toHaveURL(/overview\/features\/f-tab-funding\/g-assessors$/);
  await expect(page.locator("#overview")).toBeFocused();
});

test("the nine cases, each with the sentence why, to be played with", async ({ page, site }) => {
  await open(page, at(site, "editor/features/u-leo/Modules"));
  await page.locator("summary", { hasText: "nine cases" }).click();
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
  await open(page, at(site, "editor/features/u-leo/Tabs/f-tab-programme/Effective"));
  await feature(page).getByRole("combobox", { name: "Default" }).selectOption("Hidden");
  await expect(cell(page, "Programme", DEFAULT)).toContainText("Hidden");
  await expect(cell(page, "Programme", EFFECTIVE)).toContainText("Hidden");
  await feature(page).getByRole("combobox", { name: "Licence" }).selectOption("Vacancy");
  await expect(cell(page, "Programme", EFFECTIVE)).toContainText("No licence");
  await expect(feature(page)).toContainText("Licence Vacancy: not installed, so it is Unavailable.");
  await feature(page).getByRole("textbox", { name: "Name" }).fill("Course");
  await feature(page).getByRole("textbox", { name: "Name" }).press("Enter");
  await expect(cell(page, "Course", DEFAULT)).toContainText("Hidden");
  await feature(page).getByRole("button", { name: "Remove Course" }).click();
  await expect(page.locator(".grid-count")).toHaveText("14 features × 6 columns");
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

test("usable at 320 pixels", async ({ page, site }) => {
  await page.setViewportSize({ width: 320, height: 700 });
  await open(page, at(site, "editor/features/item/Tabs/f-tab-invoices"));
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(wide).toBeLessThanOrEqual(320);
  await expectAccessible(page);
});
