// How densely a grid is shown: words, signs, or one picture; what a user makes wider; what is on paper.

import { expect, expectAccessible, fromShareMenu, open, restingBox, spot, test } from "./fixtures.mjs";

const grid = (page) => page.getByRole("grid", { name: "Effective access" });
const overview = (page) => page.getByRole("treegrid", { name: "Overview" });
const map = (page) => page.getByRole("application", { name: "Effective access" });
const density = (page, name) => page.getByRole("group", { name: "Density" }).getByRole("radio", { name });

/** Chooses a density, as a press on its part of the control does. */
const choose = (page, name) => density(page, name).check({ force: true });

const cell = "#/school-office/effective/processes/u-ingrid/b-sen-memos";

test.describe("Compact", () => {
  test("shows all of the school at once, each cell large enough to be hit", async ({ page, site }) => {
    await page.setViewportSize({ width: 1440, height: 900 });
    await open(page, site.root + cell);
    await choose(page, "Compact");
    await expect.poll(() => grid(page).getByRole("gridcell").count()).toBeGreaterThanOrEqual(24 * 20);
    const box = await restingBox(grid(page).getByRole("gridcell").first());
    expect(Math.min(box.width, box.height)).toBeGreaterThanOrEqual(24);
    await expect.poll(() => grid(page).evaluate((grid) => grid.scrollWidth - grid.clientWidth)).toBeLessThanOrEqual(1);
    const last = await restingBox(grid(page).getByRole("row", { name: /^Xin Li/ }));
    expect(last.y + last.height).toBeLessThanOrEqual(900);
    await expect.poll(() => grid(page).evaluate((grid) => grid.scrollHeight <= grid.clientHeight)).toBe(true);
  });

  test("says in its cells what its signs show, capped and all", async ({ page, site }) => {
    // Every cell of the school is on screen, and looked at.
    test.setTimeout(90_000);
    await open(page, site.root + cell);
    await choose(page, "Compact");
    await expect(page.locator(".grid-cell[data-active]")).toHaveAccessibleName("Read, capped");
    await expect(grid(page).getByRole("columnheader", { name: "SEN Memos" })).toHaveCount(1);
    await expectAccessible(page);
  });

  test("is remembered, for this system's screen alone", async ({ page, site }) => {
    await open(page, site.root + cell);
    await choose(page, "Comfortable");
    await page.reload();
    await expect(density(page, "Comfortable")).toBeChecked();
    await expect(grid(page)).toHaveAttribute("data-density", "comfortable");
    await open(page, `${site.root}#/school-office/effective/acl`);
    await expect(density(page, "Compact")).toBeChecked();
  });

  test("stands in the address, so that a link shows the same to whoever opens it", async ({ page, site, context }) => {
    await open(page, site.root + cell);
    await choose(page, "Comfortable");
    await expect(page).toHaveURL(/b-sen-memos\?density=comfortable$/);
    await grid(page).focus();
    await page.keyboard.press("ArrowRight");
    await expect(page).toHaveURL(/b-csc-assessments\?density=comfortable$/);
    const link = page.url();
    // Another screen has a density of its own.
    await page.locator(".top-bar").getByRole("link", { name: "Overview" }).click();
    await expect(page).toHaveURL(/overview\/processes\/[^?]*$/);
    await page.goBack();
    await expect(page).toHaveURL(link);
    await choose(page, "Compact");
    await expect(page).toHaveURL(/density=compact$/);
    const other = await context.newPage();
    await open(other, link);
    await expect(density(other, "Comfortable")).toBeChecked();
    await expect(grid(other)).toHaveAttribute("data-density", "comfortable");
    // What is only opened is not kept.
    await open(other, site.root + cell);
    await expect(density(other, "Compact")).toBeChecked();
    await other.goto(`${site.root}${cell}?density=tiny`);
    await expect(grid(other)).toHaveAttribute("data-density", "compact");
  });

  test("gives way to words where text is twice as large", async ({ page, site }) => {
    await open(page, site.root + cell);
    await choose(page, "Compact");
    await expect(grid(page)).toHaveAttribute("data-density", "compact");
    await page.evaluate(() => (document.documentElement.style.fontSize = "200%"));
    // The size of the window says that something may be another.
    await page.setViewportSize({ width: 1400, height: 880 });
    await expect(grid(page)).toHaveAttribute("data-density", "comfortable");
    await expect(page.locator(".grid-cell[data-active]")).toHaveText("Read");
  });

  test("the keys lead as they do elsewhere", async ({ page, site }) => {
    await open(page, `${site.root}#/school-office/effective/processes/u-esi/b-communication-log`);
    await choose(page, "Compact");
    await grid(page).focus();
    await page.keyboard.press("ArrowRight");
    await expect(page).toHaveURL(/u-esi\/b-audit-setup$/);
    await page.keyboard.press("Control+Home");
    await expect(page).toHaveURL(/u-amy\/b-attendance-codes$/);
  });

  test("is edited with the same keys", async ({ page, site }) => {
    await open(page, `${site.root}#/school-office/overview/processes/b-attendance-codes/g-office`);
    await choose(page, "Compact");
    await overview(page).focus();
    await page.keyboard.press("x");
    await expect(overview(page).locator(spot(2, 1))).toHaveAccessibleName("Read-Write-Delete, changed");
  });
});

test.describe("Map", () => {
  test("says where the magnifier is, moves with the arrows and opens the cell", async ({ page, site }) => {
    await open(page, site.root + cell);
    await choose(page, "Map");
    await expect(map(page)).toContainText("Ingrid Solheim, SEN Memos, Read");
    await expect(map(page)).toHaveAccessibleDescription(/Deny \d+%.*Read-Write-Delete \d+%/s);
    const rowsBy = page.getByLabel("Rows by");
    await rowsBy.selectOption("As in the grid");
    await map(page).focus();
    await page.keyboard.press("ArrowRight");
    await expect(page).toHaveURL(/u-ingrid\/b-csc-assessments\?density=map$/);
    await page.keyboard.press("ArrowDown");
    await expect(page).toHaveURL(/u-jun\/b-csc-assessments\?density=map$/);
    await page.keyboard.press("Enter");
    await expect(grid(page)).toBeFocused();
    await expect(density(page, "Compact")).toBeChecked();
    await expect(page.locator(".grid-cell[data-active]")).toHaveAccessibleName(/Deny/);
  });

  test("has people of the same groups beside each other, and the grid its own order", async ({ page, site }) => {
    await open(page, `${site.root}#/school-office/effective/processes/u-dafydd/b-bases`);
    await choose(page, "Map");
    await expect(page.getByLabel("Rows by")).toHaveValue("group");
    await expect(page.getByRole("list").filter({ hasText: "Deny" }).filter({ visible: true })).toHaveCount(1);
    await map(page).focus();
    await page.keyboard.press("ArrowDown");
    // The next of the heads of year and nobody else, where the next by name is in the SEN Team.
    const next = page.url();
    expect(next).not.toContain("u-esi");
    await page.goto(next.replace("effective/processes", "directory/people").replace(/\/b-bases.*/, ""));
    await expect(page.getByRole("main")).toContainText("Heads of Year");
    await page.goto(`${site.root}#/school-office/effective/processes/u-dafydd/b-bases?density=compact`);
    await grid(page).focus();
    await page.keyboard.press("ArrowDown");
    await expect(page).toHaveURL(/u-esi/);
  });

  test("draws ten thousand people, and a press goes there", async ({ page, site }) => {
    await open(page, `${site.root}#/large`);
    await choose(page, "Map");
    const shares = async () => {
      const all = await page.locator(".map-shares b").allTextContents();
      return all.reduce((sum, share) => sum + Number.parseInt(share, 10), 0);
    };
    await expect.poll(shares).toBeGreaterThan(97);
    const colours = () =>
      page.locator(".map-cells").evaluate((canvas) => {
        const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
        return new Set(new Uint32Array(data.buffer)).size;
      });
    await expect.poll(colours).toBe(4);
    const before = page.url();
    const box = await restingBox(page.locator(".map-cells"));
    await page.mouse.click(box.x + 20, box.y + box.height - 20);
    await expect(page).not.toHaveURL(before);
    await expect(map(page).getByText(/^One point: \d+ people/)).toBeVisible();
  });

  test("draws what an edit changes as all of it would be drawn", async ({ page, site }) => {
    await open(page, `${site.root}#/school-office/overview/processes/b-attendance-codes/g-office`);
    await overview(page).focus();
    await page.keyboard.press("x");
    await expect(overview(page).locator(spot(2, 1))).toHaveAccessibleName("Read-Write-Delete, changed");
    await page.evaluate(() => (location.hash = "#/school-office/effective/processes/u-ingrid/b-sen-memos"));
    await choose(page, "Map");
    const points = () =>
      page.locator(".map-cells, .map-bars").evaluateAll((all) =>
        all.map((canvas) => {
          const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
          return new Uint32Array(data.buffer).reduce((sum, point) => (Math.imul(sum, 31) + point) >>> 0, 7);
        }),
      );
    /** What is drawn once it is drawn to its end. */
    const drawn = async () => {
      let last;
      await expect.poll(async () => last === (last = String(await points()))).toBe(true);
      return points();
    };
    await expect(page.locator(".map-shares b").first()).toHaveText(/[1-9]/);
    const edited = await drawn();
    await map(page).focus();
    await page.keyboard.press("Control+z");
    // Both pictures are others by that.
    await expect.poll(async () => (await points()).every((own, at) => own !== edited[at])).toBe(true);
    const undone = await drawn();
    await choose(page, "Compact");
    await choose(page, "Map");
    await expect.poll(points).toEqual(undone);
    await map(page).focus();
    await page.keyboard.press("Control+Shift+z");
    await expect.poll(points).toEqual(edited);
  });

  for (const colorScheme of ["light", "dark"]) {
    test(`axe finds nothing to object to, ${colorScheme}`, async ({ page, site }) => {
      await page.emulateMedia({ colorScheme });
      await open(page, site.root + cell);
      await choose(page, "Map");
      await expectAccessible(page);
    });
  }
});

test.describe("columns", () => {
  const width = (page, name) =>
    overview(page).getByRole("columnheader", { name }).evaluate((head) => Math.round(head.getBoundingClientRect().width));

  test.beforeEach(async ({ page, site }) => {
    await open(page, `${site.root}#/school-office/overview/processes/b-attendance-codes/g-office`);
  });

  test("are made wider by dragging their edge, and their cells with them", async ({ page }) => {
    const before = await width(page, "Office Clerks");
    const head = await restingBox(overview(page).getByRole("columnheader", { name: "Office Clerks" }));
    const edge = [head.x + head.width - 1, head.y + head.height / 2];
    await page.mouse.move(...edge);
    await page.mouse.down();
    await page.mouse.move(edge[0] + 60, edge[1], { steps: 4 });
    await page.mouse.up();
    await expect.poll(() => width(page, "Office Clerks")).toBe(before + 60);
    const cells = await restingBox(overview(page).locator(spot(2, 1)));
    expect(Math.round(cells.width)).toBe(before + 60);
    // Nothing was sorted by it.
    await expect(overview(page).getByRole("columnheader", { name: "Office Clerks" })).not.toHaveAttribute("aria-sort");
  });

  test("are made wider with the keyboard, and from the head's menu", async ({ page }) => {
    const before = await width(page, "Office Clerks");
    await overview(page).focus();
    await page.keyboard.press("Control+Home");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Shift+ArrowRight");
    await expect.poll(() => width(page, "Office Clerks")).toBe(before + 16);
    await page.keyboard.press("Shift+F10");
    await page.getByRole("menuitem", { name: "Narrower" }).click();
    await expect.poll(() => width(page, "Office Clerks")).toBe(before);
  });
});

test("what can be done in a cell needs no right click", async ({ page, site }) => {
  await open(page, `${site.root}#/school-office/overview/processes/b-attendance-codes/g-office`);
  await page.getByRole("button", { name: "What can be done here" }).click();
  await page.getByRole("menuitem", { name: /^Read-Write-Delete/ }).click();
  await expect(overview(page).locator(spot(2, 1))).toHaveAccessibleName("Read-Write-Delete, changed");
  await page.getByRole("button", { name: "What can be done here" }).click();
  await page.getByRole("menuitem", { name: "Back to saved" }).click();
  await expect(overview(page).locator(spot(2, 1))).toHaveAccessibleName("Deny");
});

test("what is selected is counted", async ({ page, site }) => {
  await open(page, `${site.root}#/school-office/overview/processes/b-attendance-codes/g-office`);
  await overview(page).focus();
  await page.keyboard.press("Shift+ArrowRight");
  await page.keyboard.press("Shift+ArrowDown");
  await expect(page.locator(".grid-selected")).toHaveText("Selected: 2 Deny, 2 Read-Write");
});

test("a wide table is printed in parts that each repeat the names", async ({ page, site }) => {
  await open(page, site.root + cell);
  await page.evaluate(() => {
    window.print = () => {
      window.printed = {
        text: document.querySelector(".printed").innerText,
        tables: [...document.querySelectorAll(".printed table")].map((table) => ({
          columns: table.querySelectorAll("thead th").length,
          rows: table.querySelectorAll("tbody tr").length,
          first: table.querySelector("tbody th").innerText,
        })),
      };
    };
  });
  await page.emulateMedia({ media: "print" });
  await page.getByRole("button", { name: "Print", includeHidden: true }).first().dispatchEvent("click");
  await expect.poll(() => page.evaluate(() => window.printed?.tables)).toEqual([
    { columns: 13, rows: 24, first: "Amy Adeyemi" },
    { columns: 13, rows: 24, first: "Amy Adeyemi" },
  ]);
  const { text } = await page.evaluate(() => window.printed);
  expect(text).toContain("User Group Processes: effective access");
  expect(text).toMatch(/A school office, printed \d{1,2} [A-Z][a-z]+ \d{4}/);
  expect(text).toContain("24 people × 24 processes");
  expect(text).toContain("Read-Write-Delete: ");
});

test.describe("what is not offered is hatched, and what has no effect is grey", () => {
  // A feature that is said to be hidden, and not set: it has no effect.
  const withoutEffect = async (page, site) => {
    await open(page, `${site.root}#/training-provider/overview/features/f-tab-employer/u-leo`);
    await page.getByRole("treegrid", { name: "Overview" }).focus();
    await page.keyboard.press("h");
    await page.keyboard.press("s");
    return page.locator('.grid-cell[data-off="no-effect"]').first();
  };
  // A record without a list has no rows.
  const notOffered = async (page, site) => {
    await open(page, `${site.root}#/childrens-services/overview/acl`);
    return page.locator('.grid-cell[data-off="not-offered"]').first();
  };

  for (const forcedColors of ["none", "active"]) {
    test(`with forced colours ${forcedColors}`, async ({ page, site }) => {
      await page.emulateMedia({ forcedColors });
      const grey = await withoutEffect(page, site);
      await expect(grey).toHaveAccessibleName(/Is Set is not ticked/);
      await expect(grey).not.toHaveCSS("background-image", /repeating/);
      if (forcedColors === "active") await expect(grey).toHaveCSS("border-top-style", "dotted");
      const hatched = await notOffered(page, site);
      await expect(hatched).toHaveCSS("background-image", /repeating-linear-gradient/);
      if (forcedColors === "active") await expect(hatched).toHaveCSS("border-top-style", "dashed");
    });
  }

  test("levels keep their bars in forced colours", async ({ page, site }) => {
    await page.emulateMedia({ forcedColors: "active" });
    await open(page, site.root + cell);
    const active = page.locator(".grid-cell[data-active]");
    await expect(active).toHaveCSS("forced-color-adjust", "none");
    await expect(active).toHaveCSS("background-image", /linear-gradient/);
  });
});

test.describe("shown to a room, 1024 by 768", () => {
  for (const name of ["Comfortable", "Compact"]) {
    test(`${name} has type of 18 pixels, higher rows and a frame round the focus`, async ({ page, site }) => {
      await page.setViewportSize({ width: 1024, height: 768 });
      // Effective access has a stage of its own.
      await open(page, `${site.root}#/school-office/overview/processes/b-attendance-marks/g-office`);
      const grid = page.getByRole("treegrid", { name: "Overview" });
      await choose(page, name);
      const sizes = () =>
        grid.evaluate((grid) => {
          const size = (part) => parseFloat(getComputedStyle(grid.querySelector(part)).fontSize);
          const row = grid.querySelector(".grid-row:not([hidden])").getBoundingClientRect().height;
          const ring = grid.querySelector(".grid-ring");
          return { type: Math.min(size(".grid-side"), size(".grid-name")), row, ring: parseFloat(getComputedStyle(ring).outlineWidth) };
        });
      const before = await sizes();
      await fromShareMenu(page, /^Present/);
      await expect.poll(async () => (await sizes()).type).toBe(18);
      await expect.poll(async () => (await sizes()).row).toBeGreaterThan(before.row * 1.3);
      await expect.poll(async () => (await sizes()).ring).toBe(4);
      await expect(page.locator(".grid-cell[data-active]")).toBeInViewport();
      await expectAccessible(page);
      await page.getByRole("button", { name: "Stop presenting" }).click();
      await expect.poll(async () => (await sizes()).row).toBe(before.row);
    });
  }
});
