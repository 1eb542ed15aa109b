// The search over everything: by keyboard, to people, groups, things, screens and commands; and the
// shell's own menus.

import { expect, expectAccessible, notice, open, restingBox, saveStatus, test, workspaceName } from "./fixtures.mjs";

const palette = (page) => page.getByRole("dialog", { name: "Search and commands" });
const field = (page) => page.getByRole("combobox", { name: "Search people, groups, things and commands" });
const options = (page) => palette(page).getByRole("option");
const group = (page, name) => palette(page).getByRole("group", { name, exact: true });
const active = (page) => palette(page).getByRole("option", { selected: true });

async function search(page, text) {
  await page.keyboard.press("Control+k");
  await expect(field(page)).toBeFocused();
  await field(page).fill(text);
}

test.describe("the search", () => {
  test.beforeEach(async ({ page, site }) => {
    await open(page, `${site.root}#/school-office/effective/processes/u-ingrid/b-sen-memos`);
  });

  test("opens by Ctrl+K, even from a field, and by its button; Escape leads back", async ({ page }) => {
    await page.getByRole("grid").focus();
    await page.keyboard.press("Control+k");
    await expect(field(page)).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(palette(page)).toBeHidden();
    await expect(page.getByRole("grid")).toBeFocused();
    await page.getByRole("searchbox").first().focus();
    await page.keyboard.press("Control+k");
    await expect(field(page)).toBeFocused();
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Search", exact: true }).click();
    await expect(field(page)).toBeFocused();
  });

  test("finds two or three of each kind, and counts the rest", async ({ page }) => {
    await search(page, "sen");
    await expect(group(page, "Processes").getByRole("option")).toHaveText([/^SEN Memos.*User Group Processes/]);
    await expect(group(page, "Groups").getByRole("option")).toHaveText([/^SEN Team3 members/, /^Senior Leaders3 members/]);
    await expect(group(page, "Posts").getByRole("option").first()).toContainText("SEN Co-ordinator");
    await expect(group(page, "Do").getByRole("option").first()).toContainText("Present");
    await field(page).fill("a");
    await expect(group(page, /^People/).getByRole("option")).toHaveCount(3);
    await expect(palette(page).locator(".palette-kind").filter({ hasText: "People" })).toHaveText(/^People\d+ more$/);
    await expect(palette(page).getByRole("status")).toHaveText(/^\d+ found$/);
    await field(page).fill("no such thing");
    await expect(options(page)).toHaveCount(0);
    await expect(palette(page)).toContainText("Nothing here is called that.");
  });

  test("marks what was sought, whatever its accents", async ({ page }) => {
    await search(page, "quỳnh");
    await expect(active(page).locator("b")).toHaveText("Quỳnh");
    await field(page).fill("SOLH");
    await expect(active(page)).toContainText("Ingrid Solheim");
    await expect(active(page).locator("b")).toHaveText("Solh");
  });

  test("arrows go round, and say which line is meant", async ({ page }) => {
    await search(page, "senior");
    const ids = await options(page).evaluateAll((all) => all.map((one) => one.id));
    await expect(field(page)).toHaveAttribute("aria-activedescendant", ids[0]);
    await page.keyboard.press("ArrowUp");
    await expect(field(page)).toHaveAttribute("aria-activedescendant", ids.at(-1));
    await page.keyboard.press("ArrowDown");
    await expect(field(page)).toHaveAttribute("aria-activedescendant", ids[0]);
    await expect(field(page)).toBeFocused();
  });

  test("Tab goes through the kinds and stays in the field", async ({ page }) => {
    await search(page, "a");
    await page.keyboard.press("Tab");
    await expect(palette(page).getByRole("radio", { name: "People" })).toBeChecked();
    await expect(field(page)).toBeFocused();
    await expect(options(page)).toHaveCount(12);
    await page.keyboard.press("Shift+Tab");
    await page.keyboard.press("Shift+Tab");
    await expect(palette(page).getByRole("radio", { name: "Do", exact: true })).toBeChecked();
    await palette(page).getByRole("radio", { name: "Groups" }).check();
    await expect(field(page)).toBeFocused();
    await expect(palette(page).getByRole("status")).toHaveText(/, Groups$/);
  });

  test("answers what is asked first, and checks are found", async ({ page }) => {
    // Checks are judged a moment after the page stands, and the search says what is known when it opens.
    await expect(async () => {
      await page.keyboard.press("Escape");
      await search(page, "sen");
      await expect(group(page, "Checks").getByRole("option").first()).toContainText("holds", { timeout: 500 });
    }).toPass();
    await expect(active(page)).toHaveText(/^Who can Read SEN Memos\?4 people/);
    await expect(active(page).locator("b")).toHaveText("SEN");
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/ask\/who-can\//);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Ask");
    await search(page, "what can kofi do");
    await expect(active(page)).toContainText("What can Kofi Asante do?");
  });

  test("tells first what somebody can do with something, where both are named, then shows either", async ({ page, site }) => {
    await page.goto(`${site.root}#/school-office/effective/processes`);
    await expect(page.getByRole("grid")).toBeVisible();
    for (const text of ["ingrid sen memos", "ingrid solheim sen memos", "can ingrid read sen memos?", "memos sen ingrid"]) {
      await search(page, text);
      await expect(active(page)).toHaveText(/^Ingrid Solheim can Read SEN MemosUser Group Processes/);
      await expect(group(page, "Answer").getByRole("option")).toHaveCount(1);
      await expect(group(page, "Processes").getByRole("option").first()).toContainText("SEN Memos");
      await expect(group(page, "People").getByRole("option").first()).toContainText("Ingrid Solheim");
      await expect(group(page, "Groups").getByRole("option").first()).toContainText("SEN Team");
      const kinds = palette(page).locator(".palette-kind > span:first-child");
      expect((await kinds.allTextContents()).slice(0, 3)).toEqual(["Answer", "Processes", "People"]);
      await page.keyboard.press("Escape");
    }
    await search(page, "ingrid sen memos");
    await expect(active(page).locator("b")).toHaveText(["Ingrid", "SEN", "Memos"]);
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/effective\/processes\/u-ingrid\/b-sen-memos$/);
    await expect(palette(page)).toBeHidden();
    await search(page, "amy memos");
    await expect(active(page)).toHaveText(/^Amy Adeyemi can do nothing with SEN MemosDeny, User Group Processes/);
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/effective\/processes\/u-amy\/b-sen-memos$/);
    await search(page, "can ingrid delete sen memos");
    await expect(active(page)).toHaveText(/^Ingrid Solheim can Read SEN Memosnot Read-Write-Delete, User Group Processes/);
  });

  test("tells it of a group as well, and leads to its cell", async ({ page }) => {
    await search(page, "sen team memos");
    await expect(active(page)).toHaveText(/^SEN Team can .*SEN Memos/);
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/overview\/processes\/b-sen-memos\/g-sen$/);
  });

  test("tells it in each system, and leads to its effective access", async ({ page, site }) => {
    await open(page, `${site.root}#/childrens-services/effective/processes`);
    await search(page, "carys strategy meeting");
    await expect(active(page)).toHaveText(/^Carys Hughes.*Marsh: strategy meeting.*Access Control Lists/);
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/effective\/acl\/u-carys\/r-marsh-call$/);
  });

  test("puts first what has all words, and answers nothing that leaves one out", async ({ page }) => {
    await search(page, "mem sen");
    await expect(active(page)).toHaveText(/^Who can Read SEN Memos\?4 people/);
    await expect(palette(page).locator(".palette-kind > span:first-child").nth(1)).toHaveText("Processes");
    await expect(options(page).nth(1)).toContainText("SEN Memos");
    await field(page).fill("solheim, ingrid");
    await expect(group(page, "People").getByRole("option")).toHaveText([/Ingrid Solheim/]);
    await field(page).fill("ingrid senior");
    await expect(group(page, "Groups").getByRole("option").first()).toContainText("Senior Leaders");
    await expect(group(page, "People").getByRole("option").first()).toContainText("Ingrid Solheim");
    await expect(group(page, "Answer")).toHaveCount(0);
    for (const text of ["ingrid sen zzzz", "who can read zzzz memos"]) {
      await field(page).fill(text);
      await expect(options(page)).toHaveCount(0);
    }
  });

  test("opens beside this with Ctrl+Enter", async ({ page, context }) => {
    await search(page, "kofi");
    await page.keyboard.press("ArrowDown");
    const [beside] = await Promise.all([context.waitForEvent("page"), page.keyboard.press("Control+Enter")]);
    await expect(beside).toHaveURL(/effective\/processes\/u-kofi\/b-sen-memos$/);
    await expect(page).toHaveURL(/u-ingrid\/b-sen-memos$/);
  });

  test("leads to a person where people are looked at, and flashes there", async ({ page }) => {
    await search(page, "kofi");
    await group(page, "People").getByRole("option", { name: /Kofi/ }).hover();
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/effective\/processes\/u-kofi\/b-sen-memos$/);
    await expect(palette(page)).toBeHidden();
    await expect(page.getByRole("grid")).toBeFocused();
  });

  test("leads to a thing, a group and a screen", async ({ page }) => {
    await search(page, "data importing");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/effective\/processes\/u-ingrid\/b-data-importing$/);
    await search(page, "exams office");
    await group(page, "Groups").getByRole("option").first().click();
    await expect(page).toHaveURL(/directory\/groups\/g-exams/);
    await search(page, "processes: overview");
    await group(page, "Go to").getByRole("option").first().click();
    await expect(page).toHaveURL(/overview\/processes(\/|$)/);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("User Group Processes");
  });

  test("does what it says: commands, with undo", async ({ page, site }) => {
    await page.goto(`${site.root}#/school-office/overview/processes/b-attendance-codes/g-office`);
    await page.getByRole("treegrid", { name: "Overview" }).focus();
    await page.keyboard.press("w");
    await expect(page.getByRole("group", { name: "Draft" })).toBeVisible();
    await search(page, "discard");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("group", { name: "Draft" })).toHaveCount(0);
    await expect(notice(page)).toContainText("Back to the saved state");
    await page.locator(".toast").getByRole("button", { name: "Undo" }).click();
    await expect(page.getByRole("group", { name: "Draft" })).toBeVisible();
    await search(page, "dark");
    await page.keyboard.press("Enter");
    await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
    await search(page, "save");
    await page.keyboard.press("Enter");
    await expect(notice(page)).toHaveText(/^Saved\./);
    await expect(saveStatus(page)).toContainText("Kept in this browser");
  });

  test("opens with the key right behind the one that closed it", async ({ page }) => {
    await search(page, "dark");
    for (let time = 0; time < 10; time++) {
      await page.keyboard.press("Escape");
      await page.keyboard.press("Control+k");
      await expect(field(page)).toBeFocused();
      await expect(field(page)).toHaveValue("");
    }
  });

  test("stays where the browser tells late of an earlier closing", async ({ page }) => {
    await search(page, "dark");
    await page.locator("dialog.palette").evaluate((dialog) => dialog.dispatchEvent(new Event("close")));
    await field(page).press("ArrowDown");
    await expect(field(page)).toBeFocused();
    await expect(options(page).first()).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(field(page)).toHaveCount(0);
  });

  test("offers places and commands before anything is written", async ({ page }) => {
    await page.keyboard.press("Control+k");
    await expect(group(page, "Go to").getByRole("option")).toHaveCount(6);
    await expect(group(page, "Do").getByRole("option")).toHaveCount(6);
    await expect(group(page, "People")).toHaveCount(0);
  });

  for (const scheme of ["light", "dark"]) {
    for (const width of [1440, 390]) {
      test(`axe finds nothing to object to, ${scheme}, ${width} pixels wide`, async ({ page }) => {
        await page.emulateMedia({ colorScheme: scheme });
        await page.setViewportSize({ width, height: 844 });
        await search(page, "sen");
        await expect(options(page).first()).toBeVisible();
        await expectAccessible(page);
        const box = await restingBox(palette(page));
        expect(box.x).toBeGreaterThanOrEqual(0);
        expect(box.x + box.width).toBeLessThanOrEqual(width);
      });
    }
  }
});

test("a file's names are text in the search", async ({ page, site }) => {
  const file = {
    format: "whocan",
    version: 1,
    title: "Odd",
    directory: { users: [{ id: "u-1", name: "<img src=x onerror=alert(1)>", groups: [] }], groups: [] },
  };
  await open(page, site.root);
  await page.getByLabel("Open a file").setInputFiles({ name: "odd.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(file)) });
  await page.locator("dialog[open]").getByRole("button", { name: "Open as a new workspace" }).click();
  await expect(workspaceName(page)).toHaveText("Odd");
  await search(page, "img");
  await expect(options(page).first()).toContainText("<img src=x onerror=alert(1)>");
  await expect(page.locator("img")).toHaveCount(0);
});

test("the large organisation is searched, a few of each kind with how many more there are", async ({ page, site }) => {
  await open(page, `${site.root}#/large`);
  await page.keyboard.press("Control+k");
  await expect(field(page)).toBeFocused();
  for (const text of ["a", "an", "ana", "o", "ma"]) {
    await field(page).fill(text);
    await expect(group(page, "People").getByRole("option")).toHaveCount(3);
  }
  await field(page).fill("a");
  await expect(palette(page).locator(".palette-kind").filter({ hasText: "People" })).toHaveText(/\d{3,} more$/);
});

test("the large organisation tells who can do what with what", async ({ page, site }) => {
  await open(page, `${site.root}#/large`);
  await page.keyboard.press("Control+k");
  await expect(field(page)).toBeFocused();
  for (const text of ["ana acc", "ana accounts"]) {
    await field(page).fill(text);
    await expect(group(page, "Answer").getByRole("option")).toHaveText([/^Ana.* Acc/, /^Ana.* Acc/, /^Ana.* Acc/]);
  }
});

test.describe("on the first screen", () => {
  test("commands are found, and what needs a workspace is not", async ({ page, site }) => {
    await open(page, site.root);
    await search(page, "new workspace");
    await expect(options(page).first()).toContainText("New workspace");
    await field(page).fill("save as a file");
    await expect(options(page)).toHaveCount(0);
    await field(page).fill("about");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("dialog", { name: "About Whocan" })).toContainText("Version");
  });
});
