// The inspector on every screen: it follows the focus, shows what is saved beside the draft, its reasons
// lead to what they cite, a step that would change the outcome can be tried; it folds, is made wider, and
// is a sheet from below on a narrow page.

import { boxOf, expect, expectAccessible, open, restingBox, test } from "./fixtures.mjs";

const why = (page) => page.getByRole("complementary", { name: "Why" });
const overview = (page) => page.getByRole("treegrid", { name: "Overview" });
const effective = (page) => page.getByRole("grid", { name: "Effective access" });
const outcome = (page) => why(page).locator(".outcome");
const turn = (page) => why(page).locator(".inspector-turn");
const spoken = (page) => why(page).locator(".inspector-spoken");
const section = (page, name) => why(page).locator(".inspector-section").filter({ hasText: name });
const place = (page) => page.evaluate(() => location.hash);
const undo = (page) => page.getByRole("button", { name: /^Undo/ });
/** The name of the animation around the active cell. */
const flash = (page) => page.evaluate(() => getComputedStyle(document.querySelector("#work .grid-ring")).animationName);

const memos = "#/school-office/effective/processes/u-ingrid/b-sen-memos";

test.describe("on the overview", () => {
  test("follows the focus from cell to cell", async ({ page, site }) => {
    await open(page, `${site.root}#/school-office/overview/processes/b-attendance-marks/g-office`);
    await expect(why(page).getByRole("heading", { level: 2 })).toHaveText(/Attendance Marks/);
    await expect(outcome(page)).toContainText("Deny");
    await overview(page).focus();
    await page.keyboard.press("ArrowRight");
    await expect(outcome(page)).toContainText("Read-Write");
    await expect(why(page)).toContainText("Attendance Officers is set to Read-Write.");
    await page.keyboard.press("ArrowDown");
    await expect(why(page).getByRole("heading", { level: 2 })).toHaveText(/Attendance Reports/);
  });

  test("explains the first process where a row is a heading", async ({ page, site }) => {
    await open(page, `${site.root}#/school-office/overview/processes/m-administration/g-office`);
    await expect(why(page).getByRole("heading", { level: 2 })).toHaveText(/Office Clerks.*Attendance Codes/);
    await expect(outcome(page)).toContainText("Deny");
    await expect(why(page)).not.toContainText("Choose");
  });

  test("shows it as a member of the group alone, then as each member", async ({ page, site }) => {
    await open(page, `${site.root}#/school-office/overview/processes/b-attendance-marks/g-office`);
    const see = why(page).getByLabel("See it as");
    const names = await see.locator("option").allTextContents();
    expect(names).toEqual([
      "a member of Office Clerks only",
      "Amy Adeyemi",
      "Bilal Hussain",
      "Oskar Lindgren",
      "Priya Raman",
      "Viktor Petrov",
    ]);
    await expect(outcome(page)).toContainText("Deny");
    // Bilal is an attendance officer as well.
    await see.focus();
    await see.selectOption("Bilal Hussain");
    await expect(outcome(page)).toContainText("Read-Write");
    await expect(why(page)).toContainText("Attendance Officers gives Read-Write on Attendance Marks");
    await expect(see).toBeFocused();
    // Of another of his groups he stays who it is seen as, of one that is not his he does not.
    await overview(page).focus();
    await page.keyboard.press("ArrowRight");
    await expect(see).toHaveValue("u-bilal");
    await page.keyboard.press("ArrowRight");
    await expect(see).toHaveValue("");
  });

  test("of a group says what its members come to", async ({ page, site }) => {
    await open(page, `${site.root}#/school-office/overview/processes/b-attendance-marks/g-office`);
    const members = section(page, "Members");
    await expect(members.locator(".section-count")).toHaveText("5");
    await expect(members.getByRole("listitem")).toHaveText([/Read-Write\s*Bilal Hussain/, /Deny\s*Amy Adeyemi, Oskar/]);
  });
});

test("on the editor it shows the focused level's process, and without a focus the first", async ({ page, site }) => {
  await open(page, `${site.root}#/school-office/editor/processes/g-sen/m-sen/b-sen-memos/Read-Write`);
  await expect(why(page).getByLabel("See it as")).toHaveValue("");
  await expect(outcome(page)).toContainText("Read-Write");
  await page.goto(`${site.root}#/school-office/editor/processes/g-sen`);
  await expect(why(page).getByRole("heading", { level: 2 })).toHaveText(/SEN Team.*Attendance Codes/);
  await expect(outcome(page)).toHaveCount(1);
});

test.describe("the answer", () => {
  test("is outcome, sentence, picture, steps, what would change it, who else", async ({ page, site }) => {
    await open(page, site.root + memos);
    const inspector = why(page);
    await expect(inspector.getByRole("heading", { level: 2 })).toHaveText(/Ingrid Solheim.*SEN Memos/);
    await expect(inspector.locator(".inspector-path")).toContainText("Secured");
    await expect(outcome(page)).toContainText("Read");
    await expect(inspector.locator(".inspector-sentence")).toHaveText(
      "SEN Memos is secured, so the lower of process level and All Secured Data counts.",
    );
    await expect(inspector.locator("figure figcaption")).toHaveText(
      "Ingrid Solheim on SEN Memos: Process level Read-Write-Delete from Senior Leaders; All Secured Data Read from Social Care Liaison; lower counts: Read.",
    );
    await expect(section(page, "What would change this").locator(".try").first()).toContainText(
      "Set All Secured Data to Read-Write for Social Care Liaison. Nobody else is affected.",
    );
    const others = section(page, "Who else can read SEN Memos");
    await expect(others.locator(".section-count")).toHaveText("3 of 24");
    await expect(others).toContainText("Esi Mensah, Leila Haddad, Rosa Delgado");
    const heads = inspector.locator("h2, h3, legend");
    await expect(heads).toHaveText([/^Ingrid Solheim on SEN Memos/, /^Step by step/, /^What would change this/, /^Who else can read/]);
  });

  for (const [model, where, said, words] of [
    ["lists", "childrens-services/effective/acl/u-carys/r-marsh-inv", /\.$/, /^Carys Hughes on /],
    ["attributes", "youth-service/effective/attributes/u-amina/a-bulk-update-send-message", /Amina/, /./],
    ["resources", "sports-club/effective/resources/u-dev/o-north", /A Block of Dev's own on North Pool/, /from Block on North Pool: nothing\.$/],
    ["features", "training-provider/effective/features/u-dilan/f-move-trainee", /Assessors/, /Hidden/],
  ]) {
    test(`of ${model} has a picture with a sentence that says the same`, async ({ page, site }) => {
      await open(page, `${site.root}#/${where}`);
      await expect(why(page).locator(".inspector-sentence")).toHaveText(said);
      await expect(why(page).locator("figure > svg")).toBeVisible();
      await expect(why(page).locator("figure figcaption")).toHaveText(words);
      await expect(section(page, "What would change this").locator(".try, .section-quiet").first()).toBeVisible();
    });
  }

  test("of a Block draws it below what it cuts off, and says whom they still reach", async ({ page, site }) => {
    await open(page, `${site.root}#/sports-club/effective/resources/u-dev/o-north`);
    const names = why(page).locator("figure .chain-name");
    await expect(names.filter({ hasText: "Block on North Pool" })).toHaveCount(1);
    const heights = await names.evaluateAll((all) => all.map((name) => [name.textContent, name.getBoundingClientRect().top]));
    const [, block] = heights.find(([name]) => name.startsWith("Block on"));
    const others = heights.filter(([name]) => /^(All staff|Coaches)/.test(name));
    expect(others).toHaveLength(2);
    expect(others.every(([, top]) => top < block)).toBe(true);
    const reached = section(page, "People of North Pool that Dev Sharma still reaches");
    await expect(reached.locator(".section-count")).toHaveText("1 of 2");
    await expect(reached.getByRole("listitem").first()).toContainText(
      /Bea Castillo.*through the role Coach: Coaches gives Read, Gain Access\..*R11/,
    );
    await reached.getByRole("link", { name: "Bea Castillo" }).click();
    await expect(page).toHaveURL(/effective\/resources\/u-dev\/n-bea$/);
    await expect(why(page).getByRole("heading", { level: 2 })).toHaveText(/Dev Sharma.*Bea Castillo/);
    await expect(section(page, "still reaches")).toHaveCount(0);
  });

  test("is never that of another cell, however quickly the focus moves", async ({ page, site }) => {
    await open(page, site.root + memos);
    await expect(section(page, "Who else can read SEN Memos")).toBeVisible();
    await effective(page).focus();
    await page.keyboard.press("ArrowUp");
    await expect(why(page).getByRole("heading", { level: 2 })).toHaveText(/Hamza Yılmaz/);
    const steps = await why(page).locator(".try").allTextContents();
    expect(steps.join(), "what was worked out for Ingrid is gone at once").not.toContain("Social Care Liaison");
    for (const key of ["ArrowDown", "ArrowDown", "ArrowLeft", "ArrowLeft", "ArrowUp", "ArrowUp"]) await page.keyboard.press(key);
    await expect(why(page).getByRole("heading", { level: 2 })).toHaveText(/Hamza Yılmaz/);
    await expect(section(page, "Who else")).toContainText(/Person Details/);
  });

  test("stays while another cell is looked at, and only what is another is written anew", async ({ page, site }) => {
    await open(page, `${site.root}#/school-office/effective/processes/u-amy/b-attendance-codes`);
    const parts = [".outcome-line", ".inspector-sentence", ".chain > svg", ".step-tree > li", ".section-fold"];
    await why(page).evaluate((pane, parts) => (window.parts_ = parts.map((part) => pane.querySelector(part))), parts);
    await expect(why(page).locator("figure figcaption")).toHaveText("Amy Adeyemi on Attendance Codes: Deny.");
    await expect(why(page).locator("figure .chain-line")).toHaveCount(2);
    await effective(page).focus();
    await page.keyboard.press("ArrowDown");
    await expect(why(page).locator("figure figcaption")).toHaveText(/^Bilal Hussain on Attendance Codes: /);
    await expect(why(page).locator("figure .chain-line")).toHaveCount(4);
    await expect(why(page).locator(".step-tree")).toContainText("Attendance Officers gives Read-Write on Attendance Codes");
    await expect(why(page).locator(".step-tree")).not.toContainText("Amy");
    await expect(outcome(page).locator(".level-box")).toHaveAttribute("data-level", "middle");
    await page.keyboard.press("ArrowUp");
    await expect(outcome(page).locator(".level-box")).toHaveAttribute("data-level", "none");
    const same = await why(page).evaluate((pane, parts) => parts.map((part, at) => pane.querySelector(part) === window.parts_[at]), parts);
    expect(same).toEqual(parts.map(() => true));
  });

  test("is spoken as a whole once the focus rests", async ({ page, site }) => {
    await open(page, site.root + memos);
    await expect(spoken(page)).toHaveText(/^Ingrid Solheim, SEN Memos: Read\. SEN Memos is secured/);
    await expect(spoken(page)).toHaveAttribute("role", "status");
  });
});

test.describe("a draft", () => {
  test("shows what is saved beside what it comes to", async ({ page, site }) => {
    await open(page, `${site.root}#/school-office/overview/processes/b-exclusions/g-year-heads`);
    await expect(turn(page)).toHaveCount(0);
    await overview(page).focus();
    await page.keyboard.press("x");
    await expect(outcome(page)).toHaveText(/Read-Write before, now\s*Read-Write-Delete/);
    await expect(turn(page)).toHaveText("Gains Delete by this draft");
    await expect(turn(page)).toHaveAttribute("data-turn", "gain");
    await expect(spoken(page)).toContainText("Was Read-Write. Heads of Year is set to Read-Write-Delete.");
    // Of a person whom another group gives as much, nothing changes.
    await page.goto(`${site.root}#/school-office/effective/processes/u-grace/b-exclusions`);
    await expect(why(page).getByRole("heading", { level: 2 })).toHaveText(/Grace O'Donnell/);
    await expect(turn(page)).toHaveCount(0);
    await page.goto(`${site.root}#/school-office/effective/processes/u-xin/b-exclusions`);
    await expect(turn(page)).toHaveText("Gains Delete by this draft");
    await expect(section(page, "Same change")).toContainText("5 people gain Delete");
    await effective(page).focus();
    await page.keyboard.press("Control+z");
    await expect(turn(page)).toHaveCount(0);
  });

  test("says what it takes, and how to have it back", async ({ page, site }) => {
    await open(page, `${site.root}#/school-office/overview/processes/b-communication-log/g-office`);
    await overview(page).focus();
    await page.keyboard.press("r");
    await page.goto(`${site.root}#/school-office/effective/processes/u-oskar/b-communication-log`);
    await expect(turn(page)).toHaveText(/^Loses .* by this draft$/);
    await expect(turn(page)).toHaveAttribute("data-turn", "lose");
    await expect(section(page, "What would change this").locator(".try").first()).toContainText("Set Office Clerks to");
  });
});

test("says which interdependency is not met, on either of its processes, and Checks has it first", async ({ page, site }) => {
  await open(page, `${site.root}#/school-office/overview/processes/b-bases/g-office`);
  const remark = why(page).locator(".inspector-remark");
  await expect(outcome(page)).toContainText("Read");
  await expect(remark).toHaveCount(0);
  await overview(page).focus();
  await page.keyboard.press("d");
  const says = "Student Data needs Bases at Read, which Office Clerks does not have.";
  await expect(remark).toHaveText(says);
  await page.keyboard.press("ArrowUp");
  await expect(why(page).getByRole("heading", { level: 2 })).toHaveText(/Student Data/);
  await expect(remark).toHaveText(says);
  await page.goto(`${site.root}#/school-office/checks`);
  const heads = page.getByRole("navigation", { name: "Checks" }).getByRole("heading", { level: 2 });
  await expect(heads.first()).toContainText("Problems");
});

test.describe("a step that would change it", () => {
  test("is tried as one edit, which one undo takes back", async ({ page, site }) => {
    await open(page, site.root + memos);
    await expect(undo(page)).toHaveCount(0);
    await section(page, "What would change this").getByRole("button", { name: "Try it" }).first().click();
    await expect(outcome(page)).toHaveText(/Read before, now\s*Read-Write/);
    await expect(undo(page)).toHaveCount(1);
    await expect.poll(() => page.evaluate(() => document.activeElement.id), "the focus is not lost").toBe("inspector-body");
    await page.keyboard.press("Control+z");
    await expect(outcome(page)).not.toContainText("before");
    await expect(undo(page)).toHaveCount(0);
  });

  test("of the circumstances changes nothing but them", async ({ page, site }) => {
    await open(page, `${site.root}#/childrens-services/effective/acl/u-dev/r-bell-inv`);
    const step = section(page, "What would change this").locator(".try").filter({ hasText: "Sign on as" }).first();
    await step.getByRole("button", { name: "Try it" }).click();
    await expect(why(page).getByRole("radio", { name: /^No group or post/ })).not.toBeChecked();
    await expect(undo(page)).toHaveCount(0);
  });

  test("is refused where the one who edits may not do it", async ({ page, site }) => {
    await open(page, `${site.root}#/sports-club/overview/resources/o-north/u-dev`);
    const acting = page.getByRole("combobox", { name: "Acting as" });
    await acting.click();
    await acting.fill("Elin Marsh");
    await page.getByRole("listbox", { name: "Acting as" }).getByRole("option", { name: "Elin Marsh" }).click();
    const step = section(page, "What would change this").locator(".try").filter({ hasText: "Remove the Block of Dev Sharma" });
    await step.getByRole("button", { name: "Try it" }).click();
    await expect(step.getByRole("alert")).toHaveText(/^Not done:/);
    await expect(undo(page)).toHaveCount(0);
  });
});

test.describe("a reason", () => {
  const reasons = (page) => why(page).locator(".step-tree > li > ul").first();

  test("of a group leads to its cell on the overview, which flashes and has the focus", async ({ page, site }) => {
    await open(page, site.root + memos);
    await reasons(page).locator("> li").first().getByRole("link", { name: "Senior Leaders" }).first().click();
    await expect.poll(() => place(page)).toBe("#/school-office/overview/processes/b-sen-memos/g-leaders");
    await expect(overview(page)).toBeFocused();
    await expect(page.locator(".grid-cell[data-active]")).toHaveAccessibleName("Read-Write-Delete");
    await expect.poll(() => flash(page)).toMatch(/^flash-/);
    await page.keyboard.press("ArrowUp");
    expect(await flash(page), "only what the link led to").toBe("none");
    await page.goBack();
    await expect(effective(page)).toBeVisible();
    expect(await flash(page), "going back is no such link").toBe("none");
  });

  test("of All Secured Data leads to the editor", async ({ page, site }) => {
    await open(page, site.root + memos);
    const secured = reasons(page).locator("> li").filter({ hasText: "Under All Secured Data" });
    await secured.getByRole("link", { name: "Social Care Liaison" }).first().click();
    await expect.poll(() => place(page)).toBe("#/school-office/editor/processes/g-social-care/m-sen/b-sen-memos/Read");
    await expect(page.getByRole("main")).toContainText("All Secured Data");
  });

  test("of a person leads to their row, of a flag to where it is set", async ({ page, site }) => {
    await open(page, `${site.root}#/school-office/overview/processes/b-bases/g-support`);
    await why(page).getByLabel("See it as").selectOption("Jun Watanabe");
    await expect(why(page)).toContainText("Jun Watanabe is a System Admin");
    await why(page).getByRole("link", { name: "Jun Watanabe" }).click();
    await expect.poll(() => place(page)).toBe("#/school-office/effective/processes/u-jun/b-bases");
    await why(page).getByRole("link", { name: "System Admin" }).click();
    await expect.poll(() => place(page)).toBe("#/school-office/editor/processes");
  });

  test("has its rule, which opens to what it says and where it comes from", async ({ page, site }) => {
    await open(page, site.root + memos);
    const rule = why(page).locator(".cited").first();
    await expect(why(page).locator(".step-line").first()).toContainText("Inferred");
    await rule.locator("summary").focus();
    await page.keyboard.press("Enter");
    await expect(rule).toContainText("process levels are said not to override All Secured Data");
    await expect(rule.locator("p").first()).toBeVisible();
  });

  test("keeps a rule open while the same rule stands there", async ({ page, site }) => {
    await open(page, `${site.root}#/school-office/effective/processes/u-amy/b-attendance-codes`);
    const rule = why(page).locator(".cited").first();
    await rule.locator("summary").click();
    const name = await rule.locator("summary").textContent();
    await expect(rule.locator("p")).toHaveCount(2);
    await effective(page).focus();
    await page.keyboard.press("ArrowRight");
    await expect(why(page).getByRole("heading", { level: 2 })).toHaveText(/Attendance Marks/);
    await expect(rule.locator("summary")).toHaveText(name);
    await expect(rule.locator("p")).toHaveCount(2);
    // Another rule is closed, and what was opened is not shown as its words.
    await page.goto(`${site.root}${memos}`);
    await expect(why(page).getByRole("heading", { level: 2 })).toHaveText(/SEN Memos/);
    await expect(rule.locator("summary")).not.toHaveText(name);
    await expect(rule).toHaveJSProperty("open", false);
    await expect(rule.locator("p")).toHaveCount(0);
    await rule.locator("summary").click();
    await expect(rule.locator("p")).toHaveCount(2);
    await rule.locator("summary").click();
    await expect(rule.locator("p")).toHaveCount(0);
  });

  test("does not move where motion is not wanted", async ({ page, site }) => {
    await page.emulateMedia({ reducedMotion: "reduce" });
    await open(page, site.root + memos);
    await reasons(page).getByRole("link", { name: "Senior Leaders" }).first().click();
    await expect(overview(page)).toBeFocused();
    const style = await page.evaluate(() => {
      const { animationDuration, outlineWidth } = getComputedStyle(document.querySelector("#work .grid-ring"));
      return [animationDuration, outlineWidth];
    });
    expect(style).toEqual(["0s", "4px"]);
  });

  test("folds away with all others, and stays so", async ({ page, site }) => {
    await open(page, site.root + memos);
    const fold = why(page).getByRole("button", { name: "Step by step" });
    await fold.click();
    await expect(fold).toHaveAttribute("aria-expanded", "false");
    await expect(why(page).locator(".step-tree")).toHaveCount(0);
    await effective(page).focus();
    await page.keyboard.press("ArrowUp");
    await expect(why(page).getByRole("heading", { level: 2 })).toHaveText(/Hamza/);
    await expect(why(page).locator(".step-tree")).toHaveCount(0);
    await fold.click();
    await expect(why(page).locator(".step-tree")).toBeVisible();
  });
});

test.describe("its room", () => {
  const handle = (page) => why(page).getByRole("separator", { name: "Width of Why" });
  const width = async (page) => Math.round((await boxOf(why(page))).width);

  test("is 340 pixels, from 280 to 480 by arrows, and remembered", async ({ page, site }) => {
    await open(page, site.root + memos);
    await expect.poll(() => width(page)).toBe(340);
    await handle(page).focus();
    await page.keyboard.press("ArrowLeft");
    await expect(handle(page)).toHaveAttribute("aria-valuenow", "356");
    await expect.poll(() => width(page)).toBe(356);
    await page.keyboard.press("End");
    await expect.poll(() => width(page)).toBe(480);
    await page.keyboard.press("ArrowLeft");
    await expect.poll(() => width(page)).toBe(480);
    await page.keyboard.press("Home");
    await expect.poll(() => width(page)).toBe(280);
    await page.keyboard.press("ArrowLeft");
    await page.reload();
    await expect(handle(page)).toHaveAttribute("aria-valuenow", "296");
    await expect.poll(() => width(page)).toBe(296);
    await handle(page).dblclick();
    await expect.poll(() => width(page)).toBe(340);
  });

  test("follows a drag of its edge", async ({ page, site }) => {
    await open(page, site.root + memos);
    const box = await restingBox(handle(page));
    await page.mouse.move(box.x + box.width / 2, 400);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 2 - 60, 410, { steps: 4 });
    await page.mouse.up();
    await expect.poll(() => width(page)).toBe(400);
    await page.mouse.move(200, 300);
    await expect.poll(() => width(page), "the edge is let go").toBe(400);
  });

  test("folds and opens by a key, and stays as it is", async ({ page, site }) => {
    await open(page, site.root + memos);
    const before = (await restingBox(effective(page))).width;
    await effective(page).focus();
    await page.keyboard.press("]");
    await expect(outcome(page)).toBeHidden();
    await expect.poll(() => width(page)).toBeLessThan(60);
    await expect.poll(async () => (await boxOf(effective(page))).width).toBeGreaterThan(before);
    await expect(effective(page), "the focus stays where it was").toBeFocused();
    await page.reload();
    await expect(why(page).getByRole("button", { name: "Why", exact: true })).toBeVisible();
    await expect(outcome(page)).toBeHidden();
    await why(page).getByRole("button", { name: "Why", exact: true }).click();
    await expect(outcome(page)).toBeVisible();
    await expect(section(page, "Who else can read SEN Memos"), "what was not worked out is now").toBeVisible();
    await why(page).getByRole("button", { name: "Fold Why" }).press("Enter");
    await expect(outcome(page)).toBeHidden();
    await expect(why(page).getByRole("button", { name: "Why", exact: true })).toBeFocused();
  });

  test("is left alone by a bracket that is typed", async ({ page, site }) => {
    await open(page, site.root + memos);
    await page.getByRole("searchbox").first().focus();
    await page.keyboard.press("]");
    await expect(outcome(page)).toBeVisible();
  });

  test("is 300 pixels at 1024, and opens over the content below that", async ({ page, site }) => {
    await page.setViewportSize({ width: 1024, height: 768 });
    await open(page, site.root + memos);
    await expect.poll(() => width(page)).toBe(300);
    await page.setViewportSize({ width: 900, height: 768 });
    await expect(outcome(page)).toBeHidden();
    const opener = why(page).getByRole("button", { name: "Why", exact: true });
    await opener.click();
    await expect(outcome(page)).toBeVisible();
    await expect(opener).toHaveAttribute("aria-expanded", "true");
    await why(page).getByRole("button", { name: "Step by step" }).focus();
    await page.keyboard.press("Escape");
    await expect(outcome(page)).toBeHidden();
    await expect(opener).toBeFocused();
  });
});

test.describe("390 pixels wide", () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test("it is a sheet from below that says outcome and sentence, and opens", async ({ page, site }) => {
    await open(page, site.root + memos);
    const peek = why(page).locator(".inspector-peek");
    await expect(peek).toContainText("Ingrid Solheim · SEN Memos");
    await expect(peek.locator(".peek-outcome")).toHaveText("Read");
    await expect(peek).toContainText("the lower of process level and All Secured Data counts");
    await expect(peek).toBeInViewport();
    const opener = peek.getByRole("button", { name: "Why", exact: true });
    await opener.focus();
    await page.keyboard.press("Enter");
    await expect(outcome(page)).toBeInViewport();
    await expect(section(page, "Who else can read SEN Memos")).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(outcome(page)).toBeHidden();
    await expect(opener).toBeFocused();
    await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  });

  for (const scheme of ["light", "dark"]) {
    test(`axe finds nothing to object to in the sheet, ${scheme}`, async ({ page, site }) => {
      await page.emulateMedia({ colorScheme: scheme });
      await open(page, site.root + memos);
      await why(page).locator(".inspector-peek").getByRole("button", { name: "Why", exact: true }).click();
      await expect(section(page, "Who else can read SEN Memos")).toBeVisible();
      await expectAccessible(page);
    });
  }
});

test.describe("its foot", () => {
  test("hands the address of what is shown to others", async ({ page, site, context }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await open(page, `${site.root}#/school-office/effective/processes`);
    await why(page).getByRole("button", { name: "Copy link" }).click();
    await expect(why(page).getByRole("button", { name: "Link copied" })).toBeVisible();
    const link = await page.evaluate(() => navigator.clipboard.readText());
    expect(link).toBe(`${site.root}#/school-office/effective/processes/u-amy/b-communication-log`);
  });

  test("says so where what is shown is a check already", async ({ page, site }) => {
    await open(page, site.root + memos);
    await why(page).getByRole("button", { name: "Keep as a check" }).click();
    await expect(why(page).getByRole("button", { name: "A check already" })).toBeVisible();
    await expect(undo(page)).toHaveCount(0);
  });

  const unchecked = [
    "#/school-office/effective/processes/u-rosa/b-sen-memos",
    "#/childrens-services/effective/acl/u-amara/r-marsh-inv",
    "#/sports-club/effective/resources/u-dev/n-hana",
  ];
  for (const where of unchecked) {
    test(`keeps ${where.split("/").slice(-2).join(" on ")} as a check, as one edit`, async ({ page, site }) => {
      await open(page, site.root + where);
      await why(page).getByRole("button", { name: "Keep as a check" }).click();
      await expect(why(page).getByRole("button", { name: "Kept as a check" })).toBeVisible();
      await expect(undo(page)).toHaveCount(1);
    });
  }
});

for (const scheme of ["light", "dark"]) {
  test(`axe finds nothing to object to in the inspector of a draft, ${scheme}`, async ({ page, site }) => {
    await page.emulateMedia({ colorScheme: scheme });
    await open(page, `${site.root}#/school-office/overview/processes/b-bases/g-office`);
    await overview(page).focus();
    await page.keyboard.press("x");
    await expect(turn(page)).toBeVisible();
    await expect(section(page, "Members")).toBeVisible();
    await expectAccessible(page);
  });

  for (const where of [
    "sports-club/effective/resources/u-dev/o-north",
    "training-provider/effective/features/u-dilan/f-move-trainee",
    "youth-service/overview/attributes/a-bulk-update-send-message/g-youth",
    "childrens-services/effective/acl/u-amara/r-marsh-inv",
  ]) {
    test(`axe finds nothing to object to in the inspector of ${where.split("/")[2]}, ${scheme}`, async ({ page, site }) => {
      await page.emulateMedia({ colorScheme: scheme });
      await open(page, `${site.root}#/${where}`);
      await expect(section(page, "What would change this").locator(".try, .section-quiet").first()).toBeVisible();
      await expectAccessible(page);
    });
  }
}

test("a place without anybody says so and leads on", async ({ page, site }) => {
  await open(page, site.root);
  const buffer = Buffer.from('{"format":"whocan","version":1,"title":"Nobody"}');
  await page.getByLabel("Open a file").setInputFiles({ name: "n.whocan.json", mimeType: "application/json", buffer });
  await page.locator("dialog[open]").getByRole("button", { name: "Open as a new workspace" }).click();
  await expect(page).toHaveURL(/#\/w-\w{6}\//);
  const workspace = new URL(page.url()).hash.split("/")[1];
  await open(page, `${site.root}#/${workspace}/effective/processes`);
  await expect(why(page)).toContainText("Nobody is in this directory yet");
  await why(page).getByRole("button", { name: "Open people" }).click();
  await expect(page).toHaveURL(/directory\/people$/);
});
