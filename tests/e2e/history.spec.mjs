// Each Save is a revision: said in words, looked at, compared with now and with any other, replayed,
// brought back.

import { banner, expect, expectAccessible, notice, open, restingBox, spot, test } from "./fixtures.mjs";

const overview = "#/school-office/overview/processes/b-attendance-codes/g-office";
const grid = (page) => page.getByRole("treegrid", { name: "Overview" });
const cell = (page) => grid(page).locator(spot(2, 1));
const moments = (page) => page.getByRole("list", { name: "Saves" }).locator(".moment");
const pick = (page, at) => moments(page).nth(at).locator(".moment-pick");
const button = (within, name) => within.getByRole("button", { name });
const words = (page) => page.getByRole("region", { name: /^What changes/ });
const reached = (page) => page.getByRole("region", { name: "Who gained and who lost" });
const handle = (page, name) => page.getByRole("slider", { name });

async function goToHistory(page, site) {
  await page.goto(`${site.root}#/school-office/history`);
  await expect(moments(page).first()).toBeVisible();
}

/** Saves Read-Write with a note and a name, then Read-Write-Delete without, and opens the History. */
async function saved(page, site) {
  await open(page, site.root + overview);
  await grid(page).focus();
  await page.keyboard.press("w");
  await page.goto(`${site.root}#/school-office/review`);
  await page.getByLabel("What is it for?", { exact: true }).fill("After the audit");
  await page.getByLabel("Saved by", { exact: true }).fill("Noor Aziz");
  await page.getByRole("main").getByRole("button", { name: "Save 1 change" }).click();
  await page.goto(site.root + overview);
  await grid(page).focus();
  await page.keyboard.press("x");
  await page.keyboard.press("Control+s");
  await goToHistory(page, site);
  await expect(moments(page)).toHaveCount(3);
}

test("each Save is listed with its time, note, author, changes and whom it reached", async ({ page, site }) => {
  await saved(page, site);
  const [newest, first, opened] = [0, 1, 2].map((at) => moments(page).nth(at));
  await expect(newest).toContainText("saved state");
  await expect(newest).toContainText("Office Clerks: Attendance Codes, Read-Write → Read-Write-Delete");
  await expect(newest).toContainText("Noor Aziz");
  await expect(newest).toContainText("5 gain");
  await expect(newest).toContainText(/\d{1,2} \w{3} \d{4}, \d\d:\d\d|\d{1,2} \w{3}, \d\d:\d\d/);
  await expect(first).toContainText("After the audit");
  await expect(first).toContainText("Noor Aziz");
  await expect(first).toContainText("4 gain");
  await expect(opened).toContainText("Opened from the example A school office");
  await expect(opened).toContainText("24 people, 9 groups");
  await expect(page.getByText("Your last 50 saves are kept in this browser.")).toBeVisible();
  await expectAccessible(page);
  await pick(page, 1).click();
  await expect(words(page)).toContainText("Office Clerks: Attendance Codes, Deny → Read-Write");
  await expect(reached(page)).toContainText("4 of 24");
  await expect(page).toHaveURL(/history\/2$/);
  await page.reload();
  await expect(first).toContainText("After the audit");
  await expect(words(page)).toContainText("Office Clerks: Attendance Codes, Deny → Read-Write");
});

test("note and name stay as they were saved", async ({ page, site }) => {
  await saved(page, site);
  await pick(page, 1).click();
  await expect(page.getByRole("main").getByRole("textbox")).toHaveCount(0);
  await page.goto(`${site.root}#/school-office/review`);
  await page.goto(site.root + overview);
  await grid(page).focus();
  await page.keyboard.press("r");
  await page.goto(`${site.root}#/school-office/review`);
  // What was written for one save is not said of the next; whoever saves stays the same.
  await expect(page.getByLabel("What is it for?", { exact: true })).toHaveValue("");
  await expect(page.getByLabel("Saved by", { exact: true })).toHaveValue("Noor Aziz");
});

test("what a save was for can be said later, who saved it and when stays", async ({ page, site }) => {
  await saved(page, site);
  await pick(page, 1).click();
  const first = moments(page).nth(1);
  await first.getByRole("button", { name: "More to do" }).click();
  await page.getByRole("menuitem", { name: "Change the note…" }).click();
  const dialog = page.locator("dialog[open]");
  await expect(dialog.getByLabel("What is it for?")).toHaveValue("After the audit");
  await expect(dialog.getByLabel("What is it for?")).toBeFocused();
  await expectAccessible(page);
  await dialog.getByLabel("What is it for?").fill("After the audit of May");
  await dialog.getByRole("button", { name: "Keep the note" }).click();
  await expect(first).toContainText("After the audit of May");
  await expect(first).toContainText("Noor Aziz");
  await page.reload();
  await expect(first).toContainText("After the audit of May");
  await expect(moments(page)).toHaveCount(3);
});

test("a revision can be looked at on every screen, and not edited", async ({ page, site }) => {
  await saved(page, site);
  await pick(page, 1).click();
  await button(moments(page).nth(1), /^Open/).click();
  await expect(page).toHaveURL(/#\/school-office~2\/effective/);
  await expect(banner(page)).toContainText("You look at the state of");
  await expect(banner(page)).toContainText("by Noor Aziz: After the audit");
  await page.goto(`${site.root}${overview.replace("school-office", "school-office~2")}`);
  await expect(cell(page)).toContainText("Read-Write");
  await expectAccessible(page);
  await grid(page).focus();
  await page.keyboard.press("d");
  await expect(notice(page)).toContainText("This is an earlier state");
  await expect(cell(page)).toContainText("Read-Write");
  await page.reload();
  await expect(cell(page)).toContainText("Read-Write");
  await button(banner(page), "Back to now").click();
  await expect(banner(page)).toHaveCount(0);
  await expect(cell(page)).toContainText("RW-Delete");
});

test("a revision is compared with the draft, in words and by people", async ({ page, site }) => {
  await saved(page, site);
  await pick(page, 2).click();
  await button(moments(page).nth(2), "More to do").click();
  await page.getByRole("menuitem", { name: "Compare with now" }).click();
  await expect(page).toHaveURL(/#\/school-office~1\/review/);
  await expect(page.getByRole("heading", { name: "Compare" })).toBeVisible();
  await expect(page.locator(".change-card")).toHaveText([/^Office Clerks\s*Attendance Codes.*Deny to Read-Write-Delete\s*$/]);
  await expect(page.locator(".sum-tiles")).toContainText("5 gain");
  await expect(page.getByRole("button", { name: /^Take back/ })).toHaveCount(0);
  await expectAccessible(page);
  await page.getByRole("main").getByRole("button", { name: "Back to now" }).last().click();
  await expect(page).toHaveURL(/#\/school-office\/review/);
});

test("any two are compared, and the address says which", async ({ page, site }) => {
  await saved(page, site);
  await page.getByRole("radio", { name: "Compare two" }).check();
  await expect(page).toHaveURL(/history\/2\/3$/);
  await handle(page, "Compare from").press("ArrowLeft");
  await expect(page).toHaveURL(/history\/1\/3$/);
  await expect(page.getByRole("status").filter({ hasText: "saves between them" })).toContainText("2 saves between them, 5 permissions differ");
  await expect(words(page)).toContainText("Office Clerks: Attendance Codes, Deny → Read-Write-Delete");
  await expect(page.getByRole("img", { name: /5 permissions of 5 of 24 people differ/ })).toBeVisible();
  await expect(reached(page).getByRole("listitem")).toHaveCount(5);
  await expect(reached(page)).toContainText("Amy Adeyemi");
  await page.reload();
  await expect(handle(page, "Compare from")).toHaveAttribute("aria-valuenow", "0");
  await expect(reached(page).getByRole("listitem")).toHaveCount(5);
  await expectAccessible(page);
  await reached(page).getByRole("link").first().click();
  await expect(page).toHaveURL(/#\/school-office~3\/effective\/processes\/u-amy\/b-attendance-codes$/);
});

test("the draft is a moment of its own, and is compared like any other", async ({ page, site }) => {
  await saved(page, site);
  await page.goto(site.root + overview);
  await grid(page).focus();
  await page.keyboard.press("d");
  await goToHistory(page, site);
  await expect(moments(page)).toHaveCount(4);
  await expect(moments(page).first()).toContainText("Draft, not saved");
  await expect(moments(page).first()).toContainText("5 lose");
  await page.goto(`${site.root}#/school-office/history/1/draft`);
  await expect(reached(page)).toContainText("Nobody gains or loses.");
  await page.goto(`${site.root}#/school-office/history/3/draft`);
  await expect(reached(page).getByRole("listitem")).toHaveCount(5);
  await button(moments(page).first(), /^Review/).click();
  await expect(page).toHaveURL(/#\/school-office\/review/);
});

test("the handle goes by keys and by hand, and a replay shows save after save", async ({ page, site }) => {
  await saved(page, site);
  const shown = handle(page, "Shown save");
  await expect(shown).toHaveAttribute("aria-valuenow", "2");
  await shown.press("Home");
  await expect(page).toHaveURL(/history\/1$/);
  await expect(shown).toBeFocused();
  await expect(shown).toHaveAttribute("aria-valuetext", /Opened from the example A school office$/);
  await expect(page.getByRole("main")).toContainText("Nothing was saved before it.");
  await shown.press("ArrowRight");
  await expect(page).toHaveURL(/history\/2$/);
  await shown.press("End");
  await expect(page).toHaveURL(/history\/3$/);
  const track = await restingBox(page.locator(".replay-track"));
  const place = await restingBox(shown);
  await page.mouse.move(place.x + place.width / 2, place.y + place.height / 2);
  await page.mouse.down();
  await page.mouse.move(track.x + 4, track.y + 60, { steps: 5 });
  await page.mouse.up();
  await expect(page).toHaveURL(/history\/1$/);
  await button(page, "Replay").click();
  await expect(page).toHaveURL(/history\/2$/);
  await expect(page).toHaveURL(/history\/3$/);
  await expect(button(page, "Replay")).toBeVisible();
  // From the end it begins anew; a focus elsewhere stops it.
  await button(page, "Replay").click();
  await expect(page).toHaveURL(/history\/2$/);
  await pick(page, 0).focus();
  await expect(button(page, "Replay")).toBeVisible();
  await page.waitForTimeout(1_500);
  await expect(page).toHaveURL(/history\/2$/);
});

test("nothing replays where motion is unwanted", async ({ page, site }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await saved(page, site);
  await expect(button(page, "Replay")).toHaveCount(0);
});

test("saves of a span of dates are listed, and the address keeps it", async ({ page, site }) => {
  await saved(page, site);
  await button(page, "Choose a span of dates").click();
  await page.getByLabel("From", { exact: true }).fill("2099-01-01");
  await expect(moments(page)).toHaveCount(0);
  await expect(page).toHaveURL(/history\/from-2099-01-01$/);
  await page.reload();
  await expect(page.getByLabel("From", { exact: true })).toHaveValue("2099-01-01");
  await expect(page.getByRole("main")).toContainText("No save lies within these dates.");
  await expectAccessible(page);
  await button(page, "All dates").click();
  await expect(moments(page)).toHaveCount(3);
});

test("a revision comes back as a draft that can be undone", async ({ page, site }) => {
  await saved(page, site);
  await pick(page, 2).click();
  await button(moments(page).nth(2), /^Restore into draft/).click();
  await expect(page).toHaveURL(/#\/school-office\/review/);
  await expect(page.locator(".change-card")).toHaveText([/^Office Clerks\s*Attendance Codes.*Read-Write-Delete to Deny\s*$/]);
  await page.getByRole("button", { name: /^Undo: restore the state of/ }).click();
  await expect(page.getByRole("region", { name: "Review" })).toContainText("Nothing has changed");
});

test("an address of a revision that is not there leads to the History", async ({ page, site }) => {
  await saved(page, site);
  await page.goto(`${site.root}#/school-office~99/overview/processes`);
  await expect(page).toHaveURL(/#\/school-office\/history/);
  await expect(notice(page)).toContainText("cannot be looked at");
  await expect(moments(page)).toHaveCount(3);
});

for (const scheme of ["light", "dark"]) {
  for (const width of [1440, 1024, 390]) {
    test(`axe finds nothing to object to, ${scheme}, ${width} pixels wide`, async ({ page, site }) => {
      await page.emulateMedia({ colorScheme: scheme });
      await page.setViewportSize({ width, height: 844 });
      await saved(page, site);
      await page.goto(`${site.root}#/school-office/history/1/3`);
      await expect(reached(page).getByRole("listitem")).toHaveCount(5);
      await expectAccessible(page);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(wide).toBeLessThanOrEqual(width);
    });
  }
}
