// The directory: who there is and who belongs to what, edited on the grid, in lists and from a
// pasted list; what goes when somebody goes is said first, and everything is one step back.

import { expect, expectAccessible, goTo, open, test } from "./fixtures.mjs";

const directory = (tab) => `#/school-office/directory/${tab}`;
const grid = (page) => page.getByRole("grid", { name: "Memberships" });
const dialog = (page) => page.getByRole("dialog");
const undo = (page) => page.getByRole("button", { name: /^Undo:/ });
const thing = (page, name) => page.getByRole("listitem").filter({ has: page.getByRole("heading", { name, level: 4 }) });

/** The cell of a person in a column, by the column's place from 1; the first is the log-in name. */
const cell = (page, person, column) => grid(page).getByRole("row", { name: person }).locator(`[aria-colindex="${column + 1}"]`);

test.describe("the membership grid", () => {
  test("shows who belongs to what", async ({ page, site }) => {
    await open(page, site.root + directory("users"));
    await expect(grid(page)).toHaveAttribute("aria-rowcount", "25");
    await expect(grid(page)).toHaveAttribute("aria-colcount", "15");
    await expect(cell(page, /Amy Adeyemi/, 1)).toContainText("a.adeyemi");
    await expect(cell(page, /Amy Adeyemi/, 2)).toHaveAccessibleName(/^member$/);
    await expect(cell(page, /Amy Adeyemi/, 3)).toHaveAccessibleName(/^not a member$/);
  });

  test("Space turns a membership around, and over a block joins all first; one step each", async ({ page, site }) => {
    await open(page, `${site.root + directory("users")}/u-amy/g-office`);
    await grid(page).focus();
    await page.keyboard.press("Space");
    await expect(cell(page, /Amy Adeyemi/, 2)).toHaveAccessibleName(/^not a member, changed$/);
    await expect(undo(page)).toHaveAccessibleName(/Amy Adeyemi leaves Office Clerks/);
    await page.keyboard.press("Control+z");
    await expect(cell(page, /Amy Adeyemi/, 2)).toHaveAccessibleName(/^member$/);

    await page.keyboard.press("Shift+ArrowRight");
    await page.keyboard.press("Shift+ArrowDown");
    await page.keyboard.press("Shift+ArrowDown");
    await page.keyboard.press("Space");
    for (const person of [/Amy Adeyemi/, /Bilal Hussain/, /Chiara Lombardi/]) {
      for (const column of [2, 3]) await expect(cell(page, person, column)).toHaveAccessibleName(/^member(, changed)?$/);
    }
    await expect(undo(page)).toHaveAccessibleName(/add 2 memberships/);
    await page.keyboard.press("Space");
    await expect(cell(page, /Bilal Hussain/, 3)).toHaveAccessibleName(/^not a member, changed$/);
    await expect(undo(page)).toHaveAccessibleName(/end 6 memberships/);
    await undo(page).click();
    await undo(page).click();
    await expect(cell(page, /Amy Adeyemi/, 3)).toHaveAccessibleName(/^not a member$/);
    await expect(undo(page)).toHaveCount(0);
  });

  test("M joins, Delete leaves, and what is so already is no step", async ({ page, site }) => {
    await open(page, `${site.root + directory("users")}/u-amy/g-attendance`);
    await grid(page).focus();
    await page.keyboard.press("Delete");
    await expect(undo(page)).toHaveCount(0);
    await page.keyboard.press("m");
    await expect(cell(page, /Amy Adeyemi/, 3)).toHaveAccessibleName(/^member, changed$/);
    await page.keyboard.press("Delete");
    await expect(cell(page, /Amy Adeyemi/, 3)).toHaveAccessibleName(/^not a member$/);
  });

  test("names what it does not understand before it takes the rest", async ({ page, site }) => {
    await open(page, `${site.root + directory("users")}/u-amy/g-office`);
    await grid(page).focus();
    const paste = (text) =>
      grid(page).evaluate((element, text) => {
        const data = new DataTransfer();
        data.setData("text/plain", text);
        element.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
      }, text);
    await paste("no\tx\nyes\tperhaps");
    await expect(dialog(page)).toContainText("Not understood, and nothing is set for it: `perhaps` once.");
    await page.keyboard.press("Escape");
    await expect(undo(page)).toHaveCount(0);
    await paste("no\tx\nyes\tnot a member");
    await expect(cell(page, /Amy Adeyemi/, 2)).toHaveAccessibleName(/^not a member, changed$/);
    await expect(cell(page, /Amy Adeyemi/, 3)).toHaveAccessibleName(/^member, changed$/);
    await expect(cell(page, /Bilal Hussain/, 2)).toHaveAccessibleName(/^member$/);
    await expect(cell(page, /Bilal Hussain/, 3)).toHaveAccessibleName(/^not a member, changed$/);
    await expect(undo(page)).toHaveAccessibleName(/change 3 memberships/);
  });
});

test.describe("people", () => {
  test("are added by the keyboard alone; a blank name is refused beside its field", async ({ page, site }) => {
    await open(page, site.root + directory("users"));
    const add = page.getByRole("button", { name: "Add user…" });
    await add.focus();
    await page.keyboard.press("Enter");
    await expect(dialog(page)).toHaveAccessibleName("Add a user");
    await expect(page.getByLabel("Name", { exact: true })).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("alert").filter({ hasText: "cannot be blank" })).toBeVisible();
    await page.keyboard.type("<b>Zoë</b> Ziegler");
    await page.keyboard.press("Tab");
    await page.keyboard.type("z.ziegler");
    await page.keyboard.press("Enter");
    await expect(dialog(page)).toHaveCount(0);
    await expect(add).toBeFocused();
    await expect(cell(page, /<b>Zoë<\/b> Ziegler/, 1)).toContainText("z.ziegler");
    await expect(page).toHaveURL(/directory\/users\/u-[0-9a-hjkmnp-tv-z]{6}\/\.login$/);
    await undo(page).click();
    await expect(grid(page)).toHaveAttribute("aria-rowcount", "25");
  });

  test("are renamed, and Escape leaves things as they are", async ({ page, site }) => {
    await open(page, `${site.root + directory("users")}/u-amy/g-office`);
    await page.getByRole("group", { name: "Amy Adeyemi" }).getByRole("button", { name: "Rename…" }).click();
    await expect(page.getByLabel("Name", { exact: true })).toHaveValue("Amy Adeyemi");
    await page.keyboard.press("Escape");
    await expect(dialog(page)).toHaveCount(0);
    await expect(page.getByRole("button", { name: "Rename…" })).toBeFocused();
    await page.keyboard.press("Enter");
    await page.getByLabel("Name", { exact: true }).fill("Amy Adeyemi-Stone");
    await page.getByLabel("Log-in name").fill("a.stone");
    await page.keyboard.press("Enter");
    await expect(cell(page, /Amy Adeyemi-Stone/, 1)).toContainText("a.stone");
    await expect(undo(page)).toHaveAccessibleName(/change Amy Adeyemi-Stone/);
    await undo(page).click();
    await expect(cell(page, /Amy Adeyemi/, 1)).toContainText("a.adeyemi");
  });

  test("go with all that is theirs, which is said first, in one step", async ({ page, site }) => {
    await open(page, `${site.root + directory("users")}/u-jun/g-office`);
    await page.getByRole("group", { name: "Jun Watanabe" }).getByRole("button", { name: "Remove…" }).click();
    await expect(dialog(page)).toHaveAccessibleName("Remove Jun Watanabe?");
    await expect(dialog(page)).toContainText("1 membership: System Support.");
    await expect(dialog(page)).toContainText("User Group Processes: Jun Watanabe no longer System Admin.");
    await dialog(page).getByRole("button", { name: "Cancel" }).click();
    await expect(grid(page)).toHaveAttribute("aria-rowcount", "25");
    await page.getByRole("button", { name: "Remove…" }).click();
    await dialog(page).getByRole("button", { name: "Remove", exact: true }).click();
    await expect(grid(page)).toHaveAttribute("aria-rowcount", "24");
    await undo(page).click();
    await expect(grid(page)).toHaveAttribute("aria-rowcount", "25");
    await expect(undo(page)).toHaveCount(0);
  });

  test("the buttons mean the row whose head was pressed as well", async ({ page, site }) => {
    await open(page, `${site.root + directory("users")}/u-amy/g-office`);
    await grid(page).getByRole("rowheader", { name: "Esi Mensah" }).click();
    await expect(page.getByRole("group", { name: "Esi Mensah" })).toBeVisible();
  });
});

test.describe("a pasted list of people", () => {
  const list = [
    "Name\tLogin\tGroups",
    "Amy Adeyemi\t\tOffice Clerks; Exams Office",
    "\tb.hussain\tSEN Team",
    "Somebody Else\tb.hussain\tSEN Team",
    "Zoë Ziegler\tz.ziegler\tExams Office; Night Shift",
  ].join("\n");

  for (const create of [false, true]) {
    test(`is previewed and added as one step, ${create ? "with" : "without"} its new groups`, async ({ page, site }) => {
      await open(page, site.root + directory("users"));
      await page.getByRole("button", { name: "Paste a list of people…" }).click();
      await expect(dialog(page).getByRole("button", { name: "Add" })).toBeDisabled();
      await dialog(page).getByRole("textbox").fill(list);
      await expect(dialog(page)).toContainText("1 person is new, 2 known already.");
      await expect(dialog(page)).toContainText("There is no group called Night Shift (line 5).");
      await expect(dialog(page)).toContainText("line 4: the log-in `b.hussain` is that of `Bilal Hussain`");
      await expect(dialog(page).getByRole("listitem").filter({ hasText: "Zoë Ziegler" })).toContainText("new");
      await expect(dialog(page).getByRole("listitem").filter({ hasText: "is Bilal Hussain" })).toContainText("known");
      if (create) await dialog(page).getByLabel("Create this group").check();
      await expectAccessible(page);
      await dialog(page).getByRole("button", { name: "Add" }).click();
      await expect(dialog(page)).toHaveCount(0);
      await expect(grid(page)).toHaveAttribute("aria-rowcount", "26");
      await expect(grid(page)).toHaveAttribute("aria-colcount", create ? "16" : "15");
      // Exams Office is the sixth group, SEN Team the fifth.
      await expect(cell(page, /Amy Adeyemi/, 7)).toHaveAccessibleName(/^member, changed$/);
      await expect(cell(page, /Bilal Hussain/, 6)).toHaveAccessibleName(/^member, changed$/);
      await page.getByLabel("Find people").fill("Zoë");
      await expect(cell(page, /Zoë Ziegler/, 7)).toHaveAccessibleName(/^member, changed$/);
      if (create) {
        await page.getByLabel("Find columns").fill("Night Shift");
        await expect(cell(page, /Zoë Ziegler/, 1)).toHaveAccessibleName(/^member, changed$/);
        await page.getByLabel("Find columns").fill("");
      }
      await page.getByLabel("Find people").fill("");
      await expect(undo(page)).toHaveAccessibleName(/add 1 person, change 2/);
      await undo(page).click();
      await expect(grid(page)).toHaveAttribute("aria-rowcount", "25");
      await expect(undo(page)).toHaveCount(0);
    });
  }

  test("says which lines it cannot use", async ({ page, site }) => {
    await open(page, site.root + directory("users"));
    await page.getByRole("button", { name: "Paste a list of people…" }).click();
    await dialog(page).getByRole("textbox").fill(" | z.ziegler");
    await expect(dialog(page)).toContainText("line 1: there is no name");
    await expect(dialog(page).getByRole("button", { name: "Add" })).toBeDisabled();
  });
});

test.describe("groups", () => {
  test("are added, described, and removed with what they give", async ({ page, site }) => {
    await open(page, site.root + directory("groups"));
    await expect(page.getByRole("heading", { name: "9 groups" })).toBeVisible();
    await page.getByRole("button", { name: "Add group…" }).click();
    await page.getByLabel("Name", { exact: true }).fill("office clerks");
    await expect(dialog(page)).toContainText("Another group has this name already.");
    await page.getByLabel("Name", { exact: true }).fill("Night Shift");
    await page.keyboard.press("Enter");
    await expect(thing(page, /Night Shift/)).toContainText("0 members · nothing set for it");

    await thing(page, /Night Shift/).getByRole("button", { name: "Edit Night Shift" }).click();
    await page.getByLabel("Description").fill("Whoever is up");
    await page.keyboard.press("Enter");
    await expect(thing(page, /Night Shift/)).toContainText("Whoever is up");
    await expect(page.getByRole("button", { name: "Edit Night Shift" })).toBeFocused();

    await page.getByRole("button", { name: "Remove Night Shift" }).click();
    await expect(dialog(page)).toContainText("Nothing else goes with it.");
    await dialog(page).getByRole("button", { name: "Remove", exact: true }).click();
    await expect(page.getByRole("heading", { name: "9 groups" })).toBeVisible();
    await expect(page.getByRole("button", { name: "Add group…" })).toBeFocused();

    await page.getByRole("button", { name: "Remove Attendance Officers" }).click();
    await expect(dialog(page)).toContainText(/4 people are no longer in it: Bilal Hussain/);
    await expect(dialog(page)).toContainText(/User Group Processes: what it gives on \d+ of 24 processes\./);
    await expect(dialog(page)).toContainText(/checks? speaks? of it/);
    await dialog(page).getByRole("button", { name: "Remove", exact: true }).click();
    await expect(page.getByRole("heading", { name: "8 groups" })).toBeVisible();
    await undo(page).click();
    await expect(thing(page, /Attendance Officers/)).toContainText("4 members · something set in User Group Processes");
  });

  test("are copied with their permissions and without their members", async ({ page, site }) => {
    await open(page, site.root + directory("groups"));
    await page.getByRole("button", { name: "Copy Senior Leaders" }).click();
    await expect(dialog(page)).toHaveAccessibleName("Copy Senior Leaders");
    await page.getByLabel("Name", { exact: true }).fill("Deputies");
    await page.keyboard.press("Enter");
    await expect(thing(page, /Deputies/)).toContainText("0 members · something set in User Group Processes");
    await expect(undo(page)).toHaveAccessibleName(/copy Senior Leaders to Deputies/);

    // Saoirse is in no group: what she gets is what the copy has.
    await goTo(page, "People");
    await page.getByLabel("Find columns").fill("Deputies");
    const saoirse = cell(page, /Saoirse Byrne/, 1);
    await expect(saoirse).toHaveAccessibleName(/^not a member$/);
    await saoirse.click();
    await page.keyboard.press("Space");
    await expect(saoirse).toHaveAccessibleName(/^member, changed$/);
    await page.goto(`${site.root}#/school-office/effective/processes/u-saoirse/b-exclusions`);
    const access = page.getByRole("grid", { name: "Effective access" });
    const levels = async (person) => (await access.getByRole("row", { name: person }).getByRole("gridcell").allInnerTexts()).map((text) => text.split("\n")[0]);
    // Not before the grid has found its room. Grace and Wanjiru are Senior Leaders and nothing else.
    await expect(async () => {
      const own = await levels(/Saoirse Byrne/);
      expect(own).toEqual(await levels(/Wanjiru Kamau/));
      expect(new Set(own).size).toBeGreaterThan(1);
    }).toPass({ timeout: 5_000 });
  });
});

test.describe("posts, service teams and licences", () => {
  test("posts and teams are added, joined and removed", async ({ page, site }) => {
    await open(page, site.root + directory("posts"));
    await expect(thing(page, /Duty Social Worker/)).toContainText("held by 2 people · in Children in Need");
    await page.getByRole("button", { name: "Edit Duty Social Worker" }).click();
    await page.getByRole("checkbox", { name: "Early Help" }).check();
    await page.keyboard.press("Enter");
    await expect(thing(page, /Duty Social Worker/)).toContainText("in Children in Need, Early Help");
    await page.getByRole("button", { name: "Remove Early Help" }).click();
    await expect(dialog(page)).toContainText("2 people are no longer in it: Ingrid Solheim, Rosa Delgado.");
    await expect(dialog(page)).toContainText("1 post no longer in it: Duty Social Worker.");
    await dialog(page).getByRole("button", { name: "Remove", exact: true }).click();
    await expect(thing(page, /Duty Social Worker/)).not.toContainText("Early Help");
    await page.getByRole("button", { name: "Add service team…" }).click();
    await page.getByLabel("Name", { exact: true }).fill("Night Team");
    await page.keyboard.press("Enter");
    await expect(thing(page, /Night Team/)).toContainText("0 members · no post in it");
  });

  test("licences are added and removed", async ({ page, site }) => {
    await open(page, site.root + directory("licences"));
    await expect(page.getByText("No licence is installed.")).toBeVisible();
    await page.getByRole("button", { name: "Add licence…" }).click();
    await page.getByLabel("Name", { exact: true }).fill("Early Years");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { name: "1 licence" })).toBeVisible();
    await expect(undo(page)).toHaveAccessibleName(/install licence Early Years/);
    await page.getByRole("button", { name: "Remove Early Years" }).click();
    await expect(dialog(page)).toContainText("Everything that needs this licence counts as switched off.");
    await dialog(page).getByRole("button", { name: "Remove", exact: true }).click();
    await expect(page.getByText("No licence is installed.")).toBeVisible();
  });
});

test.describe("looked at and listened to", () => {
  for (const tab of ["users", "groups", "posts", "licences"]) {
    for (const scheme of ["light", "dark"]) {
      test(`axe finds nothing to object to on ${tab}, ${scheme}`, async ({ page, site }) => {
        await page.emulateMedia({ colorScheme: scheme });
        await open(page, site.root + directory(tab));
        const places = page.getByRole("navigation", { name: tab === "users" ? "Screens" : "Groups" });
        await expect(places.getByRole("link").and(page.locator("[aria-current]"))).toHaveCount(1);
        await expectAccessible(page);
        if (tab === "groups") {
          await page.getByRole("button", { name: "Remove Senior Leaders" }).click();
          await expectAccessible(page);
        }
      });
    }

    test(`320 pixels are wide enough for ${tab}`, async ({ page, site }) => {
      await page.setViewportSize({ width: 320, height: 640 });
      await open(page, site.root + directory(tab));
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
      await page.locator("#directory-add").click();
      await expect(dialog(page)).toBeVisible();
      const box = await dialog(page).boundingBox();
      expect(box.x).toBeGreaterThanOrEqual(0);
      expect(box.x + box.width).toBeLessThanOrEqual(320);
    });
  }
});
