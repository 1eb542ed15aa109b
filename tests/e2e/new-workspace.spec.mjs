// How a workspace begins: people, a system, a matrix, in any order, and what comes of them beside it.

import { expect, expectAccessible, open, test } from "./fixtures.mjs";

const step = (page, name) => page.getByRole("listitem").filter({ has: page.getByRole("heading", { name }) });
const soFar = (page) => page.getByRole("complementary", { name: "What you have so far" });
const lines = "Ada Brook, a.brook, Front Office\nBo Lindahl, b.lindahl, Front Office; First Aid\nCem Arslan, c.arslan, First Aid";
const matrix = "\tFront Office\tFirst Aid\nBases\tR\t\nCommunication Log\tRW\tR\nSEN Memos\t\t?";

async function begin(page, site) {
  await open(page, site.root);
  await page.getByRole("button", { name: "New workspace" }).click();
  await expect(page).toHaveURL(/#\/w-\w{6}\/first-steps$/);
  await expect(page.getByRole("heading", { name: "Three steps to the first answer" })).toBeVisible();
}

async function addPeople(page, text = lines) {
  await page.getByLabel("One person a line").fill(text);
  await page.getByRole("button", { name: "Add them" }).click();
}

const pick = (page, name) => page.getByRole("button", { name }).click();

/** Pastes a text where the focus is. */
async function paste(page, text) {
  await page.evaluate((text) => {
    const data = new DataTransfer();
    data.setData("text/plain", text);
    const at = document.activeElement ?? document.body;
    at.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  }, text);
}

test("people, a system and a matrix come to real access, saved and kept", async ({ page, site }) => {
  await begin(page, site);
  await addPeople(page);
  await expect(step(page, "People")).toContainText("3 people in 2 groups");
  await expect(step(page, "People").getByRole("list", { name: "People so far" })).toContainText("Ada Brook");
  await pick(page, /User Group Processes/);
  await expect(step(page, "Pick a system")).toContainText("User Group Processes is picked.");
  await expect(soFar(page)).toContainText("3 × 24");
  await expect(soFar(page)).toContainText("Everyone has Deny everywhere: that is the product’s default, not a gap.");
  await expect(soFar(page)).toContainText("A made-up picture.");
  await page.getByRole("heading", { name: "Say who may do what" }).click();
  await paste(page, matrix);
  const dialog = page.getByRole("dialog");
  await expect(dialog).toHaveAccessibleName("Paste into User Group Processes?");
  await expect(dialog).toContainText("3 cells change");
  await expect(dialog).toContainText("Not understood, and nothing is set for it: ? once");
  await dialog.getByRole("button", { name: "Set 3 cells" }).click();
  await expect(step(page, "Say who may do what")).toContainText("3 cells change");
  await expect(soFar(page)).toContainText("5 cells of 72 permit something.");
  await expect(soFar(page)).not.toContainText("A made-up picture.");
  await expect(page.getByRole("group", { name: "Draft" })).toHaveCount(0);
  await page.reload();
  await expect(soFar(page)).toContainText("5 cells of 72 permit something.");
  await page.getByRole("button", { name: "Open the editor" }).click();
  await expect(page).toHaveURL(/\/editor\/processes/);
});

test("a matrix names groups that are not there: they are said first, and made with it", async ({ page, site }) => {
  await begin(page, site);
  await pick(page, /User Group Processes/);
  await page.getByRole("button", { name: /^Paste/ }).click();
  await expect(page.getByLabel("The matrix, with its headings")).toBeFocused();
  await page.keyboard.insertText(matrix);
  await page.getByRole("button", { name: "Check it" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("2 groups are made: Front Office, First Aid.");
  await dialog.getByRole("button", { name: "Set 3 cells" }).click();
  await expect(page.getByRole("button", { name: "Open the editor" })).toBeVisible();
  await addPeople(page, "Ada Brook, , Front Office");
  await expect(step(page, "People")).toContainText("1 person in 2 groups");
  await expect(soFar(page)).toContainText("2 cells of 24 permit something.");
});

test("a matrix that is left changes nothing, and one of which nothing is understood cannot be set", async ({ page, site }) => {
  await begin(page, site);
  await pick(page, /User Group Processes/);
  await paste(page, matrix);
  await page.getByRole("dialog").getByRole("button", { name: "Leave it" }).click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Open the editor" })).toHaveCount(0);
  await paste(page, "one\ttwo\nthree\tfour");
  await expect(page.getByRole("dialog").getByRole("button", { name: /^Set / })).toHaveAttribute("aria-disabled", "true");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
});

test("a matrix comes as a dropped file, and a spreadsheet file says what to do instead", async ({ page, site }) => {
  await begin(page, site);
  await pick(page, /User Group Processes/);
  const drop = (name, parts) =>
    page.evaluate(
      ([name, parts]) => {
        const data = new DataTransfer();
        data.items.add(new File(parts, name));
        document.querySelector(".matrix-zone").dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
      },
      [name, parts],
    );
  await drop("matrix.xlsx", ["PK\u0003\u0004"]);
  await expect(step(page, "Say who may do what")).toContainText("matrix.xlsx is a spreadsheet file. Copy its cells and paste them here");
  await drop("matrix.csv", [",Office\nBases,Read\nExclusions,RW\n"]);
  await expect(page.getByRole("dialog")).toContainText("2 cells change");
  await page.getByRole("dialog").getByRole("button", { name: "Set 2 cells" }).click();
  await expect(page.getByRole("button", { name: "Open the editor" })).toBeVisible();
  await drop("other.whocan.json", ['{"format": "whocan", "version": 1, "title": "Dropped"}']);
  await expect(page.getByRole("dialog")).toContainText("Dropped");
});

test("it can be based on an example without its people", async ({ page, site }) => {
  await begin(page, site);
  await addPeople(page, "Ada Brook");
  await pick(page, /Access Control Lists/);
  await expect(soFar(page)).toContainText("There are no records yet: the editor adds them.");
  await page.getByRole("button", { name: "Base on a children's services team" }).click();
  await expect(step(page, "Say who may do what")).toContainText("6 groups came with what they may do.");
  await expect(step(page, "People")).toContainText("1 person in 6 groups");
  await expect(soFar(page)).toContainText("1 × 18");
  await page.getByRole("button", { name: "Open the editor" }).click();
  await expect(page).toHaveURL(/\/editor\/acl/);
});

test("the name is given here, and a blank one is not taken", async ({ page, site }) => {
  await begin(page, site);
  const name = page.getByRole("textbox", { name: "Name", exact: true });
  await expect(name).toHaveValue("Untitled workspace");
  await name.fill("  ");
  await expect(page.getByText("Give it a name.")).toBeVisible();
  await name.fill("Northgate rollout");
  await name.press("Enter");
  await expect(page).toHaveTitle("Northgate rollout · Whocan");
  await page.goto(`${site.root}#/`);
  await expect(page.locator(".recent")).toContainText("Northgate rollout");
  await page.getByRole("link", { name: "Northgate rollout" }).click();
  await expect(page.getByRole("heading", { name: "Three steps to the first answer" })).toBeVisible();
});

test("people that are doubtful are said, and nobody is added twice", async ({ page, site }) => {
  await begin(page, site);
  await expect(page.getByRole("button", { name: "Add them" })).toHaveAttribute("aria-disabled", "true");
  await addPeople(page);
  await page.getByRole("button", { name: "Add more" }).click();
  await expect(page.getByLabel("One person a line")).toBeFocused();
  await page.getByLabel("One person a line").fill("Ada Brook, a.brook\nDora Finch\nDora Finch");
  await expect(step(page, "People")).toContainText("1 person is new, 1 is there already.");
  await expect(step(page, "People")).toContainText("line 3: Dora Finch stands on line 2 already");
  await page.getByRole("button", { name: "Add them" }).click();
  await expect(step(page, "People")).toContainText("4 people in 2 groups");
  await page.keyboard.press("Control+z");
  await expect(step(page, "People")).toContainText("3 people in 2 groups");
});

test("all of it works with the keyboard alone", async ({ page, site }) => {
  await begin(page, site);
  await page.getByLabel("One person a line").focus();
  await page.keyboard.insertText("Ada Brook, , Office");
  const press = async (name, key = "Enter") => {
    for (let left = 30; left > 0; left -= 1) {
      await page.keyboard.press("Tab");
      if (await page.getByRole("button", { name }).evaluate((it) => it === document.activeElement)) return page.keyboard.press(key);
    }
    throw new Error(`${name} is not reached`);
  };
  await press("Add them");
  await expect(step(page, "People")).toContainText("1 person in 1 group");
  await press(/^Security Permissions/, "Space");
  await expect(page.getByRole("button", { name: /^Security Permissions/, pressed: true })).toBeVisible();
  await press("Fill in the grid");
  await expect(page).toHaveURL(/\/overview\/attributes/);
});

for (const theme of ["light", "dark"]) {
  for (const [width, height] of [[1440, 900], [1024, 768], [390, 844]]) {
    test(`axe finds nothing to object to before and after, ${theme}, ${width} wide`, async ({ page, site }) => {
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ colorScheme: theme });
      await begin(page, site);
      await expectAccessible(page);
      await addPeople(page);
      await pick(page, /User Group Processes/);
      await paste(page, matrix);
      await expect(page.getByRole("dialog")).toBeVisible();
      await expectAccessible(page);
      await page.getByRole("dialog").getByRole("button", { name: /^Set / }).click();
      await expect(page.getByRole("button", { name: "Open the editor" })).toBeVisible();
      await expectAccessible(page);
      await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    });
  }
}
