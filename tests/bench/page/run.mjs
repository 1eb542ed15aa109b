// Measures in the machine's own Chromium and prints the tables: the core in WebAssembly beside other
// programs, and the page beside two known grids. What is said of progress goes to standard error.

import { join } from "node:path";
import { chromium } from "@playwright/test";
import { launchOptions } from "../../e2e/chromium.mjs";
import { serve } from "../../e2e/server.mjs";
import { tasks } from "./trace.mjs";

const root = join(import.meta.dirname, "../../..");
const say = (line) => console.error(line);
const median = (list) => [...list].sort((one, other) => one - other)[list.length >> 1];
const ms = (time) => (time >= 100 ? time.toFixed(0) : time >= 1 ? time.toFixed(1) : time.toPrecision(2));

/** Runs work so often and gives the median of each number that it gives. */
async function rounds(count, work) {
  const all = [];
  for (let round = 0; round < count; round++) all.push(await work(round));
  return Object.fromEntries(Object.keys(all[0]).map((key) => [key, median(all.map((one) => one[key]))]));
}

async function inPage(browser, work, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: "en-GB", ...options });
  const page = await context.newPage();
  page.on("pageerror", (error) => say(`the page: ${error}`));
  try {
    return await work(page, context);
  } finally {
    await context.close();
  }
}

// ---- The core

const variants = {
  shipped: "as it is shipped (optimised for size)",
  "shipped-simd": "the same with simd128",
  fast: "optimised for speed (opt-level 3)",
  "fast-simd": "the same with simd128",
};

async function core(browser, server) {
  return inPage(browser, async (page) => {
    const lines = {};
    for (const name of Object.keys(variants)) {
      say(`the core ${variants[name]}`);
      await page.goto(`${server.url}/target/bench/page/grids.html#none`).catch(() => {});
      await page.setContent("<!doctype html><title>core</title>");
      lines[name] = await page.evaluate(async (address) => {
        const { default: start } = await import(address);
        await start();
        while (!globalThis.bench?.done) await new Promise((next) => setTimeout(next, 20));
        return globalThis.bench.lines;
      }, `${server.url}/target/bench/${name}/bench.js`);
    }
    // The yardsticks go against the last of them, whose data is in the page.
    say("the yardsticks");
    await page.addScriptTag({ url: `${server.url}/target/bench/page/yardsticks.js` });
    await page.evaluate((base) => (document.head.append(Object.assign(document.createElement("base"), { href: base }))), `${server.url}/target/bench/page/`);
    const others = await page.evaluate(() => globalThis.yardsticks());
    return { lines, others };
  });
}

function coreTables({ lines, others }) {
  const cells = (line) => line.split("|").map((cell) => cell.trim()).slice(1, -1);
  const all = Object.values(lines).map((list) => list.map(cells));
  const out = ["## The core in WebAssembly, in Chromium", "", "Milliseconds; and how many times as long the plain way takes in the program as it is shipped.", ""];
  out.push(`| what | ${Object.values(variants).join(" | ")} | times as long the plain way |`, `|---|${"---|".repeat(all.length + 1)}`);
  all[0].forEach(([what, , ratio], at) => out.push(`| ${what} | ${all.map((list) => ms(Number(list[at][1]))).join(" | ")} | ${ratio} |`));
  const matrix = Number(all[0].find(([what]) => what.includes("as bits"))[1]);
  const perCell = matrix / 5e6;
  out.push("", "The full matrix by others, in the same run: how long a cell takes them, and how many times as long as");
  out.push("Whocan as it is shipped.", "", "| who | nanoseconds a cell | times as long |", "|---|---|---|");
  out.push(`| Whocan, all 10,000 people on 500 processes | ${(perCell * 1e6).toFixed(2)} | 1 |`);
  for (const [who, time, count] of others) {
    const ratio = time / count / perCell;
    out.push(`| ${who} | ${((time / count) * 1e6).toFixed(time / count > 1e-3 ? 0 : 2)} | ${ratio >= 10 ? ratio.toFixed(0) : ratio.toFixed(1)} |`);
  }
  return out;
}

// ---- Grids

/** The spots of a grid that are clicked, one after the other. */
const spots = (box, count) => Array.from({ length: count }, (_, at) => [box.x + 400 + (at % 4) * 100, box.y + 150 + (at % 7) * 32]);

async function frames(page, work) {
  await page.evaluate(() => {
    window.frames_ = [];
    let last;
    const tick = (now) => {
      if (last !== undefined) window.frames_?.push(now - last);
      last = now;
      if (window.frames_) requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
  });
  await work();
  const all = await page.evaluate(() => {
    const all = window.frames_;
    window.frames_ = undefined;
    return all;
  });
  return { late: (100 * all.filter((frame) => frame > 25).length) / all.length, worst: Math.max(...all) };
}

/** Jumps a scroller to far-off places, each left on screen for two frames. */
const jump = (page, scroller, count) =>
  page.evaluate(
    async ([selector, count]) => {
      const found = [...document.querySelectorAll(selector)];
      const deep = found.find((element) => element.scrollHeight > element.clientHeight + 1000);
      const wide = found.find((element) => element.scrollWidth > element.clientWidth + 1000);
      const next = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
      for (let at = 1; at <= count; at++) {
        deep.scrollTop = (at * 104_729 * 7) % (deep.scrollHeight - 2000);
        wide.scrollLeft = (at * 7919 * 31) % (wide.scrollWidth - 2000);
        await next();
      }
    },
    [scroller, count],
  );

/** A grid that is open in a page, ready to be measured: a function for each thing, asked again and again. */
function measures(browser, page, box, scroller) {
  const clicks = 20;
  const jumps = 30;
  return {
    click: async () => {
      const { busy } = await tasks(browser, page, async () => {
        for (const spot of spots(box, clicks)) {
          await page.mouse.click(...spot);
          await page.waitForTimeout(60);
        }
      });
      return { busy: busy / clicks };
    },
    wheel: async () => {
      await page.mouse.move(box.x + 500, box.y + 300);
      return frames(page, async () => {
        for (let at = 0; at < 60; at++) {
          await page.mouse.wheel(0, 120);
          await page.waitForTimeout(10);
        }
      });
    },
    far: () => frames(page, () => jump(page, scroller, jumps)),
    jump: async () => ({ busy: (await tasks(browser, page, () => jump(page, scroller, jumps))).busy / jumps }),
  };
}

const views = { comfortable: "Comfortable", compact: "Compact" };
const others = {
  glide: ["Glide Data Grid 6.0.3", ".dvn-scroller"],
  ag: ["AG Grid Community 36.2.0", "#root *"],
};

/** Opens the large example's effective access in a page of Whocan's, which may be an older one. */
async function openOurs(page, url, density) {
  await page.goto(`${url}/#/large/effective/processes`);
  const effective = page.getByRole("grid", { name: "Effective access" });
  await effective.getByRole("gridcell").first().waitFor();
  const choice = page.getByRole("group", { name: "Density" }).getByRole("radio", { name: views[density] });
  if (await choice.count()) await choice.check({ force: true });
  await page.waitForTimeout(1500);
  return effective;
}

/** All grids of one density, measured in turns: whatever else the machine does meets all of them. */
async function grids(browser, server, ours, density, rounds_) {
  const open = {};
  const pages = [];
  const fresh = async () => {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: "en-GB" });
    const page = await context.newPage();
    page.on("pageerror", (error) => say(`the page: ${error}`));
    pages.push(context);
    return page;
  };
  let size;
  for (const [name, url] of Object.entries(ours)) {
    if (name !== "Whocan" && density !== "comfortable") continue;
    const page = await fresh();
    const effective = await openOurs(page, url, density);
    const box = await effective.boundingBox();
    size ??= box;
    open[name] = [page, measures(browser, page, box, ".grid"), effective];
  }
  for (const [short, [name, scroller]] of Object.entries(others)) {
    const page = await fresh();
    await page.goto(`${server.url}/target/bench/page/grids.html#${short},${density},${Math.round(size.width)},${Math.round(size.height)}`);
    await page.waitForTimeout(2500);
    const box = await page.locator("#root").boundingBox();
    open[name] = [page, measures(browser, page, box, scroller)];
  }
  const found = {};
  for (const what of ["click", "wheel", "far", "jump"]) {
    for (let round = 0; round < rounds_; round++) {
      for (const [name, [page, measure, effective]] of Object.entries(open)) {
        say(`${density}, ${what}, ${name}`);
        await page.bringToFront();
        await page.waitForTimeout(200);
        const one = await measure[what]();
        if (what === "click" && effective) {
          const id = await effective.getAttribute("aria-activedescendant");
          if (/-1-1$/.test(id)) throw new Error(`no click reached the grid: ${id} has the focus`);
        }
        ((found[name] ??= {})[what] ??= []).push(one);
      }
    }
  }
  for (const context of pages) await context.close();
  const middle = (list) => Object.fromEntries(Object.keys(list[0]).map((key) => [key, median(list.map((one) => one[key]))]));
  return Object.fromEntries(
    Object.entries(found).map(([name, all]) => [name, Object.fromEntries(Object.entries(all).map(([what, list]) => [what, middle(list)]))]),
  );
}

/** The lines of one density. Each ratio is to Glide in the same run. */
function gridLines(all, density) {
  const yardstick = all[others.glide[0]];
  const times = (one, other) => (one / other).toFixed(2);
  return Object.entries(all).map(([name, { click, wheel, far, jump }]) => {
    const cells = [
      `${name}, ${views[density]}`,
      ms(click.busy),
      times(click.busy, yardstick.click.busy),
      `${wheel.late.toFixed(0)} %`,
      `${far.late.toFixed(0)} %`,
      far.worst.toFixed(0),
      ms(jump.busy),
      times(jump.busy, yardstick.jump.busy),
    ];
    return `| ${cells.join(" | ")} |`;
  });
}

async function gridTable(browser, server, ours, rounds_) {
  const out = [
    "| | main thread a click, ms | of Glide's | late frames at the wheel | late frames at jumps | longest at jumps, ms | main thread a jump, ms | of Glide's |",
    "|---|---|---|---|---|---|---|---|",
  ];
  for (const density of Object.keys(views)) out.push(...gridLines(await grids(browser, server, ours, density, rounds_), density));
  return out;
}

// ---- The map

/** How long each thing takes by the page's own record, in milliseconds: all of it since it was asked last. */
const record = () => {
  window.took_ = {};
  new PerformanceObserver((list) => {
    for (const { name, duration } of list.getEntries()) window.took_[name] = (window.took_[name] ?? 0) + duration;
  }).observe({ type: "measure" });
};
const took = async (page) => {
  await page.waitForTimeout(200);
  return page.evaluate(() => {
    const found = window.took_;
    window.took_ = {};
    return found;
  });
};
const sum = (times, ...names) => names.reduce((all, name) => all + (times[name] ?? 0), 0);
const mean = (list) => list.reduce((all, one) => all + one, 0) / list.length;

async function map(browser, url, deviceScaleFactor) {
  say(`the map at ${deviceScaleFactor} points a pixel`);
  return inPage(
    browser,
    async (page) => {
      await page.addInitScript(record);
      await page.goto(`${url}/#/large/overview/processes`);
      const overview = page.getByRole("treegrid", { name: "Overview" });
      await overview.getByRole("gridcell").first().waitFor();
      await overview.focus();
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("x");
      await page.evaluate(() => (location.hash = "#/large/effective/processes"));
      const choice = page.getByRole("group", { name: "Density" }).getByRole("radio", { name: "Map" });
      await page.getByRole("grid", { name: "Effective access" }).waitFor();
      await took(page);
      await choice.check({ force: true });
      const picture = page.locator(".map-cells");
      await picture.waitFor();
      const first = sum(await took(page), "map.levels", "map.picture");
      // One of 1,000 by 640, as large as it is drawn at that width.
      const box = await picture.boundingBox();
      await page.setViewportSize({ width: Math.round(1440 + 1000 - box.width), height: Math.round(900 + 640 - box.height) });
      await took(page);
      const drawn = [];
      for (let round = 0; round < 14; round++) {
        await page.emulateMedia({ colorScheme: round % 2 ? "light" : "dark" });
        drawn.push(sum(await took(page), "map.picture"));
      }
      const { width, height } = await picture.boundingBox();
      await page.getByRole("application", { name: "Effective access" }).focus();
      const edited = [];
      for (let round = 0; round < 14; round++) {
        await page.keyboard.press(round % 2 ? "Control+Shift+z" : "Control+z");
        const times = await took(page);
        if (!times["map.levels"]) throw new Error("no edit reached the map");
        edited.push(sum(times, "map.levels", "map.picture", "map.bars"));
      }
      return { first, drawn: mean(drawn.slice(2)), edited: mean(edited.slice(2)), width, height };
    },
    { deviceScaleFactor },
  );
}

function mapTable(one, two) {
  const row = (what, value, aim) => `| ${what} | ${ms(value)} ms | ${aim} |`;
  return [
    "",
    `The map of 10,000 people by 500 processes on ${Math.round(one.width)} by ${Math.round(one.height)} pixels, by the page's own clock.`,
    "",
    "| | measured | aim |",
    "|---|---|---|",
    row("drawn", one.drawn, "5 ms"),
    row("drawn at two points a pixel", two.drawn, "10 ms"),
    row("drawn for the first time, all levels worked out", one.first, ""),
    row("repainted after an edit, what it changed found", one.edited, "1 ms"),
    row("the same at two points a pixel", two.edited, "1 ms"),
  ];
}

// ---- The whole page

const watch = () => {
  const keep = (promise) => promise.then((made) => ((window.memory_ = made.instance.exports.memory), made));
  const streaming = WebAssembly.instantiateStreaming;
  WebAssembly.instantiateStreaming = (...given) => keep(streaming(...given));
  new MutationObserver(() => {
    if (window.rows_ || !document.querySelector("[role=grid] [role=gridcell]")) return;
    window.rows_ = performance.now();
    requestAnimationFrame(() => setTimeout(() => (window.painted_ = performance.now())));
  }).observe(document, { childList: true, subtree: true });
};

const kept = (page) => page.locator(".save-said").getByText("Kept in this browser").waitFor();
const next = { Deny: "Read", Read: "Deny", "Read-Write": "Read", "Read-Write-Delete": "Read" };

async function whole(browser, url) {
  return inPage(browser, async (page, context) => {
    await context.addInitScript(watch);
    const at = (route) => `${url}/#/large/${route}`;
    await page.goto(at("overview/processes"));
    const overview = page.getByRole("treegrid", { name: "Overview" });
    await overview.getByRole("gridcell").first().waitFor();
    await overview.focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("x");
    await kept(page);
    say("opening from storage");
    const opened = await rounds(5, async () => {
      const other = await context.newPage();
      await other.goto(at("effective/processes"));
      await other.waitForFunction(() => window.painted_);
      const times = await other.evaluate(() => ({ rows: window.rows_, painted: window.painted_ }));
      await other.close();
      return times;
    });
    say("memory");
    const cdp = await context.newCDPSession(page);
    // What is used, without what is only not collected yet.
    const memory = async () => {
      await cdp.send("HeapProfiler.collectGarbage");
      const { usedSize, embedderHeapUsedSize } = await cdp.send("Runtime.getHeapUsage");
      return (usedSize + embedderHeapUsedSize + (await page.evaluate(() => window.memory_.buffer.byteLength))) / 1e6;
    };
    const before = await memory();
    say("paste, autosave, Review");
    const paste = (text) =>
      overview.evaluate(async (grid, text) => {
        const data = new DataTransfer();
        data.setData("text/plain", text);
        grid.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
      }, text);
    const pasted = await rounds(5, async () => {
      await overview.focus();
      await page.keyboard.press("Control+a");
      const text = await overview.evaluate((grid) => {
        const data = new DataTransfer();
        grid.dispatchEvent(new ClipboardEvent("copy", { clipboardData: data, bubbles: true, cancelable: true }));
        return data.getData("text/plain");
      });
      await page.keyboard.press("Escape");
      // The 500 processes without their 40 main processes, each cell another level than it has.
      const lines = text.split("\n").map((line) => line.split("\t"));
      const cells = lines.slice(1).filter((line) => line.slice(1).every((cell) => cell in next));
      const matrix = [lines[0], ...cells.map((line) => [line[0], ...line.slice(1).map((cell) => next[cell])])];
      const size = (matrix.length - 1) * (matrix[0].length - 1);
      if (size !== 100_000) throw new Error(`${size} cells to paste`);
      await paste(matrix.map((line) => line.join("\t")).join("\n"));
      const go = page.getByRole("button", { name: "Paste what was found" });
      await go.waitFor();
      const took = await tasks(browser, page, async () => {
        await go.evaluate(async (button) => {
          button.click();
          await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
        });
      });
      // Without looking at the page: the look would be the longest of what keeps it.
      const later = await tasks(browser, page, () => page.waitForTimeout(2500));
      await kept(page);
      const review = await tasks(browser, page, async () => {
        const link = page.getByRole("group", { name: "Draft" }).getByRole("link", { name: "Review" });
        return link.evaluate(async (link) => {
          const began = performance.now();
          link.click();
          while (!document.querySelector(".people-table td, .people-entry, .bundle-people li")) await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
          return performance.now() - began;
        });
      });
      const used = await memory();
      await page.goBack();
      await overview.waitFor();
      return { paste: took.busy, autosave: later.longest, review: review.result, used };
    });
    return { opened, before, pasted };
  });
}

function wholeTable({ opened, before, pasted }) {
  const row = (what, value, unit, aim) => `| ${what} | ${ms(value)} ${unit} | ${aim} |`;
  return [
    "",
    "| the large example in the page | measured | aim |",
    "|---|---|---|",
    row("first rows in the page, from navigation, out of storage", opened.rows, "ms", "300 ms"),
    row("the same painted", opened.painted, "ms", ""),
    row("200 by 500 cells pasted, all of the main thread", pasted.paste, "ms", "200 ms"),
    row("the longest that autosave and counting then keep the main thread, frames apart", pasted.autosave, "ms", "8 ms"),
    row("Review of it, until it names people", pasted.review, "ms", "300 ms"),
    row("memory when it is open: WebAssembly, script and page", before, "MB", "100 MB"),
    row("memory after the paste and its Review", pasted.used, "MB", "100 MB"),
  ];
}

const folder = process.env.WHOCAN_DIST ?? "dist";
const parts = {
  core: async ({ browser, server }) => coreTables(await core(browser, server)),
  grids: async ({ browser, server, ours }) => [
    "",
    "## The page in Chromium",
    "",
    "10,000 rows by 500 columns in grids of one size, measured in turns. A click moves the focus; in Whocan it also works",
    "out and draws why the cell comes out as it does. A frame is late after 25 ms; a browser on software rendering has",
    "16.7 a frame. Compact has about four times as many cells in sight.",
    "",
    ...(await gridTable(browser, server, ours, 5)),
  ],
  spoken: async ({ server, ours }) => {
    const options = launchOptions();
    const browser = await chromium.launch({ ...options, args: [...options.args, "--force-renderer-accessibility"] });
    const table = await gridTable(browser, server, ours, 3);
    await browser.close();
    return ["", "The same with the accessibility tree on, as a screen reader has it:", "", ...table];
  },
  map: async ({ browser, ours }) => mapTable(await map(browser, ours.Whocan, 1), await map(browser, ours.Whocan, 2)),
  page: async ({ browser, ours }) => wholeTable(await whole(browser, ours.Whocan)),
};

// `run.mjs grids map` measures only these. WHOCAN_DIST names another folder than `dist`, and WHOCAN_BEFORE one
// with an older page, which is then measured beside it.
const server = await serve(root);
const own = [await serve(join(root, folder))];
const ours = { Whocan: own[0].url };
if (process.env.WHOCAN_BEFORE) {
  own.push(await serve(process.env.WHOCAN_BEFORE));
  ours["Whocan before"] = own[1].url;
}
const browser = await chromium.launch(launchOptions());
for (const [name, measured] of Object.entries(parts)) {
  if (process.argv.length > 2 && !process.argv.includes(name)) continue;
  console.log((await measured({ browser, server, ours })).join("\n"));
}
await browser.close();
for (const one of [server, ...own]) await one.close();
