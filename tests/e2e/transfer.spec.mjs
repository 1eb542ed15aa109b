// Files out and in: what is exported can be opened again, and what cannot be opened says why.

import { readFileSync } from "node:fs";
import { expect, expectAccessible, goTo, notice, open, openExport, saveFile, spot, test, workspaceName } from "./fixtures.mjs";

const overview = "#/school-office/overview/processes/b-attendance-codes/g-office";
const cell = (page) => page.getByRole("treegrid", { name: "Overview" }).locator(spot(2, 1));
const asked = (page) => page.locator("dialog[open]");

const ours = (more) => `{"format": "whocan", "version": 1${more}}`;

/** A browser without the dialog to save files, as Firefox is. */
const withoutPicker = (page) => page.addInitScript(() => delete window.showSaveFilePicker);

async function exported(page, names) {
  await openExport(page);
  const [download] = await Promise.all([page.waitForEvent("download"), saveFile(page, names)]);
  return { name: download.suggestedFilename(), text: readFileSync(await download.path(), "utf8") };
}

/** Picks a file on the first screen. */
async function pick(page, site, buffer, name = "set-up.whocan.json") {
  await open(page, site.root);
  await page.getByLabel("Open a file").setInputFiles({ name, mimeType: "application/json", buffer: Buffer.from(buffer) });
}

test("the draft is exported under its title and the day, and opens again as it was", async ({ page, site }) => {
  await withoutPicker(page);
  await open(page, site.root + overview);
  await page.getByRole("treegrid").focus();
  await page.keyboard.press("x");
  const file = await exported(page);
  expect(file.name).toMatch(/^A school office \d{4}-\d\d-\d\d\.whocan\.json$/);
  await expect(notice(page)).toContainText("were exported");
  await openExport(page);
  await expect(asked(page)).toContainText(/Last file: Today, \d\d:\d\d; /);
  await expectAccessible(page);
  await pick(page, site, file.text);
  await expect(asked(page)).toContainText("24 people, 9 groups");
  await expect(asked(page)).toContainText("Nothing in it is doubtful.");
  await expectAccessible(page);
  await asked(page).getByRole("button", { name: "Open as a new workspace" }).click();
  await expect(page).toHaveURL(/#\/w-\w{6}\//);
  await goTo(page, "User Group Processes", "Overview");
  await expect(cell(page)).toContainText("RW-Delete");
  await expect(page.getByRole("group", { name: "Draft" })).toHaveCount(0);
});

test("nothing is saved before it is chosen what becomes of the names, and what goes in is said with numbers", async ({ page, site }) => {
  const downloads = [];
  page.on("download", (download) => downloads.push(download));
  await withoutPicker(page);
  await open(page, site.root + overview);
  await page.getByRole("treegrid").focus();
  await page.keyboard.press("x");
  await openExport(page);
  await expect(asked(page)).toHaveAccessibleName("Share");
  await expect(asked(page)).toContainText("24 people, 9 groups");
  await expect(asked(page).getByRole("listitem").filter({ hasText: "The draft" })).toContainText("1 change");
  await expect(asked(page).getByRole("listitem").filter({ hasText: "Checks" })).toContainText("32");
  await expect(asked(page).getByRole("radio", { checked: true })).toHaveCount(0);
  const save = asked(page).getByRole("button", { name: "Save file" });
  await expect(save).toHaveAttribute("aria-disabled", "true");
  await save.click({ force: true });
  await expect(asked(page)).toBeVisible();
  expect(downloads).toEqual([]);
  // By the keyboard alone.
  await asked(page).getByRole("radio", { name: "As they are" }).focus();
  await page.keyboard.press("ArrowDown");
  await expect(asked(page).getByRole("radio", { name: "Other names in their place" })).toBeChecked();
  const download = page.waitForEvent("download");
  await save.focus();
  await page.keyboard.press("Enter");
  await expect.poll(async () => (await download).suggestedFilename()).toContain("without names");
});

test("what goes in is chosen, and what is left out is not in the file", async ({ page, site }) => {
  await withoutPicker(page);
  await open(page, `${site.root}#/childrens-services/overview/processes`);
  await openExport(page);
  const tick = (name) => asked(page).getByRole("checkbox", { name, exact: true });
  await expect(tick("History stays in this browser")).toBeDisabled();
  await expect(tick("The draft")).toBeDisabled();
  await tick("Access Control Lists").uncheck();
  await tick("Checks").uncheck();
  const [download] = await Promise.all([page.waitForEvent("download"), saveFile(page)]);
  const file = JSON.parse(readFileSync(await download.path(), "utf8"));
  expect(file.checks ?? []).toEqual([]);
  expect(JSON.stringify(file.models?.acl ?? {})).not.toContain("Okoye");
  expect(JSON.stringify(file.models?.processes ?? {}).length).toBeGreaterThan(100);
  await expect(notice(page)).toContainText("without its checks");
  // A file that lacks something is no copy of everything.
  await openExport(page);
  await expect(asked(page)).toContainText("Not saved as a file yet");
});

test("the link and the print stand beside the file", async ({ page, site }) => {
  await open(page, site.root + overview);
  await openExport(page);
  await expectAccessible(page);
  await asked(page).getByRole("button", { name: /^Link/ }).click();
  await expect(asked(page).getByRole("textbox", { name: "Link" })).toHaveValue(site.root + overview);
  await expectAccessible(page);
  await asked(page).getByRole("button", { name: /^Print/ }).click();
  await expect(asked(page).getByRole("button", { name: "Print…" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(asked(page)).toHaveCount(0);
  await page.getByRole("button", { name: "Share", exact: true }).click();
  // What has choices opens the dialog; names are chosen there.
  await expect(page.getByRole("menuitem", { name: /without names/ })).toHaveCount(0);
});

test("a second file of the same title says so by its date", async ({ page, site }) => {
  const file = ours(', "title": "Twice", "directory": {"groups": [{"id": "g", "name": "One"}]}');
  for (const [time, title] of [[1, /^Twice$/], [2, /^Twice \(\d+ \w+ \d{4}\)$/], [3, /^Twice \(\d+ \w+ \d{4}, .+\)$/]]) {
    await pick(page, site, file, `${time}.json`);
    await asked(page).getByRole("button", { name: "Open as a new workspace" }).click();
    await expect(workspaceName(page)).toHaveText(title);
  }
});

test("what is doubtful is said in words, its place only when it is asked for", async ({ page, site }) => {
  await pick(page, site, ours(', "title": "Odd", "directory": []'));
  const places = asked(page).getByRole("group").filter({ hasText: "Where in the file" });
  await expect(asked(page).getByRole("list", { name: "What is doubtful" })).not.toContainText("$.");
  await expect(places.getByText("$.directory")).toBeHidden();
  await places.getByText("Where in the file").click();
  await expect(places.getByText("$.directory")).toBeVisible();
  await expectAccessible(page);
});

test("an export without names holds none", async ({ page, site }) => {
  await withoutPicker(page);
  await open(page, site.root + overview);
  const file = await exported(page, "Other names in their place");
  expect(file.name).toContain("without names");
  expect(file.text).not.toContain("Ingrid");
  expect(file.text).toContain("Person 1");
});

test("where the browser has a dialog to save files it is used, and leaving it saves nothing", async ({ page, site }) => {
  await page.addInitScript(() => {
    window.written = [];
    window.showSaveFilePicker = async ({ suggestedName }) => {
      if (window.leave) throw new DOMException("left", "AbortError");
      return {
        createWritable: async () => ({
          write: async (text) => window.written.push([suggestedName, text]),
          close: async () => window.written.push("closed"),
        }),
      };
    };
  });
  await open(page, site.root + overview);
  const exportIt = async () => {
    await openExport(page);
    await saveFile(page);
  };
  await page.evaluate(() => (window.leave = true));
  await exportIt();
  await page.keyboard.press("Escape");
  await expect(notice(page).filter({ hasText: "were exported" })).toHaveCount(0);
  await page.evaluate(() => (window.leave = false));
  await exportIt();
  await expect(notice(page)).toContainText("were exported");
  const written = await page.evaluate(() => window.written);
  expect(written[0][0]).toMatch(/^A school office .*\.whocan\.json$/);
  expect(JSON.parse(written[0][1]).format).toBe("whocan");
  expect(written[1]).toBe("closed");
});

test("a file that is dropped can replace the draft, as one step", async ({ page, site }) => {
  await open(page, site.root + overview);
  await expect(cell(page)).toContainText("Deny");
  await page.evaluate(() => {
    const text = JSON.stringify({ format: "whocan", version: 1, title: "Dropped", directory: { groups: [{ id: "g", name: "Only" }] } });
    const data = new DataTransfer();
    data.items.add(new File([text], "dropped.json"));
    window.dispatchEvent(new DragEvent("drop", { dataTransfer: data, cancelable: true }));
  });
  await expect(asked(page)).toContainText("0 people, 1 group");
  await asked(page).getByRole("button", { name: "Replace the present draft" }).click();
  await expect(workspaceName(page)).toHaveText("Dropped");
  await page.keyboard.press("Control+z");
  await expect(workspaceName(page)).toHaveText("A school office");
  await expect(cell(page)).toContainText("Deny");
});

test("of several files that are dropped each is offered", async ({ page, site }) => {
  await open(page, site.root);
  await page.evaluate(() => {
    const data = new DataTransfer();
    for (const title of ["One", "Two", "Three"]) {
      const text = JSON.stringify({ format: "whocan", version: 1, title });
      data.items.add(new File([title === "Two" ? "oops" : text], `${title.toLowerCase()}.json`));
    }
    window.dispatchEvent(new DragEvent("drop", { dataTransfer: data, cancelable: true }));
  });
  await expect(asked(page)).toHaveAccessibleName(/\(2 more files wait\)$/);
  const seen = [];
  for (let left = 2; left >= 0; left -= 1) {
    await expect(asked(page)).toHaveAccessibleName(left === 0 ? /\.json$/ : new RegExp(`\\(${left} more files? waits?\\)$`));
    seen.push(await asked(page).textContent());
    await asked(page).getByRole("button", { name: left === 0 ? "Cancel" : "Skip" }).click();
  }
  await expect(asked(page)).toHaveCount(0);
  for (const said of [/One/, /cannot be opened/, /Three/]) expect(seen.filter((text) => said.test(text))).toHaveLength(1);
});

test("a text with a byte order mark before it is read when it is pasted", async ({ page, site }) => {
  await open(page, site.root);
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.setData("text/plain", '\ufeff{"format": "whocan", "version": 1, "title": "Marked"}');
    document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  });
  await expect(asked(page)).toContainText("Marked");
});

test("a file that is pasted is offered; one that is left changes nothing", async ({ page, site }) => {
  await open(page, site.root);
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.setData("text/plain", ' {"format": "whocan", "version": 1, "title": "Pasted"}');
    document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  });
  await expect(asked(page)).toContainText("Pasted");
  await page.keyboard.press("Escape");
  await expect(asked(page)).toHaveCount(0);
  await expect.poll(() => page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("whocan.save")))).toEqual([]);
});

for (const [what, bytes, said] of [
  ["that is not JSON", "{\n  oops", "not JSON"],
  ["that is not ours", '{"format": "other"}', "not a Whocan file"],
  ["of a newer version", '{"format": "whocan", "version": 99}', "version 99"],
  ["that is empty", "", "empty"],
  ["in UTF-16 without a mark", Buffer.from('{"format": "whocan"}', "utf16le"), "UTF-16"],
  ["with two marks", "\ufeff\ufeff{}", "two byte order marks"],
  ["that is binary", Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 0xff]), "is not text"],
  ["with bytes that are no UTF-8", Buffer.concat([Buffer.from('{"format": "whocan", "title": "'), Buffer.from([0xc3, 0x28])]), "UTF-8"],
  ["nested too deeply", `${"[".repeat(10_000)}${"]".repeat(10_000)}`, "nest"],
]) {
  test(`a file ${what} says so and changes nothing`, async ({ page, site }) => {
    await pick(page, site, bytes);
    await expect(asked(page).getByRole("alert")).toContainText("This file cannot be opened");
    await expect(asked(page).getByRole("alert")).toContainText(said);
    await expect(asked(page)).toContainText(/\. Nothing was changed\./);
    await asked(page).getByRole("button", { name: "Cancel" }).click();
    await expect(asked(page)).toHaveCount(0);
  });
}

test("a file that is too large is not even read", async ({ page, site }) => {
  await open(page, site.root);
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.items.add(new File([new Uint8Array(61_000_000)], "huge.json"));
    window.dispatchEvent(new DragEvent("drop", { dataTransfer: data, cancelable: true }));
  });
  await expect(asked(page).getByRole("alert")).toContainText("it has 61 MB; at most 60 MB can be read");
});

test("a file whose values take too much room is refused, however small its text, and read no further", async ({ page, site }) => {
  await open(page, site.root);
  await page.evaluate(() => {
    const text = `{"format": "whocan", "version": 1, "x": [${"1,".repeat(20_000_000)}1]}`;
    const file = new File([text], "ones.json");
    let read = 0;
    const slice = file.slice.bind(file);
    File.prototype.slice = (from, to) => {
      window.bytesRead = read += to - from;
      return slice(from, to);
    };
    const data = new DataTransfer();
    data.items.add(file);
    window.dispatchEvent(new DragEvent("drop", { dataTransfer: data, cancelable: true }));
  });
  await expect(asked(page).getByRole("alert")).toContainText("take more than 256 MB of memory");
  await expect.poll(() => page.evaluate(() => window.bytesRead)).toBeLessThan(24_000_000);
  await asked(page).getByRole("button", { name: "Cancel" }).click();
  await expect(page.getByRole("heading", { name: "Who can do what, and why?" })).toBeVisible();
});

test("a file opens on the model that it uses", async ({ page, site }) => {
  const record = '{"id": "r", "name": "R", "type": "Risks"}';
  await pick(page, site, ours(`, "title": "Lists", "models": {"acl": {"records": [${record}]}}`));
  await asked(page).getByRole("button", { name: "Open as a new workspace" }).click();
  await expect(page).toHaveURL(/#\/w-\w{6}\/effective\/acl/);
});

for (const [what, more, said] of [
  ["a list where an object should be", ', "directory": []', "$.directory"],
  ["a duplicate key", ', "title": "a", "title": "b"', "$.title"],
  ["a duplicate id", ', "directory": {"groups": [{"id": "g", "name": "A"}, {"id": "g", "name": "B"}]}', "$.directory.groups[1]"],
  ["an unknown reference", ', "directory": {"users": [{"id": "u", "name": "A", "groups": ["none"]}]}', "none"],
  ["an impossible level", ', "models": {"processes": {"levels": {"g": {"b": "Everything"}}}}', "Everything"],
  ["__proto__", ', "__proto__": {"polluted": true}', "Nothing in it is doubtful"],
  ["markup in a name", ', "directory": {"users": [{"id": "u", "name": "<img src=x onerror=alert(1)>", "groups": ["none"]}]}', "none"],
]) {
  test(`a file with ${what} is opened, and what is doubtful is named`, async ({ page, site }) => {
    await pick(page, site, ours(`, "title": "Odd"${more}`.replace(', "title": "Odd", "title"', ', "title"')));
    await expect(asked(page)).toContainText(said);
    await asked(page).getByRole("button", { name: "Open as a new workspace" }).click();
    await expect(page).toHaveURL(/#\/w-\w{6}\//);
    await expect.poll(() => page.evaluate(() => ({}).polluted)).toBeUndefined();
    await expect.poll(() => page.locator("img").count()).toBe(0);
  });
}

for (const [what, method] of [
  ["cannot be opened for writing", "createWritable"],
  ["takes no more", "write"],
  ["cannot be finished", "close"],
]) {
  test(`a chosen file that ${what} is said not to be written`, async ({ page, site }) => {
    await page.addInitScript((method) => {
      const stream = { write: async () => {}, close: async () => {}, abort: async () => {} };
      const handle = { createWritable: async () => stream };
      (method in handle ? handle : stream)[method] = async () => {
        throw new DOMException("the disk is full", "QuotaExceededError");
      };
      window.showSaveFilePicker = async () => handle;
    }, method);
    const downloads = [];
    page.on("download", (download) => downloads.push(download));
    await open(page, site.root + overview);
    await openExport(page);
    await saveFile(page);
    await expect(notice(page)).toHaveText("Not exported: the chosen file was not written: the disk is full.");
    await expect(asked(page)).toHaveCount(0);
    await openExport(page);
    await expect(asked(page)).toContainText("Not saved as a file yet");
    expect(downloads).toEqual([]);
  });
}

test("what a newer version had stored is refused, and says so", async ({ page, site }) => {
  await pick(page, site, JSON.stringify({ format: "whocan-storage", version: 2, entries: {} }));
  await expect(asked(page)).toContainText("version 2 of that format, and this Whocan reads version 1");
  await expect(asked(page)).toContainText("Nothing was changed.");
});
