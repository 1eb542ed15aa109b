// The shell around the app: it starts wherever it is put, talks to nobody, and says so when it cannot.

import { expect, expectAccessible, open, test, unwatched } from "./fixtures.mjs";

test.describe("the app starts", () => {
  test("at a server's root", async ({ page, site }) => {
    await open(page, site.root);
    await expect(page).toHaveTitle(/Whocan/);
  });

  test("below a path, asking for nothing outside it", async ({ page, site, requests }) => {
    await open(page, site.deep);
    expect(requests.filter((address) => !address.startsWith(site.deep))).toEqual([]);
    expect(requests.length).toBeGreaterThan(1);
  });

  test("from disk, without a network, asking for nothing at all", async ({ page, site, context, requests }) => {
    await context.setOffline(true);
    await open(page, site.file);
    expect(requests).toEqual([site.file]);
  });
});

for (const place of ["root", "file"]) {
  test.describe(`the theme, opened from ${place}`, () => {
    for (const scheme of ["light", "dark"]) {
      test(`${scheme} is set before anything is painted`, async ({ page, site }) => {
        // The system wants the opposite, so that only the kept choice can bring this theme about.
        await page.emulateMedia({ colorScheme: scheme === "light" ? "dark" : "light" });
        await page.addInitScript((theme) => localStorage.setItem("whocan.theme", JSON.stringify(theme)), scheme);
        await page.addInitScript(() => {
          // Runs when the parser adds the body, before the browser has anything to paint.
          new MutationObserver((_, observer) => {
            if (!document.body) return;
            window.themeAtBody = document.documentElement.dataset.theme;
            observer.disconnect();
          }).observe(document, { childList: true, subtree: true });
        });
        await open(page, site[place]);
        await expect.poll(() => page.evaluate(() => window.themeAtBody)).toBe(scheme);
        await expect.poll(() => page.evaluate(() => getComputedStyle(document.documentElement).colorScheme)).toBe(scheme);
      });
    }

    test("follows the system where the kept value is not ours", async ({ page, site }) => {
      await page.addInitScript(() => localStorage.setItem("whocan.theme", "{broken"));
      await page.goto(site[place]);
      await expect(page.locator("html")).toHaveAttribute("data-theme", "system");
    });
  });

  test(`axe finds nothing to object to on the first screen, opened from ${place}`, async ({ page, site }) => {
    await open(page, site[place]);
    await expectAccessible(page);
  });

  unwatched(`the policy is alive, opened from ${place}`, async ({ page, site }) => {
    const sent = [];
    page.on("request", (request) => sent.push(request.url()));
    await page.addInitScript(() => {
      window.violations = [];
      addEventListener("securitypolicyviolation", (event) => window.violations.push(event.effectiveDirective));
    });
    await open(page, site[place]);

    const outcome = await page.evaluate(async () => {
      const script = document.createElement("script");
      script.textContent = "window.smuggled = true";
      document.body.append(script);
      const style = document.createElement("style");
      style.textContent = "body { color: red }";
      document.body.append(style);
      const asked = await fetch("https://example.invalid/").then(() => "answered", () => "refused");
      return { smuggled: window.smuggled ?? false, asked };
    });

    expect(outcome).toEqual({ smuggled: false, asked: "refused" });
    expect(sent.filter((address) => address.includes("example.invalid"))).toEqual([]);
    // Refused by the policy, not by a network that happened to be missing.
    await expect.poll(() => page.evaluate(() => window.violations.sort())).toEqual([
      "connect-src",
      "script-src-elem",
      "style-src-elem",
    ]);
  });
}

test.describe("where it cannot start it says so", () => {
  for (const [what, pattern] of [["program", "**/*.wasm"], ["script", "**/*.js"]]) {
    unwatched(`the ${what} does not arrive`, async ({ page, site }) => {
      await page.route(pattern, (route) => route.abort());
      await page.goto(site.root);
      await expect(page.getByRole("alert")).toContainText("Whocan could not start");
    });
  }

  unwatched("the browser has no WebAssembly, opened from disk", async ({ page, site }) => {
    await page.addInitScript(() => delete window.WebAssembly);
    await page.goto(site.file);
    await expect(page.getByRole("alert")).toContainText("Whocan could not start");
  });

  unwatched("JavaScript is switched off", async ({ browser, site }) => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(site.root);
    await expect(page.locator("noscript p")).toBeVisible();
    await context.close();
  });
});

test("the watch kept over every test sees what it is there for", async ({ page, site, context, problems }) => {
  await context.route("**/elsewhere", (route) => route.abort());
  await open(page, site.root);
  await page.evaluate(async () => {
    console.error("logged");
    setTimeout(() => {
      throw new Error("thrown");
    });
    await fetch("https://example.invalid/fetched").catch(() => {});
  });
  await expect.poll(() => problems.join("\n")).toMatch(/console: logged/);
  await expect.poll(() => problems.join("\n")).toMatch(/uncaught: Error: thrown/);
  await expect.poll(() => problems.join("\n")).toMatch(/policy: connect-src forbids/);
  await page.goto("http://example.invalid/elsewhere").catch(() => {});
  await expect.poll(() => problems.join("\n")).toMatch(/asked another host: http:\/\/example.invalid\/elsewhere/);
  problems.length = 0;
});
