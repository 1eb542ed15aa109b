// The checks: made by hand, judged as the draft is edited, mended, described, removed; what is wrong with
// the file and what changes nothing for anybody stand in the same list.

import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { chooseTheme, expect, expectAccessible, open, test } from "./fixtures.mjs";

const list = (page) => page.getByRole("navigation", { name: "Checks", exact: true });
const middle = (page) => page.getByRole("region", { name: "Selected check" });
const side = (page) => page.getByRole("complementary", { name: "Make and run checks" });
const section = (page, name) => list(page).getByRole("region", { name, exact: true });
const state = (page) => middle(page).locator(".state-tag").first();
const badge = (page) => page.getByRole("navigation", { name: "Screens" }).getByRole("link", { name: /^Checks/ });
const token = (page, name) => middle(page).getByRole("button", { name: new RegExp(`^${name}: `) });
const undo = (page) => page.getByRole("button", { name: /^Undo: / }).click();

/** An example with more checks, or otherwise changed, opened as a workspace of its own. */
async function openChanged(page, site, slug, change) {
  const path = resolve(import.meta.dirname, `../../crates/core/src/examples/${slug}.whocan.json`);
  const file = JSON.parse(readFileSync(path, "utf8"));
  change(file);
  return openFile(page, site, file);
}

async function openFile(page, site, file) {
  await open(page, site.root);
  const buffer = Buffer.from(JSON.stringify(file));
  const upload = { name: "checks.whocan.json", mimeType: "application/json", buffer };
  await page.getByLabel("Open a file").first().setInputFiles(upload);
  await page.locator("dialog[open]").getByRole("button", { name: /^Open as a new workspace/ }).click();
  await expect(page).toHaveURL(/#\/w-\w{6}\//);
  const workspace = new URL(page.url()).hash.split("/")[1];
  await open(page, `${site.root}#/${workspace}/checks`);
  return workspace;
}

/** The youth service with somebody who can both ask for a client record and approve it. */
const both = (file) => {
  file.directory.users.find((user) => user.id === "u-xanthe").groups.push("g-youth");
  file.checks.push({
    id: "c-both",
    note: "Nobody may both ask for a client record and approve it",
    added: "2026-11-12",
    addedBy: "Chloe Tran",
    rule: {
      nobodyHoldsBoth: [
        { model: "attributes", attribute: "a-add-client-request-link" },
        { model: "attributes", attribute: "a-process-request" },
      ],
    },
  });
};

/** Chooses from the combobox that an open word of the sentence shows. */
async function choose(page, label, text) {
  const field = page.getByRole("combobox", { name: label });
  await field.fill(text);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
}

/** Begins a new rule by the keyboard. */
async function begin(page, name) {
  await side(page).getByRole("link", { name: new RegExp(`^${name}`) }).focus();
  await page.keyboard.press("Enter");
  await expect(middle(page).getByRole("button", { name: /^Add / })).toBeVisible();
}

/** Opens a word of the sentence by the keyboard and chooses from its combobox. */
async function set(page, name, label, text) {
  await token(page, name).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("combobox", { name: label })).toBeFocused();
  await choose(page, label, text);
}

async function add(page, noun) {
  await middle(page).getByRole("button", { name: `Add ${noun}` }).focus();
  await page.keyboard.press("Enter");
}

test("checks of all kinds are made by the keyboard, each one step of undo", async ({ page, site }) => {
  await open(page, `${site.root}#/school-office/checks`);
  await begin(page, "Only these may");
  await set(page, "What", "What", "Bases");
  await page.keyboard.press("Escape");
  await expect(token(page, "What")).toBeFocused();
  await set(page, "Who", "Person, group, post or team", "Data Managers");
  await page.keyboard.press("Escape");
  await add(page, "rule");
  await expect(middle(page).locator(".rule-sentence")).toContainText("Only");
  await expect(middle(page).locator(".rule-sentence")).toContainText("Data Managers");
  await expect(page).toHaveURL(/checks\/rheck-|checks\/check-|checks\/r/);

  await begin(page, "Nobody may hold both");
  await expect(state(page)).toHaveText("Not complete");
  await set(page, "First", "What", "Bases");
  await page.keyboard.press("Escape");
  await set(page, "Second", "What", "Exclusions");
  await page.keyboard.press("Escape");
  await expect(state(page)).toHaveText(/^Would (hold|fail)/);
  await add(page, "rule");
  await expect(middle(page).locator(".rule-sentence")).toContainText("Nobody may hold both");

  await begin(page, "At most N people");
  await set(page, "What", "What", "Student Data");
  await page.keyboard.press("Escape");
  await token(page, "How many").focus();
  await page.keyboard.press("Enter");
  await page.getByLabel("How many people at most").fill("2");
  await page.keyboard.press("Tab");
  await add(page, "rule");
  await expect(token(page, "How many")).toHaveText(/2 people/);

  await begin(page, "Everybody in this group must");
  await set(page, "Who", "Person, group, post or team", "Data Managers");
  await page.keyboard.press("Escape");
  await set(page, "What", "What", "Bases");
  await page.keyboard.press("Escape");
  await add(page, "rule");
  await expect(middle(page).locator(".rule-sentence")).toContainText("must hold");

  await begin(page, "Expectation");
  await set(page, "Who", "Person or group", "Amy");
  await set(page, "What", "What", "Audit Setup");
  await set(page, "Outcome", "Expected outcome", "Read-Write");
  await page.keyboard.press("Escape");
  await add(page, "expectation");
  await expect(state(page)).toHaveText("Holds");

  await side(page).getByRole("button", { name: "Keep as a rule" }).focus();
  await page.keyboard.press("Enter");
  await expect(middle(page).locator(".rule-sentence")).toContainText("Nobody may gain");
  await expect(side(page).getByRole("link", { name: "It is a rule of the file" })).toBeVisible();

  const count = () => page.getByRole("searchbox").getAttribute("placeholder");
  const six = 6;
  for (let step = 0; step < six; step += 1) await undo(page);
  await expect(page.getByRole("button", { name: "Nothing to undo" })).toBeVisible();
  await expect.poll(() => count()).toBe("32 checks");
});

test("a focus that comes late leaves whoever went on where they are", async ({ page, site }) => {
  await open(page, `${site.root}#/school-office/checks`);
  const filter = list(page).getByRole("searchbox");
  const begun = (goesOn) =>
    filter.evaluate(async (filter, goesOn) => {
      const links = [...document.querySelectorAll("a")];
      const drawn = new Promise((done) => {
        const look = (_, observer) => document.querySelector(".sentence-token") && (observer.disconnect(), done());
        new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
      });
      links.find((link) => link.textContent.includes("Nobody may hold both")).click();
      await drawn;
      // It is drawn and not yet painted.
      if (goesOn) {
        filter.dispatchEvent(new KeyboardEvent("keydown", { key: "Tab", bubbles: true }));
        filter.focus();
      }
      for (let frame = 0; frame < 5; frame++) await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    }, goesOn);
  await begun(true);
  await expect(filter).toBeFocused();
  await page.reload();
  await open(page, `${site.root}#/school-office/checks`);
  await begun(false);
  await expect(token(page, "First")).toBeFocused();
});

test("what says the same is not added a second time", async ({ page, site }) => {
  await openChanged(page, site, "school-office", (file) => {
    const rule = { model: "processes", process: "b-bases", atLeast: "Read", atMost: 3 };
    file.checks = [{ id: "c-most", rule }];
  });
  await begin(page, "At most N people");
  await set(page, "What", "What", "Bases");
  await page.keyboard.press("Escape");
  await expect(middle(page)).toContainText("This check is there already.");
  await expect(middle(page).getByRole("button", { name: "Add rule" })).toHaveAttribute("aria-disabled", "true");
  await middle(page).getByRole("link", { name: "Show it" }).click();
  await expect(page).toHaveURL(/checks\/c-most$/);
});

test("a broken rule shows the smallest counter-example and is mended by Try it", async ({ page, site }) => {
  await openChanged(page, site, "youth-service", both);
  await expect(state(page)).toHaveText(/^Fails for 1 of \d+$/);
  await expect(page).toHaveURL(/checks\/c-both$/);
  await expect(middle(page)).toContainText("Added 12 November 2026 by Chloe Tran");
  await expect(badge(page)).toContainText("1 checks fail");
  const fails = section(page, "Fails");
  await expect(fails.getByRole("link")).toHaveCount(1);
  await expect(fails).toContainText("Xanthe Doyle does");
  const card = middle(page).getByRole("region", { name: "Smallest counter-example" });
  await expect(card).toContainText("1 person, 2 groups, 2 ticks");
  await expect(card.locator(".counter-sentence")).toContainText("Xanthe Doyle holds Add Client Request Link through Youth Workers, and Process Request through");
  await expect(middle(page).getByRole("region", { name: "Who holds each" }).locator(".holder[data-breaks]")).toHaveCount(2);
  const ways = middle(page).getByRole("region", { name: "Ways to make it hold" });
  await expect(ways.getByRole("button", { name: /^Try it/ }).first()).toBeVisible();
  const losses = await ways.locator(".way-loses").allTextContents();
  expect(losses.length).toBeGreaterThan(1);
  expect(losses.every((text) => /^\d+ loses?$/.test(text))).toBe(true);
  await ways.getByRole("button", { name: /^Try it/ }).first().click();
  await expect(state(page)).toHaveText(/^Holds for all/);
  await expect(badge(page)).not.toContainText("c-both");
  await undo(page);
  await expect(state(page)).toHaveText(/^Fails for 1 of/);
  await expect(ways.getByRole("button", { name: /^Try it/ }).first()).toBeVisible();
  // The leave of one person is among the ways, and says which checks fail then.
  await expect(ways).toContainText(/Xanthe Doyle leaves/);
});

test("the words of a check are changed in place, described and removed", async ({ page, site }) => {
  await openChanged(page, site, "youth-service", both);
  await set(page, "Second", "What", "Client Merge");
  await page.keyboard.press("Escape");
  await expect(state(page)).toHaveText(/^Holds for all/);
  await undo(page);
  await expect(token(page, "Second")).toHaveText(/Process Request/);
  await middle(page).getByRole("button", { name: "Edit" }).click();
  await expect(page.getByLabel("What it is for")).toBeFocused();
  await page.getByLabel("What it is for").fill("Four eyes on new clients");
  await page.keyboard.press("Enter");
  await expect(section(page, "Fails")).toContainText("Four eyes on new clients");
  await middle(page).getByRole("button", { name: "More to do with this check" }).click();
  await page.getByRole("menuitem", { name: "Remove" }).click();
  await expect(section(page, "Fails")).toHaveCount(0);
  await expect(page).not.toHaveURL(/c-both/);
  await undo(page);
  await expect(section(page, "Fails")).toContainText("Four eyes on new clients");
});

test("an exception is allowed with a reason", async ({ page, site }) => {
  await openChanged(page, site, "youth-service", (file) => {
    const rule = { model: "attributes", attribute: "a-client-merge", nobodyOutside: [] };
    const merges = file.directory.users.filter((user) => user.groups?.includes("g-admin")).map((user) => user.id);
    rule.nobodyOutside = merges.slice(1);
    file.checks = [{ id: "c-merge", note: "Only some merge", rule }];
  });
  await expect(state(page)).toHaveText(/^Fails for 1 of/);
  await middle(page).getByRole("button", { name: "Allow…" }).click();
  const dialog = page.getByRole("dialog", { name: /^Allow .* as an exception/ });
  await dialog.getByLabel("Why").fill("covers for holidays");
  await dialog.getByRole("button", { name: "Allow", exact: true }).click();
  await expect(state(page)).toHaveText(/^Holds for all/);
  await expect(section(page, "Rules")).toContainText("covers for holidays");
});

test("an expectation that differs leads to its cell, to the nearest changes and to what there is", async ({ page, site }) => {
  await openChanged(page, site, "school-office", (file) => {
    const ask = { model: "processes", user: "u-amy", process: "b-communication-log" };
    file.checks = [{ id: "c-log", ask, expect: "Read" }];
  });
  await expect(state(page)).toHaveText("Differs");
  await expect(middle(page)).toContainText("Expected");
  await expect(middle(page).locator(".answer-values")).toContainText("Read-Write-Delete");
  await expect(middle(page).locator(".step-tree")).toBeVisible();
  const nearest = middle(page).getByRole("region", { name: "Nearest changes" });
  await nearest.getByRole("button", { name: /^Try it/ }).first().click();
  await expect(state(page)).toHaveText("Holds");
  await undo(page);
  await middle(page).getByRole("button", { name: "Expect what there is" }).click();
  await expect(state(page)).toHaveText("Holds");
  await middle(page).getByRole("button", { name: "Open the cell" }).click();
  await expect(page).toHaveURL(/effective\/processes\/u-amy\/b-communication-log$/);
});

test("an edit elsewhere is judged at once, and the badge counts what it breaks", async ({ page, site }) => {
  await open(page, `${site.root}#/school-office/overview/processes/b-communication-log/g-office`);
  await expect(badge(page)).not.toContainText("fail");
  const grid = page.locator("#work").getByRole("treegrid");
  await grid.focus();
  await page.keyboard.press("d");
  await expect(badge(page)).toContainText("checks fail");
  await badge(page).click();
  await expect(section(page, "Fails")).toBeVisible();
  await expect(state(page)).toHaveText("Differs");
});

const odd = {
  format: "whocan",
  version: 1,
  title: "Odd",
  directory: {
    users: [
      { id: "u-1", name: "Amy", groups: ["g-1"] },
      { id: "u-2", name: "Ben", groups: ["g-2"] },
    ],
    groups: [
      { id: "g-1", name: "Office" },
      { id: "g-2", name: "Nobody's" },
    ],
  },
  models: {
    processes: {
      catalogue: [{ id: "m-1", name: "SEN", processes: [{ id: "b-1", name: "Memos" }, { id: "b-2", name: "Plans" }] }],
      needs: [{ process: "b-2", needs: "b-1", atLeast: "Read" }],
      levels: { "g-1": { "b-1": "raed", "b-2": "Read" }, "g-2": { "b-2": "Read-Write" } },
    },
  },
  checks: [
    { id: "c-doubt", ask: { model: "processes", user: "u-1", process: "b-1" }, expect: "Deny" },
    { id: "c-gone", ask: { model: "processes", user: "u-9", process: "b-1" }, expect: "Read" },
    { id: "c-ok", ask: { model: "processes", user: "u-2", process: "b-2" }, expect: "Read-Write" },
  ],
};

test("what is doubtful and what cannot be asked says so, and why", async ({ page, site }) => {
  await openFile(page, site, odd);
  await expect(section(page, "Fails").getByRole("link")).toHaveCount(2);
  await section(page, "Fails").getByRole("link", { name: /doubtful/ }).click();
  await expect(state(page)).toHaveText("Doubtful");
  await expect(middle(page)).toContainText("Something in the file cannot be read.");
  await section(page, "Fails").getByRole("link", { name: /cannot be asked/ }).click();
  await expect(state(page)).toHaveText("Cannot be asked");
  await expect(middle(page)).toContainText("There is no user u-9.");
  await expectAccessible(page);
});

test("a problem leads to its place and is mended in one step", async ({ page, site }) => {
  await openFile(page, site, odd);
  const problems = section(page, "Problems");
  await problems.getByRole("link", { name: /Nobody's has Plans without Memos/ }).click();
  await expect(middle(page)).toContainText("Plans works only where Memos is Read or higher.");
  await middle(page).getByRole("button", { name: "Set Memos to Read for Nobody's" }).click();
  await expect(middle(page)).toContainText("This problem is mended.");
  await expect(problems.getByRole("link", { name: /Nobody's has Plans/ })).toHaveCount(0);
  await undo(page);
  await middle(page).getByRole("button", { name: "Show it" }).click();
  await expect(page).toHaveURL(/overview\/processes\/b-2\/g-2/);
});

test("what changes nothing is removed as one step and nobody's access changes", async ({ page, site }) => {
  await openChanged(page, site, "school-office", (file) => {
    file.directory.groups.push({ id: "g-empty", name: "Left over" });
    file.models.processes.levels["g-empty"] = { "b-bases": "Read" };
  });
  await list(page).getByRole("link", { name: /What changes nothing for anybody/ }).click();
  await expect(page).toHaveURL(/checks\/dead-weight\/all$/);
  await expect(middle(page).locator(".dead-list")).toContainText("Left over", { timeout: 30_000 });
  await middle(page).getByRole("button", { name: "Remove all that changes nothing" }).click();
  await expect(page.locator(".draft-pill")).toContainText("nobody gains or loses");
  await expect(side(page).getByText("0 people")).toBeVisible();
  await expect(middle(page)).toContainText("Nothing: every setting makes a difference", { timeout: 30_000 });
  await page.getByRole("button", { name: /^Undo: remove \d+ thing/ }).click();
  await expect(middle(page).locator(".dead-list")).toContainText("Left over", { timeout: 30_000 });
});

test("a selected check has an address, also after a reload", async ({ page, site }) => {
  await open(page, `${site.root}#/youth-service/checks/c-only-merge`);
  await expect(middle(page).locator(".rule-sentence")).toContainText("Client Merge");
  await expect(state(page)).toHaveText(/^Holds for all/);
  await page.reload();
  await expect(middle(page).locator(".rule-sentence")).toContainText("Client Merge");
  await expect(list(page).locator('[aria-current="true"]')).toContainText("Only administrators merge clients");
  await page.goto(`${site.root}#/youth-service/checks/c-not-there`);
  await expect(middle(page).locator(".rule-sentence")).toBeVisible();
});

test("the list is searched, filtered, unfolded and walked through by the arrows", async ({ page, site }) => {
  await open(page, `${site.root}#/youth-service/checks`);
  const items = list(page).locator(".check-item");
  await list(page).getByRole("searchbox").fill("merge");
  await expect(section(page, "Rules").getByRole("link")).toHaveCount(1);
  await list(page).getByRole("searchbox").fill("");
  const expectations = section(page, "Expectations");
  const more = expectations.getByRole("button", { name: /more hold$/ });
  const before = await expectations.getByRole("link").count();
  await more.click();
  await expect(more).toHaveCount(0);
  await expect.poll(() => expectations.getByRole("link").count()).toBeGreaterThan(before);
  await list(page).getByRole("button", { name: "Filter" }).click();
  await page.getByRole("menuitemradio", { name: "Rules" }).click();
  await expect(expectations).toHaveCount(0);
  await items.first().focus();
  await page.keyboard.press("ArrowDown");
  await expect(items.nth(1)).toBeFocused();
  await page.keyboard.press("ArrowUp");
  await expect(items.first()).toBeFocused();
});

test("a workspace without checks says what they are and how to begin", async ({ page, site }) => {
  await openChanged(page, site, "school-office", (file) => {
    file.checks = [];
  });
  await expect(middle(page)).toContainText("No checks yet.");
  await expect(middle(page).getByRole("link", { name: /^Only these may/ })).toBeVisible();
  await expectAccessible(page);
});

test("the draft that gives new access is named", async ({ page, site }) => {
  await open(page, `${site.root}#/school-office/overview/processes/b-attendance-codes/g-office`);
  await expect(page.locator("#work").getByRole("treegrid")).toBeVisible();
  await page.locator("#work").getByRole("treegrid").focus();
  await page.keyboard.press("w");
  await badge(page).click();
  await expect(side(page).locator(".side-well")).not.toContainText("…");
  await expect(side(page).getByRole("region", { name: "No new access" })).toContainText("fails");
  await expect(side(page).locator(".side-names")).not.toBeEmpty();
});

test("the command is copied and the results are printed", async ({ page, site, context, browserName }) => {
  test.skip(browserName !== "chromium", "only there a test may read the clipboard");
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await open(page, `${site.root}#/youth-service/checks`);
  await side(page).getByRole("button", { name: "Copy command" }).click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe("whocan check 'A youth service.whocan.json'");
  await page.evaluate(() => {
    window.print = () => {
      window.printedRows = document.querySelectorAll(".checks-print tbody tr").length;
    };
  });
  await side(page).getByRole("button", { name: "Print results" }).click();
  await expect.poll(() => page.evaluate(() => window.printedRows)).toBe(37);
  await expect(page.locator(".checks-print")).toHaveCount(0);
});

for (const theme of ["Light", "Dark"]) {
  test(`nothing to object to, ${theme}`, async ({ page, site }) => {
    // Three screens are looked at.
    test.slow();
    await page.setViewportSize({ width: 1440, height: 900 });
    await openChanged(page, site, "youth-service", both);
    await chooseTheme(page, theme);
    const ways = middle(page).getByRole("region", { name: "Ways to make it hold" });
    await expect(ways.getByRole("button", { name: /^Try it/ }).first()).toBeVisible();
    await expectAccessible(page);
    await token(page, "First").click();
    await expectAccessible(page);
    await page.keyboard.press("Escape");
    await list(page).getByRole("link", { name: /Youth workers open client records/ }).click();
    await expect(middle(page).locator(".step-tree")).toBeVisible();
    await expectAccessible(page);
  });

  test(`390 pixels wide, ${theme}`, async ({ page, site }) => {
    await page.setViewportSize({ width: 1440, height: 900 });
    await openChanged(page, site, "youth-service", both);
    await chooseTheme(page, theme);
    await page.setViewportSize({ width: 390, height: 844 });
    await expect(state(page)).toBeInViewport();
    const sideways = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(sideways).toBe(0);
    await expect(middle(page).locator(".counter-narrow")).toBeVisible();
    await expectAccessible(page);
  });
}

test("two thousand checks are judged and listed without a wait", async ({ page, site }) => {
  test.slow();
  await openChanged(page, site, "school-office", (file) => {
    const processes = ["b-communication-log", "b-bases", "b-student-data", "b-exclusions"];
    const ask = (at) => ({ model: "processes", user: "u-amy", process: processes[at % processes.length] });
    file.checks = Array.from({ length: 2000 }, (_, at) => ({ id: `c-${at}`, note: `Number ${at}`, ask: ask(at), expect: "Read-Write-Delete" }));
  });
  await expect(section(page, "Expectations").getByRole("button", { name: /more hold$/ })).toBeVisible();
  await expect.poll(() => list(page).locator(".check-item").count()).toBeLessThan(100);
  await list(page).getByRole("searchbox").fill("Number 1999");
  await expect(list(page).getByRole("link", { name: /Number 1999/ })).toHaveCount(1);
});
