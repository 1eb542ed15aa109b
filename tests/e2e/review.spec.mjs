// What stands between a draft and its being saved: the sums, the review, the Invalid Request, going
// back. And the list of keys.

import { expect, expectAccessible, fromWorkspaceMenu, notice, open, renameWorkspace, test } from "./fixtures.mjs";

const overview = (page) => page.getByRole("treegrid", { name: "Overview" });
const draft = (page) => page.getByRole("group", { name: "Draft" });
const dialog = (page, name) => page.getByRole("dialog", { name });
const review = (page) => page.getByRole("region", { name: "Review" });
const cell = (page) => page.locator(".grid-cell[data-active]");

/** Sets the level of a group on a process by its key on the overview. */
async function set(page, site, process, group, key) {
  await page.goto(`${site.root}#/school-office/overview/processes/${process}/${group}`);
  await overview(page).focus();
  await page.keyboard.press(key);
}

async function start(page, site) {
  await open(page, `${site.root}#/school-office/overview/processes`);
  await expect(draft(page)).toHaveCount(0);
}

async function goToReview(page) {
  await draft(page).getByRole("link", { name: "Review" }).click();
  await expect(page.getByRole("heading", { name: "Review", exact: true })).toBeVisible();
}

test.describe("the draft", () => {
  test("says how much it changes, and how many people gain and lose", async ({ page, site }) => {
    await start(page, site);
    await set(page, site, "b-exclusions", "g-year-heads", "x");
    await expect(draft(page)).toContainText("1 unsaved change");
    await expect(draft(page)).toContainText("5 people gain");
    await set(page, site, "b-bases", "g-office", "d");
    await expect(draft(page)).toContainText("2 unsaved changes");
    await expect(draft(page)).toContainText("5 people gain, 2 lose");
    await set(page, site, "b-exclusions", "g-year-heads", "w");
    await expect(draft(page)).toContainText("2 people lose");
    await set(page, site, "b-bases", "g-office", "r");
    // What says the same as what is saved is no draft.
    await expect(draft(page)).toHaveCount(0);
  });

  test("can be discarded, and that undone", async ({ page, site }) => {
    await start(page, site);
    await set(page, site, "b-exclusions", "g-year-heads", "x");
    await fromWorkspaceMenu(page, "Discard changes");
    await expect(draft(page)).toHaveCount(0);
    await expect(cell(page)).toContainText("Read-Write");
    await page.getByRole("button", { name: "Undo: discard the draft" }).click();
    await expect(cell(page)).toHaveAccessibleName(/^Read-Write-Delete/);
    await expect(draft(page)).toContainText("1 unsaved change");
  });

  test("is saved by Ctrl+S, and undo survives that", async ({ page, site }) => {
    await start(page, site);
    await set(page, site, "b-exclusions", "g-year-heads", "x");
    await page.keyboard.press("Control+s");
    await expect(notice(page)).toHaveText("Saved.");
    await expect(draft(page)).toHaveCount(0);
    await overview(page).focus();
    await page.keyboard.press("Control+z");
    await expect(draft(page)).toContainText("5 people lose");
  });
});

test.describe("the review", () => {
  test("says that there is nothing to review", async ({ page, site }) => {
    await open(page, `${site.root}#/school-office/review`);
    await expect(review(page)).toContainText("Nothing has changed since the last Save.");
    await expect(page.getByRole("button", { name: "Save" })).toHaveCount(0);
  });

  test("lists what changes in words, and who gains and who loses", async ({ page, site }) => {
    await start(page, site);
    await set(page, site, "b-exclusions", "g-year-heads", "x");
    await set(page, site, "b-bases", "g-year-heads", "r");
    await goToReview(page);
    const changes = page.getByRole("region", { name: /^What changes/ });
    await expect(changes.getByRole("listitem")).toHaveText([
      "Heads of Year: Bases, Read-Write → Read",
      "Heads of Year: Exclusions, Read-Write → Read-Write-Delete",
    ]);
    const gains = page.getByRole("region", { name: "Who gains (5)" });
    const loses = page.getByRole("region", { name: "Who loses (5)" });
    const names = ["Dafydd Pryce", "Kofi Asante", "Leila Haddad", "Quỳnh Trần", "Xin Li"];
    for (const side of [gains, loses]) {
      expect(await side.locator(".review-people > li > b").allTextContents()).toEqual(names);
    }
    await expect(gains.locator(".review-lines").first()).toHaveText("Exclusions: Read-Write → Read-Write-Delete, through Heads of Year User Group Processes");
    await expect(loses.locator(".review-lines").first()).toHaveText("Bases: Read-Write → Read User Group Processes");
  });

  test("leads to each cell", async ({ page, site }) => {
    await start(page, site);
    await set(page, site, "b-exclusions", "g-year-heads", "x");
    await goToReview(page);
    await page.getByRole("link", { name: /^Heads of Year: Exclusions/ }).click();
    await expect(page).toHaveURL(/overview\/processes\/b-exclusions\/g-year-heads$/);
    await expect(overview(page)).toBeFocused();
    await page.goBack();
    await page.locator(".review-people > li").filter({ hasText: "Xin Li" }).getByRole("link").click();
    await expect(page).toHaveURL(/effective\/processes\/u-xin\/b-exclusions$/);
    await expect(page.getByRole("complementary", { name: "Why" }).locator(".before")).toContainText("Read-Write");
  });

  test("says which problems the draft makes, while it is made", async ({ page, site }) => {
    await start(page, site);
    await set(page, site, "b-bases", "g-office", "d");
    // The cell that lacks it says so, to eyes and ears.
    const lacks = () => overview(page).getByRole("gridcell", { name: /needs Bases at Read/ });
    await page.goto(`${site.root}#/school-office/overview/processes/b-student-data/g-office`);
    await expect(cell(page)).toHaveAccessibleName(/needs Bases at Read/);
    await expect(cell(page)).toContainText("⚠");
    await expect(lacks().first()).toBeVisible();
    await goToReview(page);
    const problems = page.getByRole("region", { name: /^Problems that this draft makes/ });
    await expect(problems).toContainText("`Office Clerks` has `Student Data` without the `Bases` it needs");
    await expectAccessible(page);
    await problems.getByRole("link").first().click();
    await expect(page).toHaveURL(/overview\/processes\/b-student-data\/g-office$/);
    await overview(page).focus();
    await page.keyboard.press("Control+z");
    await expect(cell(page)).not.toContainText("⚠");
  });

  test("names a title and what it does to nobody", async ({ page, site }) => {
    await start(page, site);
    await renameWorkspace(page, "Another <b>office</b>");
    await goToReview(page);
    await expect(review(page)).toContainText("Title: A school office → Another <b>office</b>");
    await expect(page.getByRole("region", { name: "Who gains (0)" })).toContainText("Nobody.");
    await page.getByRole("main").getByRole("button", { name: "Save" }).click();
    await expect(review(page)).toContainText("Nothing has changed");
  });

  for (const scheme of ["light", "dark"]) {
    for (const width of [1440, 360]) {
      test(`axe finds nothing to object to, ${scheme}, ${width} pixels wide`, async ({ page, site }) => {
        await page.emulateMedia({ colorScheme: scheme });
        await page.setViewportSize({ width, height: 800 });
        await start(page, site);
        await set(page, site, "b-exclusions", "g-year-heads", "x");
        await set(page, site, "b-bases", "g-office", "d");
        await goToReview(page);
        await expectAccessible(page);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth);
        expect(wide).toBeLessThanOrEqual(width);
      });
    }
  }
});

test.describe("the Invalid Request", () => {
  const request = (page) => dialog(page, "Invalid Request");

  async function provoke(page, site) {
    await start(page, site);
    await set(page, site, "b-exclusions", "g-year-heads", "x");
    await set(page, site, "b-bases", "g-office", "d");
    await draft(page).getByRole("button", { name: "Save" }).click();
    await expect(request(page)).toBeVisible();
  }

  test("names the group, the denial and what needs it", async ({ page, site }) => {
    await provoke(page, site);
    await expect(request(page)).toContainText("Office Clerks");
    await expect(request(page)).toContainText("Bases cannot be set to Deny for Office Clerks: it stays at Read");
    await expect(request(page)).toContainText("Student Data needs Bases.");
    await expect(request(page)).not.toContainText("Heads of Year");
  });

  for (const leave of ["No", "Escape"]) {
    test(`${leave} saves nothing and keeps the draft`, async ({ page, site }) => {
      await provoke(page, site);
      if (leave === "No") await request(page).getByRole("button", { name: "No" }).click();
      else await page.keyboard.press("Escape");
      await expect(request(page)).toHaveCount(0);
      await expect(draft(page)).toContainText("2 unsaved changes");
      await expect(cell(page)).toContainText("Deny");
    });
  }

  test("Yes saves the rest and raises the least", async ({ page, site }) => {
    await provoke(page, site);
    await request(page).getByRole("button", { name: "Yes" }).click();
    await expect(request(page)).toHaveCount(0);
    await expect(draft(page)).toHaveCount(0);
    await expect(notice(page)).toContainText("Saved");
    await expect(cell(page)).toContainText("Read");
    await page.goto(`${site.root}#/school-office/overview/processes/b-exclusions/g-year-heads`);
    await expect(cell(page)).toHaveAccessibleName(/^Read-Write-Delete/);
  });

  for (const scheme of ["light", "dark"]) {
    test(`axe finds nothing to object to, ${scheme}`, async ({ page, site }) => {
      await page.emulateMedia({ colorScheme: scheme });
      await provoke(page, site);
      await expectAccessible(page);
    });
  }
});

test.describe("the list of keys", () => {
  const keys = (page) => dialog(page, "Keys and words");

  test("opens by ? and by its button, and Escape leads back", async ({ page, site }) => {
    await start(page, site);
    await overview(page).focus();
    await page.keyboard.press("?");
    await expect(keys(page)).toContainText("Ctrl+Shift+Z");
    await expect(keys(page)).toContainText("X or 3");
    await expect(keys(page)).toContainText("Main Business Process");
    await page.keyboard.press("Escape");
    await expect(keys(page)).toHaveCount(0);
    await expect(overview(page)).toBeFocused();
    await page.getByRole("button", { name: "Keys" }).click();
    await keys(page).getByRole("button", { name: "Close" }).click();
    await expect(keys(page)).toHaveCount(0);
  });

  for (const scheme of ["light", "dark"]) {
    test(`axe finds nothing to object to, ${scheme}, 360 pixels wide`, async ({ page, site }) => {
      await page.emulateMedia({ colorScheme: scheme });
      await page.setViewportSize({ width: 360, height: 740 });
      await start(page, site);
      await page.getByRole("button", { name: "More", exact: true }).click();
      await page.getByRole("menuitem", { name: "Keys" }).click();
      await expect(keys(page)).toBeVisible();
      await expectAccessible(page);
    });
  }
});
