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
    await expect(notice(page)).toHaveText(/^Saved\./);
    await expect(draft(page)).toHaveCount(0);
    await overview(page).focus();
    await page.keyboard.press("Control+z");
    await expect(draft(page)).toContainText("5 people lose");
  });

  test("says at Save how many checks fail", async ({ page, site }) => {
    await start(page, site);
    await set(page, site, "b-communication-log", "g-office", "w");
    await expect(page.getByRole("navigation").getByText(/checks? fails?/).first()).toBeAttached();
    await page.keyboard.press("Control+s");
    await expect(notice(page)).toHaveText(/^Saved\. \d+ checks? fails?\.$/);
  });
});

const card = (page, text) => page.locator(".change-card").filter({ hasText: text });
const person = (page, name) => page.getByRole("row").filter({ hasText: name });
const tiles = (page) => page.locator(".sum-tiles");

test.describe("the review", () => {
  test("says that there is nothing to review, and leads to what was saved", async ({ page, site }) => {
    await open(page, `${site.root}#/school-office/review`);
    await expect(review(page)).toContainText("Nothing has changed since the last Save.");
    await expect(page.getByRole("button", { name: /^Save/ })).toHaveCount(0);
    await expectAccessible(page);
    await review(page).getByRole("button", { name: "See what was saved" }).click();
    await expect(page).toHaveURL(/#\/school-office\/history$/);
  });

  test("lists what changes in words, and who gains and who loses", async ({ page, site }) => {
    await start(page, site);
    await set(page, site, "b-exclusions", "g-year-heads", "x");
    await set(page, site, "b-bases", "g-year-heads", "r");
    await goToReview(page);
    await expect(page.getByRole("heading", { name: "2 changes" })).toBeVisible();
    await expect(page.locator(".change-card")).toHaveText([
      /^Heads of Year\s*Bases.*Read-Write to Read\s*$/,
      /^Heads of Year\s*Exclusions.*Read-Write to Read-Write-Delete\s*$/,
    ]);
    await expect(tiles(page)).toContainText("5 gain");
    await expect(tiles(page)).toContainText("5 lose");
    await expect(tiles(page)).toContainText("5 of 24");
    await expect(tiles(page)).toContainText("people, 5 in both");
    const names = ["Dafydd Pryce", "Kofi Asante", "Leila Haddad", "Quỳnh Trần", "Xin Li"];
    const rows = page.getByRole("table", { name: "Who is affected" }).locator("tbody > tr");
    await expect.poll(() => rows.locator(".people-name > :last-child").allTextContents()).toEqual(names);
    const [loses, gains] = [0, 1].map((at) => rows.first().getByRole("cell").nth(at));
    await expect(loses).toHaveText("Bases Read-Write to Read");
    await expect(gains).toHaveText("Exclusions Read-Write to Read-Write-Delete");
    await page.getByRole("radio", { name: "By permission" }).check();
    const bundles = page.getByRole("list", { name: "Who is affected" }).locator(".bundle");
    await expect(bundles.filter({ hasText: "Exclusions" })).toContainText("5 people");
    await expect(bundles.filter({ hasText: "Exclusions" })).toContainText("Read-Write to Read-Write-Delete");
    await expect(bundles.filter({ hasText: "Exclusions" })).toContainText("User Group Processes, through Heads of Year");
    await expect(bundles.filter({ hasText: "Bases" })).toContainText("Read-Write to Read");
  });

  test("shows people or permissions as the address says, and leads from both to the cell", async ({ page, site }) => {
    await start(page, site);
    await set(page, site, "b-exclusions", "g-year-heads", "x");
    await goToReview(page);
    await page.getByRole("radio", { name: "By permission" }).check();
    await expect(page).toHaveURL(/review\/permissions$/);
    await page.reload();
    await expect(page.getByRole("radio", { name: "By permission" })).toBeChecked();
    const bundle = page.locator(".bundle");
    await expect(bundle.getByRole("link")).toHaveCount(0);
    await bundle.getByRole("button").press("Enter");
    await expectAccessible(page);
    await expect(bundle.getByRole("link")).toHaveCount(5);
    await bundle.getByRole("link", { name: "Xin Li" }).click();
    await expect(page).toHaveURL(/effective\/processes\/u-xin\/b-exclusions$/);
  });

  test("leads to each cell", async ({ page, site }) => {
    await start(page, site);
    await set(page, site, "b-exclusions", "g-year-heads", "x");
    await goToReview(page);
    await card(page, "Exclusions").getByRole("link", { name: "Heads of Year" }).click();
    await expect(page).toHaveURL(/overview\/processes\/b-exclusions\/g-year-heads$/);
    await expect(overview(page)).toBeFocused();
    await page.goBack();
    await person(page, "Xin Li").getByRole("link").click();
    await expect(page).toHaveURL(/effective\/processes\/u-xin\/b-exclusions$/);
    await expect(page.getByRole("complementary", { name: "Why" }).locator(".inspector-turn")).toHaveText("Gains Delete by this draft");
  });

  test("takes back one change and leaves the others, as one step", async ({ page, site }) => {
    await start(page, site);
    await set(page, site, "b-exclusions", "g-year-heads", "x");
    await set(page, site, "b-bases", "g-year-heads", "r");
    await goToReview(page);
    const back = page.getByRole("button", { name: "Take back: Heads of Year: Bases, Read-Write → Read" });
    await back.focus();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { name: "1 change" })).toBeVisible();
    await expect(page.getByRole("heading", { name: "1 change" })).toBeFocused();
    await expect(page.locator(".change-card")).toHaveCount(1);
    await expect(card(page, "Exclusions")).toBeVisible();
    await expect(tiles(page)).toContainText("0 lose");
    await page.keyboard.press("Control+z");
    await expect(page.locator(".change-card")).toHaveCount(2);
    await expect(tiles(page)).toContainText("5 lose");
  });

  test("takes back a removal with all that hung on it", async ({ page, site }) => {
    await open(page, `${site.root}#/school-office/directory/groups/g-office`);
    await page.getByRole("button", { name: "Remove Office Clerks" }).click();
    await page.locator("dialog[open]").getByRole("button", { name: "Remove group" }).click();
    await page.goto(`${site.root}#/school-office/review`);
    await expect(page.locator(".change-card")).toHaveText(["Removed group: Office Clerks"]);
    await expect(tiles(page)).not.toContainText("0 lose");
    await page.getByRole("button", { name: /^Take back: Removed group/ }).click();
    await expect(review(page)).toContainText("Nothing has changed since the last Save.");
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
    await expect(problems).toContainText("Office Clerks has Student Data without the Bases it needs");
    // Nothing can be chosen where what is valid is what was there before.
    await expect(page.getByRole("region", { name: /^1 request cannot/ })).toContainText("it stays at Read");
    await expect(page.getByRole("radio", { name: /Leave it as it was/ })).toHaveCount(0);
    await expectAccessible(page);
    await problems.getByRole("link").first().click();
    await expect(page).toHaveURL(/overview\/processes\/b-student-data\/g-office$/);
    await overview(page).focus();
    await page.keyboard.press("Control+z");
    await expect(cell(page)).not.toContainText("⚠");
  });

  test("says which checks would fail, what each expects and what there is", async ({ page, site }) => {
    await start(page, site);
    await set(page, site, "b-communication-log", "g-office", "w");
    await goToReview(page);
    const checks = page.getByRole("region", { name: "Checks" });
    await expect(checks).toContainText(/\d+ fails?/);
    await expect(checks).toContainText(/\d+ hold/);
    const failing = checks.getByRole("listitem").filter({ hasText: "expected Read-Write-Delete" }).first();
    await expect(failing.getByRole("link")).toHaveAttribute("href", /effective\/processes\/u-\w+\/b-communication-log$/);
    await expect(checks.getByRole("link", { name: "Change what these checks expect" })).toHaveAttribute("href", /\/checks$/);
    await expect(failing).toContainText("expected Read-Write-Delete");
    await expect(failing).toContainText("now Read-Write");
    await expect(page.getByRole("status").filter({ hasText: "after saving" })).toHaveText(/^\d+ checks? will fail after saving$/);
    await expectAccessible(page);
    await page.getByRole("button", { name: /^Take back/ }).click();
    await expect(review(page)).toContainText("Nothing has changed");
  });

  for (const [choice, level, save] of [
    ["Keep the least that is valid: Read", "Read", "Save 2 changes"],
    ["Leave it as it was: Read-Write", "Read-Write", "Save 1 change"],
  ]) {
    test(`says what Save cannot keep, and does as was chosen: ${choice}`, async ({ page, site }) => {
      await start(page, site);
      await set(page, site, "b-exclusions", "g-year-heads", "x");
      await set(page, site, "b-bases", "g-year-heads", "d");
      await goToReview(page);
      const request = page.getByRole("region", { name: "1 request cannot be met in full" });
      await expect(request).toContainText("Bases cannot be set to Deny for Heads of Year");
      await expect(card(page, "Bases")).toContainText(/Student Data needs Bases\..* Save keeps Read\./);
      await request.getByRole("radio", { name: choice }).check();
      // What is left as it was is no change.
      await page.getByRole("button", { name: save }).click();
      await expect(dialog(page, "Invalid Request")).toHaveCount(0);
      await expect(review(page)).toContainText("Nothing has changed");
      await page.goto(`${site.root}#/school-office/overview/processes/b-bases/g-year-heads`);
      await expect(cell(page)).toHaveAccessibleName(new RegExp(`^${level}(,|$)`));
    });
  }

  test("names a title and what it does to nobody", async ({ page, site }) => {
    await start(page, site);
    await renameWorkspace(page, "Another <b>office</b>");
    await goToReview(page);
    await expect(review(page)).toContainText("Title: A school office → Another <b>office</b>");
    await expect(review(page)).toContainText("Nobody gains or loses anything.");
    await page.getByRole("main").getByRole("button", { name: "Save 1 change" }).click();
    await expect(review(page)).toContainText("Nothing has changed");
  });

  for (const scheme of ["light", "dark"]) {
    for (const width of [1440, 1024, 390, 360]) {
      test(`axe finds nothing to object to, ${scheme}, ${width} pixels wide`, async ({ page, site }) => {
        await page.emulateMedia({ colorScheme: scheme });
        await page.setViewportSize({ width, height: 800 });
        await start(page, site);
        await set(page, site, "b-exclusions", "g-year-heads", "x");
        await set(page, site, "b-bases", "g-office", "d");
        await goToReview(page);
        await expect(tiles(page)).toContainText("5 gain");
        await expectAccessible(page);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth);
        expect(wide).toBeLessThanOrEqual(width);
      });
    }
  }

  test("of ten thousand people the first are listed, and no key waits", async ({ page, site }) => {
    test.setTimeout(120_000);
    await open(page, `${site.root}#/large/overview/processes`);
    const grid = page.locator("[role=treegrid]");
    await grid.focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("x");
    await goToReview(page);
    await expect(tiles(page)).toContainText(/[1-9]\d* gain/, { timeout: 60_000 });
    const rows = page.getByRole("table", { name: "Who is affected" }).locator("tbody > tr");
    await expect(rows).toHaveCount(25);
    await page.getByRole("button", { name: /^Show 25 more of/ }).click();
    await expect(rows).toHaveCount(50);
    await page.getByRole("radio", { name: "By permission" }).check();
    await expect(page.locator(".bundle").first()).toContainText(/people/, { timeout: 60_000 });
  });
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
    await expect(keys(page)).toContainText("On this screen: User Group Processes, Overview");
    await expect(keys(page)).toContainText("Main Business Process");
    // Of the systems only what is in use, first of all what can be set here.
    await expect(keys(page)).not.toContainText("Access Control Lists");
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
