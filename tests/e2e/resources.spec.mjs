// Resource Access: the tree with its permissions, Block, defaults that are stamped, acting as somebody,
// moving a unit with its preview, as one person sees it, days to come, people and what they need, the grid
// of all entries.

import { addSystem, boxOf, expect, expectAccessible, open, pickSystem, test } from "./fixtures.mjs";

const at = (site, place) => `${site.root}#/sports-club/${place}`;
const why = (page) => page.getByRole("complementary", { name: "Why" });
const panel = (page) => page.getByRole("region", { name: "Resource", exact: true });
const undo = (page) => page.getByRole("button", { name: /^Undo/ });
const table = (page, name) => page.getByRole("table", { name: `Permissions on ${name}` });
const dialog = (page) => page.getByRole("dialog");
const tree = (page) => page.getByRole("tree", { name: "Resources" });
const item = (page, name) => tree(page).getByRole("treeitem", { name: new RegExp(`^${name}`) });
const part = (page, name) => page.getByRole("region", { name, exact: true });
const combobox = (page, name) => page.getByRole("combobox", { name, exact: true });

/** Chooses one of many by its name. */
async function choose(page, label, name) {
  await combobox(page, label).click();
  await combobox(page, label).fill(name);
  await page.getByRole("listbox", { name: label }).getByRole("option", { name, exact: true }).click();
}

/** Gives somebody an entry. */
async function addEntry(page, name) {
  await page.getByRole("button", { name: "Add an entry" }).click();
  await choose(page, "Add a user or group", name);
  await dialog(page).getByRole("button", { name: "Add entry" }).click();
}

/** Takes one of the things that can be done to an entry. */
async function ofEntry(page, name, entry) {
  await page.getByRole("button", { name: `More for the entry of ${name}` }).click();
  await page.getByRole("menuitem", { name: entry }).click();
}

/** Asks for another day, and leaves the dialog open. */
async function askFor(page, day) {
  await page.getByRole("button", { name: /^As of/ }).click();
  await setDay(page, day);
}

async function setDay(page, day) {
  await dialog(page).getByLabel("As of", { exact: true }).fill(day);
  await dialog(page).getByLabel("As of", { exact: true }).press("Enter");
}

const done = (page) => dialog(page).getByRole("button", { name: "Done" }).click();

test("the entries on a unit are worked by keys: arrows, digits, Block and Delete", async ({ page, site }) => {
  await open(page, at(site, "editor/resources/resource/o-hill"));
  await addEntry(page, "Coaches");
  await addEntry(page, "Safeguarding");
  const box = (name) => table(page, "Hillside").getByRole("checkbox", { name, exact: true });
  await box("Coaches: Gain Access").focus();
  await page.keyboard.press("ArrowRight");
  await expect(box("Coaches: Update")).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(box("Safeguarding: Update")).toBeFocused();
  await page.keyboard.press("3");
  await expect(box("Safeguarding: Update")).toBeChecked();
  await expect(box("Safeguarding: Update")).toBeFocused();
  await page.keyboard.press("4");
  await expect(box("Safeguarding: Manage")).toBeChecked();
  await page.keyboard.press("3");
  await expect(box("Safeguarding: Update")).not.toBeChecked();
  await page.keyboard.press("ArrowUp");
  await expect(box("Coaches: Update")).toBeFocused();
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowLeft");
  // Read is all that they have, and can be turned off.
  await expect(box("Coaches: Read")).toBeFocused();
  await page.keyboard.press("ArrowLeft");
  await expect(table(page, "Hillside").getByRole("button", { name: "Coaches", exact: true })).toBeFocused();
  await page.keyboard.press("b");
  await expect(table(page, "Hillside")).toContainText("Block: nothing here, and nothing from above, for Coaches");
  await page.keyboard.press("2");
  await expect(box("Coaches: Gain Access")).toBeChecked();
  await box("Coaches: Gain Access").focus();
  await page.keyboard.press("Delete");
  await expect(box("Coaches: Gain Access")).toHaveCount(0);
  await expect(undo(page)).toHaveAccessibleName(/Coaches/);
});

test("a user's entry on a unit: Read goes with the others, nothing ticked is a Block and says so", async ({ page, site }) => {
  await open(page, at(site, "editor/resources/resource/o-hill"));
  await expect(panel(page)).toContainText("Nobody has an entry here.");
  await addEntry(page, "Coaches");
  const box = (name) => table(page, "Hillside").getByRole("checkbox", { name: `Coaches: ${name}` });
  await expect(box("Read")).toBeChecked();
  await box("Manage").click();
  await expect(box("Manage")).toBeChecked();
  await expect(box("Manage")).toBeFocused();
  await expect(box("Read")).toBeDisabled();
  await box("Manage").click();
  await box("Read").click();
  const block = table(page, "Hillside").getByRole("row", { name: /^Coaches/ });
  await expect(block).toContainText("Block: nothing here, and nothing from above, for Coaches");
  await expect(panel(page)).toContainText("Use it sparingly");
  await choose(page, "See as", "Elin Marsh");
  await expect(why(page)).toContainText("A Block of Coaches on Hillside takes everything away.");
  await expect(item(page, "Hillside")).toContainText("Block");
  await expectAccessible(page);
  await ofEntry(page, "Coaches", "Remove the entry");
  await expect(why(page)).toContainText("All staff");
  await undo(page).click();
  await expect(block).toContainText("Block:");
  await ofEntry(page, "Coaches", /^Read in place of the Block/);
  await expect(box("Read")).toBeChecked();
});

test("the Block of an admin account is kept and does not count, and says so", async ({ page, site }) => {
  await open(page, at(site, "editor/resources/resource/o-disc"));
  const block = table(page, "Disciplinary Panel").getByRole("row", { name: /^Ada Lindqvist/ });
  await expect(block).toContainText("Block: kept, and does not count for an admin account");
  await expect(block).toHaveAttribute("data-idle", "");
});

test("Assign is greyed where there are no people, with the reason", async ({ page, site }) => {
  await open(page, at(site, "editor/resources/resource/o-checks"));
  await expect(page.getByRole("checkbox", { name: "Safeguarding: Assign" })).toBeDisabled();
  const head = table(page, "Background Checks").getByRole("columnheader", { name: "Assign" });
  await expect(head).toHaveAttribute("title", "Assign means nothing on a Requirement Type");
  await page.goto(at(site, "editor/resources/matrix"));
  const matrix = page.getByRole("table", { name: "Permissions matrix" });
  await expect(matrix.getByRole("row", { name: /^Role/ })).toContainText("Update on that Role");
  await expect(matrix.getByRole("row", { name: /^Category/ })).toContainText("holds no people to assign to");
  await expectAccessible(page);
});

test("all columns of the matrix are seen, however narrow it is", async ({ page, site }) => {
  for (const [width, height] of [[1440, 900], [1024, 768], [390, 844]]) {
    await page.setViewportSize({ width, height });
    await open(page, at(site, "editor/resources/matrix"));
    const matrix = page.getByRole("table", { name: "Permissions matrix" });
    await expect(matrix).toBeVisible();
    const beyond = await matrix.evaluate((table) => {
      const edge = table.closest(".res-main").getBoundingClientRect().right;
      return [...table.querySelectorAll("tbody td")].filter((cell) => cell.getBoundingClientRect().right > edge + 1).length;
    });
    expect(beyond, `${width}`).toBe(0);
  }
});

test("an entry that has ended is grey, and counts again on a day when it does", async ({ page, site }) => {
  await open(page, at(site, "editor/resources/resource/o-casual"));
  await expect(panel(page)).toContainText("Does not count now: to 28 February 2026");
  await choose(page, "See as", "Jack Penrose");
  await expect(why(page).locator(".outcome")).toContainText("nothing");
  await askFor(page, "2026-02-28");
  await done(page);
  await expect(panel(page)).not.toContainText("Does not count now");
  await expect(why(page)).toContainText("As of 28 February 2026");
  await expect(why(page).locator(".outcome")).toContainText("Read, Gain Access");
  await page.getByRole("button", { name: "As of 28 February 2026" }).click();
  await dialog(page).getByRole("button", { name: "Back to the workspace's day" }).click();
  await expect(dialog(page).getByLabel("As of", { exact: true })).toHaveValue("2026-05-04");
  await expect(undo(page)).toHaveCount(0);
  await setDay(page, "2026-07-01");
  await dialog(page).getByRole("button", { name: "Make it the workspace's day" }).click();
  await done(page);
  await expect(undo(page)).toBeEnabled();
  await undo(page).click();
  await expect(page.getByRole("button", { name: "As of 4 May 2026" })).toBeVisible();
});

test("Escape leaves a dialog from a field for a date", async ({ page, site }) => {
  await open(page, at(site, "editor/resources/resource/o-casual"));
  await ofEntry(page, "Jack Penrose", "Dates and notes…");
  await dialog(page).getByLabel("Expiry date").focus();
  await page.keyboard.press("Escape");
  await expect(dialog(page)).toHaveCount(0);
  await page.getByRole("button", { name: /^As of/ }).click();
  await expect(dialog(page)).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(dialog(page)).toHaveCount(0);
  await expect(page.getByRole("button", { name: /^As of/ })).toBeFocused();
  await expect(page.locator("#stopped")).toBeHidden();
});

test("a date that is typed counts once it is complete and left, and not on the way", async ({ page, site }) => {
  await open(page, at(site, "editor/resources/resource/o-casual"));
  await ofEntry(page, "Jack Penrose", "Dates and notes…");
  const expiry = dialog(page).getByLabel("Expiry date");
  await expect(expiry).toHaveValue("2026-02-28");
  await expiry.focus();
  await page.keyboard.type("07312026");
  await expect(expiry).toHaveValue("2026-07-31");
  await expect(panel(page)).toContainText("Does not count now: to 28 February 2026");
  await expect(undo(page)).toHaveCount(0);
  await page.keyboard.press("Enter");
  await expect(panel(page)).not.toContainText("Does not count now");
  // A part of a date, and a year that is none: the date stays, and it is said.
  await expiry.focus();
  await page.keyboard.press("Backspace");
  await page.keyboard.press("Enter");
  await expect(dialog(page).getByRole("alert").filter({ hasText: "date" })).toContainText("The date is not complete. It stays as it was.");
  await expect(expiry).toHaveValue("2026-07-31");
  await expiry.focus();
  await page.keyboard.type("07310202");
  await page.keyboard.press("Enter");
  await expect(dialog(page).getByRole("alert").filter({ hasText: "none" })).toContainText("is none from 1900 to 9999");
  await expect(expiry).toHaveValue("2026-07-31");
  await done(page);
  await expect(undo(page)).toHaveCount(1);
  await undo(page).click();
  await expect(panel(page)).toContainText("Does not count now: to 28 February 2026");
  await expect(undo(page)).toHaveCount(0);
});

test("a group's default comes to new resources and leaves the old ones alone", async ({ page, site }) => {
  await open(page, at(site, "editor/resources/groups/g-coaches"));
  await page.getByRole("checkbox", { name: "Manage on each new Role" }).check();
  await expect(page.getByRole("checkbox", { name: "Read on each new Role" })).toBeChecked();
  await expectAccessible(page);
  await page.goto(at(site, "editor/resources"));
  await page.getByRole("button", { name: "Add a resource" }).click();
  await dialog(page).getByLabel("Type").selectOption("Role");
  await dialog(page).getByLabel("Name of a new resource").fill("Referee");
  await dialog(page).getByRole("button", { name: "Add the resource" }).click();
  await expect(panel(page).getByRole("heading", { name: "Referee", exact: true })).toBeVisible();
  await expect(page.getByRole("checkbox", { name: "Coaches: Manage" })).toBeChecked();
  await open(page, at(site, "editor/resources/resource/o-guard"));
  await expect(panel(page)).toContainText("Nobody has an entry here.");
});

test("new users join the groups that are flagged; the last admin stays one", async ({ page, site }) => {
  await open(page, at(site, "editor/resources/groups/g-auditors"));
  await expect(page.getByRole("button", { name: "Make the account of Ada Lindqvist a standard one" })).toBeDisabled();
  await page.getByRole("checkbox", { name: "New users join this group" }).check();
  await choose(page, "Make an admin", "Ben Osei");
  await expect(page.getByRole("button", { name: "Make the account of Ada Lindqvist a standard one" })).toBeEnabled();
  await choose(page, "Acting as", "Ada Lindqvist");
  await expect(page.getByText("Nobody makes their own account a standard one.")).toBeVisible();
  await page.goto(at(site, "directory/users"));
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await page.getByRole("menuitem", { name: "Add user…" }).click();
  await dialog(page).getByRole("textbox", { name: "Name", exact: true }).fill("Noor Weiss");
  await dialog(page).getByRole("button", { name: /^Add/ }).click();
  await page.goto(at(site, "effective/resources"));
  await expect(page.getByRole("row", { name: /^Noor Weiss/ })).toHaveAccessibleName(/^Noor Weiss Read, Audit Read, Audit/);
});

test("moving a unit says first who gains and who loses, and is one step", async ({ page, site }) => {
  await open(page, at(site, "editor/resources/resource/o-lake"));
  await choose(page, "Parent", "Metro");
  await expect(dialog(page)).toContainText("Move Lakeside Rowing below Metro");
  await expect(dialog(page)).toContainText("4 people gain: Ben Osei, Cara Whitlow, Dev Sharma, Elin Marsh.");
  await expect(dialog(page)).toContainText("Nobody loses.");
  await expectAccessible(page);
  await dialog(page).getByRole("button", { name: "Cancel" }).click();
  await expect(combobox(page, "Parent")).toHaveValue("Regional");
  await choose(page, "Parent", "Metro");
  await dialog(page).getByRole("button", { name: "Move" }).click();
  await expect(combobox(page, "Parent")).toHaveValue("Metro");
  await expect(page.getByRole("group", { name: "Draft" })).toContainText("4 people gain");
  await undo(page).click();
  await expect(combobox(page, "Parent")).toHaveValue("Regional");
  await choose(page, "Parent", "Lakeside Juniors");
  await expect(dialog(page)).toContainText("It cannot be done: an org unit cannot stand below itself.");
});

test("removing a unit: its entries go, units below it move up", async ({ page, site }) => {
  await open(page, at(site, "editor/resources/resource/o-lake"));
  await panel(page).getByRole("button", { name: "Remove…" }).click();
  await expect(dialog(page)).toContainText("Its entries go with it: 1. Below it: Lakeside Juniors; they move up.");
  await dialog(page).getByRole("button", { name: "Remove" }).click();
  await expect(item(page, "Lakeside Rowing")).toHaveCount(0);
  await page.goto(at(site, "editor/resources/resource/o-juniors"));
  await expect(combobox(page, "Parent")).toHaveValue("Regional");
});

test("acting as somebody: only where they hold Secure, not for themselves, and the log needs Audit", async ({ page, site }) => {
  await open(page, at(site, "editor/resources/resource/o-checks"));
  await choose(page, "Acting as", "Gail Trent");
  await expect(page.getByRole("checkbox", { name: "Safeguarding: Update" })).toBeEnabled();
  await addEntry(page, "Gail Trent");
  await expect(page.getByText("Not done: Gail Trent cannot set an entry for themselves.")).toBeVisible();
  await expect(panel(page)).toContainText("Gail Trent has no Audit on Background Checks: without it its log is not read.");
  await page.goto(at(site, "editor/resources/resource/o-north"));
  await expect(page.getByRole("checkbox", { name: "Ben Osei: Update" })).toBeDisabled();
  await expect(page.getByRole("checkbox", { name: "Ben Osei: Update" })).toHaveAttribute("title", "Gail Trent does not hold Secure on North Pool.");
  await expect(panel(page)).toContainText("Gail Trent has no Secure on North Pool: without it nobody's permissions on it are set.");
  await page.goto(at(site, "overview/resources/o-north/g-coaches"));
  await page.getByRole("treegrid", { name: "Overview" }).focus();
  await page.keyboard.press("1");
  await expect(page.getByText("Not done: Gail Trent does not hold Secure on North Pool.")).toBeVisible();
  await expect(undo(page)).toHaveCount(0);
});

test("acting as somebody: what they give and have not themselves is said", async ({ page, site }) => {
  await open(page, at(site, "editor/resources/resource/o-north"));
  await choose(page, "Acting as", "Ben Osei");
  await addEntry(page, "Lou Amari");
  const row = table(page, "North Pool").getByRole("row", { name: /^Lou Amari/ });
  await expect(row).not.toContainText("More than Ben");
  await page.getByRole("checkbox", { name: "Lou Amari: Audit" }).click();
  await expect(row).toContainText("More than Ben has here: Audit");
});

test("acting as somebody: what they may not do is disabled and says why, what they do not read is not listed", async ({ page, site }) => {
  await open(page, at(site, "editor/resources/resource/o-river"));
  await choose(page, "Acting as", "Cara Whitlow");
  // Update and Manage by her group.
  await expect(page.getByRole("textbox", { name: "Name of the resource" })).toBeEnabled();
  await expect(combobox(page, "Add a person")).toBeEnabled();
  await expect(panel(page).getByRole("button", { name: "Remove…" })).toHaveCount(0);
  await expect(page.getByRole("button", { name: /^Add a resource: Only an admin adds/ })).toHaveAttribute("aria-disabled", "true");
  await expect(panel(page)).toContainText("Only an admin adds, moves and removes resources.");
  await expect(panel(page)).toContainText("Cara Whitlow has no Assign on Riverside Courts: without it nobody in it is given a requirement.");
  await expect(combobox(page, "Assign a requirement")).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Add an entry" })).toHaveCount(0);
  await expectAccessible(page);
  // Manage: somebody new is added into what it is held on, in one step.
  await page.getByRole("button", { name: "New person…" }).click();
  await expect(combobox(page, "Belongs to")).toHaveValue("Riverside Courts");
  await expectAccessible(page);
  await dialog(page).getByRole("textbox", { name: "Name", exact: true }).fill("Noor Weiss");
  await dialog(page).getByRole("button", { name: "Add", exact: true }).click();
  await expect(page.getByRole("button", { name: "Take out Noor Weiss" })).toBeVisible();
  await expect(undo(page)).toHaveCount(1);
  await page.goto(at(site, "editor/resources/people/n-dina"));
  await page.getByRole("button", { name: "Add a person", exact: true }).click();
  await expect(combobox(page, "Belongs to")).not.toHaveValue("");
  await dialog(page).getByRole("button", { name: "Cancel" }).click();
  // Read alone, as everybody has it.
  await page.goto(at(site, "editor/resources/resource/o-club"));
  await expect(page.getByRole("textbox", { name: "Name of the resource" })).toBeDisabled();
  await expect(page.getByRole("textbox", { name: "Notes on the resource" })).toBeDisabled();
  await expect(panel(page)).toContainText("Cara Whitlow has no Update on Harbour Sports Club: without it it is neither renamed nor given notes.");
  await expect(panel(page)).toContainText("Cara Whitlow has no Gain Access on Harbour Sports Club: without it its people are not listed.");
  await expect(panel(page)).toContainText("Cara Whitlow has no Manage on Harbour Sports Club: without it nobody is put in or taken out.");
  await expect(combobox(page, "Add a person")).toHaveCount(0);
  // A Block: it is not listed, and opened by its address it says why.
  await expect(item(page, "South Gym")).toBeVisible();
  await expect(item(page, "Disciplinary Panel")).toHaveCount(0);
  await page.goto(at(site, "editor/resources/resource/o-disc"));
  await expect(panel(page)).toContainText("Cara Whitlow has no Read on Disciplinary Panel: without it it is neither listed nor opened.");
  await expect(panel(page).getByRole("heading", { name: "Disciplinary Panel" })).toHaveCount(0);
  // Nor does one get stuck there.
  await expect(combobox(page, "Acting as")).toHaveValue("Cara Whitlow");
  await expect(panel(page).getByRole("button", { name: "Back to planner" })).toBeVisible();
  await page.goto(at(site, "overview/resources"));
  const overview = page.getByRole("treegrid", { name: "Overview" });
  await expect(overview.getByRole("row", { name: /^Metro/ })).toBeVisible();
  await expect(overview.getByRole("row", { name: /^Disciplinary Panel/ })).toHaveCount(0);
  await page.goto(at(site, "editor/resources/people/n-kit"));
  await expect(page.getByRole("region", { name: "What it belongs to" })).toContainText("Kit Rowan is neither listed nor opened.");
  await expect(page.getByRole("listbox", { name: "People and requirements" }).getByRole("option", { name: /^Kit Rowan/ })).toHaveCount(0);
  await page.goto(at(site, "editor/resources/groups"));
  await expect(page.getByRole("checkbox", { name: "Read on each new Role" })).toBeDisabled();
  await expect(page.getByRole("main")).toContainText("Only an admin sets defaults.");
  await expect(page.getByRole("checkbox", { name: "New users join this group" })).toBeDisabled();
  await expect(combobox(page, "Make an admin")).toHaveCount(0);
  await expectAccessible(page);
  // Nobody in particular edits again: everything is open.
  await choose(page, "Acting as", "Planner");
  await expect(combobox(page, "Make an admin")).toBeEnabled();
});

test("acting as somebody who is no admin: groups and who is in them are locked, and say so", async ({ page, site }) => {
  const locked = "Acting as Cara Whitlow: only an admin changes groups.";
  await open(page, at(site, "editor/resources/resource/o-river"));
  await choose(page, "Acting as", "Cara Whitlow");
  await page.goto(at(site, "directory/groups/g-coaches"));
  const card = page.getByRole("article", { name: "Coaches" });
  await expect(card).toContainText(locked);
  await expect(card).toContainText("Id g-coaches");
  for (const name of ["Edit Coaches", "Copy Coaches", "Remove Coaches", "Paste a list"]) {
    const button = card.getByRole("button", { name });
    await expect(button).toHaveAttribute("aria-disabled", "true");
    await expect(button).toHaveAttribute("data-tip", locked);
  }
  await expect(combobox(page, "Add a person")).toHaveCount(0);
  await expect(card.getByRole("button", { name: /^Take .* out$/ })).toHaveCount(0);
  await expect(card.getByRole("button", { name: "Create group" })).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Remove group" })).toHaveAttribute("aria-disabled", "true");
  await expectAccessible(page);
  // What no screen locks is refused all the same.
  await page.goto(at(site, "directory/users/u-dev/g-coaches"));
  await expect(page.getByRole("complementary", { name: "If you tick it" })).toContainText(locked);
  await page.getByRole("grid", { name: "Memberships" }).focus();
  await page.keyboard.press("Space");
  await expect(page.getByText(`Not done. ${locked}`)).toBeVisible();
  await page.goto(at(site, "directory/people/u-dev"));
  await expect(page.getByRole("article", { name: "Dev Sharma" })).toContainText(locked);
  await expect(page.getByRole("button", { name: "Leave Coaches" })).toHaveCount(0);
  await expect(undo(page)).toHaveCount(0);
  // An admin changes them, and so does nobody in particular.
  await page.goto(at(site, "editor/resources/resource/o-river"));
  await choose(page, "Acting as", "Ada Lindqvist");
  await page.goto(at(site, "directory/people/u-dev"));
  await page.getByRole("button", { name: "Leave Coaches" }).click();
  await expect(undo(page)).toHaveCount(1);
});

test("a user's card lists own entries and inherited ones, and the tabs keep whom and what is looked at", async ({ page, site }) => {
  await open(page, at(site, "directory/people/u-ben"));
  const entries = page.getByRole("list", { name: "Entries in Resource Access" });
  const own = entries.getByRole("listitem").first();
  await expect(own).toContainText("North Pool");
  await expect(own).toContainText("Runs the pool");
  await expect(own).toContainText("Own");
  const inherited = entries.getByRole("listitem").filter({ hasText: /^Metro Read/ });
  await expect(inherited).toContainText("Inherited from the group Centre managers");
  await expect(inherited.getByRole("link")).toHaveCount(0);
  await expect(entries).toContainText("Inherited from Harbour Sports Club, through the group All staff");
  await expectAccessible(page);
  await own.getByRole("link", { name: "Change the entry on North Pool" }).click();
  await expect(page).toHaveURL(/editor\/resources\/resource\/o-north\/u-ben$/);
  await page.getByRole("navigation", { name: "Resource Access" }).getByRole("link", { name: "Effective access" }).click();
  await expect(page).toHaveURL(/effective\/resources\/u-ben\/o-north$/);
  // Of somebody with none it says so.
  await page.goto(at(site, "directory/people/u-ada"));
  await expect(page.getByRole("article")).toContainText("An admin account may do everything");
});

test("the log of a resource says who changed what and when", async ({ page, site }) => {
  await open(page, at(site, "editor/resources/resource/o-north"));
  await page.getByRole("textbox", { name: "Name of the resource" }).fill("North Baths");
  await page.getByRole("textbox", { name: "Name of the resource" }).press("Enter");
  await page.getByRole("link", { name: "Review" }).click();
  await page.getByRole("textbox", { name: "Saved by" }).fill("Priya");
  await page.getByRole("textbox", { name: "Saved by" }).press("Tab");
  await page.getByRole("main").getByRole("button", { name: "Save" }).click();
  await page.goto(at(site, "editor/resources/resource/o-north"));
  await page.getByRole("textbox", { name: "Notes on the resource" }).fill("Closed");
  await page.getByRole("textbox", { name: "Notes on the resource" }).press("Enter");
  const entries = part(page, "Audit log").locator(".res-log-entry");
  await expect(entries).toHaveCount(2);
  await expect(entries.nth(0)).toContainText("Not saved yet");
  await expect(entries.nth(0)).toContainText("North Baths: notes none → \"Closed\"");
  await expect(entries.nth(1)).toContainText(/\d+ [A-Z][a-z]+ \d{4}, \d\d:\d\d, Priya/);
  await expect(entries.nth(1)).toContainText("North Pool: renamed to North Baths");
  await expect(panel(page)).toContainText("the oldest state that is kept");
  await page.goto(at(site, "editor/resources/resource/o-south"));
  await expect(panel(page)).toContainText("Nothing changed here.");
});

test("the log of a resource names who was acted as, also where nobody gave a name", async ({ page, site }) => {
  await open(page, at(site, "editor/resources/resource/o-north"));
  await choose(page, "Acting as", "Ben Osei");
  await page.getByRole("textbox", { name: "Notes on the resource" }).fill("Closed in May");
  await page.getByRole("textbox", { name: "Notes on the resource" }).press("Enter");
  await page.getByRole("link", { name: "Review" }).click();
  await expect(page.getByRole("main")).toContainText("It will be saved by: Ben Osei.");
  await page.getByRole("main").getByRole("button", { name: "Save" }).click();
  await page.goto(at(site, "editor/resources/resource/o-north"));
  await choose(page, "Acting as", "Planner");
  const entries = part(page, "Audit log").locator(".res-log-entry");
  await expect(entries.nth(0)).toContainText("Ben Osei");
  await page.getByRole("textbox", { name: "Notes on the resource" }).fill("Closed");
  await page.getByRole("textbox", { name: "Notes on the resource" }).press("Enter");
  await expect(entries.nth(0)).toContainText("Not saved yet");
  await expect(entries.nth(0)).not.toContainText("Ben Osei");
});

test("the log of a resource has what changed there and is not saved", async ({ page, site }) => {
  await open(page, at(site, "editor/resources/resource/o-north"));
  await page.getByRole("checkbox", { name: "Ben Osei: Secure" }).click();
  await expect(panel(page)).toContainText("Ben Osei on North Pool: Read, Gain Access, Update, Manage, Assign, Secure → Read, Gain Access, Update, Manage, Assign");
});

test("as one person sees it: where a Block cuts the tree, the way to people, what turns later", async ({ page, site }) => {
  await open(page, at(site, "editor/resources/person/u-dev"));
  await expect(item(page, "North Pool")).toContainText("Block");
  await expect(item(page, "North Pool").locator(".res-line-cut")).toHaveCount(1);
  await expect(item(page, "Metro")).toHaveAccessibleName(/Read, Gain Access/);
  await item(page, "Metro").click();
  await expect(table(page, "Metro").getByRole("row", { name: /^Coaches/ })).toBeVisible();
  // Gain Access on a unit lists the people of the units below as well.
  await expect(panel(page)).toContainText("1 person: Jada Cole · 5 in units below");
  await expect(part(page, "People")).toContainText("1, and 5 in units below");
  await expect(part(page, "People").getByRole("button", { name: "Amos Reed", exact: true })).toBeVisible();
  await expect(page.getByRole("button", { name: "Take out Jada Cole" })).toHaveCount(1);
  await expect(page.getByRole("button", { name: "Take out Amos Reed" })).toHaveCount(0);
  await item(page, "North Pool").click();
  await expect(table(page, "North Pool")).toContainText("Inherited from Metro");
  await expect(table(page, "North Pool").getByRole("row", { name: /^Dev Sharma/ })).toContainText("Block: nothing here, and nothing from above, for Dev");
  await expect(part(page, "What everyone gets on North Pool")).toContainText("11 of 12 people reach it");
  await page.goto(at(site, "editor/resources/people/n-bea/u-dev"));
  await expect(part(page, "How Dev Sharma reaches it")).toContainText("Role Coach (Gain Access)");
  await expectAccessible(page);
  await page.goto(at(site, "editor/resources/resource/o-lake"));
  await choose(page, "See as", "Kira Baptiste");
  await page.getByText(/^Later for Kira Baptiste/).click();
  await expect(page.locator(".res-later")).toContainText("1 July 2026 Lakeside Rowing: Read, Audit → Read");
});

test("another address without a person keeps whom it is seen as, beside it too", async ({ page, site }) => {
  await open(page, at(site, "editor/resources/resource/o-regional/u-elin"));
  await expect(why(page)).toContainText("Elin");
  await page.goto(at(site, "editor/resources/resource/o-regional"));
  await expect(page).toHaveURL(/o-regional\/u-elin$/);
  await expect(combobox(page, "See as")).toHaveValue("Elin Marsh");
  await expect(why(page)).toContainText("Elin");
  await expect(why(page)).not.toContainText("Ada Lindqvist has an admin account");
});

test("all entries on one grid: keys turn permissions, B blocks, Delete removes, a type's row has defaults", async ({ page, site }) => {
  await open(page, at(site, "overview/resources/o-hill/g-coaches"));
  const grid = page.getByRole("treegrid", { name: "Overview" });
  const cell = grid.locator("[data-active]");
  await grid.focus();
  await page.keyboard.press("2");
  await expect(cell).toContainText("RG·····");
  await page.keyboard.press("4");
  await expect(cell).toContainText("RG·M···");
  await expect(why(page)).toContainText("Coaches");
  await page.keyboard.press("2");
  await expect(cell).toContainText("R··M···");
  await page.keyboard.press("b");
  await expect(cell).toContainText("Block");
  await page.keyboard.press("Delete");
  await expect(cell).not.toContainText("Block");
  await page.goto(at(site, "overview/resources/type:Role/g-coaches"));
  await grid.focus();
  await expect(why(page)).toContainText("A default on resources of this type that are added later");
  await page.keyboard.press("1");
  await expect(cell).toContainText("R······");
  await expectAccessible(page);
});

test("people and requirements: what they belong to is set by choices", async ({ page, site }) => {
  await open(page, at(site, "editor/resources/people/n-ivo"));
  await choose(page, "Role", "Coach");
  await expect(page.getByRole("button", { name: "Take out Coach" })).toBeVisible();
  await choose(page, "See as", "Dev Sharma");
  await expect(why(page)).toContainText("Through the Role Coach: see.");
  await page.getByRole("button", { name: "Take out Coach" }).click();
  await expect(why(page).locator(".outcome")).toContainText("nothing");
  await expectAccessible(page);
  await page.getByRole("radio", { name: "Requirements" }).check();
  await page.getByRole("button", { name: "Add a requirement" }).click();
  await dialog(page).getByLabel("Name").fill("Boat Licence");
  await dialog(page).getByRole("button", { name: "Add", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Boat Licence", exact: true })).toBeVisible();
});

test("a requirement is assigned by whoever holds Assign, and it is seen who has no record of it", async ({ page, site }) => {
  await open(page, at(site, "editor/resources/resource/o-vol"));
  await choose(page, "Acting as", "Gail Trent");
  // Read and no more: nothing to be assigned.
  await expect(panel(page)).toContainText("Gail Trent has no Read on Volunteers");
  await page.goto(at(site, "editor/resources/resource/o-minors"));
  const assigned = part(page, "Assigned requirements");
  await expect(assigned).toContainText("Working with Children Check");
  await expect(assigned).toContainText("1 of 4 without a record: Faye Lindgren");
  await choose(page, "Assign a requirement", "First Aid");
  await expect(assigned).toContainText("4 of 4 without a record");
  await page.goto(at(site, "editor/resources/people/n-amos"));
  const record = part(page, "There is a record of");
  await expect(record).toContainText("Not compliant: 1 record is missing");
  await record.getByRole("checkbox", { name: /^First Aid/ }).check();
  await expect(record.getByRole("checkbox", { name: /^First Aid/ })).toBeFocused();
  await expect(record).toContainText("Compliant");
  await expectAccessible(page);
  await page.goto(at(site, "editor/resources/requirements/k-aid"));
  await expect(part(page, "Assigned to the people of")).toContainText("3 of 4 without a record");
  await page.reload();
  await expect(part(page, "Assigned to the people of")).toContainText("3 of 4 without a record");
  await page.goto(at(site, "editor/resources/resource/o-minors"));
  await page.getByRole("button", { name: "No longer assign First Aid" }).click();
  await expect(assigned.getByRole("button", { name: "No longer assign First Aid" })).toHaveCount(0);
});

test("the e-mail address of a person is changed by whoever holds Manage on what they belong to", async ({ page, site }) => {
  await open(page, at(site, "editor/resources/people/n-dina"));
  await choose(page, "Acting as", "Cara Whitlow");
  const email = page.getByRole("textbox", { name: "E-mail" });
  await expect(email).toHaveValue("dina.farrow@harbour.example");
  await email.fill("dina@harbour.example");
  await email.press("Enter");
  await expect(undo(page)).toHaveCount(1);
  await expect(email).toHaveValue("dina@harbour.example");
  await page.getByRole("link", { name: "Review" }).click();
  await expect(page.getByRole("main")).toContainText("Dina Farrow: e-mail");
  await page.goto(at(site, "editor/resources/people/n-enzo"));
  await expect(email).toBeDisabled();
  await expect(page.getByRole("main")).toContainText("Enzo Marchetti is not changed.");
  // What they do not read has no name here, and is no way into a closed page.
  await expect(part(page, "Belongs to")).toContainText("more that Cara Whitlow does not read.");
  await expect(page.getByRole("main").getByRole("button", { name: "Volunteers", exact: true })).toHaveCount(0);
});

test("the tree by keys: it folds, unfolds, and opens what is gone to", async ({ page, site }) => {
  await open(page, at(site, "editor/resources/resource/o-club/u-dev"));
  await tree(page).focus();
  await page.keyboard.press("ArrowDown");
  await expect(page).toHaveURL(/resource\/o-metro\/u-dev$/);
  await expect(panel(page).getByRole("heading", { level: 2 })).toHaveText("Metro");
  await page.keyboard.press("ArrowLeft");
  await expect(item(page, "North Pool")).toHaveCount(0);
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await expect(page).toHaveURL(/resource\/o-north\/u-dev$/);
  await page.keyboard.press("ArrowLeft");
  await expect(page).toHaveURL(/resource\/o-metro\/u-dev$/);
  await page.keyboard.press("End");
  await expect(item(page, "Categories")).toHaveAttribute("data-active", "");
  await page.keyboard.press("Enter");
  await page.keyboard.press("ArrowDown");
  await expect(page).toHaveURL(/resource\/o-yearly\/u-dev$/);
  await expect(tree(page)).toBeFocused();
  await item(page, "Roles").click();
  await item(page, "Coach").click();
  await expect(panel(page).getByRole("heading", { level: 2 })).toHaveText("Coach");
});

test("a workspace without resources says how to begin", async ({ page, site }) => {
  await open(page, site.root);
  await page.getByRole("button", { name: "New workspace" }).click();
  await pickSystem(page, "Resource Access");
  await expect(page.getByText("No resources yet", { exact: true })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("main").getByRole("button", { name: "Add a resource" }).last().click();
  await dialog(page).getByLabel("Name of a new resource").fill("Head Office");
  await page.keyboard.press("Enter");
  await expect(panel(page).getByRole("heading", { level: 2 })).toHaveText("Head Office");
  await expect(item(page, "Head Office")).toHaveAttribute("aria-selected", "true");
});

test("ten thousand people, and resources among them", async ({ page, site }) => {
  test.setTimeout(90_000);
  await open(page, `${site.root}#/large`);
  await addSystem(page, "Resource Access");
  for (const name of ["North", "South"]) {
    await page.getByRole("button", { name: "Add a resource" }).last().click();
    await dialog(page).getByLabel("Name of a new resource").fill(name);
    await dialog(page).getByRole("button", { name: "Add the resource" }).click();
    await expect(panel(page).getByRole("heading", { level: 2 })).toHaveText(name);
  }
  await expect(page.locator(".res-gets")).toHaveCount(60);
  await expect(panel(page)).toContainText("more in Effective access");
});

const screens = [
  "editor/resources/resource/o-south",
  "editor/resources/people/n-kit",
  "editor/resources/groups",
  "editor/resources/resource/o-north/u-dev",
  "editor/resources/requirements/k-wwcc",
  "editor/resources/matrix",
  "overview/resources/o-south/u-cara",
  "effective/resources/u-dev/n-bea",
];
for (const scheme of ["light", "dark"]) {
  for (const place of screens) {
    test(`accessible in ${scheme}: ${place}`, async ({ page, site }) => {
      await page.emulateMedia({ colorScheme: scheme });
      await open(page, at(site, place));
      await expect(why(page)).toBeVisible();
      await expectAccessible(page);
    });
  }
}

test("on a phone the tree is behind the name of what is looked at", async ({ page, site }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await open(page, at(site, "editor/resources/resource/o-north/u-dev"));
  await expect(tree(page)).toBeHidden();
  await expectAccessible(page);
  await page.getByRole("button", { name: "North Pool", expanded: false }).click();
  await expectAccessible(page);
  await item(page, "South Gym").click();
  await expect(panel(page).getByRole("heading", { level: 2 })).toHaveText("South Gym");
  await expect(tree(page)).toBeHidden();
});

test("usable at 320 pixels", async ({ page, site }) => {
  await page.setViewportSize({ width: 320, height: 700 });
  for (const place of screens) {
    await open(page, at(site, place));
    const wide = await page.evaluate(() => document.scrollingElement.scrollWidth);
    expect(wide, place).toBeLessThanOrEqual(320);
  }
});

test("the keys of a cell take one line however many there are, and Why is empty of whom nobody asks", async ({ page, site }) => {
  await page.setViewportSize({ width: 1024, height: 768 });
  await open(page, at(site, "overview/resources"));
  const foot = page.locator(".grid-foot");
  await expect(foot).toContainText("Turn Read");
  await expect.poll(async () => (await boxOf(foot)).height).toBeLessThanOrEqual(42);
  // The focus begins where somebody is asked about.
  await expect(why(page)).toContainText("All staff gives Read");
  await page.getByRole("treegrid", { name: "Overview" }).focus();
  await page.keyboard.press("ArrowUp");
  await expect(why(page)).toContainText("A default on resources of this type");
  await expect(why(page).locator(".inspector-path")).toHaveCount(0);
});

test("what was set is there after a reload, and Review says whom it hits", async ({ page, site }) => {
  await open(page, at(site, "overview/resources/o-hill/g-coaches"));
  await page.getByRole("treegrid", { name: "Overview" }).focus();
  await page.keyboard.press("2");
  await page.getByRole("link", { name: "Review" }).click();
  const work = page.getByRole("main");
  await expect(work).toContainText("Coaches on Hillside: Read, Gain Access");
  await expect(work).toContainText("Elin Marsh");
  await expect(work).toContainText(/Hillside\s+Read to Read, Gain Access/);
  await expect(page.getByText("Kept in this browser")).toBeVisible();
  await page.reload();
  await expect(work).toContainText("Coaches on Hillside: Read, Gain Access");
});
