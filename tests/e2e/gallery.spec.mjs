// The components with all their states, on the page that shows them: for axe, by keyboard, in forced
// colours, with large text, on a phone.

import { expect, expectAccessible, open, test } from "./fixtures.mjs";

test.beforeEach(async ({ page, site }) => {
  await open(page, `${site.root}#/gallery`);
});

/** What the open combobox lists; a select has options too. */
const options = (page) => page.locator(".popup").getByRole("listbox").getByRole("option");

const theme = (page, name) => page.getByRole("radio", { name, exact: true });

/** How far the page can be scrolled sideways. */
const sideways = (page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** Elements with words that are cut off, or whose words lie over those of another one. */
const misplaced = (page) =>
  page.evaluate(() => {
    const seen = [...document.querySelectorAll(".gallery *")].filter((element) => {
      const { width, height } = element.getBoundingClientRect();
      const hidden = element.closest(".unseen, [popover]:not(:popover-open), dialog:not([open]), select");
      return !hidden && width > 2 && height > 2 && element.checkVisibility({ opacityProperty: true });
    });
    const words = (element) =>
      [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
    const said = (element) => `${element.className?.baseVal ?? element.className}: ${element.textContent.slice(0, 30)}`;
    const cut = seen.filter((element) => {
      const style = getComputedStyle(element);
      const clips = style.overflowX !== "visible" || style.overflowY !== "visible";
      const scrolls = element.matches(".table-scroll, .pick-room, .tree-room, input");
      const over = element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1;
      return clips && over && !scrolls;
    });
    // A box that words stick out of, though it does not cut them.
    const boxes = seen.filter((element) => words(element) && !(element instanceof SVGElement));
    const wide = boxes.filter((element) => {
      const style = getComputedStyle(element);
      return style.display !== "inline" && element.clientWidth > 0 && element.scrollWidth > element.clientWidth + 1 && style.overflowX === "visible";
    });
    // Each line of its own words.
    const lines = (element) =>
      [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE && node.data.trim()).flatMap((node) => {
        const range = document.createRange();
        range.selectNodeContents(node);
        return [...range.getClientRects()].map((line) => [element, line]);
      });
    const places = boxes.filter((element) => !element.closest(".toasts, .pick-room, .tree-room")).flatMap(lines);
    const over = [];
    for (const [at, [one, a]] of places.entries()) {
      for (const [other, b] of places.slice(at + 1)) {
        const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        if (one !== other && across > 2 && down > 5) over.push(`${said(one)} over ${said(other)}`);
      }
    }
    return [...cut.map((element) => `cut ${said(element)}`), ...wide.map((element) => `wide ${said(element)}`), ...over];
  });

for (const name of ["Light", "Dark"]) {
  test(`axe finds nothing to object to, ${name}`, async ({ page }) => {
    test.slow();
    await theme(page, name).check();
    await expect(page.locator("html")).toHaveAttribute("data-theme", name.toLowerCase());
    await expectAccessible(page);
  });

  test(`axe finds nothing to object to in what is open, ${name}`, async ({ page }) => {
    test.slow();
    await theme(page, name).check();
    await page.getByRole("combobox", { name: "Person" }).click();
    await expect(options(page)).toHaveCount(8);
    await expectAccessible(page);
    await page.getByRole("button", { name: "Cell", exact: true }).click();
    await expect(page.getByRole("menu", { name: "Cell" })).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Save 4 changes" }).click();
    await page.getByRole("button", { name: "Remove group…" }).click();
    await expect(page.getByRole("dialog")).toBeVisible();
    await expectAccessible(page);
  });
}

test.describe("by keyboard", () => {
  test("Tab reaches everything that is worked with, and shows where it is", async ({ page }) => {
    test.slow();
    const wanted = await page.evaluate(() => {
      const closed = (element) => element.closest("[popover], dialog");
      const all = document.querySelectorAll(".gallery :is(button, input, select, a, [tabindex='0'])");
      const one = [...all].filter((element) => !closed(element) && element.tabIndex >= 0 && !element.disabled);
      // Radio buttons of one name are one stop.
      const radios = new Set();
      return one.filter((element) => {
        if (element.type !== "radio") return true;
        return !radios.has(element.name) && radios.add(element.name);
      }).length;
    });
    await page.evaluate(() => document.activeElement?.blur());
    let reached = 0;
    const unmarked = [];
    for (let at = 0; at < wanted; at += 1) {
      await page.keyboard.press("Tab");
      const mark = await page.evaluate(() => {
        const active = document.activeElement;
        if (!active?.closest(".gallery")) return "outside";
        const shown = active.closest(".segment, .search-field") ?? active;
        const { outlineStyle, outlineWidth } = getComputedStyle(shown);
        return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2 ? "" : shown.outerHTML.slice(0, 80);
      });
      if (mark === "outside") break;
      reached += 1;
      if (mark) unmarked.push(mark);
    }
    expect(reached).toBe(wanted);
    expect(unmarked).toEqual([]);
  });

  test("a menu opens, moves, finds by letter, chooses and closes", async ({ page }) => {
    const button = page.getByRole("button", { name: "Cell", exact: true });
    const item = (name) => page.getByRole("menuitem", { name });
    await button.focus();
    await page.keyboard.press("ArrowDown");
    await expect(item("Set Read-Write W")).toBeFocused();
    await expect(button).toHaveAttribute("aria-expanded", "true");
    await page.keyboard.press("ArrowUp");
    await expect(item("Copy link")).toBeFocused();
    await page.keyboard.press("Home");
    await page.keyboard.press("End");
    await expect(item("Copy link")).toBeFocused();
    await page.keyboard.press("w");
    await expect(item("Why")).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(button).toBeFocused();
    await expect(page.getByRole("menu")).toHaveCount(0);
    await page.keyboard.press("Enter");
    await expect(item("Set Read-Write W")).toBeFocused();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await expect(page.getByText("Chosen: Deny.")).toBeVisible();
    await expect(button).toBeFocused();
    // What is off is read, and does nothing.
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("s");
    await page.keyboard.press("s");
    await expect(item("Set Read-Write-Delete")).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(page.getByText("Chosen: Deny.")).toBeVisible();
  });

  test("a menu closes when the focus leaves it", async ({ page }) => {
    const button = page.getByRole("button", { name: "More to do" });
    await button.click();
    await expect(page.getByRole("menuitem", { name: "Print" })).toBeFocused();
    await page.keyboard.press("Tab");
    await expect(page.getByRole("menu")).toHaveCount(0);
    await button.click();
    await page.getByRole("heading", { level: 1 }).click();
    await expect(page.getByRole("menu")).toHaveCount(0);
  });

  test("a combobox lists eight, narrows, moves, chooses and closes", async ({ page }) => {
    const field = page.getByRole("combobox", { name: "Person" });
    const option = (name) => options(page).filter({ hasText: name });
    await field.focus();
    await page.keyboard.press("ArrowDown");
    await expect(options(page)).toHaveCount(8);
    await expect(page.getByText("16 more. Type to narrow the list.")).toBeVisible();
    await expect(option("Amy Adeyemi")).toHaveAttribute("aria-selected", "true");
    const id = await option("Amy Adeyemi").getAttribute("id");
    await expect(field).toHaveAttribute("aria-activedescendant", id);
    await page.keyboard.type("tran");
    await expect(options(page)).toHaveCount(1);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await expect(field).toHaveValue("Quỳnh Trần");
    await expect(page.locator(".popup").getByRole("listbox")).toHaveCount(0);
    await page.keyboard.type("x");
    await expect(page.getByText("Nothing of this name")).toBeVisible();
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    await expect(field).toHaveValue("Quỳnh Trần");
  });

  test("tabs go round their ends, and what is behind More comes into sight", async ({ page }) => {
    const tab = (name) => page.getByRole("tab", { name });
    await expect(page.getByRole("tab")).toHaveCount(5);
    await tab("Review").focus();
    await page.keyboard.press("ArrowRight");
    await expect(tab("History")).toBeFocused();
    await expect(page.getByRole("tabpanel")).toHaveText("This is the part “history”.");
    await expect(page.getByRole("tabpanel", { name: "History" })).toBeVisible();
    await page.keyboard.press("Home");
    await page.keyboard.press("ArrowLeft");
    await expect(tab("People")).toBeFocused();
    await page.getByRole("button", { name: "More", exact: true }).first().focus();
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("tabpanel")).toHaveText("This is the part “sums”.");
    await expect(tab("Sums")).toHaveAttribute("aria-selected", "true");
  });

  test("a segmented control follows the arrows and shows the word of what is chosen", async ({ page }) => {
    const density = (name) => page.getByRole("radio", { name, exact: true });
    await density("Compact").focus();
    await page.keyboard.press("ArrowRight");
    await expect(density("Map")).toBeChecked();
    const width = (name) => page.locator(".segment-word", { hasText: name }).evaluate((word) => word.clientWidth);
    await expect.poll(() => width("Map")).toBeGreaterThan(10);
    await expect.poll(() => width("Compact")).toBeLessThan(2);
  });

  test("a box that stands for some becomes all", async ({ page }) => {
    const box = page.getByRole("checkbox", { name: "All sections" });
    await expect(box).toBeChecked({ indeterminate: true });
    await box.focus();
    await page.keyboard.press("Space");
    await expect(box).toBeChecked();
    await page.keyboard.press("Space");
    await expect(box).not.toBeChecked();
  });

  test("a dialog has the focus on the safe choice, keeps it, and gives it back", async ({ page }) => {
    const opener = page.getByRole("button", { name: "Remove group…" });
    const dialog = page.getByRole("dialog", { name: "Remove Office Clerks?" });
    await opener.focus();
    await page.keyboard.press("Enter");
    await expect(dialog.getByRole("button", { name: "Keep it" })).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(dialog).toBeHidden();
    await expect(opener).toBeFocused();
    await expect(page.getByText("Still there.")).toBeVisible();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await expect(page.getByText("Removed.")).toBeVisible();
    await expect(opener).toBeFocused();
  });

  test("a tooltip comes with the focus after a moment, and goes with Escape", async ({ page }) => {
    const redo = page.getByRole("button", { name: "Redo" });
    const tip = page.getByRole("tooltip");
    await page.getByRole("button", { name: "Undo" }).nth(2).focus();
    await page.keyboard.press("Tab");
    await expect(redo).not.toBeFocused();
    await page.keyboard.press("Shift+Tab");
    await expect(tip).toHaveText("UndoCtrl Z");
    await page.keyboard.press("Escape");
    await expect(tip).toBeHidden();
    const off = page.getByRole("button", { name: "Save", exact: true }).last();
    await off.focus();
    await page.keyboard.press("Shift+Tab");
    await page.keyboard.press("Tab");
    await expect(tip).toHaveText("Nothing is changed yet.");
    await expect(off).toHaveAccessibleDescription("Nothing is changed yet.");
    await page.keyboard.press("Tab");
    await expect(tip).toBeHidden();
  });

  test("a button that works says so and does nothing more", async ({ page }) => {
    const button = page.getByRole("button", { name: "Run checks" });
    const width = () => button.evaluate((element) => element.getBoundingClientRect().width);
    const before = await width();
    await button.focus();
    await page.keyboard.press("Enter");
    await expect(button).toHaveAttribute("aria-busy", "true");
    expect(Math.abs((await width()) - before)).toBeLessThan(1);
    await expect(button).toBeFocused();
  });
});

test("a toast stays while it has the focus or the pointer, and undoes", async ({ page }) => {
  test.slow();
  const [stays, longer] = [6_000, 7_000];
  const toast = page.locator(".toast", { hasText: "Saved 4 changes" });
  const save = page.getByRole("button", { name: "Save 4 changes" });
  await save.click();
  await toast.getByRole("button", { name: "Undo" }).focus();
  await page.waitForTimeout(longer);
  await expect(toast).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page.getByText("Undone: 1")).toBeVisible();
  await expect(toast).toHaveCount(0);
  await save.click();
  await toast.hover();
  await page.waitForTimeout(longer);
  await expect(toast).toBeVisible();
  await page.mouse.move(600, 5);
  await expect(toast).toHaveCount(0, { timeout: stays + 3_000 });
});

test("a tooltip comes under the pointer and stays while the pointer is on it", async ({ page }) => {
  const tip = page.getByRole("tooltip");
  await page.getByText("Capped", { exact: true }).hover();
  await expect(tip).toHaveText("Capped: All Secured Data is lower than the process level");
  await tip.hover();
  await page.waitForTimeout(100);
  await expect(tip).toBeVisible();
  await page.mouse.move(5, 5);
  await expect(tip).toBeHidden();
});

test("forced colours keep the focus, the levels and what is chosen in sight", async ({ page }) => {
  await page.emulateMedia({ forcedColors: "active" });
  const seen = await page.evaluate(() => {
    const probe = document.createElement("i");
    document.body.append(probe);
    const system = (name) => {
      probe.style.color = name;
      return getComputedStyle(probe).color;
    };
    const of = (selector, property) => getComputedStyle(document.querySelector(selector))[property];
    const ground = system("Canvas");
    return {
      text: system("CanvasText") !== ground,
      bars: of(".cell .level-glyph", "fill") !== ground,
      filled: of(".level-bars", "opacity") > of(".level-rest", "opacity"),
      dash: of(".level-dash", "stroke") !== ground,
      chip: of(".level-chip", "borderTopColor") === system("CanvasText"),
      cell: of('.cell[data-level="full"]', "borderTopColor") === system("CanvasText"),
      focus: of('.cell[data-state~="focus"]', "outlineColor") === system("Highlight"),
      path: of('.chain-line[data-part="decides"]', "stroke") === system("Highlight"),
      dashed: of('.chain-line[data-part="other"]', "strokeDasharray") !== "none",
      dot: of(".change-dot", "backgroundColor") === system("CanvasText"),
      segment: of(".segment:has(:checked)", "borderTopColor") === system("Highlight"),
    };
  });
  expect(Object.entries(seen).filter(([, holds]) => !holds)).toEqual([]);
  await page.getByRole("button", { name: "Review" }).first().focus();
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("button", { name: "Review" }).first()).toHaveCSS("outline-style", "solid");
});

// Rows that put what they have no room for behind More measure themselves once they were laid out.
for (const width of [1440, 1024, 390]) {
  test(`nothing is cut, lies over another or scrolls the page sideways at ${width} pixels`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 });
    await expect.poll(() => sideways(page)).toBe(0);
    await expect.poll(() => misplaced(page)).toEqual([]);
  });

  test(`so it is with text of 200 % at ${width} pixels`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 });
    await page.evaluate(() => document.documentElement.style.setProperty("font-size", "32px"));
    await expect.poll(() => sideways(page)).toBe(0);
    await expect.poll(() => misplaced(page)).toEqual([]);
  });
}

test("what is worked with is at least 24 by 24 pixels", async ({ page }) => {
  const small = await page.evaluate(() => {
    const all = document.querySelectorAll(".gallery :is(button, select, .field-box, .check, .segment, .open-card, .tab-item)");
    const seen = [...all].filter((element) => !element.closest("[popover], dialog"));
    return seen
      .map((element) => [element, element.getBoundingClientRect()])
      .filter(([, { width, height }]) => width < 24 || height < 24)
      .map(([element]) => element.outerHTML.slice(0, 80));
  });
  expect(small).toEqual([]);
});
