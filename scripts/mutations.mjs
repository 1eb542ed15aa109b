// Whether a test fails where a rule is broken: breaks the deciding lines of the models one after the
// other and runs the tests on each. By hand: `node scripts/mutations.mjs [model or number ...]`; with
// `--check` it only looks whether the list fits the sources, with `--go-on` it goes on where it was stopped.
//
// The core is copied to target/mutations/copy. There every place of the list turns into a choice that
// is made when the tests run, by the environment variable MUTANT, so that all is compiled once.
// What to change, and what comes out, stands in docs/mutations.md.

import { execFileSync, spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { mutations } from "./mutations-list.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const work = join(root, "target/mutations");
const copy = join(work, "copy");
const core = "crates/core/src";
const atOnce = Number(process.env.MUTANTS_AT_ONCE ?? 2);
const limit = Number(process.env.MUTANT_SECONDS ?? 120) * 1000;

const onlyCheck = process.argv.includes("--check");
const goesOn = process.argv.includes("--go-on");
const asked = process.argv.slice(2).filter((word) => !word.startsWith("--"));
const all = mutations.map((mutation, at) => ({ ...mutation, number: at + 1 }));
const wanted = all.filter(
  ({ model, number }) =>
    asked.length === 0 || asked.includes(model) || asked.includes(String(number)),
);
if (wanted.length === 0) fail(`nothing is called ${asked.join(" ")}`);

const changed = rewritten();
if (onlyCheck) {
  console.log(`each of the ${all.length} mutations has its place`);
  process.exit();
}
copySources(changed);
const binaries = build();
const tests = testsByName();

const sound = await run({ number: 0, model: "all" });
if (sound.failed.length > 0 || sound.timedOut) {
  fail(`without any mutation the tests fail: ${sound.failed.join(", ") || "out of time"}`);
}

// What an earlier run found of a mutation counts as long as that is the same.
const members = ["model", "rule", "file", "find", "after", "becomes", "code"];
const same = (one, other) => members.every((member) => one[member] === other[member]);
const kept = join(work, "results.json");
const earlier = goesOn && existsSync(kept) ? JSON.parse(readFileSync(kept, "utf8")) : [];
const results = wanted.flatMap((mutation) => {
  const found = earlier.find((one) => same(one, mutation));
  return found ? [{ ...found, ...mutation }] : [];
});
const queue = wanted.filter(({ number }) => !results.some((result) => result.number === number));
await Promise.all(Array.from({ length: atOnce }, worker));
results.sort((one, other) => one.number - other.number);
report(results);

async function worker() {
  for (let next = queue.shift(); next; next = queue.shift()) {
    const result = await run(next);
    results.push({ ...next, ...result });
    // Kept for whoever has to stop it halfway.
    writeFileSync(kept, JSON.stringify(results, null, 1));
    const end = result.timedOut ? "out of time" : result.failed.length > 0 ? "killed" : "SURVIVED";
    console.log(`${next.number} ${next.model} ${next.rule}: ${end} (${next.words})`);
  }
}

/// The files of the core with each place of the list as a choice.
function rewritten() {
  const files = new Map();
  const missing = [];
  for (const mutation of all) {
    const path = join(core, mutation.file);
    if (!existsSync(join(root, path))) {
      missing.push(`${mutation.number} (${mutation.model} ${mutation.rule}): no file ${path}`);
      continue;
    }
    if (!files.has(path)) {
      files.set(path, { text: readFileSync(join(root, path), "utf8"), spans: new Map() });
    }
    const { text, spans } = files.get(path);
    const span = place(text, mutation);
    if (span === undefined) {
      missing.push(
        `${mutation.number} (${mutation.model} ${mutation.rule}): ${path} has not once ` +
          `\`${mutation.find}\``,
      );
      continue;
    }
    const key = span.join();
    spans.set(key, { span, mutations: [...(spans.get(key)?.mutations ?? []), mutation] });
  }
  if (missing.length > 0) {
    fail(`the list no longer fits the sources:\n${missing.join("\n")}`);
  }
  const result = new Map();
  for (const [path, { text, spans }] of files) {
    const sorted = [...spans.values()].sort((one, other) => one.span[0] - other.span[0]);
    let [done, from] = ["", 0];
    for (const { span, mutations } of sorted) {
      const numbers = mutations.map(({ number }) => number);
      if (span[0] < from) fail(`${path}: ${numbers} overlaps with the one before`);
      done += text.slice(from, span[0]) + choice(text.slice(...span), mutations);
      from = span[1];
    }
    result.set(path, done + text.slice(from));
  }
  const lib = result.get(`${core}/lib.rs`) ?? readFileSync(join(root, `${core}/lib.rs`), "utf8");
  return result.set(`${core}/lib.rs`, `#![allow(warnings)]\n${lib}${mutant()}`);
}

/// Where the text of a mutation stands: once, however its lines are broken.
function place(text, { find, after }) {
  const start = after === undefined ? 0 : text.search(pattern(after));
  if (start < 0) return undefined;
  const found = [...text.slice(start).matchAll(pattern(find))];
  if (found.length === 0 || (after === undefined && found.length > 1)) return undefined;
  const from = start + found[0].index;
  return [from, from + found[0][0].length];
}

function pattern(text) {
  const escaped = text.trim().replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
  return new RegExp(escaped.replace(/\s+/g, "\\s*").replaceAll("\\.", "\\s*\\."), "g");
}

function choice(text, mutations) {
  const [first] = mutations;
  const is = (number) => `crate::mutant(${number})`;
  if (first.code !== undefined) {
    if (mutations.length > 1) fail(`${mutations.map(({ number }) => number)} stand in one place`);
    return first.code.replaceAll("@", is(first.number));
  }
  const others = mutations.map(({ becomes, number }) => `if ${is(number)} { ${becomes} } else `);
  return `(${others.join("")}{ ${text} })`;
}

function mutant() {
  return `
/// Whether the sources count as broken in the place of this number.
#[doc(hidden)]
pub fn mutant(number: u32) -> bool {
    static ACTIVE: std::sync::OnceLock<Option<u32>> = std::sync::OnceLock::new();
    let active = || std::env::var("MUTANT").ok().and_then(|number| number.parse().ok());
    *ACTIVE.get_or_init(active) == Some(number)
}
`;
}

/// Copies what git knows; a file that is the same as before keeps its date, so that little is compiled.
function copySources(changed) {
  const git = ["ls-files", "-z", "-co", "--exclude-standard"];
  const names = execFileSync("git", git, { cwd: root, encoding: "utf8" }).split("\0");
  const kept = new Set(names.filter((name) => name !== "" && existsSync(join(root, name))));
  const unknown = [...changed.keys()].filter((name) => !kept.has(name));
  if (unknown.length > 0) fail(`git does not know ${unknown.join(", ")}`);
  for (const name of kept) {
    const to = join(copy, name);
    const text = changed.get(name) ?? readFileSync(join(root, name));
    if (existsSync(to) && readFileSync(to).equals(Buffer.from(text))) continue;
    mkdirSync(dirname(to), { recursive: true });
    writeFileSync(to, text);
  }
  for (const entry of readdirSync(copy, { recursive: true, withFileTypes: true })) {
    const name = join(entry.parentPath, entry.name).slice(copy.length + 1);
    if (entry.isFile() && !kept.has(name)) rmSync(join(copy, name));
  }
}

/// Compiles the tests once, and gives their programs.
function build() {
  const args = ["test", "--locked", "-p", "whocan-core", "--no-run", "--message-format=json-render-diagnostics"];
  const env = { ...process.env, CARGO_TARGET_DIR: join(work, "build") };
  const options = { cwd: copy, env, encoding: "utf8", maxBuffer: 1 << 28 };
  const cargo = spawnSync("cargo", args, { ...options, stdio: ["ignore", "pipe", "inherit"] });
  if (cargo.status !== 0) fail("with the mutations in it the core does not compile: see above");
  const output = cargo.stdout;
  const messages = output.split("\n").filter((line) => line.startsWith("{"));
  const built = messages.map((line) => JSON.parse(line)).filter((it) => it.executable);
  const program = (name) => built.find((it) => it.target.name === name)?.executable;
  return { unit: program("whocan_core"), it: program("it") };
}

/// Runs what is about a model, the quick tests first.
async function run({ number, model }) {
  const models = model === "all" || model === "query" ? "models::" : `models::${model}::`;
  const conform = model === "all" || model === "query" ? "models::conform::" : `conform::${model}`;
  const random = "what_comes_out_in_the_end";
  const runs = [
    { program: binaries.unit, filters: [models, "query::", "--skip", "conform::", "--skip", random] },
    { program: binaries.it, filters: ["examples::every_check_holds"] },
    // What is random takes long, and is needed only where nothing else notices.
    { program: binaries.unit, filters: [conform, random], isSlow: true },
  ];
  const result = { failed: [], scenarios: [], timedOut: false };
  for (const { program, filters, isSlow } of runs) {
    if (isSlow && (result.failed.length > 0 || result.timedOut)) break;
    const { output, timedOut } = await programRun(program, filters, number);
    const failed = [...output.matchAll(/^test (\S+)(?: - should panic)? \.\.\. FAILED$/gm)];
    result.failed.push(...failed.map(([, name]) => name));
    const scenario = /\S*?([\w-]+\/scenarios\/[\w-]+|examples\/[\w-]+)\.whocan\.json: ([\w-]+)/g;
    result.scenarios.push(...[...output.matchAll(scenario)].map(([, file]) => file));
    result.timedOut ||= timedOut;
  }
  result.scenarios = [...new Set(result.scenarios)];
  return result;
}

function programRun(program, filters, number) {
  const env = {
    ...process.env,
    MUTANT: String(number),
    PROPTEST_DISABLE_FAILURE_PERSISTENCE: "1",
    PROPTEST_MAX_SHRINK_ITERS: "0",
    PROPTEST_RNG_SEED: "16",
    RUST_BACKTRACE: "0",
  };
  const child = spawn(program, filters, { cwd: join(copy, "crates/core"), env });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (it) => (output += it));
  return new Promise((done) => {
    let timedOut = false;
    const timer = setTimeout(() => {
      timedOut = true;
      child.kill("SIGKILL");
    }, limit);
    child.on("close", (code) => {
      clearTimeout(timer);
      // A stack that overflows ends the program before it says which test it was.
      if (code !== 0 && !timedOut && !/\.\.\. FAILED$/m.test(output)) {
        output += "\ntest (the_program_itself) ... FAILED\n";
      }
      done({ output, timedOut });
    });
  });
}

/// The text of each unit test with the comment before it, to see which rules it cites.
function testsByName() {
  const found = new Map();
  const folder = join(root, core);
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.name.endsWith(".rs")) continue;
    const text = readFileSync(join(entry.parentPath, entry.name), "utf8");
    const parts = text.split(/(?=(?:^ *\/\/\/[^\n]*\n)*^ *#\[test\])/m).slice(1);
    for (const part of parts) {
      const name = /fn (\w+)/.exec(part)?.[1];
      const end = part.search(/^( {4})?\}$/m);
      found.set(name, end < 0 ? part : part.slice(0, end));
    }
  }
  return found;
}

/// Whether one of the tests that failed, or a scenario, names the rule.
function cites({ model, rule, failed, scenarios }) {
  const rules = rule.split(" ").filter((word) => /^R\d+$/.test(word));
  const named = (text) => rules.some((rule) => new RegExp(`\\b${rule}\\b`).test(text));
  const folder = (scenario) => join(root, core, scenario.startsWith("examples") ? "" : "models");
  const of = (scenario) => join(folder(scenario), `${scenario}.whocan.json`);
  const unit = failed.filter((name) => named(tests.get(name.split("::").at(-1)) ?? ""));
  const files = scenarios.filter((it) => existsSync(of(it)) && named(readFileSync(of(it), "utf8")));
  return [...unit, ...files];
}

function report(results) {
  const lived = results.filter(({ failed, timedOut }) => failed.length === 0 && !timedOut);
  for (const result of results) result.cited = cites(result);
  writeFileSync(join(work, "results.json"), JSON.stringify(results, null, 1));
  if (asked.length === 0) writePage(results);
  const rules = new Map();
  for (const { model, rule, cited } of results) {
    const key = `${model} ${rule}`;
    rules.set(key, (rules.get(key) ?? false) || cited.length > 0);
  }
  const uncited = [...rules].filter(([, cited]) => !cited).map(([rule]) => rule);
  const killed = results.length - lived.length;
  console.log(`\n${results.length} mutations, ${killed} killed, ${lived.length} survived`);
  for (const { number, model, rule, words } of lived) {
    console.log(`survived: ${number} ${model} ${rule}: ${words}`);
  }
  const none = uncited.length === 0 ? "none" : uncited.join(", ");
  console.log(`rules that no test cites that fails without them: ${none}`);
  process.exitCode = lived.some(({ equivalent }) => !equivalent) || uncited.length > 0 ? 1 : 0;
}

/// Puts the tables into the page, behind the line that says so.
function writePage(results) {
  const path = join(root, "docs/mutations.md");
  const page = readFileSync(path, "utf8");
  const end = page.indexOf("-->\n") + "-->\n".length;
  writeFileSync(path, page.slice(0, end) + table(results));
}

function table(results) {
  const killed = results.filter(({ failed, timedOut }) => failed.length > 0 || timedOut).length;
  const survived = results.length - killed;
  let text = `\n${results.length} mutations: ${killed} make a test fail, ${survived} do not.\n`;
  for (const model of new Set(results.map(({ model }) => model))) {
    text += `\n### ${model}\n\n| rule | mutation | killed by |\n|---|---|---|\n`;
    for (const result of results.filter((it) => it.model === model)) {
      text += `| ${result.rule} | ${result.words} | ${killers(result)} |\n`;
    }
  }
  return text;
}

function killers({ failed, scenarios, cited, timedOut, equivalent }) {
  if (failed.length === 0) {
    return timedOut ? "time" : equivalent ? `nothing: ${equivalent}` : "**nothing**";
  }
  const short = (name) => `\`${name.split(/::|scenarios\//).at(-1)}\``;
  const units = failed.filter((name) => !/^examples::|conform::/.test(name));
  const others = [...units, ...scenarios].filter((name) => !cited.includes(name));
  const first = (cited.length > 0 ? cited : others).slice(0, 2).map(short);
  const more = cited.length + others.length - first.length;
  if (more > 0) first.push(`${more} more`);
  if (failed.some((name) => name.includes("conform::"))) first.push("the conformance tests");
  return first.join(", ");
}

function fail(why) {
  console.error(`mutations: ${why}`);
  process.exit(1);
}
