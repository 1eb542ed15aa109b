// People and groups: the card of a person with all that they can do, groups with what they grant and who
// loses if they go, who belongs to what on the grid, pasted lists; what goes when somebody goes is said
// first, and everything is one step back.

import { boxOf, expect, expectAccessible, goTo, notice, open, restingBox, test } from "./fixtures.mjs";

const directory = (tab) => `#/school-office/directory/${tab}`;
const grid = (page) => page.getByRole("grid", { name: "Memberships" });
const dialog = (page) => page.getByRole("dialog");
const undo = (page) => page.getByRole("button", { name: /^Undo:/ });
const card = (page) => page.getByRole("article");
const aside = (page, name) => page.getByRole("complementary", { name });
const people = (page) => page.getByRole("listbox", { name: "People" });
const list = (page) => page.getByRole("navigation", { name: "Groups, posts and service teams" });
const groups = (page) => list(page).getByRole("list").first().getByRole("listitem");

/** Chooses one of what can be added. */
async function add(page, item) {
  await page.getByRole("button", { name: /^Add( people)?$/ }).first().click();
  await page.getByRole("menuitem", { name: item }).click();
}

/** Opens something in the list of groups, posts and teams. */
const choose = (page, name) => list(page).getByRole("button", { name }).click();

/** The cell of a person in a column, by the column's place from 1. */
const cell = (page, person, column) => grid(page).getByRole("row", { name: person }).locator(`[aria-colindex="${column + 1}"]`);
/** The column of log-in names, behind all groups, posts and service teams. */
const LOGIN = 14;

test.describe("the membership grid", () => {
  test("shows who belongs to what", async ({ page, site }) => {
    await open(page, site.root + directory("users"));
    await expect(grid(page)).toHaveAttribute("aria-rowcount", "25");
    await expect(grid(page)).toHaveAttribute("aria-colcount", "15");
    await expect(cell(page, /Amy Adeyemi/, LOGIN)).toContainText("a.adeyemi");
    await expect(cell(page, /Amy Adeyemi/, 1)).toHaveAccessibleName(/^member$/);
    await expect(cell(page, /Amy Adeyemi/, 2)).toHaveAccessibleName(/^not a member$/);
  });

  test("counts the members of each below all rows, and leaves words their room", async ({ page, site }) => {
    await open(page, `${site.root}#/childrens-services/directory/users`);
    const total = (column) => page.locator(".grid-total").nth(column - 1);
    const head = grid(page).getByRole("columnheader", { name: "Children's Services" });
    await expect(total(1)).toHaveText("6");
    await expect(head).toHaveAttribute("aria-description", "6 members");
    await expect(page.locator(".grid-total")).toHaveCount(14);
    const under = async (column) => {
      const [one, other] = await Promise.all([boxOf(total(column)), boxOf(cell(page, /Amara Nwosu/, column))]);
      return [one.x - other.x, one.width - other.width];
    };
    await expect.poll(() => under(3)).toEqual([0, 0]);
    await grid(page).focus();
    await page.keyboard.press("Space");
    await expect(total(1)).toHaveText("5");
    await expect(head).toHaveAttribute("aria-description", "5 members");
    await page.keyboard.press("Control+z");
    await expect(total(1)).toHaveText("6");
    // Whoever counts only through a post is told apart, and is no member.
    await expect(cell(page, /Ben Carver/, 13)).toHaveAccessibleName("not a member, through Out of Hours");
    await expect(cell(page, /Ben Carver/, 13)).toHaveAttribute("data-sign", "indirect");
    const widths = () => Promise.all([1, 15].map(async (column) => (await boxOf(cell(page, /Amara Nwosu/, column))).width));
    await expect.poll(widths).toEqual([43, 104]);
    await expect(cell(page, /Amara Nwosu/, 15)).toHaveText("a.nwosu");
    // The last row can be scrolled above the line.
    await page.setViewportSize({ width: 1280, height: 480 });
    await page.keyboard.press("Control+End");
    const [last, line] = [grid(page).getByRole("row", { name: /Lena Fischer/ }), page.locator(".grid-totals")];
    const above = async () => {
      const [row, totals] = await Promise.all([boxOf(last), boxOf(line)]);
      return totals.y + 1 - (row.y + row.height);
    };
    await expect.poll(above).toBeGreaterThanOrEqual(0);
  });

  test("Space turns a membership around, and over a block joins all first; one step each", async ({ page, site }) => {
    await open(page, `${site.root + directory("users")}/u-amy/g-office`);
    await grid(page).focus();
    await page.keyboard.press("Space");
    await expect(cell(page, /Amy Adeyemi/, 1)).toHaveAccessibleName(/^not a member, changed$/);
    await expect(undo(page)).toHaveAccessibleName(/Amy Adeyemi leaves Office Clerks/);
    await page.keyboard.press("Control+z");
    await expect(cell(page, /Amy Adeyemi/, 1)).toHaveAccessibleName(/^member$/);

    await page.keyboard.press("Shift+ArrowRight");
    await page.keyboard.press("Shift+ArrowDown");
    await page.keyboard.press("Shift+ArrowDown");
    await page.keyboard.press("Space");
    for (const person of [/Amy Adeyemi/, /Bilal Hussain/, /Chiara Lombardi/]) {
      for (const column of [1, 2]) await expect(cell(page, person, column)).toHaveAccessibleName(/^member(, changed)?$/);
    }
    await expect(undo(page)).toHaveAccessibleName(/add 2 memberships/);
    await page.keyboard.press("Space");
    await expect(cell(page, /Bilal Hussain/, 2)).toHaveAccessibleName(/^not a member, changed$/);
    await expect(undo(page)).toHaveAccessibleName(/end 6 memberships/);
    await undo(page).click();
    await undo(page).click();
    await expect(cell(page, /Amy Adeyemi/, 2)).toHaveAccessibleName(/^not a member$/);
    await expect(undo(page)).toHaveCount(0);
  });

  test("M joins, Delete leaves, and what is so already is no step", async ({ page, site }) => {
    await open(page, `${site.root + directory("users")}/u-amy/g-attendance`);
    await grid(page).focus();
    await page.keyboard.press("Delete");
    await expect(undo(page)).toHaveCount(0);
    await page.keyboard.press("m");
    await expect(cell(page, /Amy Adeyemi/, 2)).toHaveAccessibleName(/^member, changed$/);
    await page.keyboard.press("Delete");
    await expect(cell(page, /Amy Adeyemi/, 2)).toHaveAccessibleName(/^not a member$/);
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
    await expect(dialog(page)).toContainText("Not understood, and nothing is set for it: perhaps once.");
    await page.keyboard.press("Escape");
    await expect(undo(page)).toHaveCount(0);
    await paste("no\tx\nyes\tnot a member");
    await expect(cell(page, /Amy Adeyemi/, 1)).toHaveAccessibleName(/^not a member, changed$/);
    await expect(cell(page, /Amy Adeyemi/, 2)).toHaveAccessibleName(/^member, changed$/);
    await expect(cell(page, /Bilal Hussain/, 1)).toHaveAccessibleName(/^member$/);
    await expect(cell(page, /Bilal Hussain/, 2)).toHaveAccessibleName(/^not a member, changed$/);
    await expect(undo(page)).toHaveAccessibleName(/change 3 memberships/);
  });
});

test.describe("people", () => {
  test("are added by the keyboard alone; a blank name is refused beside its field", async ({ page, site }) => {
    await open(page, site.root + directory("users"));
    const add = page.getByRole("button", { name: "Add", exact: true });
    await add.focus();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("menuitem", { name: "Add user…" })).toBeFocused();
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
    await expect(cell(page, /<b>Zoë<\/b> Ziegler/, LOGIN)).toContainText("z.ziegler");
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
    await expect(cell(page, /Amy Adeyemi-Stone/, LOGIN)).toContainText("a.stone");
    await expect(undo(page)).toHaveAccessibleName(/change Amy Adeyemi-Stone/);
    await undo(page).click();
    await expect(cell(page, /Amy Adeyemi/, LOGIN)).toContainText("a.adeyemi");
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
    await dialog(page).getByRole("button", { name: "Remove user" }).click();
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
      await add(page, "Paste a list of people…");
      await expect(dialog(page).getByRole("button", { name: "Add" })).toBeDisabled();
      await dialog(page).getByRole("textbox").fill(list);
      await expect(dialog(page)).toContainText("1 person is new, 2 known already.");
      await expect(dialog(page)).toContainText("There is no group called Night Shift (line 5).");
      await expect(dialog(page)).toContainText("line 4: the log-in b.hussain is that of Bilal Hussain");
      await expect(dialog(page).getByRole("listitem").filter({ hasText: "Zoë Ziegler" })).toContainText("new");
      await expect(dialog(page).getByRole("listitem").filter({ hasText: "is Bilal Hussain" })).toContainText("known");
      if (create) await dialog(page).getByLabel("Create this group").check();
      await expectAccessible(page);
      await dialog(page).getByRole("button", { name: "Add" }).click();
      await expect(dialog(page)).toHaveCount(0);
      await expect(grid(page)).toHaveAttribute("aria-rowcount", "26");
      await expect(grid(page)).toHaveAttribute("aria-colcount", create ? "16" : "15");
      // Exams Office is the sixth group, SEN Team the fifth.
      await expect(cell(page, /Amy Adeyemi/, 6)).toHaveAccessibleName(/^member, changed$/);
      await expect(cell(page, /Bilal Hussain/, 5)).toHaveAccessibleName(/^member, changed$/);
      await page.getByLabel("Find people").fill("Zoë");
      await expect(cell(page, /Zoë Ziegler/, 6)).toHaveAccessibleName(/^member, changed$/);
      if (create) {
        await page.getByLabel("Find groups, posts, teams").fill("Night Shift");
        await expect(cell(page, /Zoë Ziegler/, 1)).toHaveAccessibleName(/^member, changed$/);
        await page.getByLabel("Find groups, posts, teams").fill("");
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
    await add(page, "Paste a list of people…");
    await dialog(page).getByRole("textbox").fill(" | z.ziegler");
    await expect(dialog(page)).toContainText("line 1: there is no name");
    await expect(dialog(page).getByRole("button", { name: "Add" })).toBeDisabled();
  });
});

test.describe("groups", () => {
  test("are added, described, and removed with what they give", async ({ page, site }) => {
    await open(page, site.root + directory("groups"));
    await expect(groups(page)).toHaveCount(9);
    await add(page, "Add group…");
    await page.getByLabel("Name", { exact: true }).fill("office clerks");
    await expect(dialog(page)).toContainText("Another group has this name already.");
    await page.getByLabel("Name", { exact: true }).fill("Night Shift");
    await page.keyboard.press("Enter");
    await expect(card(page)).toHaveAccessibleName("Night Shift");
    await expect(card(page)).toContainText("Group, 0 members. Nothing is set for it.");
    await expect(page).toHaveURL(/directory\/groups\/g-[0-9a-z]{6}$/);

    await card(page).getByRole("button", { name: "Edit Night Shift" }).click();
    await page.getByLabel("Description").fill("Whoever is up");
    await page.keyboard.press("Enter");
    await expect(card(page)).toContainText("Whoever is up");
    await expect(page.getByRole("button", { name: "Edit Night Shift" })).toBeFocused();

    await page.getByRole("button", { name: "Remove Night Shift" }).click();
    await expect(dialog(page)).toContainText("Nothing else goes with it.");
    await dialog(page).getByRole("button", { name: "Remove group" }).click();
    await expect(groups(page)).toHaveCount(9);
    await expect(page.getByRole("button", { name: "Add", exact: true })).toBeFocused();

    await choose(page, /^Attendance Officers/);
    await page.getByRole("button", { name: "Remove Attendance Officers" }).click();
    await expect(dialog(page)).toContainText(/4 people are no longer in it: Bilal Hussain/);
    await expect(dialog(page)).toContainText(/User Group Processes: what it gives on \d+ of 24 processes\./);
    await expect(dialog(page)).toContainText(/checks? speaks? of it/);
    await dialog(page).getByRole("button", { name: "Remove group" }).click();
    await expect(groups(page)).toHaveCount(8);
    await undo(page).click();
    await choose(page, /^Attendance Officers/);
    await expect(card(page)).toContainText("Group, 4 members. Used in User Group Processes.");
  });

  test("are brought back by what was said of them, as long as nothing else was done", async ({ page, site }) => {
    const offers = page.locator(".toast").getByRole("button", { name: "Undo" });
    await open(page, `${site.root + directory("groups")}/g-office`);
    const removed = page.getByRole("complementary").getByRole("button", { name: "Remove group" });
    await removed.focus();
    await page.keyboard.press("Enter");
    await expect(notice(page)).toHaveText("Office Clerks is removed.");
    await expect(page.locator("#groups-list .list-row[aria-pressed='true']")).toBeFocused();
    await removed.click();
    // There is one last step, and one way back.
    await expect(groups(page)).toHaveCount(7);
    await expect(offers).toHaveCount(1);
    await expect(notice(page)).toHaveText("Attendance Officers is removed.");
    await offers.click();
    await expect(groups(page)).toHaveCount(8);
    await expect(groups(page).filter({ hasText: "Attendance Officers" })).toHaveCount(1);
    await expect(offers).toHaveCount(0);
    await removed.click();
    await expect(offers).toHaveCount(1);
    await page.getByRole("main").getByRole("button", { name: /^Edit/ }).click();
    await page.getByLabel("Name", { exact: true }).fill("SEN Team");
    await expect(dialog(page)).toContainText("Another group has this name already.");
    await page.getByLabel("Name", { exact: true }).fill("Front Desk");
    await page.keyboard.press("Enter");
    await expect(offers).toHaveCount(0);
    await expect(page.getByRole("complementary", { name: "If you remove Front Desk" })).toBeVisible();
  });

  test("are copied with their permissions and without their members", async ({ page, site }) => {
    await open(page, site.root + directory("groups"));
    await choose(page, /^Senior Leaders/);
    await card(page).getByRole("button", { name: "Copy Senior Leaders" }).click();
    await expect(dialog(page)).toHaveAccessibleName("Copy Senior Leaders");
    await page.getByLabel("Name", { exact: true }).fill("Deputies");
    await page.keyboard.press("Enter");
    await expect(card(page)).toHaveAccessibleName("Deputies");
    await expect(card(page)).toContainText("Group, 0 members. Used in User Group Processes.");
    await expect(undo(page)).toHaveAccessibleName(/copy Senior Leaders to Deputies/);

    // Saoirse is in no group: what she gets is what the copy has.
    await goTo(page, "Groups", "Membership grid");
    await page.getByLabel("Find groups, posts, teams").fill("Deputies");
    await page.getByLabel("Find people").fill("Saoirse");
    const saoirse = cell(page, /Saoirse Byrne/, 1);
    await expect(saoirse).toHaveAccessibleName(/^not a member$/);
    await saoirse.click();
    await page.keyboard.press("Space");
    await expect(saoirse).toHaveAccessibleName(/^member, changed$/);
    await page.goto(`${site.root}#/school-office/effective/processes/u-saoirse/b-exclusions`);
    const access = page.getByRole("grid", { name: "Effective access" });
    // Dense cells have no words: what is heard of them is what counts.
    const levels = (person) =>
      access
        .getByRole("row", { name: person })
        .getByRole("gridcell")
        .evaluateAll((cells) => cells.map((cell) => (cell.getAttribute("aria-label") ?? cell.innerText).split(/[,\n]/)[0]));
    // Not before the grid has found its room. Grace and Wanjiru are Senior Leaders and nothing else.
    await expect(async () => {
      const own = await levels(/Saoirse Byrne/);
      expect(own).toEqual(await levels(/Wanjiru Kamau/));
      expect(new Set(own).size).toBeGreaterThan(1);
    }).toPass({ timeout: 5_000 });
  });

  test("say what they grant, and who would lose it, before they go", async ({ page, site }) => {
    await open(page, `${site.root}#/childrens-services/directory/groups/g-managers`);
    await expect(card(page)).toContainText("Group, 1 member. Used in 2 systems.");
    await expect(card(page).getByRole("heading", { name: "What Managers grants" })).toBeVisible();
    await expect(card(page)).toContainText("Communication Log");
    const beside = aside(page, "If you remove Managers");
    await expect(beside).toContainText("1 person loses");
    await expect(beside).toContainText("6 processes");
    await expect(beside).toContainText("Jo Whitaker, User Group Processes");
    await expect(beside).toContainText("Goes with it");
    await beside.getByRole("button", { name: "Remove group" }).click();
    await expect(list(page).getByRole("button", { name: /^Managers/ })).toHaveCount(0);
    await page.getByRole("region", { name: "Messages" }).getByRole("button", { name: "Undo" }).click();
    await expect(list(page).getByRole("button", { name: /^Managers/ })).toBeVisible();
  });

  test("take members by name and let them go, each as one step", async ({ page, site }) => {
    await open(page, `${site.root}#/childrens-services/directory/groups/g-managers`);
    const field = page.getByRole("combobox", { name: "Add a person" });
    await field.fill("carys");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await expect(card(page)).toContainText("Group, 2 members");
    await expect(undo(page)).toHaveAccessibleName(/Carys Hughes joins Managers/);
    await card(page).getByRole("button", { name: "Take Carys Hughes out" }).click();
    await expect(card(page)).toContainText("Group, 1 member.");
    await expect(field).toBeFocused();
  });

  test("take a pasted list: uncertain lines are left out until somebody says otherwise", async ({ page, site }) => {
    await open(page, `${site.root}#/childrens-services/directory/groups/g-managers`);
    await card(page).getByRole("button", { name: "Paste a list" }).click();
    const box = page.getByRole("region", { name: "Paste a list" });
    await box.getByRole("textbox").fill("Carys Hughes\na.nwosu\nJo Whitaker\nKofi Ado\nRhian Pugh");
    await expect(box).toContainText("5 lines: 2 match, 1 is in already, 2 are uncertain");
    await expect(box.getByRole("listitem").filter({ hasText: "a.nwosu" })).toContainText("Amara Nwosu");
    await expect(box.getByRole("button", { name: "Add 2 people" })).toBeVisible();
    await box.getByRole("radio", { name: "Use Kofi Addo" }).check();
    await box.getByRole("radio", { name: "Add as new" }).check();
    await expectAccessible(page);
    await box.getByRole("button", { name: "Add 4 people" }).click();
    await expect(box).toHaveCount(0);
    await expect(card(page)).toContainText("Group, 5 members");
    await expect(undo(page)).toHaveAccessibleName(/add 4 people to Managers/);
    await undo(page).click();
    await expect(card(page)).toContainText("Group, 1 member.");
  });

  test("a new one is made like the one that is looked at", async ({ page, site }) => {
    await open(page, `${site.root}#/childrens-services/directory/groups/g-managers`);
    await page.getByLabel("New group based on Managers").fill("Deputy Managers");
    await page.getByRole("button", { name: "Create group" }).click();
    await expect(card(page)).toHaveAccessibleName("Deputy Managers");
    await expect(card(page)).toContainText("Group, 0 members. Used in 2 systems.");
    await undo(page).click();
    await expect(list(page).getByRole("button", { name: /^Deputy/ })).toHaveCount(0);
  });

  test("are found and walked through by the keyboard; an address opens one, and survives a reload", async ({ page, site }) => {
    await open(page, site.root + directory("groups"));
    await expect(page).toHaveURL(/directory\/groups\/g-/);
    await list(page).getByRole("button").filter({ hasText: "Office Clerks" }).focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await expect(card(page)).not.toHaveAccessibleName("Office Clerks");
    const name = await card(page).getAttribute("aria-label");
    await expect(page).not.toHaveURL(/g-office$/);
    await page.reload();
    await expect(card(page)).toHaveAccessibleName(name);
    await list(page).getByRole("searchbox").fill("exams");
    await expect(groups(page)).toHaveCount(1);
  });
});

test.describe("posts, service teams and licences", () => {
  test("posts and teams are added, joined and removed", async ({ page, site }) => {
    await open(page, site.root + directory("posts"));
    await choose(page, /^Duty Social Worker/);
    await expect(card(page)).toContainText("Post, held by 2 people.");
    await expect(card(page)).toContainText("Children in Need");
    await page.getByRole("button", { name: "Edit Duty Social Worker" }).click();
    await page.getByRole("checkbox", { name: "Early Help" }).check();
    await page.keyboard.press("Enter");
    await expect(card(page).getByRole("link", { name: "Early Help" })).toBeVisible();
    await expect(card(page).getByRole("link", { name: "Children in Need" })).toBeVisible();
    await choose(page, /^Early Help/);
    await page.getByRole("button", { name: "Remove Early Help" }).click();
    await expect(dialog(page)).toContainText("2 people are no longer in it: Ingrid Solheim, Rosa Delgado.");
    await expect(dialog(page)).toContainText("1 post no longer in it: Duty Social Worker.");
    await dialog(page).getByRole("button", { name: "Remove service team" }).click();
    await choose(page, /^Duty Social Worker/);
    await expect(card(page)).not.toContainText("Early Help");
    await add(page, "Add service team…");
    await page.getByLabel("Name", { exact: true }).fill("Night Team");
    await page.keyboard.press("Enter");
    await expect(card(page)).toContainText("Service team, 0 members.");
    await expect(card(page)).toContainText("no post in it");
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
    await dialog(page).getByRole("button", { name: "Remove licence" }).click();
    await expect(page.getByText("No licence is installed.")).toBeVisible();
  });
});

test.describe("the card of a person", () => {
  const ben = "#/childrens-services/directory/people/u-ben";

  test("says what they can do in all systems, in each way to sign on, and from where", async ({ page, site }) => {
    await open(page, site.root + ben);
    await expect(card(page)).toHaveAccessibleName("Ben Carver");
    await expect(card(page)).toContainText("b.carver");
    const table = card(page).getByRole("table");
    const row = (name) => table.getByRole("row", { name });
    await expect(row(/^User Group Processes 4 of 24/)).toBeVisible();
    await expect(row(/^Communication Log/)).toContainText("Read-Write");
    await expect(row(/^Communication Log/)).toContainText("Children's Services");
    // Of four ways to sign on the best is shown, and each can be chosen; three stand side by side.
    const ways = page.getByRole("combobox", { name: "Signed on" });
    await expect(ways.locator("option")).toHaveText(["All 4 ways", "As themselves", "Children's Services", "Duty Social Worker", "Out of Hours"]);
    await page.goto(`${site.root}${ben.replace("u-ben", "u-amara")}`);
    for (const way of ["As themselves", "Children's Services", "Duty Social Worker"]) {
      await expect(table.getByRole("columnheader", { name: way }).first()).toBeVisible();
    }
    await page.goto(site.root + ben);
    await expect(card(page)).toHaveAccessibleName("Ben Carver");
    await expect(card(page)).toContainText("20 more: Deny");
    await page.getByRole("combobox", { name: "Signed on" }).selectOption("Out of Hours");
    await expect(table.getByRole("columnheader", { name: "Out of Hours" }).first()).toBeVisible();
    await page.getByRole("searchbox", { name: "What can Ben do?" }).fill("okoye");
    await expect(row(/^Communication Log/)).toHaveCount(0);
    await expect(row(/^Okoye: home visit/)).toBeVisible();
    await expect(aside(page, "About Ben")).toContainText("Where it comes from");
    await expect(aside(page, "About Ben")).toContainText("Most like Ben");
  });

  test("shows what the draft changes for them, and marks them in the list", async ({ page, site }) => {
    await open(page, site.root + ben);
    await card(page).getByRole("button", { name: "Leave Children's Services" }).click();
    await expect(aside(page, "About Ben")).toContainText(/Loses .+ on Communication Log/);
    await page.getByRole("radio", { name: /^Changed/ }).check();
    const row = card(page).getByRole("row", { name: /^Communication Log/ });
    await expect(row).toContainText(/Loses Read and Write/);
    await expect(people(page).getByRole("option", { name: /Ben Carver\s?, changed/ })).toBeVisible();
    await expect(page.locator(".people-sum")).toContainText("1 of 12 changes in the draft");
    await undo(page).click();
    await expect(aside(page, "About Ben")).toContainText("Nothing changes for them.");
  });

  test("puts them into a group, and makes them like somebody else, as one step", async ({ page, site }) => {
    await open(page, site.root + ben);
    await card(page).getByRole("button", { name: /^Add to a group/ }).click();
    await page.getByRole("combobox", { name: "Add to a group, post or team" }).fill("audit");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await expect(card(page).getByRole("list", { name: "Belongs to" })).toContainText("Auditors");
    await undo(page).click();
    await card(page).getByRole("button", { name: "Make like…" }).click();
    await dialog(page).getByRole("combobox", { name: "Like whom" }).fill("Kofi");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await expect(dialog(page).getByRole("list", { name: "What changes" })).toContainText("Joins Auditors");
    await expect(dialog(page)).toContainText("Ben Carver, User Group Processes");
    await dialog(page).getByRole("button", { name: "Make alike" }).click();
    await expect(card(page).getByRole("list", { name: "Belongs to" }).getByRole("listitem")).toHaveText([/Auditors/]);
    await expect(undo(page)).toHaveAccessibleName(/make Ben Carver like Kofi Addo/);
  });

  test("keeps what they can do as checks, as one step, and once", async ({ page, site }) => {
    await open(page, site.root + ben);
    const about = aside(page, "About Ben");
    const keep = about.getByRole("button", { name: "Keep what Ben can do as checks" });
    const named = about.getByRole("listitem").filter({ hasText: /^(Holds|Fails): / });
    await expect(named).not.toHaveCount(0);
    const before = await named.count();
    await keep.click();
    await expect(page.getByText(/^\d+ checks added\.$/)).toBeVisible();
    await expect(named).toHaveCount(8);
    await keep.click();
    await expect(page.getByText("It is kept as checks already.")).toBeVisible();
    // What he can no longer do fails.
    await card(page).getByRole("button", { name: "Leave Children's Services" }).click();
    await expect(about.getByText(/^\d+ fail$/)).toBeVisible();
    await undo(page).click();
    await expect(undo(page)).toHaveAccessibleName(/keep what Ben can do/);
    await undo(page).click();
    await expect(named).toHaveCount(before);
  });

  test("is walked to by the arrows, and an address opens it again", async ({ page, site }) => {
    await open(page, site.root + directory("people"));
    await expect(card(page)).toHaveAccessibleName("Amy Adeyemi");
    await people(page).focus();
    await page.keyboard.press("ArrowDown");
    await expect(card(page)).toHaveAccessibleName("Bilal Hussain");
    await page.keyboard.press("End");
    await expect(people(page).getByRole("option", { selected: true })).toBeInViewport();
    await page.keyboard.press("Home");
    await page.keyboard.press("ArrowDown");
    await expect(page).toHaveURL(/directory\/people\/u-bilal$/);
    await page.reload();
    await expect(card(page)).toHaveAccessibleName("Bilal Hussain");
  });

  test("copies itself as a table", async ({ page, site, context }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await open(page, site.root + ben);
    await expect(card(page).getByRole("row", { name: /^Communication Log/ })).toContainText("Children's Services");
    await card(page).getByRole("button", { name: "Copy as a table" }).click();
    const text = await page.evaluate(() => navigator.clipboard.readText());
    expect(text.split("\n")[0].trim()).toBe("System\tPermission\tUnder\tSigned on\tOutcome\tBecause");
    expect(text).toContain("User Group Processes\tCommunication Log\tAdministration\t\tRead-Write\tChildren's Services");
  });

  test("is one pane at a time on a phone", async ({ page, site }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await open(page, `${site.root}#/childrens-services/directory/people`);
    await expect(card(page)).toBeHidden();
    await people(page).getByRole("option", { name: /Ben Carver/ }).click();
    await expect(card(page)).toHaveAccessibleName("Ben Carver");
    await expect(people(page)).toBeHidden();
    await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await expectAccessible(page);
    await card(page).getByRole("button", { name: "Everybody" }).click();
    await expect(people(page)).toBeVisible();
  });

  test("ten thousand people are listed a screenful at a time", async ({ page, site }) => {
    test.setTimeout(60_000);
    await open(page, `${site.root}#/large/directory/people`);
    await expect(page.locator(".people-sum")).toContainText("10,000 people");
    await expect(card(page).getByRole("row").nth(3)).toBeVisible();
    await expect.poll(() => people(page).getByRole("option").count()).toBeLessThan(80);
    await people(page).focus();
    await page.keyboard.press("End");
    const last = people(page).getByRole("option", { selected: true });
    await expect(last).toBeInViewport();
    await expect(last).toHaveAttribute("aria-posinset", "10000");
  });

  test("a workspace without anybody says what to do", async ({ page, site }) => {
    await open(page, site.root);
    const buffer = Buffer.from('{"format":"whocan","version":1,"title":"Nobody"}');
    await page.getByLabel("Open a file").setInputFiles({ name: "n.whocan.json", mimeType: "application/json", buffer });
    await page.locator("dialog[open]").getByRole("button", { name: "Open as a new workspace" }).click();
    await expect(page).toHaveURL(/#\/w-\w{6}\//);
    const workspace = new URL(page.url()).hash.split("/")[1];
    await page.goto(`${site.root}#/${workspace}/directory/people`);
    await expect(page.getByRole("main")).toContainText("Nobody is in this directory yet.");
    await page.getByRole("main").getByRole("button", { name: "Add user" }).click();
    await page.getByLabel("Name", { exact: true }).fill("Ada Brook");
    await page.keyboard.press("Enter");
    await expect(card(page)).toHaveAccessibleName("Ada Brook");
    await page.goto(`${site.root}#/${workspace}/directory/groups`);
    await expect(page.getByRole("main")).toContainText("There is no group yet.");
    await expectAccessible(page);
  });
});

test("the grid says what a tick would give before it is set", async ({ page, site }) => {
  await open(page, `${site.root}#/childrens-services/directory/users/u-carys/g-managers`);
  const beside = aside(page, "If you tick it");
  await expect(beside).toContainText(/Gains \d+/);
  await expect(beside).toContainText("6 processes");
  await beside.getByRole("button", { name: "Make Carys a member" }).click();
  await expect(undo(page)).toHaveAccessibleName(/Carys Hughes joins Managers/);
  await expect(beside.getByRole("button", { name: "End Carys’s membership" })).toBeVisible();
});

test.describe("looked at and listened to", () => {
  for (const tab of ["people", "groups", "users", "posts", "licences"]) {
    for (const scheme of ["light", "dark"]) {
      test(`axe finds nothing to object to on ${tab}, ${scheme}`, async ({ page, site }) => {
        await page.emulateMedia({ colorScheme: scheme });
        await open(page, site.root + directory(tab));
        const places = page.getByRole("navigation", { name: tab === "people" ? "Screens" : "Groups", exact: true });
        await expect(places.getByRole("link").and(page.locator("[aria-current]"))).toHaveCount(1);
        if (tab === "people") await expect(card(page).getByRole("row").nth(3)).toBeVisible();
        await expectAccessible(page);
        if (tab === "groups") {
          await choose(page, /^Senior Leaders/);
          await page.getByRole("button", { name: "Remove Senior Leaders" }).click();
          await expectAccessible(page);
        }
      });
    }

    test(`320 pixels are wide enough for ${tab}`, async ({ page, site }) => {
      await page.setViewportSize({ width: 320, height: 640 });
      await open(page, site.root + directory(tab === "posts" ? "posts/p-duty" : tab));
      await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
      if (tab === "posts") return;
      const add = page.locator("#directory-add button").first();
      // The narrowest tools keep it behind the filter.
      if (!(await add.isVisible())) await page.getByRole("button", { name: "Filter" }).click();
      await add.click();
      if (tab !== "licences") await page.getByRole("menuitem").first().click();
      await expect(dialog(page)).toBeVisible();
      const box = await restingBox(dialog(page));
      expect(box.x).toBeGreaterThanOrEqual(0);
      expect(box.x + box.width).toBeLessThanOrEqual(320);
    });
  }
});
