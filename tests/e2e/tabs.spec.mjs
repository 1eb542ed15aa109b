// Two tabs with one workspace: each is told of the other at once, and nothing is overwritten unasked.

import { banner, expect, expectAccessible, goTo, open, saveStatus, spot, test, workspaceName } from "./fixtures.mjs";

const overview = "#/school-office/overview/processes/b-attendance-codes/g-office";
const grid = (page) => page.getByRole("treegrid", { name: "Overview" });
const cell = (page) => grid(page).locator(spot(2, 1));
const standing = saveStatus;

async function press(page, key) {
  await grid(page).focus();
  await page.keyboard.press(key);
}

/** Two tabs that have the workspace open, of which nothing else than a Read-Write was kept. */
async function two(page, context, site) {
  await open(page, site.root + overview);
  await press(page, "w");
  await expect(standing(page)).toContainText("Kept in this browser");
  const other = await context.newPage();
  await open(other, site.root + overview);
  await expect(banner(other)).toContainText("Another tab of this browser has this workspace open");
  await expect(banner(page)).toContainText("Another tab of this browser has this workspace open");
  return other;
}

/** The same, and each has edited the cell: the second was first to be kept. */
async function overtaken(page, context, site) {
  const other = await two(page, context, site);
  await press(other, "r");
  await expect(standing(other)).toContainText("Kept in this browser");
  await expect(banner(page)).toContainText("Another tab has kept this workspace since");
  await press(page, "x");
  await expect(cell(page)).toContainText("RW-Delete");
  await expect(standing(page)).toContainText("Not kept: another tab has kept this workspace since");
  return other;
}

test("both are told at once, and again when one of them goes", async ({ page, context, site }) => {
  const other = await two(page, context, site);
  await expectAccessible(other);
  await other.close();
  await expect(banner(page)).toHaveCount(0);
});

test("another workspace in another tab is nobody's business", async ({ page, context, site }) => {
  const other = await two(page, context, site);
  await other.goto(`${site.root}#/large`);
  await expect(banner(page)).toHaveCount(0);
  await expect(banner(other)).toHaveCount(0);
});

test("who is second can reload what the first has kept, and undo that", async ({ page, context, site }) => {
  await overtaken(page, context, site);
  await banner(page).getByRole("button", { name: "Reload theirs" }).click();
  await expect(cell(page)).toContainText("Read");
  await expect(cell(page)).not.toContainText("Write");
  await page.getByRole("button", { name: "Undo: reload what another tab has kept" }).click();
  await expect(cell(page)).toContainText("RW-Delete");
});

test("who is second can go on with a copy, and undo there what was done here", async ({ page, context, site }) => {
  const other = await overtaken(page, context, site);
  await banner(page).getByRole("button", { name: "Keep mine as a copy" }).click();
  await expect(page).toHaveURL(/#\/w-\w{6}\/overview/);
  await expect(workspaceName(page)).toHaveText("A school office (copy)");
  await expect(banner(page)).toHaveCount(0);
  await expect(banner(other)).toHaveCount(0);
  await page.reload();
  await expect(cell(page)).toContainText("RW-Delete");
  await other.reload();
  await expect(cell(other)).not.toContainText("Write");
});

test("what goes on as a copy can still be undone", async ({ page, context, site }) => {
  await overtaken(page, context, site);
  await banner(page).getByRole("button", { name: "Keep mine as a copy" }).click();
  await page.getByRole("button", { name: "Undo: rename to A school office (copy)" }).click();
  await page.getByRole("button", { name: /Undo: Office Clerks/ }).click();
  await expect(cell(page)).toContainText("Read-Write");
});

test("who is second can take over, and the other's work stays in the History", async ({ page, context, site }) => {
  const other = await overtaken(page, context, site);
  await banner(page).getByRole("button", { name: "Take over" }).click();
  await expect(standing(page)).toContainText("Kept in this browser");
  await expect(banner(other)).toContainText("Another tab has kept this workspace since");
  await page.reload();
  await expect(cell(page)).toContainText("RW-Delete");
  await goTo(page, "Changes", "History");
  const theirs = page.getByRole("list", { name: "Saves" }).locator(".moment").filter({ hasText: "What the other tab had kept" });
  await expect(theirs).toHaveCount(1);
  await theirs.locator(".moment-pick").click();
  await theirs.getByRole("button", { name: /^Open/ }).click();
  await goTo(page, "User Group Processes", "Overview");
  await expect(cell(page)).toContainText("Read");
  await expect(cell(page)).not.toContainText("Delete");
});

test("whoever takes over first before anything is edited has it", async ({ page, context, site }) => {
  const other = await two(page, context, site);
  await banner(other).getByRole("button", { name: "Take over" }).click();
  await expect(banner(other)).toHaveCount(0);
  await expect(banner(page)).toContainText("Another tab has kept this workspace since");
  const saves = () => page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes(".save.")).sort().at(-1));
  const before = await saves();
  await press(other, "x");
  await expect.poll(saves).not.toBe(before);
  await banner(page).getByRole("button", { name: "Reload theirs" }).click();
  await expect(cell(page)).toContainText("RW-Delete");
});

test("two tabs that edit in turn lose nothing of either", async ({ page, context, site }) => {
  const other = await two(page, context, site);
  for (const [turn, key] of ["r", "x", "w", "d", "x", "r"].entries()) {
    const [mine, theirs] = turn % 2 ? [page, other] : [other, page];
    await press(mine, key);
    await expect(standing(mine)).toContainText("Kept in this browser");
    await banner(theirs).getByRole("button", { name: "Reload theirs" }).click();
    await expect(banner(theirs)).not.toContainText("since");
    await expect(cell(theirs)).toHaveText(await cell(mine).textContent());
  }
});

test("what another hand left as a newer save can be taken over", async ({ page, site }) => {
  await open(page, site.root + overview);
  await press(page, "w");
  await expect(standing(page)).toContainText("Kept in this browser");
  await page.evaluate(() => localStorage.setItem("whocan.save.school-office.0000000009.t-other", '"garbage"'));
  await press(page, "x");
  await expect(standing(page)).toContainText("Not kept: another tab has kept this workspace since");
  await banner(page).getByRole("button", { name: "Take over" }).click();
  await expect(standing(page)).toContainText("Kept in this browser");
  await page.reload();
  await expect(cell(page)).toContainText("RW-Delete");
});

/** The browser puts a page aside as it is, and shows it again, without running it in between. */
const leave = (page) => page.evaluate(() => dispatchEvent(new PageTransitionEvent("pagehide", { persisted: true })));
const comeBack = (page) => page.evaluate(() => dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true })));

test("a page that is come back to has what was kept meanwhile, and hears of other tabs", async ({ page, context, site }) => {
  const other = await two(page, context, site);
  await leave(page);
  await expect(banner(other)).toHaveCount(0);
  await press(other, "r");
  await expect(standing(other)).toContainText("Kept in this browser");
  await expect(cell(page)).toContainText("Read-Write");
  await comeBack(page);
  await expect(cell(page)).toContainText("Read");
  await expect(cell(page)).not.toContainText("Write");
  await expect(banner(page)).toContainText("Another tab of this browser has this workspace open");
  await expect(banner(other)).toContainText("Another tab of this browser has this workspace open");
  await press(page, "x");
  await expect(standing(page)).toContainText("Kept in this browser");
  await expect(banner(other)).toContainText("Another tab has kept this workspace since");
  await other.close();
  await expect(banner(page)).toHaveCount(0);
});

test("the list of what is kept is up to date when it is come back to", async ({ page, context, site }) => {
  await open(page, site.root);
  await expect(page.locator(".recent")).toHaveCount(0);
  await leave(page);
  const other = await context.newPage();
  await open(other, site.root + overview);
  await press(other, "r");
  await expect(standing(other)).toContainText("Kept in this browser");
  await comeBack(page);
  await expect(page.locator(".recent")).toHaveCount(1);
});
