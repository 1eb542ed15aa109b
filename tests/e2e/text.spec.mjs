// Text of 200 %, as it is chosen in the browser: every screen is laid out as a page half as wide is.

import { launchOptions } from "./chromium.mjs";
import { expect, open, test } from "./fixtures.mjs";

const own = launchOptions();
test.use({ launchOptions: { ...own, args: [...own.args, "--blink-settings=defaultFontSize=32"] } });

for (const [place, shows] of [
  ["", /A school office/],
  ["#/school-office/editor/processes", /Select a Group/],
  ["#/school-office/overview/processes", /Attendance Codes/],
  ["#/school-office/effective/processes", /Amy Adeyemi/],
  ["#/childrens-services/editor/acl", /Okoye/],
  ["#/youth-service/editor/attributes", /Group/],
  ["#/sports-club/editor/resources", /North Pool/],
  ["#/training-provider/editor/features", /Modules/],
  ["#/school-office/directory/people/u-ingrid", /Ingrid Solheim/],
  ["#/school-office/checks", /Expected/],
  ["#/school-office/review", /Nothing has changed/],
]) {
  test(`holds on ${place || "the start"}, 1440 pixels wide`, async ({ page, site }) => {
    await page.setViewportSize({ width: 1440, height: 900 });
    await open(page, site.root + place);
    expect(await page.evaluate(() => getComputedStyle(document.documentElement).fontSize)).toBe("32px");
    const main = page.locator("main, #work").first();
    await expect(main).toContainText(shows);
    // Nothing hangs over the side, and the places below have their words whole.
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide).toBe(1440);
    const cut = await page.locator(".bottom-tab").evaluateAll((all) =>
      all.filter((tab) => tab.scrollWidth > tab.clientWidth + 1).map((tab) => tab.textContent),
    );
    expect(cut).toEqual([]);
    if (place) await expect(page.locator(".bottom-tab").first()).toBeVisible();
  });
}
