// The grid's promises, key by key, on 10,000 people by 500 processes: what the WAI-ARIA grid and
// treegrid patterns ask for, at a size where most of the grid is never in the page.

import { expect, expectAccessible, open, spot, test } from "./fixtures.mjs";

const effective = (page) => page.getByRole("grid", { name: "Effective access" });
const overview = (page) => page.getByRole("treegrid", { name: "Overview" });

/** The active spot as the grid names it; it has to be in the page exactly once. Looked up in one go:
 *  between two questions the grid may draw. */
const active = (grid) =>
  grid.evaluate((grid) => {
    const id = grid.getAttribute("aria-activedescendant");
    const found = document.querySelectorAll(`[id="${CSS.escape(id ?? "")}"]`);
    if (found.length !== 1) return `${found.length} active cells`;
    const row = found[0].closest("[role=row]");
    return [Number(row.getAttribute("aria-rowindex")), Number(found[0].getAttribute("aria-colindex"))];
  });

/** How many cells are in the page, and whether the rows and each row's cells rise. */
const inPage = (grid) =>
  grid.evaluate((grid) => {
    const numbers = (list, name) => [...list].map((item) => Number(item.getAttribute(name)));
    const rises = (list) => list.every((item, at) => at === 0 || list[at - 1] < item);
    const rows = [...grid.querySelectorAll("[role=row]:not([hidden])")];
    return {
      cells: grid.querySelectorAll("[role=gridcell]").length,
      rise:
        rises(numbers(rows, "aria-rowindex")) &&
        rows.every((row) => rises(numbers(row.querySelectorAll("[aria-colindex]"), "aria-colindex"))),
    };
  });

const selected = (grid) => grid.locator("[aria-selected=true]").count();

test.describe("10,000 by 500 cells", () => {
  test("each key leads where the pattern says, and what it names is in the page", async ({ page, site }) => {
    test.setTimeout(120_000);
    await open(page, `${site.root}#/large`);
    const grid = effective(page);
    await expect(grid).toHaveAttribute("aria-rowcount", "10001");
    await expect(grid).toHaveAttribute("aria-colcount", "501");
    await grid.focus();
    const path = [
      ["ArrowRight", [2, 3]],
      ["ArrowDown", [3, 3]],
      ["ArrowLeft", [3, 2]],
      ["ArrowLeft", [3, 1]],
      ["ArrowLeft", [3, 1]],
      ["ArrowRight", [3, 2]],
      ["ArrowUp", [2, 2]],
      ["ArrowUp", [1, 2]],
      ["ArrowUp", [1, 2]],
      ["ArrowDown", [2, 2]],
      ["Control+End", [10001, 501]],
      ["ArrowRight", [10001, 501]],
      ["ArrowDown", [10001, 501]],
      ["Home", [10001, 2]],
      ["End", [10001, 501]],
      ["Control+Home", [2, 2]],
    ];
    for (const [key, expected] of path) {
      await page.keyboard.press(key);
      await expect.poll(() => active(grid), key).toEqual(expected);
      await expect.poll(async () => (await inPage(grid)).rise, key).toBe(true);
    }
    await page.keyboard.press("PageDown");
    await expect.poll(async () => (await active(grid))[0]).toBeGreaterThan(10);
    await page.keyboard.press("PageUp");
    await expect.poll(() => active(grid)).toEqual([2, 2]);
    await expect.poll(async () => (await inPage(grid)).cells).toBeLessThan(1_500);
  });

  test("the focus survives a scroll away and back", async ({ page, site }) => {
    await open(page, `${site.root}#/large`);
    const grid = effective(page);
    await grid.focus();
    for (const key of ["ArrowDown", "ArrowRight"]) await page.keyboard.press(key);
    for (const [left, top] of [[0, 150_000], [30_000, 299_000], [58_000, 0], [0, 0]]) {
      await grid.evaluate((grid, to) => grid.scrollTo(...to), [left, top]);
      await expect.poll(async () => (await inPage(grid)).rise).toBe(true);
      await expect.poll(() => active(grid)).toEqual([3, 3]);
      await expect(grid).toBeFocused();
    }
    await page.keyboard.press("ArrowDown");
    await expect.poll(() => active(grid)).toEqual([4, 3]);
  });

  test("a filter finds one of ten thousand, and sorting brings the highest to the top", async ({ page, site }) => {
    await open(page, `${site.root}#/large`);
    const grid = effective(page);
    await page.getByRole("button", { name: "Filter" }).click();
    await page.getByRole("searchbox", { name: "Find processes" }).fill("a");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    await expect(page.getByRole("searchbox", { name: "Find processes" })).toBeHidden();
    await expect(page.getByRole("button", { name: "Filter" })).toBeFocused();
    await page.keyboard.press("Enter");
    await page.getByRole("searchbox", { name: "Find processes" }).fill("a");
    const name = await grid.getByRole("rowheader").nth(7).textContent();
    await page.getByRole("searchbox", { name: "Find people" }).fill(name);
    await expect(grid.getByRole("rowheader", { name }).first()).toBeVisible();
    await expect(page.locator(".grid-count")).toContainText("of 10,000 people");
    await page.getByRole("searchbox", { name: "Find people" }).fill("");
    await grid.getByRole("columnheader").nth(1).click();
    await expect(grid.getByRole("columnheader").nth(1)).toHaveAttribute("aria-sort", "descending");
    await expect(grid.getByRole("row").nth(1).getByRole("gridcell").first()).toHaveAccessibleName("Read-Write-Delete");
  });
});

test.describe("a tree of rows that is edited", () => {
  test.beforeEach(async ({ page, site }) => {
    await open(page, `${site.root}#/school-office/overview/processes/b-attendance-codes/g-office`);
    await overview(page).focus();
  });

  const cell = (page, row, column) => overview(page).locator(spot(row, column));

  test("parents fold with the arrows and say whether they are open", async ({ page }) => {
    await page.keyboard.press("Control+Home");
    await page.keyboard.press("ArrowLeft");
    const parent = overview(page).getByRole("row", { name: /^Administration/ });
    await expect(parent).toHaveAttribute("aria-expanded", "true");
    await expect(parent).toHaveAttribute("aria-level", "1");
    await page.keyboard.press("ArrowLeft");
    await expect(parent).toHaveAttribute("aria-expanded", "false");
    await expect(overview(page)).toHaveAttribute("aria-rowcount", "24");
    await page.keyboard.press("ArrowRight");
    await expect(parent).toHaveAttribute("aria-expanded", "true");
    await expect(overview(page)).toHaveAttribute("aria-rowcount", "29");
  });

  test("Space folds a main process from any of its cells, and Enter asks why", async ({ page }) => {
    const parent = overview(page).getByRole("row", { name: /^Administration/ });
    await page.keyboard.press("Control+Home");
    await page.keyboard.press("Space");
    await expect(parent).toHaveAttribute("aria-expanded", "false");
    await expect(overview(page)).toHaveAttribute("aria-rowcount", "24");
    await page.keyboard.press("Space");
    await expect(parent).toHaveAttribute("aria-expanded", "true");
    await expect(page.getByRole("button", { name: "Nothing to undo" })).toBeDisabled();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await expect(page.locator("#inspector-body")).toBeFocused();
    await expect(cell(page, 2, 1)).toHaveAccessibleName("Deny");
  });

  test("a main process of one process stands once, under the process's name", async ({ page, site }) => {
    await expect(overview(page).getByRole("rowheader", { name: "Exclusions" })).toHaveCount(1);
    await expect(overview(page).getByRole("row", { name: /^Exclusions/ })).not.toHaveAttribute("aria-expanded");
    await expect(overview(page).getByRole("columnheader").first()).toHaveText("28 rows9 groups");
    // Whatever names the main process leads to it as well.
    await page.goto(`${site.root}#/school-office/overview/processes/m-exclusions/g-office`);
    await expect(overview(page).locator("[role=row]:has([data-active])")).toHaveAccessibleName(/^Exclusions/);
  });

  for (const [key, text] of [["r", "Read"], ["w", "Read-Write"], ["x", "Read-Write-Delete"], ["2", "Read-Write"]]) {
    test(`${key} sets ${text}, Delete goes back to Deny`, async ({ page }) => {
      await page.keyboard.press(key);
      await expect(cell(page, 2, 1)).toHaveAccessibleName(`${text}, changed`);
      await page.keyboard.press("Delete");
      await expect(cell(page, 2, 1)).toHaveAccessibleName("Deny");
    });
  }

  test("Space goes on to the next level, and from the highest to Deny", async ({ page }) => {
    for (const text of ["Read, changed", "Read-Write, changed", "Read-Write-Delete, changed", "Deny"]) {
      await page.keyboard.press("Space");
      await expect(cell(page, 2, 1)).toHaveAccessibleName(text);
    }
  });

  test("Shift and arrows select a block, a key sets it in one step of undo", async ({ page }) => {
    await page.keyboard.press("Shift+ArrowDown");
    await page.keyboard.press("Shift+ArrowRight");
    await expect.poll(() => selected(overview(page))).toBe(4);
    await page.keyboard.press("x");
    for (const [row, column] of [[2, 1], [3, 1], [2, 2], [3, 2]]) {
      await expect(cell(page, row, column)).toContainText("RW-Delete");
    }
    await page.getByRole("button", { name: /Undo: 4 cells to Read-Write-Delete/ }).click();
    await expect(cell(page, 3, 2)).toContainText("Read-Write");
    await expect(cell(page, 2, 1)).toHaveAccessibleName("Deny");
  });

  test("Ctrl+A, Shift+Space and Ctrl+Space select all, the row, the column; Escape none", async ({ page }) => {
    const across = await overview(page).locator("[role=row]:has([data-active]) [role=gridcell]").count();
    expect(across).toBeGreaterThan(5);
    await page.keyboard.press("Shift+Space");
    await expect.poll(() => selected(overview(page))).toBe(across);
    await page.keyboard.press("Control+Space");
    await expect.poll(() => selected(overview(page))).toBeGreaterThan(15);
    await page.keyboard.press("Control+a");
    const all = await selected(overview(page));
    expect(all % across).toBe(0);
    expect(all).toBeGreaterThan(100);
    await page.keyboard.press("Escape");
    await expect.poll(() => selected(overview(page))).toBe(0);
  });

  test("Ctrl and click add cells, Shift and click a block", async ({ page }) => {
    await cell(page, 3, 2).click();
    await cell(page, 5, 3).click({ modifiers: ["Control"] });
    await expect.poll(() => selected(overview(page))).toBe(2);
    await cell(page, 6, 4).click({ modifiers: ["Shift"] });
    await expect.poll(() => selected(overview(page))).toBe(5);
  });

  test("Ctrl+D fills down", async ({ page }) => {
    await page.keyboard.press("x");
    await page.keyboard.press("Shift+ArrowDown");
    await page.keyboard.press("Shift+ArrowDown");
    await page.keyboard.press("Control+d");
    await expect(cell(page, 3, 1)).toContainText("RW-Delete");
    await expect(cell(page, 4, 1)).toContainText("RW-Delete");
  });

  test("a menu offers the same, by mouse and by Shift+F10", async ({ page }) => {
    await cell(page, 3, 1).click({ button: "right" });
    await page.getByRole("menuitem", { name: /^Read-Write-Delete/ }).click();
    await expect(cell(page, 3, 1)).toContainText("RW-Delete");
    await expect(overview(page)).toBeFocused();
    await page.keyboard.press("Shift+F10");
    await expect(page.getByRole("menuitem").first()).toBeFocused();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await expect(cell(page, 3, 1)).toHaveText("Read-Write");
    await page.keyboard.press("Shift+F10");
    await page.keyboard.press("Escape");
    await expect(page.getByRole("menu")).toHaveCount(0);
    await expect(overview(page)).toBeFocused();
  });

  /** Pastes a text into the grid, as the browser would. */
  const paste = (page, text) =>
    overview(page).evaluate((grid, text) => {
      const data = new DataTransfer();
      data.setData("text/plain", text);
      grid.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
    }, text);

  const copied = (page) =>
    overview(page).evaluate((grid) => {
      const data = new DataTransfer();
      grid.dispatchEvent(new ClipboardEvent("copy", { clipboardData: data, bubbles: true, cancelable: true }));
      return data.getData("text/plain");
    });

  test("what is copied can be pasted elsewhere", async ({ page }) => {
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Shift+ArrowDown");
    const text = await copied(page);
    expect(text).toBe("Read-Write\nRead-Write");
    await page.keyboard.press("Escape");
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("ArrowUp");
    await paste(page, text);
    await expect(cell(page, 2, 1)).toContainText("Read-Write");
    await expect(cell(page, 3, 1)).toContainText("Read-Write");
  });

  test("a whole matrix goes by its names, in whatever order", async ({ page }) => {
    await page.keyboard.press("Control+a");
    const all = (await copied(page)).split("\n").map((line) => line.split("\t"));
    expect(all[0].slice(0, 3)).toEqual(["Process, group", "Office Clerks", "Attendance Officers"]);
    expect(all.length).toBe(29);
    await page.keyboard.press("Escape");
    await paste(page, "\tHeads of Year\tOffice Clerks\tNobody\nAudit Setup\tRWD\tread\tx\nNo such\tRead\tRead\tRead");
    const dialog = page.getByRole("dialog", { name: "Paste a matrix" });
    await expect(dialog).toContainText("2 cells were found");
    await expect(dialog).toContainText("Not understood, and nothing is set for it: x once.");
    await expect(dialog).toContainText("Not found among the rows: No such.");
    await expect(dialog).toContainText("Not found among the columns: Nobody.");
    // Whom it would give and take something.
    await expect(dialog).toContainText(/People: \d+ gains?, \d+ loses? on 1 process\./);
    await expect(cell(page, 6, 4)).not.toContainText("RW-Delete");
    await dialog.getByRole("button", { name: "Paste what was found" }).click();
    await expect(dialog).toBeHidden();
    await expect(cell(page, 6, 4)).toContainText("RW-Delete");
    await expect(cell(page, 6, 1)).toContainText("Read");
  });

  test("a matrix that names groups nobody has yet creates them on demand", async ({ page }) => {
    await paste(page, "\tOffice Clerks\tNight Shift\nAudit Setup\tread\tRWD");
    const dialog = page.getByRole("dialog", { name: "Paste a matrix" });
    await dialog.getByRole("button", { name: "Create the missing groups and paste" }).click();
    await expect(dialog).toBeHidden();
    await expect(overview(page)).toBeFocused();
    await page.keyboard.press("End");
    await expect(page.getByRole("columnheader", { name: "Night Shift" })).toHaveCount(1);
    await expect(cell(page, 6, 10)).toContainText("RW-Delete");
  });

  test("a matrix pasted and called off sets nothing", async ({ page }) => {
    await paste(page, "\tOffice Clerks\tNight Shift\nAudit Setup\tRWD\tRWD");
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog", { name: "Paste a matrix" })).toBeHidden();
    await expect(overview(page)).toBeFocused();
    await expect(cell(page, 6, 1)).not.toContainText("RW-Delete");
  });

  test("a mark that is no level is named before anything is set, and sets nothing", async ({ page }) => {
    await paste(page, "Read\nsometimes\n✓");
    const dialog = page.getByRole("dialog", { name: "Paste cells" });
    await expect(dialog).toContainText("1 cell changes.");
    await expect(dialog).toContainText("Not understood, and nothing is set for it: sometimes once, ✓ once.");
    await expectAccessible(page);
    await dialog.getByRole("button", { name: "Cancel" }).click();
    await expect(cell(page, 2, 1)).toHaveAccessibleName("Deny");
    await paste(page, "Read\nsometimes");
    await dialog.getByRole("button", { name: "Paste what was found" }).click();
    await expect(cell(page, 2, 1)).toContainText("Read");
    // Nothing but marks: there is nothing to paste.
    await paste(page, "x\n?");
    await expect(dialog.getByRole("button", { name: "Paste what was found" })).toHaveCount(0);
    await page.keyboard.press("Escape");
    await expect(dialog).toBeHidden();
  });

  test("blank cells leave what is there, and an open quote is said", async ({ page }) => {
    await paste(page, "Read\n\n");
    await expect(cell(page, 2, 1)).toContainText("Read");
    await expect(page.locator(".grid-said")).toContainText("1 cell changes; 1 is blank and leaves what is there.");
    await paste(page, "Read\n\"Deny");
    await expect(page.locator(".grid-error")).toContainText("Nothing was pasted; line 2: a quote is opened and not closed.");
  });

  test("pasting back everything that was copied changes nothing", async ({ page }) => {
    await page.keyboard.press("Control+a");
    const all = await copied(page);
    await page.keyboard.press("Escape");
    await paste(page, all);
    const dialog = page.getByRole("dialog", { name: "Paste a matrix" });
    await expect(dialog).toContainText("Nothing changes;");
    await expect(dialog.getByRole("button", { name: "Paste what was found" })).toHaveCount(0);
    await page.keyboard.press("Escape");
  });

  test("what a filter hides is not changed, by a verb, through a heading or by a paste", async ({ page }) => {
    const search = page.getByRole("searchbox", { name: "Find processes" });
    await page.keyboard.press("Control+a");
    const before = await copied(page);
    const rows = (text) => new Map(text.split("\n").map((line) => [line.slice(0, line.indexOf("\t")), line]));
    await search.fill("attendance");
    await overview(page).focus();
    await page.keyboard.press("Control+a");
    await page.keyboard.press("d");
    await expect(page.locator(".grid-said")).toContainText("cells that the filter hides are left as they are.");
    await paste(page, "\tOffice Clerks\nAudit Setup\tRWD");
    const dialog = page.getByRole("dialog", { name: "Paste a matrix" });
    await expect(dialog).toContainText("1 cell that the filter hides is left as it is.");
    await page.keyboard.press("Escape");
    await search.fill("");
    await overview(page).focus();
    await page.keyboard.press("Control+a");
    const after = rows(await copied(page));
    for (const [name, line] of rows(before)) {
      if (/attendance/i.test(name)) expect(after.get(name)).toMatch(/(\tDeny)+$/);
      // A main process shows what follows from its processes.
      else if (name !== "Administration") expect(after.get(name)).toBe(line);
    }
  });

  test("only what is set leaves what differs from the default", async ({ page }) => {
    const sen = overview(page).getByRole("rowheader", { name: "SEN Memos" });
    await page.getByRole("searchbox", { name: "Find processes" }).fill("memos");
    await page.getByRole("checkbox", { name: "Hide empty rows" }).check();
    await expect(sen).toHaveCount(1);
    await overview(page).focus();
    for (const key of ["Control+Home", "ArrowDown", "Shift+Space", "d"]) await page.keyboard.press(key);
    await expect(sen).toHaveCount(0);
    await expect(page.locator(".grid-count")).toHaveText("0 of 28 rows × 9 groups");
  });

  test("Enter in the search jumps to what is found", async ({ page }) => {
    await page.getByRole("searchbox", { name: "Find processes" }).fill("memos");
    await page.keyboard.press("Enter");
    await expect(overview(page)).toBeFocused();
    await page.keyboard.press("ArrowDown");
    await expect(page).toHaveURL(/b-sen-memos\/g-office$/);
  });

  test("the keys of a cell stand over the grid, and in the list of keys", async ({ page }) => {
    const keys = page.getByLabel("Keys of a cell").locator("kbd");
    await expect(keys).toHaveText(["R", "W", "X", "D"]);
    await page.keyboard.press("?");
    const list = page.getByRole("dialog", { name: "Keys and words" });
    for (const key of await keys.allTextContents()) {
      await expect(list.getByText(new RegExp(`^${key} or \\d$`))).toHaveCount(1);
    }
  });

  test("Print prints a plain table of what is shown", async ({ page }) => {
    await page.evaluate(() => {
      window.print = () => {
        window.printed = [...document.querySelectorAll(".printed tr")].map((row) => row.innerText);
        const parts = [".top-bar", ".rail", ".inspector", ".grid", ".grid-tools"];
        window.hidden = parts.map((part) => getComputedStyle(document.querySelector(part)).display);
      };
    });
    await page.getByRole("searchbox", { name: "Find processes" }).fill("memos");
    await page.emulateMedia({ media: "print" });
    await page.getByRole("button", { name: "Print" }).dispatchEvent("click");
    await expect.poll(() => page.evaluate(() => window.printed?.length)).toBe(2);
    const rows = await page.evaluate(() => window.printed);
    expect(rows[0]).toContain("Office Clerks");
    expect(rows[1]).toMatch(/^SEN Memos\s+Deny/);
    await expect.poll(() => page.evaluate(() => window.hidden)).toEqual(Array(5).fill("none"));
    await expect(page.locator(".printed")).toHaveCount(0);
  });

  test("the browser's own Print prints the same", async ({ page }) => {
    await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
    await expect(page.locator(".printed tbody tr")).toHaveCount(28);
    await page.evaluate(() => dispatchEvent(new Event("afterprint")));
    await expect(page.locator(".printed")).toHaveCount(0);
  });

  test("only changes leaves what differs, with its main process", async ({ page }) => {
    await page.keyboard.press("r");
    await page.getByRole("checkbox", { name: "Changed only" }).check();
    await expect(overview(page)).toHaveAttribute("aria-rowcount", "3");
    await expect(overview(page).getByRole("rowheader")).toHaveText(["Administration", "Attendance Codes"]);
  });
});

test("what the cells mean stands in the row of tools, and beside an open panel behind a button", async ({ page, site }) => {
  const meanings = page.getByRole("list", { name: "What the cells mean" });
  const button = page.getByRole("button", { name: "What the cells mean" });
  await open(page, `${site.root}#/school-office/overview/processes`);
  await expect(meanings).toHaveCount(0);
  await button.press("Enter");
  await expect(meanings.getByRole("listitem")).toHaveText([/Permit\/Deny/, /Changed/]);
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(meanings).toHaveCount(0);
  await expect(button).toBeFocused();
  await page.setViewportSize({ width: 1920, height: 900 });
  await expect(meanings.getByRole("listitem")).toHaveCount(2);
  await expect(button).toHaveCount(0);
});

test.describe("where the focus begins", () => {
  const active_cell = (page) => page.locator(".grid-cell[data-active]");

  test("is the first cell that permits something, then the first that the draft changes", async ({ page, site }) => {
    await open(page, `${site.root}#/school-office/effective/processes`);
    await expect(page).toHaveURL(/effective\/processes\/u-amy\/b-communication-log$/);
    await expect(active_cell(page)).toHaveAccessibleName("Read-Write-Delete");
    await open(page, `${site.root}#/school-office/overview/processes/b-bases/g-exams`);
    await overview(page).focus();
    await page.keyboard.press("x");
    await page.goto(`${site.root}#/school-office/effective/processes`);
    await expect(page).toHaveURL(/u-[a-z]+\/b-bases$/);
    await expect(active_cell(page)).toHaveAccessibleName(/, changed$/);
  });

  test("is the cell that had it before, on the way back from another screen", async ({ page, site }) => {
    await open(page, `${site.root}#/school-office/effective/processes/u-esi/b-sen-memos`);
    const tabs = page.locator(".top-bar");
    await tabs.getByRole("link", { name: "Overview" }).click();
    await expect(page).toHaveURL(/overview\/processes\/b-attendance-codes\/g-attendance$/);
    await tabs.getByRole("link", { name: "Effective access" }).click();
    await expect(page).toHaveURL(/effective\/processes\/u-esi\/b-sen-memos$/);
  });
});

test.describe("the menu of a cell", () => {
  const item = (page, name) => page.getByRole("menuitem", { name });
  const start = async (page, site, where) => {
    await open(page, `${site.root}#/school-office/${where}`);
    await page.locator(".grid").focus();
  };

  test("says who gains and who loses by each level before it is chosen", async ({ page, site }) => {
    await start(page, site, "overview/processes/b-exclusions/g-year-heads");
    await page.keyboard.press("Shift+F10");
    await expect(item(page, /^Deny/)).toBeFocused();
    await expect(item(page, /^Deny/)).toHaveAccessibleName(/5 lose on 1 process, nobody gains/);
    for (let times = 0; times < 3; times++) await page.keyboard.press("ArrowDown");
    await expect(item(page, /^Read-Write-Delete/)).toHaveAccessibleName(/5 gain on 1 process, nobody loses/);
    await expect(item(page, /^Deny/)).not.toHaveAccessibleName(/lose/);
    await expectAccessible(page);
    await page.keyboard.press("Escape");
    await expect(page.getByRole("button", { name: "Nothing to undo" })).toBeDisabled();
  });

  test("counts what is selected, and takes back what was set", async ({ page, site }) => {
    await start(page, site, "overview/processes/b-attendance-marks/g-leaders");
    for (const key of ["Shift+ArrowDown", "Shift+ArrowDown", "Shift+ArrowRight"]) await page.keyboard.press(key);
    await page.keyboard.press("Shift+F10");
    await expect(page.getByRole("menu", { name: "6 cells: 3 processes, 2 groups" })).toBeVisible();
    await page.keyboard.press("Escape");
    await page.keyboard.press("x");
    await expect(page.locator(".grid-cell[data-changed]").first()).toBeVisible();
    await page.keyboard.press("Control+Backspace");
    await expect(page.locator(".grid-cell[data-changed]")).toHaveCount(0);
  });

  test("copies for a spreadsheet and pastes it", async ({ page, site, context }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await start(page, site, "overview/processes/b-audit-setup/g-office");
    await page.keyboard.press("Shift+F10");
    await item(page, "Copy for a spreadsheet").click();
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe("Read-Write");
    await page.keyboard.press("End");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Shift+F10");
    await item(page, "Paste").click();
    await expect(page.locator(".grid-cell[data-active]")).toHaveAccessibleName(/^Read-Write, changed/);
  });

  for (const where of ["effective/processes/u-rosa/b-sen-memos", "overview/processes/b-sen-memos/g-leaders"]) {
    test(`asks why, who can, and keeps a check, on ${where.split("/")[0]}`, async ({ page, site }) => {
      await page.setViewportSize({ width: 1440, height: 900 });
      await start(page, site, where);
      const why = page.getByRole("complementary", { name: "Why" });
      await page.keyboard.press("]");
      await expect(why.getByText("Step by step")).toBeHidden();
      await page.keyboard.press("Shift+F10");
      await item(page, "Why").click();
      await expect(why.getByText("Step by step")).toBeVisible();
      await expect(page.locator("#inspector-body")).toBeFocused();
      await page.locator(".grid").focus();
      await page.keyboard.press("k");
      await expect(page.getByRole("button", { name: /^Undo: / })).toBeEnabled();
      await expect(page.locator(".toast-words")).toHaveText("Kept as a check.");
      await page.keyboard.press("Shift+F10");
      await item(page, /^Who can .* SEN Memos/).click();
      await expect(page).toHaveURL(/ask\/who-can\/processes\/b-sen-memos\/Read/);
    });
  }

  test("opens by a long press and by a button where nothing is set", async ({ page, site }) => {
    await start(page, site, "effective/processes/u-ingrid/b-sen-memos");
    await page.getByRole("button", { name: "What can be done here" }).click();
    await expect(page.getByRole("menu", { name: "Ingrid Solheim, SEN Memos" })).toBeVisible();
    await expect(item(page, "Why")).toHaveCount(1);
    await page.keyboard.press("Escape");
    await expect(page.locator(".grid")).toBeFocused();
    await page.locator(".grid-cell[data-active]").dispatchEvent("pointerdown", { pointerType: "touch", clientX: 700, clientY: 400 });
    await expect(page.getByRole("menu", { name: "Ingrid Solheim, SEN Memos" })).toBeVisible();
  });
});
