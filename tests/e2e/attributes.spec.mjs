// Security Permissions: groups side by side, one group as a form, headers and families, gates and
// licences, what a person would see, reports, services, the catalogue.

import { expect, expectAccessible, goTo, open, pickSystem, test } from "./fixtures.mjs";

const at = (site, place) => `${site.root}#/youth-service/${place}`;
const why = (page) => page.getByRole("complementary", { name: "Why" });
const draft = (page) => page.getByRole("group", { name: "Draft" });
const undo = (page) => page.getByRole("button", { name: /^Undo/ });
const section = (page, name) => page.getByRole("region", { name, exact: true });
const all = (page, name) => page.getByRole("checkbox", { name: `All of ${name}`, exact: true });
const grid = (page) => page.getByRole("treegrid", { name: "Overview" });
const cell = (page) => grid(page).locator("[data-active]");
const mock = (page, name) => page.getByRole("region", { name, exact: true });

test("a header ticks its section, empties it, and shows what is between", async ({ page, site }) => {
  await open(page, at(site, "editor/attributes/g-youth"));
  const header = all(page, "Admin / Manager");
  await expect(header).toHaveAttribute("aria-checked", "mixed");
  await header.click();
  await expect(header).toHaveAttribute("aria-checked", "true");
  await expect(section(page, "Admin / Manager")).toContainText("13 of 13 ticked");
  await expect(page.getByRole("checkbox", { name: "Templates and Paras" })).toBeChecked();
  await page.getByRole("checkbox", { name: "Grant Full Access" }).uncheck();
  await expect(header).toHaveAttribute("aria-checked", "mixed");
  await expect(section(page, "Admin / Manager")).toContainText("12 of 13 ticked");
  await header.press("Space");
  await expect(section(page, "Admin / Manager")).toContainText("13 of 13 ticked");
  await header.press("Space");
  await expect(section(page, "Admin / Manager")).toContainText("0 of 13 ticked");
  await undo(page).click();
  await expect(section(page, "Admin / Manager")).toContainText("13 of 13 ticked");
});

test("the header of Provider leaves the section within alone", async ({ page, site }) => {
  await open(page, at(site, "editor/attributes/g-youth"));
  await page.getByRole("button", { name: "Provider", exact: true }).click();
  await all(page, "Provider").click();
  await expect(section(page, "Provider")).toContainText("10 of 10 ticked");
  await expect(section(page, "Provider / Provider Add/Change/Delete")).toContainText("0 of 7 ticked");
  await expect(section(page, "Provider")).toContainText("the section within has a box of its own");
});

test("a header asks whether what a filter hides is meant", async ({ page, site }) => {
  await open(page, at(site, "editor/attributes/g-tys"));
  await page.getByRole("checkbox", { name: "Hide obsolete" }).check();
  await expect(page.getByRole("checkbox", { name: "Templates and Paras" })).toHaveCount(0);
  await all(page, "Admin / Manager").click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("Admin / Manager has 13 attributes under its header; 2 of them are hidden by the filter.");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await expect(section(page, "Admin / Manager")).toContainText("0 of 13 ticked");
  await all(page, "Admin / Manager").click();
  await dialog.getByRole("button", { name: "Only those that are shown" }).click();
  await expect(section(page, "Admin / Manager")).toContainText("11 of 13 ticked");
  await all(page, "Admin / Manager").click();
  await dialog.getByRole("button", { name: "All of them" }).click();
  await expect(section(page, "Admin / Manager")).toContainText("13 of 13 ticked");
});

test("a tick whose gate is closed says what it needs, and can have it", async ({ page, site }) => {
  await open(page, at(site, "editor/attributes/g-youth"));
  await page.getByRole("searchbox", { name: "Find attributes" }).fill("send message");
  const bulk = section(page, "Client Bulk Updates");
  await expect(bulk).toContainText("Granted, but not reachable: needs Bulk Update - Client.");
  await expect(bulk).toContainText("irreversible");
  await bulk.getByRole("checkbox", { name: "Bulk update - Send Message" }).focus();
  await expect(why(page).locator(".outcome")).toContainText("unreachable");
  await expect(why(page)).toContainText("Bulk Update - Client is not granted.");
  await bulk.getByRole("button", { name: "Tick Bulk Update - Client" }).click();
  await expect(bulk).not.toContainText("not reachable");
  await expect(draft(page)).toContainText("1 unsaved change");
  await expect(draft(page)).toContainText("11 people gain");
  await page.getByRole("link", { name: "Review" }).click();
  await expect(page.getByRole("main")).toContainText(/Youth Workers\s*Bulk Update - Client ticked/);
  await expect(page.getByRole("main")).toContainText("Bulk update - Send Message");
});

test("families are small grids; each box by itself", async ({ page, site }) => {
  test.slow();
  await open(page, at(site, "editor/attributes/g-tys"));
  await page.getByRole("button", { name: "Unfold or fold all" }).click();
  const crime = page.getByRole("region", { name: "Crime Prevention: Add, Change, Delete, Close" });
  await expect(crime.getByRole("row")).toHaveCount(4);
  await expect(crime.getByRole("checkbox")).toHaveCount(10);
  await expect(crime.getByRole("checkbox", { name: "Crime Prevention Case - Close" })).toBeChecked();
  await expect(crime.getByRole("checkbox", { name: "Crime Prevention Referral - Close" })).toHaveCount(0);
  const contact = page.getByRole("region", { name: "ContactPoint: Visible, More, Change" });
  await contact.getByRole("checkbox", { name: "ContactPoint - More" }).check();
  await contact.getByRole("checkbox", { name: "ContactPoint - Visible" }).uncheck();
  await expect(contact).toContainText("unreachable");
  await contact.getByRole("checkbox", { name: "ContactPoint - Change" }).focus();
  await expect(why(page).locator(".outcome")).toContainText("effective");
  await expect(why(page)).toContainText("It is advised to go with ContactPoint - Visible");
  await expectAccessible(page);
});

test("badges and notes say what is odd", async ({ page, site }) => {
  await open(page, at(site, "editor/attributes/g-admin"));
  const find = page.getByRole("searchbox", { name: "Find attributes" });
  await find.fill("set client inactive");
  await expect(page.getByRole("main")).toContainText("look exchanged");
  await find.fill("system admin");
  await expect(section(page, "Windows")).toContainText("administrators only");
  await find.fill("summary - change - practitioner");
  await expect(page.getByRole("main")).toContainText("default for everyone");
  await find.fill("my assets");
  await expect(page.getByRole("main")).toContainText("obsolete");
  await find.fill("caf indicator");
  await expect(page.getByRole("main")).toContainText("needs TYS");
  await find.fill("process request");
  await expect(page.getByRole("main")).toContainText("listed nowhere");
});

test("many groups side by side, by the keyboard, sections too", async ({ page, site }) => {
  await open(page, at(site, "overview/attributes/a-dx/g-youth"));
  await grid(page).focus();
  await expect(cell(page)).toHaveAccessibleName("not ticked");
  await page.keyboard.press("Space");
  await expect(cell(page)).toHaveAccessibleName(/^ticked/);
  await page.keyboard.press("u");
  await expect(cell(page)).toHaveAccessibleName("not ticked");
  await page.keyboard.press("Shift+ArrowRight");
  await page.keyboard.press("T");
  await expect(draft(page)).toContainText("2 unsaved changes");
  await page.keyboard.press("Escape");
  await page.goto(at(site, "overview/attributes/s-windows/g-managers"));
  await expect(cell(page)).toHaveAccessibleName(/0 of 5/);
  await grid(page).focus();
  await page.keyboard.press("Space");
  await expect(cell(page)).toHaveAccessibleName(/5 of 5/);
  await page.goto(at(site, "overview/attributes/a-yj-plan-add/g-yj"));
  await expect(cell(page)).toHaveAccessibleName(/obsolete/);
  await expect(grid(page).getByRole("rowheader", { name: /^YJ Plan - Add obsolete/ })).toBeVisible();
  await expectAccessible(page);
});

test("the overview hides what is obsolete, shows what differs, and asks before a header reaches further", async ({ page, site }) => {
  await open(page, at(site, "overview/attributes/s-admin-manager/g-tys"));
  const count = page.locator(".grid-count");
  await expect(count).toContainText("329 rows");
  await page.getByRole("checkbox", { name: "Hide obsolete" }).check();
  await expect(count).toContainText("304 rows");
  await grid(page).focus();
  await page.keyboard.press("Space");
  await expect(page.getByRole("dialog")).toContainText("2 of them are hidden by the filter");
  await page.getByRole("dialog").getByRole("button", { name: "Cancel" }).click();
  await expect(draft(page)).toHaveCount(0);
  await page.getByRole("checkbox", { name: "Only where groups differ" }).check();
  await expect(grid(page).getByRole("rowheader", { name: "Opportunity", exact: true })).toHaveCount(0);
});

test("what a person would see follows the service and the licence", async ({ page, site }) => {
  await open(page, at(site, "editor/attributes/see/u-ruth"));
  await expect(page.getByRole("main").getByRole("combobox", { name: "Signed on under" }).locator("option")).toHaveText(["no service", "Crime Prevention", "Other"]);
  const tys = mock(page, "Targeted Youth Support");
  const add = (area) => tys.getByRole("listitem").filter({ has: page.getByText(area, { exact: true }) }).getByRole("button", { name: /^Add a referral/ });
  await expect(add("Crime Prevention")).toContainText("absent: other service");
  await page.getByRole("combobox", { name: "Signed on under" }).selectOption("Other");
  await expect(add("Other")).toHaveText("Add a referral");
  await add("Other").click();
  await expect(page.getByRole("main")).toContainText("Other Referral - Add is ticked, and nothing stands in its way.");
  await expect(page.getByRole("main")).toContainText("Ruth Abara works in Crime Prevention and Other and is signed on under Other.");
  await expect(add("Crime Prevention")).toContainText("absent: other service");
  await expect(mock(page, "Client record").getByRole("button", { name: "⚑ CAF" })).toHaveAttribute("data-state", "shown");
  await page.getByRole("checkbox", { name: "Subject to CAF is Current" }).uncheck();
  await expect(mock(page, "Client record").getByRole("button", { name: /^⚑ CAF/ })).toContainText("absent");
  await page.getByRole("checkbox", { name: "Licence TYS" }).uncheck();
  await expect(add("Other")).toContainText("absent: needs licence");
  await expect(page.getByRole("main")).toContainText("Only assumed");
  await add("Other").click();
  await expect(page).toHaveURL(/see\/u-ruth\/a-other-referral-add/);
  await expect(why(page)).toContainText("Ruth Abara");
  await expectAccessible(page);
  await page.getByRole("checkbox", { name: "Draw what is absent" }).uncheck();
  await expect(add("Other")).toBeHidden();
});

test("the licence of the workspace is switched in the directory", async ({ page, site }) => {
  await open(page, at(site, "directory/licences"));
  await page.getByRole("button", { name: "Remove TYS" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Remove", exact: true }).click();
  await page.goto(at(site, "effective/attributes/u-amina/a-show-has-caf-indicator"));
  await expect(page.getByRole("grid", { name: "Effective access" }).locator("[data-active]")).toHaveAccessibleName(/^needs licence/);
  await expect(why(page)).toContainText("needs the licence TYS, which is not installed");
});

test("victims, stages, transfers, requests and merging of one person", async ({ page, site }) => {
  await open(page, at(site, "editor/attributes/see/u-yannick"));
  const stage = mock(page, "AssetPlus");
  await expect(stage).toContainText("It is refused until an owner is chosen.");
  await stage.getByRole("checkbox", { name: "An owner is chosen" }).check();
  await expect(stage).toContainText("It belongs to the one who was chosen.");
  await expect(mock(page, "Youth justice case")).toContainText("Victim: everything");
  const update = mock(page, "Youth justice case").getByRole("button", { name: /^Stage Update received/ });
  await expect(update).toHaveAttribute("data-state", "shown");
  await page.getByRole("checkbox", { name: "A caretaking arrangement is in place" }).uncheck();
  await expect(update).toHaveAttribute("data-state", "absent");
  await expect(mock(page, "Requests")).toContainText("Told of it, and deciding: Xanthe Doyle, Yannick Roux");
  await expect(mock(page, "my homepage")).toContainText("Caseload by worker");
  await page.getByRole("combobox", { name: "Person" }).selectOption("Ben Ashdown");
  const merge = mock(page, "Client merge");
  await expect(merge).toContainText("The clients are merged into one");
  await merge.getByRole("checkbox", { name: "One of the clients has a linked YJ case" }).check();
  await expect(merge).toContainText("A message stops it");
  await expect(mock(page, "Client record")).toContainText("can be changed");
});

test("reports are added, placed, ticked and removed", async ({ page, site }) => {
  await open(page, at(site, "editor/attributes/reports"));
  await page.getByRole("textbox", { name: "Add a report: its name" }).fill("Weekly sessions");
  await page.getByRole("button", { name: "Add a report" }).click();
  await page.getByRole("textbox", { name: "Where Weekly sessions is started from" }).fill("View Reports");
  await page.keyboard.press("Tab");
  await page.getByRole("group", { name: "Security groups that tick Weekly sessions" }).getByRole("checkbox", { name: "Youth Workers" }).check();
  await page.goto(at(site, "editor/attributes/see/u-amina"));
  await expect(mock(page, "my homepage")).toContainText("Weekly sessions (View Reports)");
  await page.goto(at(site, "editor/attributes/reports"));
  await page.getByRole("button", { name: "Remove Weekly sessions" }).click();
  await expect(page.getByRole("textbox", { name: "Name of Weekly sessions" })).toHaveCount(0);
});

test("services are set for people, and a link to a person's leads there", async ({ page, site }) => {
  await open(page, at(site, "editor/attributes/services"));
  await page.getByRole("checkbox", { name: "Quentin Adeyemi: Other" }).check();
  await expect(page.getByRole("row").filter({ hasText: "Quentin Adeyemi" })).toContainText("under the right one");
  await page.goto(at(site, "effective/attributes/u-quentin/a-other-referral-add"));
  await expect(why(page).locator(".outcome")).toContainText("other service");
  await expect(why(page)).toContainText("Quentin Adeyemi works in Crime Prevention and Other");
});

test("people sign on only under services that they work in", async ({ page, site }) => {
  await open(page, at(site, "effective/attributes/u-ruth/a-other-referral-add"));
  const effective = page.getByRole("grid", { name: "Effective access" });
  await expect(effective).toHaveAttribute("aria-rowcount", "31");
  await page.getByRole("button", { name: "Filter" }).click();
  const service = page.getByRole("combobox", { name: "Signed on under" });
  await expect(service.locator("option")).toHaveText(["no service", "Crime Prevention", "Other", "Teenage Pregnancy"]);
  await service.selectOption("Other");
  await expect(page.getByRole("main")).toContainText("26 of 30 people are left out: they cannot sign on under Other.");
  await expect(effective).toHaveAttribute("aria-rowcount", "5");
  await expect(effective.getByRole("rowheader", { name: "Amina Yusuf" })).toHaveCount(0);
  await expect(why(page).locator(".outcome")).toContainText("effective");
  // For somebody who does not work in it, it is asked under none.
  await page.goto(at(site, "overview/attributes/a-other-referral-add/g-tys"));
  await why(page).getByLabel("See it as").selectOption("Quentin Adeyemi");
  await expect(why(page)).toContainText("Cannot sign on under Other, so it is asked under no service.");
  await page.goto(at(site, "editor/attributes/see/u-amina"));
  const own = page.getByRole("main").getByRole("combobox", { name: "Signed on under" });
  await expect(own.locator("option")).toHaveText(["no service"]);
  await expect(own).toHaveValue("");
});

test("sections say what goes for all of them, and only updates are irreversible", async ({ page, site }) => {
  await open(page, at(site, "editor/attributes/g-youth"));
  const find = page.getByRole("searchbox", { name: "Find attributes" });
  const line = (name) => page.getByRole("listitem").filter({ has: page.getByRole("checkbox", { name, exact: true }) });
  await find.fill("saved list");
  await expect(line("Create Saved List")).toContainText("My Saved Client Lists");
  await expect(line("Create Saved List")).not.toContainText("irreversible");
  await find.fill("lead worker");
  await expect(line("Bulk Update - Lead Worker")).toContainText("irreversible");
  await find.fill("key client");
  await expect(page.getByRole("main")).toContainText("These attributes decide which sections my homepage shows.");
  await expect(line("Key Client")).toContainText("it must be selected for the list to show");
});

test("the catalogue is edited: an attribute, a family's row, a gate", async ({ page, site }) => {
  await open(page, at(site, "editor/attributes/catalogue/s-client-view-sections"));
  const main = page.getByRole("main");
  await page.getByRole("textbox", { name: "Add a row to the families: its name" }).fill("Hobbies");
  await page.getByRole("button", { name: "Add a row to the families" }).click();
  await expect(main.getByText("Hobbies - Visible").first()).toBeVisible();
  await expect(undo(page)).toHaveAccessibleName("Undo: add Hobbies");
  await page.getByRole("combobox", { name: "The attribute behind the gate" }).selectOption("Hobbies - More");
  await page.getByRole("combobox", { name: "What it needs" }).selectOption("Hobbies - Visible");
  await page.getByRole("button", { name: "Add the gate" }).click();
  await expect(main).toContainText("Hobbies - More needs Hobbies - Visible");
  await page.getByRole("button", { name: "Only warn: Hobbies - More needs Hobbies - Visible" }).click();
  await expect(main).toContainText("Hobbies - More is advised to go with Hobbies - Visible");
  await main.locator("summary").filter({ hasText: "Hobbies - More" }).click();
  await page.getByRole("checkbox", { name: "Hobbies - More: obsolete" }).check();
  await expect(main.locator("summary").filter({ hasText: "Hobbies - More" })).toContainText("obsolete");
  await page.getByRole("link", { name: "Review" }).click();
  await expect(main).toContainText("Hobbies - More: added to Client View Sections");
});

test("what was ticked is kept, and saved as a revision", async ({ page, site }) => {
  await open(page, at(site, "editor/attributes/g-yj"));
  await page.getByRole("checkbox", { name: "Team Manager" }).check();
  await expect(draft(page)).toContainText("7 people gain");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(draft(page)).toHaveCount(0);
  await page.reload();
  await expect(page.getByRole("checkbox", { name: "Team Manager" })).toBeChecked();
  await goTo(page, "Changes", "History");
  await expect(page.getByRole("main")).toContainText("Youth Justice Workers: Team Manager ticked");
});

for (const theme of ["light", "dark"]) {
  test(`axe finds nothing to object to on any tab, ${theme}`, async ({ page, site }) => {
    test.slow();
    await page.emulateMedia({ colorScheme: theme });
    for (const tab of ["g-youth", "see/u-wes", "reports", "services", "catalogue/s-tys-sections"]) {
      await open(page, at(site, `editor/attributes/${tab}`));
      await expectAccessible(page);
    }
  });
}

test("a workspace without groups says what to do", async ({ page, site }) => {
  await open(page, site.root);
  await page.getByRole("button", { name: "New workspace" }).click();
  await pickSystem(page, "Security Permissions");
  await expect(page.getByRole("main")).toContainText("There is no security group yet");
  await page.getByRole("button", { name: "What they would see" }).click();
  await expect(page.getByRole("main")).toContainText("There is nobody in the directory yet");
});
