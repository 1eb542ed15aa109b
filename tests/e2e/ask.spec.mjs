// Ask: the four questions on the examples, with the answers that the command gives; tokens by keyboard;
// what is typed; addresses; what can be done with an answer; what is gone, empty or very large.

import { expect, expectAccessible, goTo, notice, open, test } from "./fixtures.mjs";

const rwd = "#/school-office/ask/who-can/processes/b-exclusions/Read-Write-Delete";
const ingrid = "#/school-office/ask/what-can/u-ingrid";
const jo = "#/childrens-services/ask/compare/u-jo/u-amara";
const xanthe =
  "#/youth-service/ask/both/attributes/a-add-client-request-link/effective/attributes/a-process-request/effective";

const answer = (page) => page.locator("#answer");
const of = (page) => page.locator(".ask-of");
const token = (page, name) => page.getByRole("button", { name: new RegExp(`^${name}: `) });
const field = (page, name) => page.getByRole("combobox", { name, exact: true });
const options = (page) => page.getByRole("option");
const routes = (page) => page.getByRole("region", { name: "Routes" }).getByRole("row");
const beside = (page) => page.getByRole("complementary", { name: "Beside the answer" });
const asks = (page) => page.getByRole("combobox", { name: "Type a question or pick each part" });
const mode = (page, name) => page.getByRole("navigation", { name: "Kinds of question" }).getByRole("link", { name, exact: true });
const sideways = (page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

test.describe("who can", () => {
  test("answers with people by their routes, the reason of each, and who is one step short", async ({ page, site }) => {
    await open(page, site.root + rwd);
    await expect(answer(page)).toHaveText("4 people can");
    await expect(of(page)).toHaveText("of 24, by two routes");
    const row = (name) => routes(page).filter({ has: page.getByRole("rowheader", { name, exact: true }) });
    await expect(row("Senior Leaders")).toContainText("Grace O'Donnell, Ingrid Solheim, Wanjiru Kamau");
    await expect(row("Senior Leaders")).toContainText(/Read-Write-Delete on Exclusions.*R8/);
    await expect(row("System Admin")).toContainText("Jun Watanabe");
    await expect(row("One step short")).toContainText("Dafydd Pryce, Kofi Asante, Leila Haddad, Quỳnh Trần, Xin Li");
    await expect(page.locator(".ask-picture figcaption")).toHaveText(
      "4 people can Read-Write-Delete Exclusions, through Senior Leaders and System Admin.",
    );
    await expect(page.locator(".ask-band-name").first()).toHaveText("4 Read-Write-Delete");
    await expect(page.locator(".ask-band-name").nth(1)).toHaveText("5 Read-Write");
  });

  test("a reason leads to the cell that decides, and flashes there", async ({ page, site }) => {
    await open(page, site.root + rwd);
    await routes(page).filter({ hasText: "Senior Leaders" }).first().getByRole("link").click();
    await expect(page).toHaveURL(/processes\/.*b-exclusions.*g-|processes\/.*g-.*b-exclusions/);
    await page.goBack();
    await expect(answer(page)).toHaveText("4 people can");
  });

  test("what is one step short can be tried, as one edit that can be undone", async ({ page, site }) => {
    await open(page, site.root + rwd);
    const near = routes(page).filter({ hasText: "One step short" });
    await expect(near).toContainText(/Try: .*Heads of Year.*Read-Write-Delete/);
    await near.getByRole("button", { name: "Try it" }).click();
    await expect(answer(page)).toHaveText("9 people can");
    await expect(notice(page)).toContainText("In the draft:");
    await expect(beside(page)).toContainText("5 people join this answer.");
    await expect(page.locator(".ask-square .change-dot")).toHaveCount(5);
    await page.locator(".toast").getByRole("button", { name: "Undo" }).click();
    await expect(answer(page)).toHaveText("4 people can");
    await expect(beside(page)).not.toContainText("Changed in the draft");
  });

  test("is kept as a check once, which the draft then holds", async ({ page, site }) => {
    await open(page, site.root + rwd);
    await expect(beside(page)).toContainText("All 32 checks: all hold in this draft");
    const keep = page.getByRole("button", { name: "Keep as a check" });
    await keep.click();
    await expect(notice(page)).toHaveText(
      "Kept as a check: Only Senior Leaders and Jun Watanabe can Read-Write-Delete Exclusions",
    );
    await expect(beside(page).getByRole("listitem").filter({ hasText: "Only Senior Leaders" })).toContainText("Holds");
    await expect(beside(page)).toContainText("All 33 checks: all hold in this draft");
    await expect(keep).toHaveAttribute("aria-disabled", "true");
    await routes(page).filter({ hasText: "One step short" }).getByRole("button", { name: "Try it" }).click();
    await expect(beside(page)).toContainText("All 33 checks: 32 hold, 1 fails in this draft");
    await expect(beside(page).getByRole("listitem").filter({ hasText: "Only Senior Leaders" })).toContainText("Fails");
  });

  test("leads to the checks that speak of it, and to all of them", async ({ page, site }) => {
    await open(page, site.root + rwd);
    await page.getByRole("button", { name: "Keep as a check" }).click();
    const kept = beside(page).getByRole("link", { name: /^Only Senior Leaders and Jun Watanabe can/ });
    await kept.focus();
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/checks\/rheck-\w+$/);
    await expect(page.getByRole("region", { name: "Selected check" })).toContainText("Only Senior Leaders and Jun Watanabe can");
    await page.goBack();
    await beside(page).getByRole("link", { name: "All 33 checks: all hold in this draft" }).click();
    await expect(page).toHaveURL(/#\/w-\w+\/checks|#\/school-office\/checks/);
    await expect(page.getByRole("navigation", { name: "Checks", exact: true })).toBeVisible();
  });

  test("is copied as a table that no spreadsheet runs", async ({ page, site, context }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await open(page, site.root + rwd);
    await page.getByRole("button", { name: /^Copy/ }).click();
    await expect(notice(page)).toHaveText("Copied as a table: 9 rows.");
    const lines = (await page.evaluate(() => navigator.clipboard.readText())).split("\n").map((line) => line.split("\t"));
    expect(lines).toHaveLength(10);
    expect(lines[0].slice(0, 4)).toEqual(["Name", "Log-in", "Can", "Outcome"]);
    expect(lines[1].slice(0, 4)).toEqual(["Grace O'Donnell", "g.odonnell", "yes", "Read-Write-Delete"]);
    expect(lines.at(-1).slice(2, 4)).toEqual(["one step short", "Read-Write"]);
  });

  test("leads on to other questions", async ({ page, site }) => {
    await open(page, site.root + rwd);
    const next = beside(page).locator(".ask-next");
    await expect(next).toHaveText([
      "Who can Read-Write Exclusions?",
      "What can Ingrid Solheim do?",
      "Compare Grace O'Donnell with Ingrid Solheim",
      /^Who can both Read-Write-Delete Exclusions and /,
    ]);
    await next.first().click();
    await expect(answer(page)).toHaveText("9 people can");
    await page.goBack();
    await expect(answer(page)).toHaveText("4 people can");
  });
});

test.describe("tokens", () => {
  test.beforeEach(async ({ page, site }) => {
    await open(page, site.root + rwd);
  });

  test("are chosen by keyboard alone: arrows between them, typing searches, Enter takes", async ({ page }) => {
    await token(page, "Outcome").focus();
    await page.keyboard.press("ArrowRight");
    await expect(token(page, "Target")).toBeFocused();
    await page.keyboard.press("ArrowLeft");
    await expect(token(page, "Outcome")).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(field(page, "Outcome")).toBeFocused();
    await expect(options(page)).toHaveCount(3);
    await page.keyboard.press("Escape");
    await expect(token(page, "Outcome")).toBeFocused();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.type("sen m");
    await expect(field(page, "Target")).toBeFocused();
    await expect(options(page)).toHaveText([/^SEN Memos/]);
    await page.keyboard.press("Enter");
    await expect(token(page, "Target")).toBeFocused();
    await expect(token(page, "Target")).toHaveText("SEN Memos");
    await expect(page).toHaveURL(/who-can\/processes\/b-sen-memos\/Read-Write-Delete$/);
  });

  test("list eight and count the rest, whatever accents are typed", async ({ page }) => {
    await token(page, "Target").click();
    await expect(options(page)).toHaveCount(8);
    await expect(page.getByText("16 more. Type to narrow the list.")).toBeVisible();
    await page.keyboard.press("ArrowUp");
    await expect(options(page).nth(7)).toHaveAttribute("aria-selected", "true");
    await mode(page, "What can").click();
    await token(page, "Person or group").click();
    await page.keyboard.type("quynh");
    await expect(options(page)).toHaveText([/^Quỳnh Trần/]);
    await options(page).click();
    await expect(answer(page)).toHaveText(/^Quỳnh Trần can do \d+ things$/);
  });

  test("a whole question is typed, from anywhere", async ({ page }) => {
    await answer(page).focus();
    await page.keyboard.press("/");
    await expect(asks(page)).toBeFocused();
    await page.keyboard.type("who can read sen memos");
    await expect(options(page).first()).toHaveText("Who can Read SEN Memos?");
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/who-can\/processes\/b-sen-memos\/Read$/);
    await expect(asks(page)).toHaveValue("");
    await page.keyboard.type("compare grace o'donnell with wanjiru");
    await expect(options(page).first()).toHaveText("Compare Grace O'Donnell with Wanjiru Kamau");
    await page.keyboard.press("Enter");
    await expect(mode(page, "Compare")).toHaveAttribute("aria-current", "page");
    await page.keyboard.type("no such thing");
    await expect(page.getByText("Nothing of this name")).toBeVisible();
    await expect(options(page)).toHaveCount(0);
  });
});

test.describe("what is typed", () => {
  test("offers first what has all of the words, in any order", async ({ page, site }) => {
    await open(page, site.root + rwd);
    await answer(page).focus();
    await page.keyboard.press("/");
    await expect(asks(page)).toBeFocused();
    for (const text of ["sen mem", "mem sen"]) {
      await asks(page).fill(text);
      await expect(options(page).first()).toHaveText("Who can Read SEN Memos?");
      const offered = await options(page).allTextContents();
      expect(offered.slice(0, 3).every((one) => one.includes("SEN Memos"))).toBe(true);
      expect(offered.some((one) => one.includes("Senior Leaders"))).toBe(true);
    }
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/who-can\/processes\/b-sen-memos\/Read$/);
    await asks(page).fill("memos write sen");
    await expect(options(page).first()).toHaveText("Who can Read-Write SEN Memos?");
    await asks(page).fill("tran quynh");
    await expect(options(page).first()).toHaveText("What can Quỳnh Trần do?");
  });
});

test.describe("what can", () => {
  test("answers for all systems with where it comes from, and marks what is not everybody's", async ({ page, site }) => {
    await open(page, site.root + ingrid);
    await expect(answer(page)).toHaveText("Ingrid Solheim can do 17 things");
    await expect(of(page)).toHaveText("of 24, in User Group Processes");
    const row = (name) => page.getByRole("row").filter({ has: page.getByRole("rowheader", { name }) });
    await expect(row(/^\(more .*\) Exclusions/)).toContainText("Read-Write-Delete");
    await expect(row(/Exclusions/)).toContainText("Senior Leaders");
    await expect(row(/SEN Memos/)).toContainText("Senior Leaders + Social Care Liaison");
    await expect(page.getByRole("cell", { name: /^7 more: Deny/ })).toBeVisible();
    await page.getByRole("searchbox", { name: /^Search what Ingrid/ }).fill("sén mem");
    await expect(page.getByRole("rowheader")).toHaveText([/SEN Memos/]);
  });

  test("keeps one outcome as a check", async ({ page, site }) => {
    await open(page, site.root + ingrid);
    await page.getByRole("button", { name: "Keep as a check: Exclusions" }).click();
    await expect(notice(page)).toHaveText("Kept as a check: Ingrid Solheim, Exclusions: Read-Write-Delete");
    await expect(beside(page)).toContainText("Ingrid Solheim, Exclusions: Read-Write-Delete");
  });

  test("is asked of groups and of anyone in no group as well", async ({ page, site }) => {
    await open(page, `${site.root}#/school-office/ask/what-can/-`);
    await expect(answer(page)).toHaveText("Anyone in no group can do nothing");
    await token(page, "Person or group").click();
    await page.keyboard.type("sen team");
    await options(page).first().click();
    await expect(answer(page)).toHaveText(/^SEN Team can do \d+ things?$/);
  });

  test("takes conditions, each a token that can be taken away", async ({ page, site }) => {
    await open(page, `${site.root}#/childrens-services/ask/what-can/u-amara`);
    const before = await answer(page).textContent();
    await page.getByRole("button", { name: "Condition", exact: true }).click();
    await page.getByRole("menuitem", { name: "Signed on as" }).click();
    await expect(field(page, "Signed on as")).toBeFocused();
    await page.keyboard.type("duty");
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/as%3Dp-duty$/);
    await expect(page.locator(".token-condition")).toHaveText("signed on as Duty Social Worker");
    await page.reload();
    await page.getByRole("button", { name: "Remove the condition: signed on as Duty Social Worker" }).click();
    await expect(page).toHaveURL(/what-can\/u-amara$/);
    await expect(answer(page)).toHaveText(before);
  });
});

test.describe("compare", () => {
  test("shows what differs first, with the deciding reason of each side; the same is folded", async ({ page, site }) => {
    await open(page, site.root + jo);
    await expect(answer(page)).toHaveText("19 differences");
    await expect(of(page)).toHaveText("Jo has more in all of them");
    const row = (name) => page.getByRole("row").filter({ has: page.getByRole("rowheader", { name }) }).first();
    await expect(row(/^Communication Log/)).toContainText("Read-Write-Delete");
    await expect(row(/^Communication Log/)).toContainText("Jo: Managers gives Read-Write-Delete on Communication Log");
    await expect(row(/^Communication Log/)).toContainText("Amara: Children's Services gives Read-Write on Communication Log");
    await expect(page.locator(".ask-group").nth(0)).toContainText(/User Group Processes\s*6 differ/);
    await expect(page.locator(".ask-group").nth(1)).toContainText(/Access Control Lists\s*13 differ/);
    const folded = page.getByRole("button", { name: /the same: / }).first();
    await expect(folded).toHaveAttribute("aria-expanded", "false");
    await folded.click();
    await expect(folded).toHaveAttribute("aria-expanded", "true");
    await expect(page.locator(".ask-same-row").first()).toContainText("The same");
    await page.getByRole("radio", { name: "Everything" }).check();
    await expect(page.getByRole("button", { name: /the same: / }).nth(1)).toHaveAttribute("aria-expanded", "true");
  });

  test("keeps a difference as what each side has, as one step", async ({ page, site }) => {
    await open(page, site.root + jo);
    const row = page.getByRole("row").filter({ has: page.getByRole("rowheader", { name: /^Communication Log/ }) }).first();
    await row.getByRole("button", { name: "Keep as a check: Communication Log" }).focus();
    await page.keyboard.press("Enter");
    await expect(notice(page)).toHaveText(
      "Kept as 2 checks: Jo Whitaker, Communication Log: Read-Write-Delete; Amara Nwosu, Communication Log: Read-Write",
    );
    await expect(beside(page).getByRole("listitem").filter({ hasText: "Jo Whitaker, Communication Log" })).toContainText("Holds");
    await row.getByRole("button", { name: "Keep as a check: Communication Log" }).click();
    await expect(notice(page).last()).toHaveText("It is kept as a check already.");
    await page.locator(".toast").first().getByRole("button", { name: "Undo" }).click();
    await expect(beside(page)).not.toContainText("Jo Whitaker, Communication Log");
    await expect(page.getByRole("button", { name: "Nothing to undo" })).toBeVisible();
  });

  test("one person under two sign-ons, and the draft with the saved state", async ({ page, site }) => {
    await open(page, `${site.root}#/childrens-services/ask/compare/u-amara/u-amara`);
    await expect(answer(page)).toHaveText("No differences");
    await page.goto(`${site.root}#/childrens-services/ask/compare/u-amara/u-amara/second.as=p-duty`);
    await expect(answer(page)).toHaveText(/^\d+ differences?$/);
    await expect(page.getByRole("columnheader", { name: "Amara Nwosu, signed on as Duty Social Worker" })).toBeVisible();
    await open(page, site.root + rwd);
    await routes(page).filter({ hasText: "One step short" }).getByRole("button", { name: "Try it" }).click();
    await expect(answer(page)).toHaveText("9 people can");
    await page.goto(`${page.url().split("#")[0]}#${new URL(page.url()).hash.slice(1).replace(/\/ask\/.*/, "/ask/compare/u-xin/u-xin/second.saved=")}`);
    await expect(answer(page)).toHaveText(/^1 difference$/);
    await expect(of(page)).toContainText("Xin in the draft has more in all of them");
  });
});

test.describe("who holds both", () => {
  test("finds the one, with the route to either", async ({ page, site }) => {
    await open(page, site.root + xanthe);
    await expect(answer(page)).toHaveText(/^\d+ (person holds|people hold) both$/);
    await expect(page.getByText(/^12 people can use Add Client Request Link; 6 people can use Process Request\.$/)).toBeVisible();
    const row = page.getByRole("row").filter({ has: page.getByRole("rowheader", { name: "Xanthe Doyle" }) });
    await expect(row).toContainText("Youth Workers");
    await expect(row).toContainText("Team Managers");
    await expect(page.locator(".ask-example figcaption").first()).toContainText(/can use Add Client Request Link through/);
    await expect(page.locator(".ask-square[data-culprit]").first()).toBeVisible();
  });

  test("is kept as a rule, across systems too", async ({ page, site }) => {
    await open(
      page,
      `${site.root}#/childrens-services/ask/both/processes/b-involvement/Read-Write-Delete/acl/r-marsh-inv/edited`,
    );
    await expect(answer(page)).toHaveText(/both$/);
    await expect(page.getByRole("button", { name: "Keep as a check" })).toBeVisible();
    await open(page, site.root + xanthe);
    await page.getByRole("button", { name: "Keep as a check" }).click();
    await expect(notice(page)).toHaveText(
      "Kept as a check: Nobody may both use Add Client Request Link and use Process Request",
    );
  });
});

test.describe("the page", () => {
  test("opens on a question of the workspace's own system, and says it in the address", async ({ page, site }) => {
    for (const [example, system] of [
      ["school-office", "processes"],
      ["sports-club", "resources"],
      ["training-provider", "features"],
      ["youth-service", "attributes"],
    ]) {
      await open(page, `${site.root}#/${example}/ask`);
      await expect(answer(page)).toHaveText(/(people|person|Nobody) can$/);
      await expect(page).toHaveURL(new RegExp(`ask/who-can/${system}/`));
    }
  });

  test("keeps its question over a reload, and goes back by Back", async ({ page, site }) => {
    await open(page, site.root + rwd);
    await mode(page, "What can").click();
    await expect(answer(page)).toHaveText(/can do/);
    await mode(page, "Who holds both").click();
    await expect(answer(page)).toHaveText(/both$/);
    await page.reload();
    await expect(answer(page)).toHaveText(/both$/);
    await page.goBack();
    await expect(answer(page)).toHaveText(/can do/);
    await page.goBack();
    await expect(answer(page)).toHaveText("4 people can");
  });

  test("says what is gone, and offers to ask again", async ({ page, site }) => {
    await open(page, `${site.root}#/school-office/ask/who-can/processes/b-nothing/Read`);
    await expect(page.getByRole("alert")).toContainText("This workspace does not have this process of User Group Processes.");
    await page.getByRole("button", { name: "Ask something else" }).click();
    await expect(answer(page)).toHaveText(/can$/);
    await page.goto(`${site.root}#/school-office/ask/what-can/u-nobody`);
    await expect(page.getByRole("alert")).toContainText("This workspace does not have this person or group.");
    await page.goto(`${site.root}#/school-office/ask/who-can/processes/b-exclusions/Everything`);
    await expect(page.getByRole("alert")).toContainText("This workspace does not have Everything on Exclusions.");
    await token(page, "Outcome").click();
    await options(page).first().click();
    await expect(answer(page)).toHaveText(/can$/);
  });

  test("is reached by the rail, and answers in an empty workspace", async ({ page, site }) => {
    await open(page, site.root);
    await page.getByRole("button", { name: /^New/ }).first().click();
    await expect(page.getByRole("main")).toBeVisible();
    await goTo(page, "Ask");
    await expect(answer(page)).toHaveText("Nobody can");
    await expect(page.getByText("There is nobody in this workspace yet.")).toBeVisible();
    await expectAccessible(page);
  });

  test("answers for ten thousand people, who stay folded", async ({ page, site }) => {
    test.setTimeout(120_000);
    await open(page, `${site.root}#/large/ask`);
    await expect(answer(page)).toHaveText(/(people|person|Nobody) can$/, { timeout: 60_000 });
    await expect(of(page)).toContainText("of 10,000");
    await expect.poll(() => page.locator(".ask-square").count()).toBeLessThan(200);
    await expect.poll(() => page.evaluate(() => document.querySelectorAll(".ask *").length)).toBeLessThan(4000);
    await token(page, "Target").click();
    await expect(options(page)).toHaveCount(8);
    const asked = page.url();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await expect(page).not.toHaveURL(asked);
    await expect(answer(page)).toHaveText(/(people|person|Nobody) can$/);
  });
});

for (const theme of ["light", "dark"]) {
  test.describe(`in the ${theme} theme`, () => {
    test.use({ colorScheme: theme });

    for (const [name, address] of Object.entries({ "who can": rwd, "what can": ingrid, compare: jo, "who holds both": xanthe })) {
      test(`axe finds nothing to object to in "${name}", wide and on a phone`, async ({ page, site }) => {
        await open(page, site.root + address);
        await expect(answer(page)).toBeVisible();
        await expectAccessible(page);
        await page.setViewportSize({ width: 390, height: 844 });
        await expect(answer(page)).toBeVisible();
        await expect.poll(() => sideways(page)).toBe(0);
        await expectAccessible(page);
      });
    }

    test("a token that is open has nothing to object to either", async ({ page, site }) => {
      await open(page, site.root + rwd);
      await token(page, "Target").click();
      await expect(options(page)).toHaveCount(8);
      await expectAccessible(page);
    });
  });
}

for (const width of [1024, 768, 320]) {
  test(`nothing scrolls sideways, ${width} pixels wide`, async ({ page, site }) => {
    await page.setViewportSize({ width, height: 800 });
    for (const address of [rwd, ingrid, jo, xanthe]) {
      await open(page, site.root + address);
      await expect(answer(page)).toBeVisible();
      await expect.poll(() => sideways(page)).toBe(0);
      const wide = await page.locator(".ask").evaluate((ask) => ask.scrollWidth - ask.clientWidth);
      expect(wide).toBeLessThanOrEqual(0);
    }
  });
}
