// The frame of a workspace: the rail, the bar that is always one row, the tabs at the foot of a phone,
// what is said above the screen.

import {
  addSystem,
  banner,
  boxOf,
  expect,
  expectAccessible,
  fromWorkspaceMenu,
  goTo,
  notice,
  open,
  restingBox,
  saveStatus,
  test,
} from "./fixtures.mjs";

const overview = "#/school-office/overview/processes/b-attendance-codes/g-office";
const grid = (page) => page.getByRole("treegrid", { name: "Overview" });
const rail = (page) => page.getByRole("navigation", { name: "Screens" });
const draft = (page) => page.getByRole("group", { name: "Draft" });

async function edit(page, site, key = "w") {
  await open(page, site.root + overview);
  await grid(page).focus();
  await page.keyboard.press(key);
  await expect(draft(page)).toBeVisible();
}

const sideways = (page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

for (const width of [1440, 1280, 1024, 768, 390, 320]) {
  test(`the bar is one row, and nothing scrolls sideways, ${width} pixels wide`, async ({ page, site }) => {
    await page.setViewportSize({ width, height: 800 });
    await edit(page, site);
    await expect(draft(page)).not.toContainText("counting");
    const row = page.locator(".top-row");
    await expect.poll(async () => (await boxOf(row)).height).toBeLessThanOrEqual(50);
    const spills = await row.evaluate((row) => {
      const edge = row.getBoundingClientRect();
      const seen = [...row.querySelectorAll("h1, a, button, .draft-pill")].filter((one) => one.checkVisibility());
      const boxes = seen.map((one) => [one.textContent, one.getBoundingClientRect()]).filter(([, box]) => box.width > 2);
      return boxes.filter(([, box]) => box.right > edge.right + 1 || box.left < edge.left - 1 || box.height > 50).map(([text]) => text);
    });
    expect(spills).toEqual([]);
    await expect.poll(() => sideways(page)).toBe(0);
  });
}

for (const [width, height] of [
  [1440, 900],
  [320, 640],
]) {
  test(`only what is in the frame scrolls, never the frame, ${width} pixels wide`, async ({ page, site }) => {
    await page.setViewportSize({ width, height });
    const screens = ["youth-service/editor/attributes", "school-office/checks", "school-office/directory/people/u-amy", "school-office/review"];
    await edit(page, site);
    for (const screen of screens) {
      await page.evaluate((screen) => (location.hash = `#/${screen}`), screen);
      await expect(page.locator(".shell-main .unseen").first()).toBeAttached();
      const room = await page.evaluate(() => document.documentElement.scrollHeight - window.innerHeight);
      expect(room, screen).toBe(0);
    }
  });
}

test("on paper there is what is looked at, and nothing around it", async ({ page, site }) => {
  for (const [screen, content] of [
    ["directory/people/u-amy", ".person-card"],
    ["ask", ".ask-card"],
    ["checks", ".checks-print tbody tr"],
  ]) {
    await open(page, `${site.root}#/school-office/${screen}`);
    await page.emulateMedia({ media: "print" });
    await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
    await expect(page.locator(content).first()).toBeVisible();
    for (const around of [".rail", ".top-bar"]) await expect(page.locator(around)).toBeHidden();
    await page.evaluate(() => dispatchEvent(new Event("afterprint")));
    await page.emulateMedia({ media: null });
  }
});

test("text twice as large wraps the bar and cuts nothing off", async ({ page, site }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await edit(page, site);
  await page.evaluate(() => (document.documentElement.style.fontSize = "32px"));
  await expect.poll(() => sideways(page)).toBe(0);
  await expect(draft(page)).toBeInViewport();
  await expect(page.getByRole("button", { name: "Share", exact: true })).toBeInViewport();
});

test("the rail lists the systems that are in use, and those that are added", async ({ page, site }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await open(page, `${site.root}#/childrens-services`);
  const systems = () => rail(page).locator(".rail-dot + .rail-word").allTextContents();
  await expect.poll(() => systems()).toEqual(["Access Control Lists", "User Group Processes"]);
  await addSystem(page, "Resource Access");
  await expect(page).toHaveURL(/editor\/resources$/);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Resource Access");
  await page.reload();
  await expect.poll(systems).toEqual(["Access Control Lists", "User Group Processes", "Resource Access"]);
  await page.goto(`${site.root}#/childrens-services/overview/features`);
  // What is looked at is listed as long as it is looked at.
  await expect.poll(systems).toContain("Feature Permissions");
  await goTo(page, "People");
  await expect.poll(systems).not.toContain("Feature Permissions");
});

test("a system's line leads back to the tab that was last looked at", async ({ page, site }) => {
  await open(page, site.root + overview);
  await goTo(page, "People");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("People");
  await rail(page).getByRole("link", { name: "User Group Processes" }).click();
  await expect(page).toHaveURL(/overview\/processes(\/|$)/);
  await expect(rail(page).getByRole("link", { name: "User Group Processes" })).toHaveAttribute("aria-current", "page");
});

test("the rail counts what is not saved, and leads to it", async ({ page, site }) => {
  await open(page, site.root + overview);
  await expect(rail(page).getByRole("link", { name: "Changes", exact: true })).toHaveAttribute("href", /history$/);
  await grid(page).focus();
  await page.keyboard.press("w");
  await expect(rail(page).getByRole("link", { name: /^Changes\s*1 not saved/ })).toHaveAttribute("href", /review$/);
});

test("undo and redo say what they would do, and Discard can be undone from the toast", async ({ page, site }) => {
  await edit(page, site);
  await expect(page.getByRole("button", { name: /^Undo: Office Clerks/ })).toBeVisible();
  await expect(page.getByRole("button", { name: "Nothing to redo" })).toHaveAttribute("aria-disabled", "true");
  await fromWorkspaceMenu(page, "Discard changes");
  await expect(draft(page)).toHaveCount(0);
  await expect(notice(page)).toHaveText("Back to the saved state. Undo brings the draft back.");
  await page.locator(".toast").getByRole("button", { name: "Undo" }).click();
  await expect(draft(page)).toContainText("1 unsaved change");
});

test("what is kept is a quiet word", async ({ page, site }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await edit(page, site);
  await expect(saveStatus(page)).toHaveText("Kept in this browser, never exported");
  await page.keyboard.press("Control+s");
  await expect(page.locator(".save-word")).toHaveText("Saved");
  await page.getByRole("button", { name: "Share", exact: true }).click();
  await expect(page.locator(".menu-foot").filter({ visible: true })).toHaveText("This workspace was never exported.");
});

test("where nothing is kept a banner says so and offers a file", async ({ page, site }) => {
  await page.addInitScript(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException("full", "QuotaExceededError");
    };
  });
  await edit(page, site);
  await expect(saveStatus(page)).toContainText("Not kept: ");
  await expect(page.locator(".save-word")).toHaveText("Not kept");
  await expect(banner(page)).toContainText("Nothing you edit is kept");
  await expectAccessible(page);
  await banner(page).getByRole("button", { name: "Export now" }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
});

test("a link to what is looked at is copied", async ({ page, site, context, browserName }) => {
  test.skip(browserName !== "chromium", "only there a test may read the clipboard");
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await open(page, site.root + overview);
  await page.getByRole("button", { name: "Share", exact: true }).click();
  await page.getByRole("menuitem", { name: /^Copy link/ }).click();
  await expect(notice(page)).toHaveText("Link copied.");
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(site.root + overview);
});

test.describe("on a phone", () => {
  test.beforeEach(async ({ page }) => page.setViewportSize({ width: 390, height: 844 }));

  test("five tabs at the foot lead to every place, and the bar's menu to the rest", async ({ page, site }) => {
    await open(page, site.root + overview);
    const foot = rail(page);
    await expect(foot.locator(".bottom-tab")).toHaveText(["Ask", "People", "Systems", "Checks", "Changes"]);
    const more = page.getByRole("button", { name: "More", exact: true });
    const box = await restingBox(foot);
    expect(Math.round(box.y + box.height)).toBe(844);
    await foot.getByRole("link", { name: "People" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("People");
    // Groups stand beside people.
    await page.getByRole("navigation", { name: "People", exact: true }).getByRole("link", { name: "Groups", exact: true }).click();
    await expect(page).toHaveURL(/directory\/groups/);
    await expect(foot.getByRole("link", { name: "People" })).toHaveAttribute("aria-current", "page");
    await foot.getByRole("button", { name: "Systems" }).click();
    await page.getByRole("menuitemradio", { name: "User Group Processes" }).click();
    await expect(page).toHaveURL(/overview\/processes(\/|$)/);
    await page.getByRole("navigation", { name: "User Group Processes" }).getByRole("link", { name: "Effective access" }).click();
    await expect(page).toHaveURL(/effective\/processes/);
    await more.click();
    await page.getByRole("menuitemradio", { name: "Dark" }).click();
    await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
    await more.click();
    await page.getByRole("menuitem", { name: "All workspaces" }).click();
    await expect(page).toHaveURL(/#\/$/);
  });

  test("the bar's menu takes back, saves and shares", async ({ page, site }) => {
    await edit(page, site);
    const more = page.getByRole("button", { name: "More", exact: true });
    await more.click();
    await page.getByRole("menuitem", { name: /^Undo: Office Clerks/ }).click();
    await expect(draft(page)).toHaveCount(0);
    await more.click();
    await page.getByRole("menuitem", { name: /^Redo/ }).click();
    await expect(draft(page)).toBeVisible();
    await more.click();
    await page.getByRole("menuitem", { name: "Save", exact: true }).click();
    await expect(notice(page)).toHaveText(/^Saved\./);
    await more.click();
    await page.getByRole("menuitem", { name: /^Save as a file…/ }).click();
    await expect(page.getByRole("dialog", { name: "Share" })).toBeVisible();
  });

  for (const scheme of ["light", "dark"]) {
    test(`axe finds nothing to object to, ${scheme}`, async ({ page, site }) => {
      test.slow();
      await page.emulateMedia({ colorScheme: scheme });
      await edit(page, site);
      await expectAccessible(page);
      await page.getByRole("button", { name: "More", exact: true }).click();
      await expectAccessible(page);
    });
  }
});

for (const scheme of ["light", "dark"]) {
  for (const width of [1440, 1024]) {
    test(`axe finds nothing to object to in the rail's and the bar's menus, ${scheme}, ${width} pixels wide`, async ({ page, site }) => {
      test.slow();
      await page.emulateMedia({ colorScheme: scheme });
      await page.setViewportSize({ width, height: 800 });
      await edit(page, site);
      await expectAccessible(page);
      for (const name of [/^Workspace: /, "Add a system…", "Theme", "Share"]) {
        await page.getByRole("button", { name, exact: typeof name === "string" }).click();
        await expect(page.getByRole("menu")).toBeVisible();
        await expectAccessible(page);
        await page.keyboard.press("Escape");
      }
      await page.getByRole("button", { name: "About Whocan" }).click();
      await expectAccessible(page);
    });
  }
}

test("in forced colours the present place is told", async ({ page, site }) => {
  await page.emulateMedia({ forcedColors: "active" });
  await open(page, site.root + overview);
  const current = rail(page).locator("[aria-current]");
  await expect.poll(() => current.evaluate((one) => getComputedStyle(one).borderTopWidth)).toBe("2px");
});
