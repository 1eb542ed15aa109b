// Names that are written from right to left, or hold marks that nobody sees: a sentence, a grid and the
// title stay as they are meant, and marks that would mislead are shown.

import { expect, open, test } from "./fixtures.mjs";

const [FSI, PDI] = ["\u2068", "\u2069"];
const dana = "\u062f\u0627\u0646\u0627";
const row = "\u0635\u0641\u0651 7 (A)";

const file = JSON.stringify({
  format: "whocan",
  version: 1,
  title: `Plan ${dana} \u202Ex`,
  directory: {
    users: [
      { id: "u-1", name: "Amy \u202eymA", groups: ["g-1"] },
      { id: "u-2", name: dana, groups: ["g-2"] },
    ],
    groups: [
      { id: "g-1", name: "Office \u202e(nwo)" },
      { id: "g-2", name: row },
    ],
  },
  models: { processes: { catalogue: "one-1", levels: { "g-1": { "b-bases": "Read" }, "g-2": { "b-bases": "Read" } } } },
});

test.beforeEach(async ({ page, site }) => {
  await open(page, site.root);
  const buffer = Buffer.from(file);
  await page.getByLabel("Open a file").setInputFiles({ name: "odd.json", mimeType: "application/json", buffer });
  await page.locator("dialog[open]").getByRole("button", { name: "Open as a new workspace" }).click();
  await expect(page).toHaveURL(/#\/w-\w{6}\//);
});

test("the title of the page shows the mark and keeps the name apart", async ({ page }) => {
  await expect(page).toHaveTitle(`Plan ${FSI}${dana}${PDI} [U+202E]x · Whocan`);
});

test("the heads of a grid do, and so does a sentence", async ({ page }) => {
  const grid = page.getByRole("main").locator(".grid");
  const head = (name) => grid.getByRole("rowheader").filter({ hasText: name });
  await expect(head("Amy [U+202E]ymA")).toHaveCount(1);
  await expect(head(`${FSI}${dana}${PDI}`)).toHaveCount(1);
  const workspace = new URL(page.url()).hash.split("/")[1];
  await page.evaluate((to) => (location.hash = to), `#/${workspace}/effective/processes/u-1/b-bases`);
  const why = page.getByRole("complementary", { name: "Why" });
  await expect(why).toContainText("Office [U+202E](nwo) gives Read on");
  await page.evaluate((to) => (location.hash = to), `#/${workspace}/effective/processes/u-2/b-bases`);
  await expect(why).toContainText(`${FSI}${row}${PDI} gives Read on`);
});
