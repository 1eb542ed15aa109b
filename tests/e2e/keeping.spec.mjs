// What was edited is there on the next visit, whatever happens to the browser's storage meanwhile.

import { readFile } from "node:fs/promises";
import { allWorkspaces, boxOf, chooseFor, expect, expectAccessible, fromWorkspaceMenu, goTo, loseSecondCopy, notice, open, saveFile, saveStatus, spot, test, workspaceName } from "./fixtures.mjs";

const overview = "#/school-office/overview/processes/b-attendance-codes/g-office";
const cell = (page) => page.getByRole("treegrid", { name: "Overview" }).locator(spot(2, 1));
const standing = saveStatus;
const grid = (page) => page.getByRole("treegrid", { name: "Overview" });

/** Opens the example and sets one cell. */
async function edit(page, site, key = "w") {
  await open(page, site.root + overview);
  await grid(page).focus();
  await page.keyboard.press(key);
}

test("a draft is there after a reload, and so is what was saved", async ({ page, site }) => {
  await edit(page, site);
  await expect(standing(page)).toContainText("Kept in this browser");
  await page.reload();
  await expect(cell(page)).toContainText("Read-Write");
  await expect(page.getByRole("group", { name: "Draft" })).toContainText("1 unsaved change");
  await page.keyboard.press("Control+s");
  await expect(page.getByRole("group", { name: "Draft" })).toHaveCount(0);
  await expect(standing(page)).toContainText("Kept in this browser");
  await page.reload();
  await expect(cell(page)).toContainText("Read-Write");
  await expect(page.getByRole("group", { name: "Draft" })).toHaveCount(0);
});

test("an edit is kept even where the page is left at once", async ({ page, site }) => {
  await edit(page, site, "x");
  await expect(cell(page)).toContainText("RW-Delete");
  await page.reload();
  await expect(cell(page)).toContainText("RW-Delete");
});

test("looking at an example keeps nothing", async ({ page, site }) => {
  await open(page, site.root + overview);
  await expect(cell(page)).toContainText("Deny");
  await page.reload();
  const kept = await page.evaluate(() => Object.keys(localStorage).filter((key) => key !== "whocan.theme"));
  expect(kept).toEqual([]);
});

test("the first screen lists what is kept; it can be copied, deleted, brought back", async ({ page, site }) => {
  await edit(page, site);
  await expect(standing(page)).toContainText("Kept in this browser");
  await allWorkspaces(page);
  await expect(page.getByRole("heading", { name: "Recent" })).toBeVisible();
  await expect(page.getByText("Kept in this browser. Nothing leaves this page.")).toBeVisible();
  const entries = page.locator(".recent");
  await expect(entries).toHaveCount(1);
  await expect(entries).toContainText("24 people");
  await expectAccessible(page);
  await chooseFor(page, "A school office", "Duplicate");
  await expect(entries).toHaveCount(2);
  await chooseFor(page, "A school office", "Remove");
  await expect(entries).toHaveCount(1);
  await expect(page.getByRole("button", { name: "Undo" })).toBeFocused();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(entries).toHaveCount(2);
  await page.getByRole("link", { name: "A school office (copy)" }).click();
  await goTo(page, "User Group Processes", "Overview");
  await expect(cell(page)).toContainText("Read-Write");
});

test("an example opened again is another copy", async ({ page, site }) => {
  await edit(page, site);
  await expect(standing(page)).toContainText("Kept in this browser");
  await allWorkspaces(page);
  await page.getByRole("link", { name: /A school office.*24 people · 24 processes/ }).click();
  await goTo(page, "User Group Processes", "Overview");
  await expect(page).toHaveURL(/#\/w-\w{6}\/overview/);
  await expect(cell(page)).toContainText("Deny");
});

test("a full storage is said, and nothing that was kept is lost", async ({ page, site }) => {
  await edit(page, site);
  await expect(standing(page)).toContainText("Kept in this browser");
  const before = await page.evaluate(() => ({ ...localStorage }));
  await page.evaluate(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException("the quota has been exceeded", "QuotaExceededError");
    };
  });
  await page.keyboard.press("x");
  await expect(standing(page)).toContainText("Not kept: the browser would not keep it");
  await expect(cell(page)).toContainText("RW-Delete");
  await expect.poll(() => page.evaluate(() => ({ ...localStorage }))).toEqual(before);
  await page.reload();
  await expect(cell(page)).toContainText("Read-Write");
});

test("what is damaged is said and left alone, and what was kept before it is shown", async ({ page, site }) => {
  await edit(page, site);
  await expect(standing(page)).toContainText("Kept in this browser");
  await page.keyboard.press("x");
  const saves = () => page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("whocan.save.")).sort());
  await expect.poll(async () => (await saves()).length).toBe(2);
  const newest = (await saves()).at(-1);
  await page.goto("about:blank");
  // Once the app stands both copies were compared; what is damaged before is mended from the second one.
  await open(page, `${site.root}#/`);
  await loseSecondCopy(page);
  await page.evaluate((key) => localStorage.setItem(key, localStorage.getItem(key).slice(0, -9) + '"'), newest);
  await page.goto(`${site.root}${overview}`);
  await expect(notice(page)).toContainText("is damaged; this is what was kept before it");
  await expect(cell(page)).toContainText("Read-Write");
  await expect.poll(() => saves()).toContain(newest);
});

/** A browser without the dialog to save files, as Firefox is. */
const withoutPicker = (page) => page.addInitScript(() => delete window.showSaveFilePicker);

/** Breaks the storage of all pages to come, as `how` says. */
const broken = (page, how) => page.addInitScript(how);

/** Edits, sees that it is said not to be kept, and that an export is offered, which has the edit. */
async function editUnkept(page, site, why) {
  await withoutPicker(page);
  await edit(page, site, "x");
  await expect(standing(page)).toContainText(`Not kept: ${why}`);
  await expect(cell(page)).toContainText("RW-Delete");
  await page.getByRole("button", { name: "Export now" }).click();
  const download = page.waitForEvent("download");
  await saveFile(page);
  const file = JSON.parse(await readFile(await (await download).path(), "utf8"));
  expect(file.models.processes.levels["g-office"]["b-attendance-codes"]).toBe("Read-Write-Delete");
}

test("where storage is switched off it is said, and an export is offered", async ({ page, site }) => {
  await broken(page, () => {
    Object.defineProperty(window, "localStorage", {
      get() {
        throw new DOMException("switched off", "SecurityError");
      },
    });
  });
  await editUnkept(page, site, "this browser keeps nothing for this page");
});

test("in a private window that takes nothing it is said, and an export is offered", async ({ page, site }) => {
  await broken(page, () => {
    Storage.prototype.setItem = () => {
      throw new DOMException("no room at all", "QuotaExceededError");
    };
  });
  await editUnkept(page, site, "the browser would not keep it");
});

/** Sees that what is kept is the first edit, whatever became of the second. */
async function keptTheFirst(page) {
  await page.reload();
  await expect(cell(page)).toContainText("Read-Write");
  await expect(cell(page)).not.toContainText("Delete");
}

test("a write that throws midway leaves what was kept", async ({ page, site }) => {
  await edit(page, site);
  await expect(standing(page)).toContainText("Kept in this browser");
  await page.evaluate(() => {
    const set = Storage.prototype.setItem;
    Storage.prototype.setItem = function (key, text) {
      if (key.startsWith("whocan.save.")) throw new DOMException("not now", "QuotaExceededError");
      set.call(this, key, text);
    };
  });
  await page.keyboard.press("x");
  await expect(standing(page)).toContainText("Not kept");
  await keptTheFirst(page);
});

test("a tab that is killed between two writes leaves what was kept", async ({ page, site }) => {
  await edit(page, site);
  await expect(standing(page)).toContainText("Kept in this browser");
  const before = await page.evaluate(() => Object.keys(localStorage).length);
  await page.evaluate(() => {
    const set = Storage.prototype.setItem;
    // The first write happens, and then nothing any more: no write, no tidying up.
    Storage.prototype.setItem = function (key, text) {
      set.call(this, key, text);
      Storage.prototype.setItem = Storage.prototype.removeItem = () => {
        throw new Error("gone");
      };
    };
  });
  await page.keyboard.press("x");
  await expect(standing(page)).toContainText("Not kept");
  await expect.poll(() => page.evaluate(() => Object.keys(localStorage).length)).toBe(before + 1);
  await keptTheFirst(page);
});

/** Does something to what is stored while nothing is open. */
async function meddle(page, site, how, what) {
  await page.goto(`${site.root}#/`);
  await expect(page.getByRole("heading", { name: "Examples" })).toBeVisible();
  await page.evaluate(how, what);
  await page.goto(site.root + overview);
}

/** Keeps two edits, Read-Write and then Read-Write-Delete. */
async function twice(page, site) {
  await edit(page, site);
  await expect(standing(page)).toContainText("Kept in this browser");
  await page.keyboard.press("x");
  const saves = () => Object.keys(localStorage).filter((key) => key.startsWith("whocan.save.")).length;
  await expect.poll(() => page.evaluate(saves)).toBe(2);
}

test("where the newest manifest is gone the older one is opened", async ({ page, site }) => {
  await twice(page, site);
  await meddle(page, site, () => {
    localStorage.removeItem(Object.keys(localStorage).filter((key) => key.startsWith("whocan.save.")).sort().at(-1));
  });
  await expect(cell(page)).toContainText("Read-Write");
  await expect(cell(page)).not.toContainText("Delete");
});

for (const [what, how] of [
  ["missing", (key) => localStorage.removeItem(key)],
  ["damaged", (key) => localStorage.setItem(key, '"ĀĀĀ"')],
]) {
  test(`a section that is ${what} is said, and what was kept before it is shown`, async ({ page, site }) => {
    await edit(page, site);
    await expect(standing(page)).toContainText("Kept in this browser");
    const before = await page.evaluate(() => Object.keys(localStorage));
    await page.keyboard.press("x");
    const added = async () => {
      const keys = await page.evaluate(() => Object.keys(localStorage));
      return keys.filter((key) => key.startsWith("whocan.part.") && !before.includes(key));
    };
    await expect.poll(async () => (await added()).length).toBe(1);
    const [key] = await added();
    await meddle(page, site, how, key);
    await expect(notice(page)).toContainText("is damaged; this is what was kept before it");
    await expect(cell(page)).toContainText("Read-Write");
    await expect(cell(page)).not.toContainText("Delete");
  });
}

test("a workspace of which nothing can be read is listed, and what is stored of it can be taken along", async ({ page, site }) => {
  await withoutPicker(page);
  await edit(page, site);
  await expect(standing(page)).toContainText("Kept in this browser");
  await meddle(page, site, () => {
    for (const key of Object.keys(localStorage).filter((key) => key.startsWith("whocan.part."))) localStorage.setItem(key, '"?"');
  });
  await expect(notice(page)).toContainText("A part of this workspace cannot be read");
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: /^More for / }).click();
  await page.getByRole("menuitem", { name: "Export" }).click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/\.stored\.json$/);
  expect(JSON.parse(await readFile(await file.path(), "utf8")).format).toBe("whocan-storage");
});

test("a tab that has a workspace alone sweeps up what a killed one left", async ({ page, site }) => {
  await edit(page, site);
  await expect(standing(page)).toContainText("Kept in this browser");
  const left = "whocan.part.school-office.0123.t-killed";
  await meddle(page, site, () => localStorage.setItem("whocan.part.school-office.0123.t-killed", '"ā"'));
  await expect(cell(page)).toContainText("Read-Write");
  await page.clock.install();
  await page.reload();
  await expect(cell(page)).toContainText("Read-Write");
  await page.clock.runFor(30_000);
  await expect.poll(() => page.evaluate((key) => localStorage.getItem(key), left)).toBe('"ā"');
  await page.clock.runFor(40_000);
  await expect.poll(() => page.evaluate((key) => localStorage.getItem(key), left)).toBe(null);
  await keptTheFirst(page);
});

test("a workspace is renamed, exported and weighed in the list", async ({ page, site }) => {
  await withoutPicker(page);
  await edit(page, site);
  await expect(standing(page)).toContainText("Kept in this browser, never exported");
  await allWorkspaces(page);
  const entry = page.locator(".recent");
  await expect(entry).toContainText(/\d+ kB/);
  await chooseFor(page, "A school office", "Rename");
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: "Name" }).fill("  ");
  await expect(dialog.getByRole("button", { name: "Rename" })).toBeDisabled();
  await dialog.getByRole("textbox", { name: "Name" }).fill("Our office");
  await page.keyboard.press("Enter");
  await expect(entry.getByRole("link")).toHaveText("Our office");
  await expect(entry.getByRole("link")).toBeFocused();
  const download = page.waitForEvent("download");
  await chooseFor(page, "Our office", "Export");
  await expect.poll(async () => (await download).suggestedFilename()).toMatch(/^Our office \d{4}-\d\d-\d\d\.whocan\.json$/);
});

test("a fresh screen does not list what is kept, and is remembered", async ({ page, site }) => {
  await edit(page, site);
  await expect(standing(page)).toContainText("Kept in this browser");
  await allWorkspaces(page);
  await page.getByRole("button", { name: "Hide this list" }).click();
  const hidden = page.getByText("1 workspace is hidden");
  await expect(page.locator(".recent")).toHaveCount(0);
  await page.reload();
  await expect(hidden).toBeVisible();
  await expect(page.locator(".recent")).toHaveCount(0);
  await page.getByRole("button", { name: "Show it" }).click();
  await expect(page.locator(".recent")).toHaveCount(1);
});

test("an example that nobody has edited can be duplicated", async ({ page, site }) => {
  await open(page, `${site.root}#/sports-club`);
  await expect(page).toHaveURL(/#\/sports-club\/effective\/resources/);
  await fromWorkspaceMenu(page, "Duplicate this workspace");
  await expect(page).toHaveURL(/#\/w-\w{6}\/effective\/resources/);
  await expect(workspaceName(page)).toHaveText("A sports club (copy)");
});

test("the menu of workspaces leads to others, makes new ones and resets to the example", async ({ page, site }) => {
  await edit(page, site);
  await expect(standing(page)).toContainText("Kept in this browser");
  const menu = page.getByRole("button", { name: /^Workspace: / });
  const choose = (name) => fromWorkspaceMenu(page, name);
  await choose("Reset to the example");
  await expect(cell(page)).toContainText("Deny");
  await page.getByRole("button", { name: /Undo: replace by A school office/ }).click();
  await expect(cell(page)).toContainText("Read-Write");
  await choose("Duplicate this workspace");
  await expect(page).toHaveURL(/#\/w-\w{6}\/overview/);
  await expect(workspaceName(page)).toHaveText("A school office (copy)");
  await expect(cell(page)).toContainText("Read-Write");
  await choose("New workspace");
  await expect(page.getByRole("heading", { name: "Three steps to the first answer" })).toBeVisible();
  await expect(workspaceName(page)).toHaveText("Untitled workspace");
  await menu.click();
  await expect(page.getByRole("menuitem", { name: "Reset to the example" })).toHaveCount(0);
  await page.keyboard.press("Escape");
  await choose("A school office (copy)");
  await expect(workspaceName(page)).toHaveText("A school office (copy)");
});

test("the rail can be folded, and stays so", async ({ page, site }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await open(page, site.root + overview);
  const fold = page.getByRole("button", { name: "List of screens" });
  const width = async () => Math.round((await boxOf(page.getByRole("navigation", { name: "Screens" }))).width);
  await expect(fold).toHaveAttribute("aria-expanded", "true");
  await expect.poll(width).toBe(224);
  await fold.click();
  await expect.poll(width).toBe(56);
  await page.reload();
  await expect(fold).toHaveAttribute("aria-expanded", "false");
  await expect.poll(width).toBe(56);
  await fold.click();
  await expect.poll(width).toBe(224);
  // By itself it folds where the window is narrow; who unfolded it has it unfolded there too.
  await page.setViewportSize({ width: 1024, height: 768 });
  await expect.poll(width).toBe(224);
});

test("the rail folds by itself where the window is narrow", async ({ page, site }) => {
  await page.setViewportSize({ width: 1281, height: 800 });
  await open(page, site.root + overview);
  const fold = page.getByRole("button", { name: "List of screens" });
  await expect(fold).toHaveAttribute("aria-expanded", "true");
  await page.setViewportSize({ width: 1280, height: 800 });
  await expect(fold).toHaveAttribute("aria-expanded", "false");
});

/** Edits the cell once more, and waits until that is kept. */
async function editAgain(page, key, text) {
  const newest = () =>
    page.evaluate(() => {
      const saves = Object.keys(localStorage).filter((key) => key.includes(".save.") && !key.includes(".4294967295."));
      return saves.sort().at(-1);
    });
  const before = await newest();
  await grid(page).focus();
  await page.keyboard.press(key);
  await expect(cell(page)).toContainText(text);
  await expect.poll(newest).not.toBe(before);
  await expect(standing(page)).toContainText("Kept in this browser");
}

for (const [what, how] of [
  ["emptied", () => localStorage.clear()],
  [
    "spoiled",
    () => {
      for (const key of Object.keys(localStorage).filter((key) => key.startsWith("whocan.part."))) localStorage.setItem(key, '"?"');
    },
  ],
  [
    "muddled",
    () => {
      const keys = Object.keys(localStorage).filter((key) => key.startsWith("whocan.part."));
      const texts = keys.map((key) => localStorage.getItem(key));
      keys.forEach((key, at) => localStorage.setItem(key, texts[(at + 1) % texts.length]));
    },
  ],
]) {
  test(`with both copies lost or ${what} behind the page the next edit keeps all of it`, async ({ page, site }) => {
    await edit(page, site);
    await expect(standing(page)).toContainText("Kept in this browser");
    await page.evaluate(how);
    await loseSecondCopy(page);
    await editAgain(page, "x", "RW-Delete");
    await page.reload();
    await expect(cell(page)).toContainText("RW-Delete");
    await expect(notice(page)).toHaveCount(0);
    await expect(page.getByRole("group", { name: "Draft" })).toContainText("1 unsaved change");
  });
}

test("what the storage has lost is brought back from the second copy", async ({ page, site }) => {
  await edit(page, site);
  const before = await page.evaluate(() => ({ ...localStorage }));
  await editAgain(page, "x", "RW-Delete");
  // Both copies: a disk that is busy takes its time.
  await expect(standing(page)).toContainText("Kept in this browser, never exported", { timeout: 15_000 });
  // As a browser leaves it that was killed before it wrote its storage to the disk.
  await page.evaluate((before) => {
    localStorage.clear();
    for (const [key, text] of Object.entries(before)) localStorage.setItem(key, text);
  }, before);
  await page.reload();
  await expect(cell(page)).toContainText("RW-Delete");
  await expect(notice(page)).toHaveCount(0);
  await page.evaluate(() => localStorage.clear());
  await page.reload();
  await expect(cell(page)).toContainText("RW-Delete");
});

test("what was deleted is not brought back", async ({ page, site }) => {
  await edit(page, site);
  await expect(standing(page)).toContainText("Kept in this browser");
  await allWorkspaces(page);
  await chooseFor(page, "A school office", "Remove");
  await expect(page.locator(".recent")).toHaveCount(0);
  await page.reload();
  await expect(page.getByRole("heading", { name: "Examples" })).toBeVisible();
  await expect(page.locator(".recent")).toHaveCount(0);
  await page.goto(site.root + overview);
  await expect(cell(page)).toContainText("Deny");
});

test("where the second copy cannot be had the bar says that there is one only", async ({ page, site }) => {
  await broken(page, () => Object.defineProperty(window, "indexedDB", { value: undefined }));
  await edit(page, site);
  await expect(standing(page)).toContainText("Kept in this browser, in one copy only");
  await page.reload();
  await expect(cell(page)).toContainText("Read-Write");
  await expect(standing(page)).toContainText("Kept in this browser, in one copy only");
});

test("a database that never answers holds nothing up", async ({ page, site }) => {
  await broken(page, () => {
    IDBFactory.prototype.open = () => ({});
  });
  await edit(page, site);
  await expect(standing(page)).toContainText("Kept in this browser, in one copy only", { timeout: 8_000 });
});

/** A browser that lets nothing be read. */
const unreadable = () => {
  Storage.prototype.getItem = () => {
    throw new DOMException("reading is not allowed", "SecurityError");
  };
};

test("where nothing that is kept can be read the app starts and says so", async ({ page, site }) => {
  await edit(page, site);
  await expect(standing(page)).toContainText("Kept in this browser");
  const kept = () => page.evaluate(() => Object.keys(localStorage).sort());
  const before = await kept();
  await broken(page, unreadable);
  await page.reload();
  await expect(notice(page)).toContainText("would not read what is kept: reading is not allowed");
  await expect(page.getByRole("main")).toContainText("What is kept cannot be listed");
  await expect(page.getByRole("heading", { name: "Examples" })).toBeVisible();
  await expect.poll(() => kept()).toEqual(before);
});

test("where nothing can be read from the start it is said, and an export is offered", async ({ page, site }) => {
  await broken(page, unreadable);
  await editUnkept(page, site, "the browser would not read what is kept: reading is not allowed");
});

test("a save of the last generation there can be is nobody's", async ({ page, site }) => {
  await edit(page, site);
  await expect(standing(page)).toContainText("Kept in this browser");
  await meddle(page, site, () => {
    const key = Object.keys(localStorage).find((key) => key.startsWith("whocan.save."));
    localStorage.setItem("whocan.save.school-office.4294967295.t-other", localStorage.getItem(key));
  });
  await expect(cell(page)).toContainText("Read-Write");
  await editAgain(page, "x", "RW-Delete");
  await page.reload();
  await expect(cell(page)).toContainText("RW-Delete");
});
