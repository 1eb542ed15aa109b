// The first screen: what is kept with its picture and badges, the examples with their questions, and
// the ways to begin.

import { chooseFor, chooseTheme, expect, expectAccessible, open, restingBox, saveStatus, test } from "./fixtures.mjs";

const overview = "#/school-office/overview/processes/b-attendance-codes/g-office";
const rows = (page) => page.locator(".recent");

/** Puts a configuration into the storage of the browser by opening it as a file. */
async function keep(page, site, document) {
  await open(page, site.root);
  const buffer = Buffer.from(JSON.stringify({ format: "whocan", version: 1, ...document }));
  await page.getByLabel("Open a file").setInputFiles({ name: "kept.whocan.json", mimeType: "application/json", buffer });
  await page.getByRole("dialog").getByRole("button", { name: "Open as a new workspace" }).click();
  await expect(page).toHaveURL(/#\/w-\w{6}\//);
}

const directory = {
  users: [
    { id: "u-ann", name: "Ann", groups: ["g"] },
    { id: "u-bob", name: "Bob" },
  ],
  groups: [{ id: "g", name: "Office" }],
};
const levels = { processes: { levels: { g: { "b-bases": "Read" } } } };
const check = (id, expected) => ({ id, ask: { model: "processes", user: "u-ann", process: "b-bases" }, expect: expected });

/** The squares of a picture in a tone. */
const squares = (row, level) => row.locator(`.matrix-picture [data-level="${level}"]`).getAttribute("d");

/** Edits one cell of the school office and goes to the first screen. */
async function edited(page, site) {
  await open(page, site.root + overview);
  await page.getByRole("treegrid", { name: "Overview" }).focus();
  await page.keyboard.press("w");
  await expect(saveStatus(page)).toContainText("Kept in this browser");
  await page.goto(`${site.root}#/`);
  await expect(rows(page)).toHaveCount(1);
}

test("with nothing kept it says so, and how to begin", async ({ page, site }) => {
  await open(page, site.root);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Who can do what, and why?");
  await expect(page.getByText("Nothing here yet")).toBeVisible();
  await expect(page.locator(".example-card")).toHaveCount(6);
  await page.getByRole("button", { name: "Begin a workspace" }).click();
  await expect(page.getByRole("heading", { name: "Three steps to the first answer" })).toBeVisible();
});

test("a workspace with unsaved changes says how many, what it is and when it was kept", async ({ page, site }) => {
  await edited(page, site);
  await expect(rows(page)).toContainText("1 unsaved change");
  await expect(rows(page)).toContainText("User Group Processes · 24 people · ");
  await expect(rows(page)).toContainText(/Today, \d\d:\d\d/);
  await expect.poll(() => squares(rows(page), "middle")).not.toBe("");
  // The whole row leads there.
  const picture = await restingBox(rows(page).locator(".recent-picture"));
  await page.mouse.click(picture.x + picture.width / 2, picture.y + picture.height / 2);
  await expect(page).toHaveURL(/#\/school-office\//);
});

test("checks that hold are counted, and checks that fail are counted before them", async ({ page, site }) => {
  await keep(page, site, { title: "Two hold", directory, models: levels, checks: [check("c-1", "Read"), check("c-2", "Read")] });
  await keep(page, site, { title: "One fails", directory, models: levels, checks: [check("c-1", "Read"), check("c-2", "Deny")] });
  await keep(page, site, { title: "None", directory });
  await page.goto(`${site.root}#/`);
  await expect(rows(page)).toHaveCount(3);
  await expect(rows(page).filter({ hasText: "Two hold" })).toContainText("2 checks hold");
  await expect(rows(page).filter({ hasText: "One fails" })).toContainText("1 check fails");
  await expect(rows(page).filter({ hasText: "None" }).locator(".state-tag")).toHaveCount(0);
  await expectAccessible(page);
});

test("what is not known of a workspace is worked out again, and what is gone is forgotten", async ({ page, site }) => {
  await edited(page, site);
  await expect(rows(page)).toContainText("1 unsaved change");
  const glances = () => page.evaluate(() => Object.entries(localStorage).filter(([key]) => key.startsWith("whocan.glance.")));
  const before = await glances();
  expect(before).toHaveLength(1);
  for (const text of [undefined, '"nonsense"', "{damaged", JSON.stringify(JSON.parse(before[0][1]).replace(/^\d+/, "5"))]) {
    await page.evaluate(([key, text]) => (text === undefined ? localStorage.removeItem(key) : localStorage.setItem(key, text)), [before[0][0], text]);
    await page.reload();
    await expect(rows(page)).toContainText("1 unsaved change");
    await expect.poll(glances).toEqual(before);
  }
  await chooseFor(page, "A school office", "Remove");
  await expect(rows(page)).toHaveCount(0);
  await expect.poll(() => glances()).toEqual([]);
});

test("a removal can be undone, and another copy is listed first", async ({ page, site }) => {
  await edited(page, site);
  await chooseFor(page, "A school office", "Remove");
  await expect(page.getByText("A school office was removed.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Undo", exact: true })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(rows(page)).toHaveCount(1);
  await expect(page.getByText("A school office was removed.")).toHaveCount(0);
  await chooseFor(page, "A school office", "Duplicate");
  await expect(rows(page).first()).toContainText("A school office (copy)");
  await expect(rows(page).first()).toContainText("1 unsaved change");
});

test("a long list shows the first, and the rest when asked", async ({ page, site }) => {
  await edited(page, site);
  await page.evaluate(() => {
    for (const [key, text] of Object.entries({ ...localStorage })) {
      for (let at = 0; at < 8; at += 1) if (key.includes(".school-office.")) localStorage.setItem(key.replace("school-office", `w-copy0${at}`), text);
    }
  });
  await page.reload();
  await expect(rows(page)).toHaveCount(6);
  await page.getByRole("button", { name: "Show 3 more" }).click();
  await expect(rows(page)).toHaveCount(9);
});

for (const [title, address, row, column] of [
  ["A school office", "school-office/effective/processes", "u-ingrid", "b-sen-memos"],
  ["A children's services team", "childrens-services/effective/acl", "u-carys", "r-marsh-inv"],
  ["A youth service", "youth-service/effective/attributes", "u-bryn", "a-plan-review-more"],
  ["A sports club", "sports-club/effective/resources", "u-dev", "n-amos"],
  ["A training provider", "training-provider/effective/features", "u-isla", "f-tab-reviews"],
  ["A large organisation", "large/effective/processes", "u-00000", "b-000"],
]) {
  test(`${title} opens on its own system and on the cell of its question`, async ({ page, site }) => {
    await open(page, site.root);
    await page.getByRole("link", { name: title }).click();
    await expect(page).toHaveURL(`${site.root}#/${address}/${row}/${column}`);
    await expect(page.getByRole("grid", { name: "Effective access" })).toBeVisible();
  });
}

test("each card shows what is in it, its question and a picture", async ({ page, site }) => {
  await open(page, site.root);
  const card = page.getByRole("link", { name: "A large organisation" });
  await expect(card).toContainText("10,000 people · 500 processes");
  await expect(card).toContainText("What do five million decisions look like?");
  for (const card of await page.locator(".example-card").all()) {
    const drawn = await Promise.all(["low", "middle", "full"].map((level) => squares(card, level)));
    expect(drawn.join("").length).toBeGreaterThan(20);
  }
});

test("a second copy of an example opens on the cell as well", async ({ page, site }) => {
  await edited(page, site);
  await page.getByRole("link", { name: /A school office.*Ingrid/ }).click();
  await expect(page).toHaveURL(/#\/w-\w{6}\/effective\/processes\/u-ingrid\/b-sen-memos$/);
});

test("menus and buttons are reached by the keyboard", async ({ page, site }) => {
  await edited(page, site);
  await page.getByRole("link", { name: "A school office", exact: true }).focus();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("button", { name: "More for A school office" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("menuitem", { name: "Rename" })).toBeFocused();
  await page.keyboard.press("d");
  await expect(page.getByRole("menuitem", { name: "Duplicate" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "More for A school office" })).toBeFocused();
});

for (const theme of ["Light", "Dark"]) {
  for (const [width, height] of [[1440, 900], [390, 844], [320, 640]]) {
    test(`axe finds nothing to object to, ${theme}, ${width} wide, and nothing scrolls sideways`, async ({ page, site }) => {
      await page.setViewportSize({ width, height });
      await edited(page, site);
      await chooseTheme(page, theme);
      await expect(rows(page)).toContainText("1 unsaved change");
      await expectAccessible(page);
      await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    });
  }
}

test("it holds with text of twice the size and in forced colours", async ({ page, site }) => {
  await page.emulateMedia({ forcedColors: "active" });
  await edited(page, site);
  await page.evaluate(() => (document.documentElement.style.fontSize = "200%"));
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  await expect(page.getByText("Open a file")).toBeVisible();
  await expectAccessible(page);
});

test("the field that picks a file shows its focus", async ({ page, site }) => {
  await open(page, site.root);
  await page.getByRole("button", { name: "New workspace" }).focus();
  await page.keyboard.press("Tab");
  await expect(page.getByLabel("Open a file")).toBeFocused();
  const outline = await page.locator(".file-btn").evaluate((it) => getComputedStyle(it).outlineStyle);
  expect(outline).toBe("solid");
});

test("the cell of a card is the one that is looked at", async ({ page, site }) => {
  await open(page, site.root);
  await page.getByRole("link", { name: /A school office/ }).click();
  const why = page.getByRole("complementary", { name: "Why" });
  await expect(why).toContainText("Ingrid Solheim");
  await expect(why).toContainText("SEN Memos");
});
