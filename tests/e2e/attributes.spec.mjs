// Security Permissions: groups side by side, one group as a form, headers and families, gates and
// licences, what a person would see, reports, services, the catalogue.

import { expect, expectAccessible, goTo, open, pickSystem, test } from "./fixtures.mjs";

const at = (site, place) => `${site.root}#/youth-service/${place}`;
const why = (page) => page.getByRole("complementary", { name: "Why" });
const outcome = (page) => why(page).locator(".outcome");
const draft = (page) => page.getByRole("group", { name: "Draft" });
const undo = (page) => page.getByRole("button", { name: /^Undo/ });
const region = (page, name) => page.getByRole("region", { name, exact: true });
const all = (page, name) => page.getByRole("checkbox", { name: `All of ${name}`, exact: true });
const grid = (page) => page.getByRole("treegrid", { name: "Overview" });
const cell = (page) => grid(page).locator("[data-active]");
const box = (page, name) => page.getByRole("checkbox", { name, exact: true });
const line = (page, name) => page.getByRole("listitem").filter({ has: box(page, name) });
const find = (page) => page.getByRole("searchbox", { name: "Find attributes" });
const outline = (page) => page.getByRole("list", { name: "Sections" });
const jump = (page, name) => outline(page).getByRole("button", { name });
const one = (page) => page.getByRole("radio", { name: "One window" });

/** Chooses from a field that finds one of many. */
async function pick(within, label, name) {
  const field = within.getByRole("combobox", { name: label, exact: true });
  await field.fill(name);
  await within.getByRole("option", { name, exact: true }).click();
}

/** Chooses from a menu. */
async function ofMenu(page, menu, entry) {
  await page.getByRole("button", { name: menu, exact: true }).click();
  await page.getByRole("menuitem", { name: entry }).click();
}

test("a header ticks its section, empties it, and shows what is between", async ({ page, site }) => {
  await open(page, at(site, "editor/attributes/g-youth"));
  const header = all(page, "Admin / Manager");
  await expect(header).toHaveAttribute("aria-checked", "mixed");
  await header.click();
  await expect(header).toHaveAttribute("aria-checked", "true");
  await expect(region(page, "Admin / Manager")).toContainText("13 of 13");
  await expect(page.getByRole("checkbox", { name: "Templates and Paras" })).toBeChecked();
  await page.getByRole("checkbox", { name: "Grant Full Access" }).uncheck();
  await expect(header).toHaveAttribute("aria-checked", "mixed");
  await expect(region(page, "Admin / Manager")).toContainText("12 of 13");
  await header.press("Space");
  await expect(region(page, "Admin / Manager")).toContainText("13 of 13");
  await header.press("Space");
  await expect(region(page, "Admin / Manager")).toContainText("0 of 13");
  await undo(page).click();
  await expect(region(page, "Admin / Manager")).toContainText("13 of 13");
});

test("the header of Provider leaves the section within alone", async ({ page, site }) => {
  await open(page, at(site, "editor/attributes/g-youth"));
  await all(page, "Provider").click();
  await expect(region(page, "Provider")).toContainText("10 of 10");
  await expect(region(page, "Provider / Provider Add/Change/Delete")).toContainText("0 of 7");
  await expect(region(page, "Provider")).toContainText("the section within has a box of its own");
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
  await expect(region(page, "Admin / Manager")).toContainText("0 of 13");
  await all(page, "Admin / Manager").click();
  await dialog.getByRole("button", { name: "Only those that are shown" }).click();
  await expect(region(page, "Admin / Manager")).toContainText("11 of 13");
  await all(page, "Admin / Manager").click();
  await dialog.getByRole("button", { name: "All of them" }).click();
  await expect(region(page, "Admin / Manager")).toContainText("13 of 13");
});

test("a tick whose gate is closed says what it needs, and can have it", async ({ page, site }) => {
  await open(page, at(site, "editor/attributes/g-youth"));
  await find(page).fill("send message");
  const bulk = region(page, "Client Bulk Updates");
  await expect(bulk).toContainText("Granted, but not reachable: needs Bulk Update - Client.");
  await expect(bulk).toContainText("irreversible");
  await bulk.getByRole("checkbox", { name: "Bulk update - Send Message" }).focus();
  await expect(outcome(page)).toContainText("unreachable");
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
  const crime = page.getByRole("region", { name: "Crime Prevention: Add, Change, Delete, Close" });
  await expect(crime.getByRole("row")).toHaveCount(4);
  await expect(crime.getByRole("checkbox")).toHaveCount(10);
  await expect(crime.getByRole("checkbox", { name: "Crime Prevention Case - Close" })).toBeChecked();
  await expect(crime.getByRole("checkbox", { name: "Crime Prevention Referral - Close" })).toHaveCount(0);
  const contact = page.getByRole("region", { name: "ContactPoint: Visible, More, Change" });
  await contact.getByRole("checkbox", { name: "ContactPoint - More" }).check();
  await contact.getByRole("checkbox", { name: "ContactPoint - Visible" }).uncheck();
  await expect(contact).toContainText("Granted, but not reachable: needs ContactPoint - Visible.");
  await contact.getByRole("checkbox", { name: "ContactPoint - Change" }).focus();
  await expect(outcome(page)).toContainText("effective");
  await expect(why(page)).toContainText("It is advised to go with ContactPoint - Visible");
  await expectAccessible(page);
});

test("badges and notes say what is odd", async ({ page, site }) => {
  await open(page, at(site, "editor/attributes/g-admin"));
  await find(page).fill("set client inactive");
  await expect(why(page)).toContainText("look exchanged");
  await find(page).fill("system admin");
  await expect(region(page, "Windows")).toContainText("administrators only");
  await expect(why(page)).toContainText("Administrators only: it adds, changes and deletes any part");
  await find(page).fill("summary - change - practitioner");
  await expect(line(page, "Summary - Change - Practitioner").locator(".att-badge")).toHaveText("default");
  await find(page).fill("my assets");
  await expect(line(page, "My Assets").locator(".att-badge")).toHaveText("obsolete");
  await find(page).fill("caf indicator");
  await expect(line(page, "Show Has CAF Indicator").locator(".att-badge")).toHaveText("TYS");
  await find(page).fill("process request");
  await expect(line(page, "Process Request").locator(".att-badge")).toHaveText("listed nowhere");
});

test("the list of sections counts, says what is special, and leads there", async ({ page, site }) => {
  await open(page, at(site, "editor/attributes/g-youth"));
  const pane = region(page, "Security group");
  await expect(pane).toContainText("15 sections");
  await expect(pane).toContainText("42 of 302 ticked");
  await expect(pane).toContainText("12 people");
  await expect(outline(page).getByRole("button")).toHaveText([
    /^Admin \/ Manager\s*2\/13$/, /^Client Add\/Change\/Delete\s*6\/45$/, /^Client Bulk Updates.*irreversible.*2\/22$/,
    /^Client Functionality\s*TYS\s*11\/18$/, /^Client Search Criteria\s*TYS\s*7\/19$/,
    /^Client View\/ContactPoint\/My Aspire\s*12\/27$/, /^Opportunity\s*2\/12$/, /^Provider\s*0\/17$/,
    /^Substance Misuse\s*0\/7$/, /^TYS Sections\s*TYS\s*0\/36$/, /^Windows\s*0\/5$/,
    /^YJ Case Transfer and YJ AssetPlus\s*0\/15$/, /^Youth Justice\s*0\/65$/, /^Report Permissions\s*1\/4$/,
    /^Client Merge\s*0\/1$/,
  ]);
  // Process Request is listed nowhere: the header's box leaves it alone, and it is counted apart.
  await expect(region(page, "Client Functionality")).toContainText(/\d+ of 17, and [01] of 1 beside the header/);
  // Names that were worked out say so above their grid.
  await expect(region(page, "Client Add/Change/Delete").getByText(/^Inferred: /).first()).toBeVisible();
  await jump(page, /^Youth Justice/).click();
  await expect(page).toHaveURL(/g-youth\/a-yj-add-report-request$/);
  await expect(jump(page, /^Youth Justice/)).toHaveAttribute("aria-current", "true");
  await expect(region(page, "Youth Justice")).toBeInViewport();
  await expect(outcome(page)).toContainText(/not granted|Not granted/i);
  await page.keyboard.press("ArrowUp");
  await expect(jump(page, /^YJ Case Transfer/)).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(jump(page, /^YJ Case Transfer/)).toHaveAttribute("aria-current", "true");
});

test("the form by the keyboard: arrows from box to box, Space ticks", async ({ page, site }) => {
  await open(page, at(site, "editor/attributes/g-youth/a-bulk-update-send-message"));
  const message = box(page, "Bulk update - Send Message");
  await expect(message).toBeInViewport();
  await expect(message).toHaveAttribute("tabindex", "0");
  await message.focus();
  await page.keyboard.press("ArrowRight");
  await expect(box(page, "Bulk Update - Situations")).toBeFocused();
  await expect(page).toHaveURL(/a-bulk-update-situations$/);
  await page.keyboard.press("Space");
  await expect(box(page, "Bulk Update - Situations")).toBeChecked();
  await expect(line(page, "Bulk Update - Situations")).toContainText("needs Bulk Update - Client");
  await page.keyboard.press("ArrowDown");
  await expect(box(page, "Bulk Update - Team/Centre")).toBeFocused();
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowUp");
  await expect(box(page, "Bulk Update - Level of Need")).toBeFocused();
  await undo(page).click();
  await expect(box(page, "Bulk Update - Situations")).not.toBeChecked();
});

test("marks, ticks and where groups differ narrow the form", async ({ page, site }) => {
  await open(page, at(site, "editor/attributes/g-youth"));
  const boxes = page.locator(".att-box:not([data-report])");
  await expect(boxes).toHaveCount(302);
  const mark = (name) => page.getByRole("group", { name: "Show only" }).getByRole("button", { name });
  await mark("irreversible").click();
  await expect(boxes).toHaveCount(19);
  await expect(box(page, "Create Saved List")).toHaveCount(0);
  await mark("irreversible").click();
  await mark("default").click();
  await expect(boxes).toHaveCount(1);
  await mark("heavy").click();
  await expect(boxes).toHaveCount(2);
  await mark("heavy").click();
  await mark("default").click();
  await mark(/^gate closed/).click();
  await expect(box(page, "Bulk update - Send Message")).toBeVisible();
  await expect(outcome(page)).toContainText(/unreachable/i);
  await mark(/^gate closed/).click();
  await page.getByRole("radio", { name: "Ticked 42" }).check();
  await expect(page.locator(".att-box:checked:not([data-report])")).toHaveCount(42);
  await expect(box(page, "Grant Full Access")).toHaveCount(0);
  await page.getByRole("radio", { name: "Groups differ" }).check();
  await expect(box(page, "DX")).toBeVisible();
  await expect(box(page, "Client View (net)")).toHaveCount(0);
  await find(page).fill("no such thing");
  await expect(page.getByText("No attribute fits.")).toBeVisible();
});

test("sections fold and unfold, and a suffix ticks its column", async ({ page, site }) => {
  await open(page, at(site, "editor/attributes/g-tys"));
  const merge = region(page, "Client Merge");
  await expect(merge.getByRole("checkbox", { name: "Client Merge" })).toBeVisible();
  await merge.getByRole("button", { name: "Client Merge" }).click();
  await expect(merge.getByRole("checkbox", { name: "Client Merge" })).toHaveCount(0);
  await ofMenu(page, "More of this editor", "Collapse all");
  await expect(page.locator(".att-box")).toHaveCount(0);
  await ofMenu(page, "More of this editor", "Expand all");
  const contact = region(page, "ContactPoint: Visible, More, Change");
  await contact.getByRole("button", { name: "More" }).click();
  await expect(contact.getByRole("checkbox", { name: "ContactPoint - More" })).toBeChecked();
  const crime = region(page, "Crime Prevention: Add, Change, Delete, Close");
  await crime.getByRole("button", { name: "Delete" }).click();
  await expect(crime.getByRole("checkbox", { name: /Delete$/, checked: true })).toHaveCount(3);
});

test("a group takes over the ticks of another one", async ({ page, site }) => {
  await open(page, at(site, "editor/attributes/g-managers"));
  await page.getByRole("button", { name: "Base on…" }).click();
  const dialog = page.getByRole("dialog", { name: "Base Team Managers on another group" });
  await expect(dialog).toBeVisible();
  await pick(dialog, "Base on", "Youth Workers");
  await expect(dialog.getByRole("status").filter({ hasText: /lose|gain/ })).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Take over the ticks" }).click();
  await expect(region(page, "Security group")).toContainText("42 of 302 ticked");
  await undo(page).click();
  await expect(region(page, "Security group")).not.toContainText("42 of 302 ticked");
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
  await expect(cell(page)).toHaveAccessibleName(/5 of 5, changed/);
  // The header's cell goes back with the boxes under it.
  await page.keyboard.press("Control+Backspace");
  await expect(cell(page)).toHaveAccessibleName(/0 of 5$/);
  await expect(draft(page)).toContainText("2 unsaved changes");
  await page.keyboard.press("Control+z");
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
  const asked = (answer) => page.getByRole("dialog").getByRole("button", { name: answer }).click();
  await page.keyboard.press("Space");
  await asked("Only those that are shown");
  await expect(cell(page)).toHaveAccessibleName(/11 of 13, changed/);
  await page.keyboard.press("Space");
  await asked("All of them");
  await expect(cell(page)).toHaveAccessibleName(/13 of 13, changed/);
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Control+z");
  await expect(draft(page)).toHaveCount(0);
  await page.getByRole("checkbox", { name: "Only where groups differ" }).check();
  await expect(grid(page).getByRole("rowheader", { name: "Opportunity", exact: true })).toHaveCount(0);
});

test("what a person would see follows the service and the licence", async ({ page, site }) => {
  await open(page, at(site, "editor/attributes/see/u-ruth"));
  const signed = page.getByRole("group", { name: "Signed on under" });
  await expect(signed.getByRole("radio")).toHaveCount(3);
  await expect(signed).toContainText("No service");
  await expect(signed).toContainText("Crime Prevention");
  await expect(signed).toContainText("Other");
  const tys = region(page, "Targeted Youth Support");
  const row = (within, area) => within.getByRole("listitem").filter({ has: page.getByRole("button", { name: new RegExp(`^${area}`) }) });
  const add = (area) => row(tys, area).getByRole("button", { name: /^Add referral/ });
  await expect(add("Crime Prevention")).toContainText("absent: other service");
  await signed.getByRole("radio", { name: "Other" }).check();
  await expect(add("Other")).toHaveText("Add referral");
  await add("Other").click();
  await expect(why(page)).toContainText("Other Referral - Add is ticked, and nothing limits it.");
  await expect(why(page)).toContainText("Ruth Abara works in Crime Prevention and Other and is signed on under Other.");
  await expect(add("Crime Prevention")).toContainText("absent: other service");
  const record = region(page, "Client record");
  await expect(record.getByRole("button", { name: "CAF" })).toHaveAttribute("data-state", "shown");
  await page.getByRole("checkbox", { name: "Subject to CAF is Current" }).uncheck();
  await expect(record.getByRole("button", { name: /^CAF/ })).toContainText("absent");
  // With and without the licence, side by side.
  const without = region(page, "Targeted Youth Support without TYS");
  await expect(row(without, "Other").getByRole("button", { name: /^Other/ })).toContainText("absent: needs licence");
  await expect(row(without, "Other").getByRole("button", { name: /^Add/ })).toHaveCount(0);
  await expect(page.getByText("28 permissions stop working")).toBeVisible();
  const foot = region(page, "What stops without TYS");
  await expect(foot).toContainText("for Ruth Abara; the ticks stay");
  await expect(foot.getByRole("listitem")).toHaveText(["2 flags in the header", "1 search criterion", "8 Crime Prevention", "9 Other", "8 Teenage Pregnancy"]);
  await expectAccessible(page);
  await one(page).check();
  await expect(without).toHaveCount(0);
  await page.getByRole("checkbox", { name: "Licence TYS" }).uncheck();
  await expect(row(tys, "Other").getByRole("button", { name: /^Other/ })).toContainText("absent: needs licence");
  await page.getByRole("radio", { name: "With and without TYS" }).check();
  await expect(page.getByRole("main")).toContainText("only assumed");
  await row(tys, "Other").getByRole("button", { name: /^Other/ }).click();
  await expect(page).toHaveURL(/see\/u-ruth\/a-other-client-visible/);
  await expect(why(page)).toContainText("Ruth Abara");
  await expectAccessible(page);
  await page.getByRole("checkbox", { name: "Show what is absent" }).uncheck();
  await expect(row(tys, "Other")).toHaveCount(0);
});

test("the licence of the workspace is switched in the directory", async ({ page, site }) => {
  await open(page, at(site, "directory/licences"));
  await page.getByRole("button", { name: "Remove TYS" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Remove licence" }).click();
  await page.goto(at(site, "effective/attributes/u-amina/a-show-has-caf-indicator"));
  await expect(page.getByRole("grid", { name: "Effective access" }).locator("[data-active]")).toHaveAccessibleName(/^needs licence/);
  await expect(why(page)).toContainText("needs the licence TYS, which is not installed");
});

test("victims, stages, transfers, requests and merging of one person", async ({ page, site }) => {
  await open(page, at(site, "editor/attributes/see/u-yannick"));
  const stage = region(page, "AssetPlus");
  await expect(stage).toContainText("It is refused until an owner is chosen.");
  await stage.getByRole("checkbox", { name: "An owner is chosen" }).check();
  await expect(stage).toContainText("It belongs to the one who was chosen.");
  await expect(region(page, "Victim")).toContainText("Victim: everything");
  const update = region(page, "Youth justice case").getByRole("button", { name: /^Stage Update received/ });
  await expect(update).toHaveAttribute("data-state", "shown");
  await page.getByRole("checkbox", { name: "A caretaking arrangement is in place" }).uncheck();
  await expect(update).toHaveAttribute("data-state", "absent");
  await expect(region(page, "Requests")).toContainText("Told of it, and deciding: Xanthe Doyle, Yannick Roux");
  await expect(region(page, "my homepage")).toContainText("Caseload by worker");
  await pick(page.getByRole("main"), "Person", "Ben Ashdown");
  const merge = region(page, "Client merge");
  await expect(merge).toContainText("The clients are merged into one");
  await merge.getByRole("checkbox", { name: "One of the clients has a linked YJ case" }).check();
  await expect(merge).toContainText("A message stops it");
  await expect(region(page, "Client record")).toContainText("can be changed");
});

test("reports are added, placed, ticked and removed", async ({ page, site }) => {
  await open(page, at(site, "editor/attributes/reports"));
  // No attribute is looked at here, so nothing explains one.
  await expect(why(page)).toHaveCount(0);
  await page.getByRole("textbox", { name: "Add a report: its name" }).fill("Weekly sessions");
  await page.getByRole("button", { name: "Add a report" }).click();
  const from = page.getByRole("combobox", { name: "Started from" });
  await from.selectOption("Elsewhere…");
  await page.getByRole("textbox", { name: "Where Weekly sessions is started from" }).fill("Team page");
  await page.keyboard.press("Tab");
  await expect(from).toHaveValue("other");
  await page.getByRole("group", { name: "Security groups that tick Weekly sessions" }).getByRole("checkbox", { name: "Youth Workers" }).check();
  await page.goto(at(site, "editor/attributes/see/u-amina"));
  await expect(region(page, "Reports started elsewhere")).toContainText("Weekly sessions (Team page)");
  // Each report stands where it is started from, and nowhere else.
  await page.goto(at(site, "editor/attributes/reports"));
  await page.getByRole("list", { name: "Reports" }).getByRole("button", { name: /^Weekly sessions/ }).click();
  await from.selectOption("View Reports");
  await expect(page.getByRole("textbox", { name: "Where Weekly sessions is started from" })).toHaveCount(0);
  await page.goto(at(site, "editor/attributes/see/u-amina"));
  await expect(region(page, "View Reports")).toContainText("Weekly sessions");
  await expect(region(page, "Client search: reports")).not.toContainText("Weekly sessions");
  await expect(region(page, "Reports started elsewhere")).toHaveCount(0);
  await page.goto(at(site, "editor/attributes/g-youth"));
  await expect(region(page, "Report Permissions").getByRole("checkbox", { name: "Weekly sessions" })).toBeChecked();
  await page.goto(at(site, "editor/attributes/reports"));
  await expect(page.getByRole("textbox", { name: "Name of Caseload by worker" })).toBeVisible();
  await page.getByRole("list", { name: "Reports" }).getByRole("button", { name: /^Weekly sessions/ }).click();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Remove Weekly sessions" }).click();
  await expect(page.getByRole("textbox", { name: "Name of Weekly sessions" })).toHaveCount(0);
});

test("services are set for people, and a link to a person's leads there", async ({ page, site }) => {
  await open(page, at(site, "editor/attributes/services"));
  await page.getByRole("checkbox", { name: "Quentin Adeyemi: Other" }).check();
  await expect(page.getByRole("row").filter({ hasText: "Quentin Adeyemi" })).toContainText("under the right one");
  await page.goto(at(site, "effective/attributes/u-quentin/a-other-referral-add"));
  await expect(outcome(page)).toContainText("other service");
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
  // What is chosen behind the button is told by it.
  await expect(page.getByRole("button", { name: "Filter (on)" })).toBeVisible();
  await expect(outcome(page)).toContainText("effective");
  // For somebody who does not work in it, it is asked under none.
  await page.goto(at(site, "overview/attributes/a-other-referral-add/g-tys"));
  await why(page).getByLabel("See it as").selectOption("Quentin Adeyemi");
  await expect(why(page)).toContainText("Cannot sign on under Other, so it is asked under no service.");
  await page.goto(at(site, "editor/attributes/see/u-amina"));
  const own = page.getByRole("group", { name: "Signed on under" }).getByRole("radio");
  await expect(own).toHaveCount(1);
  await expect(own).toHaveAccessibleName("No service");
  await expect(own).toBeChecked();
});

test("sections say what goes for all of them, and only updates are irreversible", async ({ page, site }) => {
  await open(page, at(site, "editor/attributes/g-youth"));
  await find(page).fill("saved list");
  await expect(why(page)).toContainText("My Saved Client Lists");
  await expect(why(page)).not.toContainText("Irreversible");
  await expect(line(page, "Create Saved List")).not.toContainText("irreversible");
  await find(page).fill("upload client list");
  await expect(why(page)).not.toContainText("Irreversible");
  await find(page).fill("lead worker");
  await expect(line(page, "Bulk Update - Lead Worker")).toContainText("irreversible");
  await expect(why(page)).toContainText("Irreversible: no bulk update can be undone.");
  await find(page).fill("key client");
  await expect(page.getByRole("main")).toContainText("These attributes decide which sections my homepage shows.");
  await box(page, "Key Client").focus();
  await expect(why(page)).toContainText("it must be selected for the list to show");
});

test("the catalogue is edited: an attribute, a family's row, a gate", async ({ page, site }) => {
  await open(page, at(site, "editor/attributes/catalogue/s-client-view-sections"));
  const main = page.getByRole("main");
  await page.getByRole("textbox", { name: "Add a row to the families: its name" }).fill("Hobbies");
  await page.getByRole("button", { name: "Add a row to the families" }).click();
  await expect(main.getByText("Hobbies - Visible").first()).toBeVisible();
  await expect(undo(page)).toHaveAccessibleName("Undo: add Hobbies");
  await pick(main, "The attribute behind the gate", "Hobbies - More");
  await pick(main, "What it needs", "Hobbies - Visible");
  await page.getByRole("button", { name: "Add the gate" }).click();
  await expect(main).toContainText("Hobbies - More needs Hobbies - Visible");
  await ofMenu(page, "More for Hobbies - More needs Hobbies - Visible", "Only warn");
  await expect(main).toContainText("Hobbies - More is advised to go with Hobbies - Visible");
  await main.getByRole("button", { name: "Hobbies - More", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Hobbies - More" });
  await dialog.getByRole("checkbox", { name: "obsolete" }).check();
  await expectAccessible(page);
  await dialog.getByRole("textbox", { name: "Warning of Hobbies - More" }).fill("rare: seldom asked for.");
  await dialog.getByRole("button", { name: "Done" }).click();
  const row = main.getByRole("listitem").filter({ has: page.getByRole("button", { name: "Hobbies - More", exact: true }) });
  await expect(row).toContainText("obsolete");
  await expect(row).toContainText("rare");
  await page.getByRole("link", { name: "Review" }).click();
  await expect(main).toContainText("Hobbies - More: added to Client View Sections");
});

test("a section of the catalogue is added, renamed, given a box, moved and removed", async ({ page, site }) => {
  await open(page, at(site, "editor/attributes/catalogue"));
  const main = page.getByRole("main");
  await page.getByRole("textbox", { name: "Add a section: its name" }).fill("Extras");
  await page.getByRole("button", { name: "Add a section", exact: true }).click();
  const name = page.getByRole("textbox", { name: "Name of the section" });
  await expect(name).toHaveValue("Extras");
  await name.fill("More extras");
  await name.press("Enter");
  await expect(page.getByRole("heading", { name: "More extras" })).toBeVisible();
  await page.getByRole("checkbox", { name: "Box for all of it" }).check();
  await page.getByRole("textbox", { name: "Add an attribute: its name" }).fill("One more");
  await page.getByRole("button", { name: "Add an attribute", exact: true }).click();
  await expect(main.getByRole("button", { name: "One more", exact: true })).toBeVisible();
  await ofMenu(page, "More for the section", "Move up");
  const rows = page.getByRole("list", { name: "Sections" }).getByRole("button");
  await expect(rows.nth((await rows.count()) - 2)).toHaveText(/More extras/);
  await ofMenu(page, "More for the section", "Remove More extras");
  await expect(main).not.toContainText("More extras");
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

test("what narrows and what is looked at survives another part, and the address a reload", async ({ page, site }) => {
  await open(page, at(site, "editor/attributes/g-yj/a-yj-case-victim"));
  await expect(box(page, "YJ Case - Victim")).toBeInViewport();
  await page.reload();
  await expect(page).toHaveURL(/g-yj\/a-yj-case-victim$/);
  await expect(box(page, "YJ Case - Victim")).toBeInViewport();
  await goTo(page, "Security Permissions", "Reports");
  await goTo(page, "Security Permissions", "Security group");
  await pick(page.getByRole("main"), "Security group", "Team Managers");
  await expect(page).toHaveURL(/editor\/attributes\/g-managers\//);
});

test("it opens on the first group and what it ticks first, and its tabs lead to all parts", async ({ page, site }) => {
  await open(page, at(site, "editor/attributes"));
  await expect(page).toHaveURL(/editor\/attributes\/g-youth\/a-inters-add-basic$/);
  await expect(outcome(page)).toContainText(/effective/i);
  const tabs = page.getByRole("navigation", { name: "Security Permissions", exact: true });
  await expect(tabs.getByRole("link")).toHaveText(["Security group", "Overview", "What they would see", "Reports", "Effective access"]);
  await tabs.getByRole("button", { name: "More" }).click();
  await page.getByRole("menuitem", { name: "Services" }).click();
  await expect(page.getByRole("heading", { name: "Services" })).toBeVisible();
  await expect(tabs.getByRole("link", { name: "Services" })).toHaveAttribute("aria-current", "page");
});

test("on a phone the form is one column below the group and the section", async ({ page, site }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await open(page, at(site, "editor/attributes/g-youth"));
  await page.getByRole("main").getByRole("combobox", { name: "Section" }).selectOption("Windows (0/5)");
  await expect(box(page, "Check Stats Status")).toBeInViewport();
  await expectAccessible(page);
  await open(page, at(site, "editor/attributes/see/u-ruth"));
  await expect(region(page, "Client record")).toBeVisible();
  await expectAccessible(page);
  const wider = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
  expect(wider).toBe(false);
});

test("a huge workspace opens at once, and finds people and groups", async ({ page, site }) => {
  test.slow();
  await open(page, `${site.root}#/large/editor/attributes`);
  await expect(page.locator(".att-box").first()).toBeVisible();
  await open(page, `${site.root}#/large/editor/attributes/see`);
  await expect(region(page, "Client record")).toBeVisible();
  await page.getByRole("combobox", { name: "Person" }).click();
  await expect(page.getByText(/more\. Type to narrow the list\.$/)).toBeVisible();
  await open(page, `${site.root}#/large/editor/attributes/services`);
  await expect(page.getByRole("main")).toContainText("more: type to find one.");
});

test("a workspace without groups says what to do", async ({ page, site }) => {
  await open(page, site.root);
  await page.getByRole("button", { name: "New workspace" }).click();
  await pickSystem(page, "Security Permissions", "Security group");
  await expect(page.getByRole("main")).toContainText("There is no security group yet");
  await expectAccessible(page);
  await page.getByRole("link", { name: "What they would see" }).click();
  await expect(page.getByRole("main")).toContainText("There is nobody in the directory yet");
  await page.getByRole("link", { name: "Reports" }).click();
  await expect(page.getByRole("main")).toContainText("There is no report yet");
  await page.getByRole("link", { name: "Security group" }).click();
  await page.getByRole("button", { name: "New group" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: "Name" }).fill("Readers");
  await dialog.getByRole("button", { name: /^Add/ }).click();
  await expect(page.getByRole("combobox", { name: "Security group" })).toHaveValue("Readers");
});
