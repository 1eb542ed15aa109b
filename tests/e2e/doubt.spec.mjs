// What hangs on something in the file that cannot be read is marked in the grid, in the inspector and to
// whoever listens.

import { expect, expectAccessible, open, test } from "./fixtures.mjs";

const file = JSON.stringify({
  format: "whocan",
  version: 1,
  title: "Misspelt",
  directory: {
    users: [{ id: "u-1", name: "Amy", groups: ["g-1"] }],
    groups: [{ id: "g-1", name: "Office" }],
  },
  models: {
    processes: {
      catalogue: [
        { id: "m-1", name: "SEN", processes: [{ id: "b-1", name: "Memos" }, { id: "b-2", name: "Plans" }] },
      ],
      levels: { "g-1": { "b-1": "read", "b-2": "Read" } },
    },
  },
});

test("a level that cannot be read is doubtful wherever it shows", async ({ page, site }) => {
  await open(page, site.root);
  const buffer = Buffer.from(file);
  await page.getByLabel("Open a file").setInputFiles({ name: "m.whocan.json", mimeType: "application/json", buffer });
  const asked = page.locator("dialog[open]");
  await expect(asked).toContainText("Did you mean Read?");
  await asked.getByRole("button", { name: "Open as a new workspace" }).click();
  await expect(page).toHaveURL(/#\/w-\w{6}\//);
  const workspace = new URL(page.url()).hash.split("/")[1];
  await open(page, `${site.root}#/${workspace}/effective/processes/u-1/b-1`);
  const grid = page.getByRole("grid", { name: "Effective access" });
  const doubtful = grid.locator('.grid-cell[data-sign="doubt"]');
  await expect(doubtful).toHaveCount(1);
  await expect(doubtful).toHaveAccessibleName(/Deny, doubtful/);
  await expect(page.getByText("A question mark stands where something in the file cannot be read")).toBeVisible();
  const why = page.getByRole("complementary", { name: "Why" });
  await expect(why.locator(".outcome")).toContainText("Doubtful");
  await expect(why).toContainText("Part of the file cannot be read. Deny is the least that it can mean.");
  const first = why.locator(".step-tree > li > ul > li").first();
  await expect(first).toContainText("$.models.processes.levels.g-1.b-1 in the file cannot be read");
  await expectAccessible(page);
});
