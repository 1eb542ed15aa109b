// Resource Access: the tree with its permissions, Block, defaults that are stamped, acting as somebody,
// moving a unit with its preview, one person's view, days to come, the grid of all entries.

import { expect, expectAccessible, open, test } from "./fixtures.mjs";

const at = (site, place) => `${site.root}#/sports-club/${place}`;
const why = (page) => page.getByRole("complementary", { name: "Why" });
const panel = (page) => page.getByRole("region", { name: "Resource", exact: true });
const undo = (page) => page.getByRole("button", { name: /^Undo/ });
const table = (page, name) => page.getByRole("table", { name: `Permissions on ${name}` });
const dialog = (page) => page.getByRole("dialog");

test("a user's entry on a unit: Read goes with the others, nothing ticked is a Block and says so", async ({ page, site }) => {
  await open(page, at(site, "editor/resources/resource/o-hill"));
  await expect(panel(page)).toContainText("Nobody has an entry on it.");
  await page.getByLabel("Add a user or group").selectOption("Coaches (group)");
  const box = (name) => table(page, "Hillside").getByRole("checkbox", { name: `Coaches: ${name}` });
  await expect(box("Read")).toBeChecked();
  await box("Manage").click();
  await expect(box("Manage")).toBeChecked();
  await expect(box("Read")).toBeDisabled();
  await box("Manage").click();
  await box("Read").click();
  await expect(box("Block")).toBeChecked();
  await expect(panel(page)).toContainText("Use it sparingly");
  await page.getByLabel("See it as").selectOption("Elin Marsh");
  await expect(why(page)).toContainText("A Block of Coaches on Hillside takes everything away.");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Remove the entry of Coaches" }).click();
  await expect(why(page)).toContainText("All staff");
  await undo(page).click();
  await expect(box("Block")).toBeChecked();
});

test("Assign is greyed where there are no people, with the reason", async ({ page, site }) => {
  await open(page, at(site, "editor/resources/resource/o-checks"));
  await expect(page.getByRole("checkbox", { name: "Safeguarding: Assign" })).toBeDisabled();
  const head = table(page, "Background Checks").getByRole("columnheader", { name: "Assign" });
  await expect(head).toHaveAttribute("title", "Assign means nothing on a Requirement Type");
  await page.getByRole("button", { name: "Permissions matrix" }).click();
  const matrix = page.getByRole("table", { name: "Permissions matrix" });
  await expect(matrix.getByRole("row", { name: /^Role/ })).toContainText("Update on that Role");
  await expect(matrix.getByRole("row", { name: /^Category/ })).toContainText("holds no people to assign to");
  await expectAccessible(page);
});

test("an entry that has ended is grey, and counts again on a day when it does", async ({ page, site }) => {
  await open(page, at(site, "editor/resources/resource/o-casual"));
  await expect(panel(page)).toContainText("does not count now: to 28 February 2026");
  await page.getByLabel("See it as").selectOption("Jack Penrose");
  await expect(why(page).locator(".outcome")).toContainText("nothing");
  await page.getByLabel("As of", { exact: true }).fill("2026-02-28");
  await expect(panel(page)).not.toContainText("does not count now");
  await expect(why(page)).toContainText("As of 28 February 2026");
  await expect(why(page).locator(".outcome")).toContainText("Read, Gain Access");
  await page.getByRole("button", { name: "Back to the workspace's day" }).click();
  await expect(page.getByLabel("As of", { exact: true })).toHaveValue("2026-05-04");
  await expect(undo(page)).toHaveCount(0);
  await page.getByLabel("As of", { exact: true }).fill("2026-07-01");
  await page.getByRole("button", { name: "Make it the workspace's day" }).click();
  await expect(undo(page)).toBeEnabled();
  await undo(page).click();
  await expect(page.getByLabel("As of", { exact: true })).toHaveValue("2026-05-04");
});

test("a date that is typed counts once it is complete and left, and not on the way", async ({ page, site }) => {
  await open(page, at(site, "editor/resources/resource/o-casual"));
  await table(page, "Casual").locator("summary", { hasText: "28 February 2026" }).click();
  const expiry = page.getByLabel("Jack Penrose: expiry date");
  await expiry.focus();
  await page.keyboard.type("07312026");
  await expect(expiry).toHaveValue("2026-07-31");
  await expect(panel(page)).toContainText("does not count now: to 28 February 2026");
  await expect(undo(page)).toHaveCount(0);
  await page.keyboard.press("Enter");
  await expect(panel(page)).not.toContainText("does not count now");
  await expect(undo(page)).toHaveCount(1);
  // A part of a date, and a year that is none: the date stays, and it is said.
  await expiry.focus();
  await page.keyboard.press("Backspace");
  await page.keyboard.press("Enter");
  await expect(page.locator(".date-field").getByRole("alert")).toContainText("The date is not complete. It stays as it was.");
  await expect(expiry).toHaveValue("2026-07-31");
  await expiry.focus();
  await page.keyboard.type("07310202");
  await page.keyboard.press("Enter");
  await expect(page.locator(".date-field").getByRole("alert")).toContainText("is none from 1900 to 9999");
  await expect(expiry).toHaveValue("2026-07-31");
  await undo(page).click();
  await expect(panel(page)).toContainText("does not count now: to 28 February 2026");
  await expect(undo(page)).toHaveCount(0);
});

test("a group's default comes to new resources and leaves the old ones alone", async ({ page, site }) => {
  await open(page, at(site, "editor/resources/groups"));
  await page.getByLabel("Group", { exact: true }).selectOption("Coaches");
  await page.getByRole("checkbox", { name: "Manage on each new Role" }).check();
  await expect(page.getByRole("checkbox", { name: "Read on each new Role" })).toBeChecked();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Resources", exact: true }).click();
  await page.getByLabel("Type").selectOption("Role");
  await page.getByLabel("Name of a new resource").fill("Referee");
  await page.getByRole("button", { name: "Add the resource" }).click();
  await expect(page.getByRole("heading", { name: "Role: Referee" })).toBeVisible();
  await expect(page.getByRole("checkbox", { name: "Coaches: Manage" })).toBeChecked();
  await open(page, at(site, "editor/resources/resource/o-guard"));
  await expect(panel(page)).toContainText("Nobody has an entry on it.");
});

test("new users join the groups that are flagged; the last admin stays one", async ({ page, site }) => {
  await open(page, at(site, "editor/resources/groups"));
  await expect(page.getByRole("button", { name: "Make the account of Ada Lindqvist a standard one" })).toBeDisabled();
  await page.getByRole("checkbox", { name: "Auditors" }).check();
  await page.getByLabel("Make an admin").selectOption("Ben Osei");
  await expect(page.getByRole("button", { name: "Make the account of Ada Lindqvist a standard one" })).toBeEnabled();
  await page.getByLabel("Acting as").selectOption("Ada Lindqvist");
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
  await page.getByLabel("Parent", { exact: true }).selectOption("Metro");
  await expect(dialog(page)).toContainText("Move Lakeside Rowing below Metro");
  await expect(dialog(page)).toContainText("4 people gain: Ben Osei, Cara Whitlow, Dev Sharma, Elin Marsh.");
  await expect(dialog(page)).toContainText("Nobody loses.");
  await expectAccessible(page);
  await dialog(page).getByRole("button", { name: "Cancel" }).click();
  await expect(page.getByLabel("Parent", { exact: true })).toHaveValue("o-regional");
  await page.getByLabel("Parent", { exact: true }).selectOption("Metro");
  await dialog(page).getByRole("button", { name: "Do it" }).click();
  await expect(page.getByLabel("Parent", { exact: true })).toHaveValue("o-metro");
  await expect(page.getByRole("group", { name: "Draft" })).toContainText("4 people gain");
  await undo(page).click();
  await expect(page.getByLabel("Parent", { exact: true })).toHaveValue("o-regional");
  await page.getByLabel("Parent", { exact: true }).selectOption("Lakeside Juniors");
  await expect(dialog(page)).toContainText("It cannot be done: an org unit cannot stand below itself.");
});

test("removing a unit: its entries go, units below it move up", async ({ page, site }) => {
  await open(page, at(site, "editor/resources/resource/o-lake"));
  await page.getByRole("button", { name: "Remove…" }).click();
  await expect(dialog(page)).toContainText("Its entries go with it: 1. Below it: Lakeside Juniors; they move up.");
  await dialog(page).getByRole("button", { name: "Do it" }).click();
  await page.goto(at(site, "editor/resources/resource/o-juniors"));
  await expect(page.getByLabel("Parent", { exact: true })).toHaveValue("o-regional");
});

test("acting as somebody: only where they hold Secure, not for themselves, and the log needs Audit", async ({ page, site }) => {
  await open(page, at(site, "editor/resources/resource/o-checks"));
  await page.getByLabel("Acting as").selectOption("Gail Trent");
  await expect(page.getByRole("checkbox", { name: "Safeguarding: Update" })).toBeEnabled();
  await page.getByLabel("Add a user or group").selectOption("Gail Trent");
  await expect(page.getByText("Not done: Gail Trent cannot set an entry for themselves.")).toBeVisible();
  await expect(panel(page)).toContainText("Gail Trent has no Audit on Background Checks: without it its log is not read.");
  await page.goto(at(site, "editor/resources/resource/o-north"));
  await expect(page.getByRole("checkbox", { name: "Ben Osei: Update" })).toBeDisabled();
  await expect(panel(page)).toContainText("Gail Trent does not hold Secure on North Pool.");
  await page.goto(at(site, "overview/resources/o-north/g-coaches"));
  await page.getByRole("treegrid", { name: "Overview" }).focus();
  await page.keyboard.press("1");
  await expect(page.getByText("Not done: Gail Trent does not hold Secure on North Pool.")).toBeVisible();
  await expect(undo(page)).toHaveCount(0);
});

test("acting as somebody: what they may not do is disabled and says why, what they do not read is not listed", async ({ page, site }) => {
  await open(page, at(site, "editor/resources/resource/o-river"));
  await page.getByLabel("Acting as").selectOption("Cara Whitlow");
  // Update and Manage by her group.
  await expect(page.getByRole("textbox", { name: "Name of the resource" })).toBeEnabled();
  await expect(page.getByLabel("Add a person")).toBeEnabled();
  await expect(page.getByRole("button", { name: "Remove…" })).toBeDisabled();
  await expect(page.getByRole("textbox", { name: "Name of a new resource" })).toBeDisabled();
  await expect(panel(page)).toContainText("Only an admin adds, moves and removes resources.");
  await expect(panel(page)).toContainText("Cara Whitlow has no Assign on Riverside Courts: without it nobody in it is given a requirement.");
  await expect(page.getByLabel("Add a user or group")).toBeDisabled();
  await expectAccessible(page);
  // Read alone, as everybody has it.
  await page.goto(at(site, "editor/resources/resource/o-club"));
  await expect(page.getByRole("textbox", { name: "Name of the resource" })).toBeDisabled();
  await expect(page.getByRole("textbox", { name: "Notes on the resource" })).toBeDisabled();
  await expect(panel(page)).toContainText("Cara Whitlow has no Update on Harbour Sports Club: without it it is neither renamed nor given notes.");
  await expect(panel(page)).toContainText("Cara Whitlow has no Gain Access on Harbour Sports Club: without it its people are not listed.");
  await expect(page.getByLabel("Add a person")).toBeDisabled();
  // A Block: it is not listed, and opened by its address it says why.
  const tree = page.getByRole("treegrid", { name: "Resources" });
  await expect(tree.getByRole("row", { name: /^South Gym/ })).toBeVisible();
  await expect(tree.getByRole("row", { name: /^Disciplinary Panel/ })).toHaveCount(0);
  await page.goto(at(site, "editor/resources/resource/o-disc"));
  await expect(panel(page)).toContainText("Cara Whitlow has no Read on Disciplinary Panel: without it it is neither listed nor opened.");
  await expect(page.getByRole("heading", { name: "Org Unit: Disciplinary Panel" })).toHaveCount(0);
  await page.goto(at(site, "overview/resources"));
  const overview = page.getByRole("treegrid", { name: "Overview" });
  await expect(overview.getByRole("row", { name: /^Metro/ })).toBeVisible();
  await expect(overview.getByRole("row", { name: /^Disciplinary Panel/ })).toHaveCount(0);
  await page.goto(at(site, "editor/resources/people/n-kit"));
  await expect(page.getByRole("region", { name: "What it belongs to" })).toContainText("Kit Rowan is neither listed nor opened.");
  await page.goto(at(site, "editor/resources/groups"));
  await expect(page.getByRole("checkbox", { name: "Read on each new Role" })).toBeDisabled();
  await expect(page.getByRole("main")).toContainText("Only an admin sets defaults.");
  await expect(page.getByRole("checkbox", { name: "Auditors" })).toBeDisabled();
  await expect(page.getByLabel("Make an admin")).toBeDisabled();
  await expectAccessible(page);
  // Nobody in particular edits again: everything is open.
  await page.getByLabel("Acting as").selectOption("whoever plans this");
  await expect(page.getByLabel("Make an admin")).toBeEnabled();
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
  const entries = panel(page).locator(".res-part").filter({ has: page.getByRole("heading", { name: "Audit log" }) }).locator(".res-list > li:has(> b)");
  await expect(entries).toHaveCount(2);
  await expect(entries.nth(0)).toContainText("Not saved yet");
  await expect(entries.nth(0)).toContainText("North Baths: notes");
  await expect(entries.nth(1)).toContainText("Priya");
  await expect(entries.nth(1)).toContainText("North Pool: renamed to North Baths");
  await expect(panel(page)).toContainText("the oldest state that is kept");
  await page.goto(at(site, "editor/resources/resource/o-south"));
  await expect(panel(page)).toContainText("Nothing changed here.");
});

test("the log of a resource has what changed there and is not saved", async ({ page, site }) => {
  await open(page, at(site, "editor/resources/resource/o-north"));
  await page.getByRole("checkbox", { name: "Ben Osei: Secure" }).click();
  await expect(panel(page)).toContainText("Ben Osei on North Pool: Read, Gain Access, Update, Manage, Assign, Secure → Read, Gain Access, Update, Manage, Assign");
});

test("one person's view: where a Block cuts the tree, the way to people, what turns later", async ({ page, site }) => {
  await open(page, at(site, "editor/resources/person/u-dev"));
  const grid = page.getByRole("treegrid", { name: "As one person" });
  const row = (name) => grid.getByRole("row", { name: new RegExp(`^${name}`) });
  await expect(row("North Pool")).toContainText("Block: the way up is cut here");
  await expect(row("Metro")).toContainText("Coaches");
  await page.getByRole("searchbox", { name: "Find rows" }).fill("Bea");
  await expect(row("Bea Castillo")).toContainText("Role Coach (Gain Access)");
  await expectAccessible(page);
  await page.getByLabel("Person", { exact: true }).selectOption("Kira Baptiste");
  const turns = page.getByRole("region", { name: "What turns on later days" });
  await expect(turns).toContainText("1 July 2026 Lakeside Rowing: Read, Audit → Read");
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
  await page.keyboard.press("1");
  await expect(cell).toContainText("R······");
  await expectAccessible(page);
});

test("people and requirements: what they belong to is set by choices", async ({ page, site }) => {
  await open(page, at(site, "editor/resources/people/n-ivo"));
  await page.getByLabel("Role", { exact: true }).selectOption("Coach");
  await expect(page.getByRole("button", { name: "No longer in Coach" })).toBeVisible();
  await page.getByLabel("See it as").selectOption("Dev Sharma");
  await expect(why(page)).toContainText("Through the Role Coach: see.");
  await page.getByRole("button", { name: "No longer in Coach" }).click();
  await expect(why(page).locator(".outcome")).toContainText("nothing");
  await expectAccessible(page);
  await page.getByLabel("Kind").selectOption("requirement");
  await page.getByLabel("Name of a person or requirement").fill("Boat Licence");
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Boat Licence", exact: true })).toBeVisible();
});

const screens = [
  "editor/resources/resource/o-south",
  "editor/resources/people/n-kit",
  "editor/resources/groups",
  "editor/resources/person/u-dev/o-north/through",
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

test("usable at 320 pixels", async ({ page, site }) => {
  await page.setViewportSize({ width: 320, height: 700 });
  for (const place of screens) {
    await open(page, at(site, place));
    const wide = await page.evaluate(() => document.scrollingElement.scrollWidth);
    expect(wide, place).toBeLessThanOrEqual(320);
  }
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
