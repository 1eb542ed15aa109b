// Effective access: the example opens, the cells say what comes out, the preview says why, and the
// grid keeps its promises to the keyboard and to whoever listens instead of looking.

import { expect, expectAccessible, notice, open, test } from "./fixtures.mjs";

const cell = "#/school-office/effective/processes/u-ingrid/b-sen-memos";
const grid = (page) => page.getByRole("grid", { name: "Effective access" });
const preview = (page) => page.getByRole("complementary", { name: "Why" });

/** The active cell as the grid names it; it has to be in the page. */
async function active(page) {
  const id = await grid(page).getAttribute("aria-activedescendant");
  const found = page.locator(`[id="${id}"]`);
  await expect(found).toHaveCount(1);
  const row = Number(await found.locator("xpath=ancestor::*[@role='row']").getAttribute("aria-rowindex"));
  const column = Number(await found.getAttribute("aria-colindex"));
  return [row, column];
}

/** The indexes of the rows in the page, as they stand there. */
const rowIndexes = (page) =>
  grid(page).locator("[role=row]:not([hidden])").evaluateAll((rows) => rows.map((row) => Number(row.getAttribute("aria-rowindex"))));

test.describe("the example", () => {
  test("opens from the first screen, in the page alone", async ({ page, site, requests }) => {
    await open(page, site.root);
    // The browser itself asks for the tab's icon again at each new address.
    const asked = () => requests.filter((address) => !address.endsWith("/icons/whocan.svg"));
    const before = asked();
    await page.getByRole("link", { name: /A school office/ }).click();
    await expect(grid(page)).toHaveAttribute("aria-rowcount", "25");
    await expect(grid(page)).toHaveAttribute("aria-colcount", "25");
    await expect(page.getByText("24 people × 24 processes")).toBeVisible();
    await expect(page).toHaveTitle("A school office · Whocan");
    await page.goBack();
    await expect(page.getByRole("heading", { name: "Who can do what, and why?" })).toBeVisible();
    expect(asked(), "nothing is asked of the server once the page stands").toEqual(before);
  });

  for (const place of ["root", "file"]) {
    test(`shows each level with its reason, opened from ${place}`, async ({ page, site }) => {
      await open(page, site[place] + cell);
      await expect(preview(page)).toContainText("Ingrid Solheim");
      await expect(preview(page)).toContainText("SEN Memos");
      await expect(preview(page).locator(".outcome")).toContainText("Read");
      await expect(preview(page)).toContainText(
        "SEN Memos has field level security: the lower of the process level (Read-Write-Delete) and All Secured Data (Read) counts.",
      );
      await expect(preview(page)).toContainText("Senior Leaders is set to Read-Write-Delete.");
      await expect(preview(page)).toContainText("Social Care Liaison is set to Read.");
    });
  }

  test("is framed with what it is marked with", async ({ page, site }) => {
    await open(page, site.root + cell);
    const ring = page.locator("#work .grid-ring");
    await expect(ring).toHaveAttribute("data-capped", "");
    await expect(ring).not.toHaveAttribute("data-changed", "");
    await page.getByRole("grid").focus();
    await page.keyboard.press("ArrowLeft");
    await expect(ring).not.toHaveAttribute("data-capped", "");
  });

  test("marks inferred rules and says why they are", async ({ page, site }) => {
    await open(page, site.root + cell);
    const rule = preview(page).locator(".cited").first();
    await expect(preview(page).locator(".step-line").first()).toContainText("Inferred");
    await rule.locator("summary").click();
    await expect(rule).toContainText("process levels are said not to override All Secured Data");
  });

  test("says what the answer does not take into account", async ({ page, site }) => {
    await open(page, site.root + cell);
    await expect(preview(page).getByRole("img", { name: /^Not needed here: what the person signs on as, the date/ })).toBeVisible();
  });
});

test.describe("an address", () => {
  test("names the focused cell and brings it back after a reload", async ({ page, site }) => {
    await open(page, `${site.root}#/school-office`);
    await grid(page).getByRole("row", { name: /Grace O'Donnell/ }).getByRole("gridcell").nth(1).click();
    await expect(page).toHaveURL(/u-grace\/b-attendance-marks$/);
    await page.reload();
    await expect(preview(page)).toContainText("Grace O'Donnell");
    await expect.poll(() => active(page)).toEqual([8, 3]);
  });

  test("of an unknown cell shows the first one, of an unknown workspace the start", async ({ page, site }) => {
    await open(page, `${site.root}#/school-office/effective/processes/u-nobody/b-nothing`);
    await expect.poll(() => active(page)).toEqual([2, 2]);
    await page.goto(`${site.root}#/no-such-%3Cb%3Ething/effective/processes`);
    await expect(notice(page)).toContainText("There is no workspace “no-such-<b>thing”");
  });

  test("of a reason's link leads to the cell it names", async ({ page, site }) => {
    await open(page, `${site.root}#/school-office/effective/processes/u-jun/b-archive-delete`);
    await expect(preview(page)).toContainText("System Admin does not reach Data Management");
  });
});

test.describe("the keyboard", () => {
  // Each key with where it leads from the cell in the fifth row and fourth column of cells; indexes
  // count from 1 and the heads are the first.
  const keys = [
    ["ArrowRight", [6, 6]],
    ["ArrowLeft", [6, 4]],
    ["ArrowUp", [5, 5]],
    ["ArrowDown", [7, 5]],
    ["Home", [6, 2]],
    ["End", [6, 25]],
    ["Control+Home", [2, 2]],
    ["Control+End", [25, 25]],
    ["PageUp", [2, 5]],
    ["PageDown", [25, 5]],
  ];
  for (const [key, expected] of keys) {
    test(`${key} moves the active cell`, async ({ page, site }) => {
      await open(page, `${site.root}#/school-office/effective/processes/u-esi/b-communication-log`);
      await grid(page).focus();
      await expect.poll(() => active(page)).toEqual([6, 5]);
      await page.keyboard.press(key);
      await expect.poll(() => active(page)).toEqual(expected);
      await expect(grid(page)).toBeFocused();
      await expect(page.locator(".grid-cell[data-active]")).toHaveAccessibleName(/./);
    });
  }

  test("stops at the edges", async ({ page, site }) => {
    await open(page, `${site.root}#/school-office`);
    await grid(page).focus();
    await page.keyboard.press("Control+Home");
    // The heads can be reached as well: they sort.
    for (const key of ["ArrowLeft", "ArrowUp", "ArrowLeft", "ArrowUp", "PageUp"]) await page.keyboard.press(key);
    await expect.poll(() => active(page)).toEqual([1, 1]);
    await page.keyboard.press("Control+Home");
    await expect.poll(() => active(page)).toEqual([2, 2]);
    await page.keyboard.press("Control+End");
    for (const key of ["ArrowRight", "ArrowDown", "PageDown"]) await page.keyboard.press(key);
    await expect.poll(() => active(page)).toEqual([25, 25]);
  });

  test("is one stop of Tab, and the skip link leads to it", async ({ page, site }) => {
    await open(page, `${site.root}#/school-office`);
    await page.keyboard.press("Tab");
    await expect(page.getByRole("link", { name: "Skip to the content" })).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(grid(page)).toBeFocused();
    await page.keyboard.press("Tab");
    await expect(grid(page)).not.toBeFocused();
    await page.keyboard.press("Shift+Tab");
    await expect(grid(page)).toBeFocused();
  });

  test("brings the active cell fully into view", async ({ page, site }) => {
    await page.setViewportSize({ width: 700, height: 560 });
    await open(page, `${site.root}#/school-office`);
    await grid(page).focus();
    await page.keyboard.press("Control+End");
    await expect
      .poll(() =>
        page.evaluate(() => {
          const box = document.querySelector(".grid-cell[data-active]").getBoundingClientRect();
          const space = document.querySelector("#effective").getBoundingClientRect();
          return box.left >= space.left && box.right <= space.right + 1 && box.top >= space.top && box.bottom <= space.bottom + 1;
        }),
      )
      .toBe(true);
  });
});

test("a band of columns folds to one and unfolds, from its head's menu", async ({ page, site }) => {
  await open(page, `${site.root}#/school-office/effective/processes`);
  await grid(page).focus();
  await expect(grid(page)).toHaveAttribute("aria-colcount", "25");
  const bands = page.locator(".grid-head .grid-band");
  const band = await bands.first().textContent();
  const fold = async () => {
    await page.locator(".grid-head").first().click({ button: "right" });
    await page.getByRole("menuitem", { name: "Fold or unfold its main heading" }).click();
    await expect(grid(page)).toBeFocused();
  };
  await fold();
  const left = Number(await grid(page).getAttribute("aria-colcount"));
  expect(left).toBeLessThan(25);
  await expect(page.locator(".grid-head[data-folded]")).toHaveCount(1);
  await expect(page.locator(".grid-head[data-folded] .grid-band")).toHaveText(band);
  await fold();
  await expect(grid(page)).toHaveAttribute("aria-colcount", "25");
  await expect(page.locator(".grid-head[data-folded]")).toHaveCount(0);
});

test.describe("scrolled away", () => {
  test("the active cell stays in the page, and the rows keep rising", async ({ page, site }) => {
    await page.setViewportSize({ width: 700, height: 480 });
    await open(page, `${site.root}#/school-office/effective/processes/u-amy/b-attendance-codes`);
    await grid(page).focus();
    await grid(page).evaluate((grid) => grid.scrollTo(grid.scrollWidth, grid.scrollHeight));
    await expect.poll(async () => (await rowIndexes(page)).includes(25)).toBe(true);
    await expect.poll(() => active(page)).toEqual([2, 2]);
    let rows = await rowIndexes(page);
    expect(rows).toEqual([...new Set(rows)].sort((a, b) => a - b));

    await page.keyboard.press("Control+End");
    await grid(page).evaluate((grid) => grid.scrollTo(0, 0));
    await expect.poll(async () => (await rowIndexes(page)).includes(3)).toBe(true);
    await expect.poll(() => active(page)).toEqual([25, 25]);
    rows = await rowIndexes(page);
    expect(rows).toEqual([...new Set(rows)].sort((a, b) => a - b));
    await page.keyboard.press("ArrowUp");
    await expect.poll(() => active(page)).toEqual([24, 25]);
  });
});

test.describe("looked at and listened to", () => {
  for (const scheme of ["light", "dark"]) {
    for (const width of [1440, 360]) {
      test(`axe finds nothing to object to, ${scheme}, ${width} pixels wide`, async ({ page, site }) => {
        await page.emulateMedia({ colorScheme: scheme });
        await page.setViewportSize({ width, height: 800 });
        await open(page, site.root + cell);
        await expectAccessible(page);
      });
    }
  }

  for (const place of ["", "#/school-office"]) {
    test(`320 pixels are wide enough for ${place || "the first screen"}`, async ({ page, site }) => {
      await page.setViewportSize({ width: 320, height: 640 });
      await open(page, site.root + place);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(wide).toBeLessThanOrEqual(320);
    });
  }
});

const systems = [
  ["school-office", "processes"],
  ["childrens-services", "acl"],
  ["youth-service", "attributes"],
  ["sports-club", "resources"],
  ["training-provider", "features"],
];
for (const [workspace, system] of systems) {
  for (const screen of ["effective", "overview"]) {
    test(`${screen} of ${system}: find, sort, hide, select, copy, print and the menu, by the keyboard`, async ({ page, site }) => {
      await page.setViewportSize({ width: 1440, height: 900 });
      await page.emulateMedia({ colorScheme: screen === "effective" ? "dark" : "light" });
      await open(page, `${site.root}#/${workspace}/${screen}/${system}`);
      const sheet = page.locator(".grid");
      // It begins on a cell, which the address names.
      await expect(page).toHaveURL(new RegExp(`${screen}/${system}/[^/]+/[^/]+$`));
      await expect(sheet.locator(".grid-cell[data-active]")).toHaveCount(1);
      const rows = async () => Number(await sheet.getAttribute("aria-rowcount"));
      const all = await rows();
      const column = sheet.getByRole("columnheader").nth(1);

      await sheet.focus();
      for (const key of ["Control+Home", "ArrowUp", "Enter"]) await page.keyboard.press(key);
      const is_tree = (await sheet.getAttribute("role")) === "treegrid";
      if (!is_tree) await expect(column).toHaveAttribute("aria-sort", "descending");
      for (const key of ["Enter", "Enter"]) await page.keyboard.press(key);
      await expect(column).not.toHaveAttribute("aria-sort");

      const name = await sheet.getByRole("rowheader").last().locator(".grid-side-name").innerText();
      await page.keyboard.press("Escape");
      const find = page.locator(".grid-tools").getByRole("searchbox").first();
      await find.focus();
      await page.keyboard.type(name);
      await expect.poll(rows).toBeLessThan(all);
      await page.keyboard.press("Enter");
      await expect(sheet).toBeFocused();
      await find.fill("");
      await expect.poll(rows).toBe(all);

      if (screen === "effective") await page.getByRole("button", { name: "Filter" }).press("Enter");
      const hide = page.getByRole("checkbox", { name: "Hide empty rows" });
      await hide.focus();
      await page.keyboard.press("Space");
      await expect(hide).toBeChecked();
      await expect.poll(rows).toBeLessThanOrEqual(all);
      await page.keyboard.press("Space");
      await expect.poll(rows).toBe(all);
      await page.evaluate(() => {
        window.print = () => (window.printed = document.querySelectorAll(".printed tbody tr").length);
      });
      const print = page.getByRole("button", { name: "Print" });
      await print.focus();
      await page.keyboard.press("Enter");
      await expect.poll(() => page.evaluate(() => window.printed)).toBeGreaterThanOrEqual(all - 1);
      await page.keyboard.press("Escape");

      await sheet.focus();
      for (const key of ["Control+Home", "Shift+ArrowDown", "Shift+ArrowRight"]) await page.keyboard.press(key);
      await expect(sheet.locator("[aria-selected=true]")).toHaveCount(4);
      await expect(page.locator(".grid-selected")).toHaveText(/^Selected: /);
      await page.keyboard.press("Shift+F10");
      await expect(page.getByRole("menu")).toBeVisible();
      for (const entry of ["Copy for a spreadsheet", "Why", "Keep as a check"]) {
        await expect(page.getByRole("menuitem", { name: entry })).toHaveCount(1);
      }
      await expectAccessible(page, { everything: true });
      await page.keyboard.press("Escape");
      await page.keyboard.press("Escape");
      await expect(sheet.locator("[aria-selected=true]")).toHaveCount(0);
      await page.keyboard.press("Enter");
      await expect(page.locator("#inspector-body")).toBeFocused();
    });
  }
}
