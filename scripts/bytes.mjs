// Where the bytes of a first visit go: `node scripts/bytes.mjs MODULE DIST`. MODULE is the program as it is
// shipped, but with the names of its functions; DIST has the rest. What a part of the module takes
// compressed is its share of the whole, as its functions by themselves compress.

import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

const [file, dist] = process.argv.slice(2);
const packed = (bytes) => gzipSync(bytes, { level: 9 }).length;

/** The bodies of a module's functions by name, and the rest of it by section. */
function taken(bytes) {
  let at = 8;
  const number = () => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++];
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
  };
  const piece = (length) => bytes.subarray(at, (at += length));
  const each = (work) => {
    for (let left = number(); left > 0; left--) work();
  };
  const limits = () => {
    const most = bytes[at++] & 1;
    number();
    if (most) number();
  };
  const kinds = [number, () => (at++, limits()), limits, () => (at += 2), () => (at++, number())];
  const names = new Map();
  const bodies = [];
  const data = [];
  const rest = [];
  let imported = 0;
  while (at < bytes.length) {
    const start = at;
    const id = bytes[at++];
    const end = number() + at;
    if (id === 2) {
      each(() => {
        piece(number());
        piece(number());
        const kind = bytes[at++];
        if (kind === 0) imported++;
        kinds[kind]();
      });
    }
    if (id === 10) each(() => bodies.push(piece(number())));
    else if (id === 11) data.push(bytes.subarray(start, end));
    else if (id !== 0) rest.push(bytes.subarray(start, end));
    else if (piece(number()).toString() === "name") {
      while (at < end) {
        const part = bytes[at++];
        const stop = number() + at;
        if (part === 1) each(() => names.set(number(), piece(number()).toString()));
        at = stop;
      }
    }
    at = end;
  }
  const functions = bodies.map((body, index) => [names.get(imported + index) ?? "", body]);
  if (names.size < bodies.length / 2) throw new Error(`${file} has not kept the names of its functions`);
  return { functions, data, rest };
}

const models = {
  processes: "User Group Processes",
  acl: "Access Control Lists",
  attributes: "Security Permissions",
  resources: "Resource Access",
  features: "Feature Permissions",
};
const libraries = {
  "Leptos": /^(leptos|tachys|reactive_graph|reactive_stores|any_spawner|throw_error|or_poisoned|slotmap|hydration)/,
  "wasm-bindgen, js-sys, web-sys": /^(wasm_bindgen|js_sys|web_sys|wasm_streams|__externref|into?underlying)/i,
  "serde_json, lz4_flex": /^(serde|lz4|itoa|zmij|ryu)/,
};

/** Which part of the program a function belongs to, by the first crate that its name says. */
function part(name) {
  const own = name.match(/\bwhocan_(core|storage|app)(?:\[\w+\])?>?::(\w+)(?:::(\w+))?/);
  if (own) {
    const [, crate, first, second] = own;
    if (crate === "storage") return "how workspaces are kept";
    if (crate === "core") {
      return first === "models" && second in models ? `${models[second]}: rules` : "directory, documents, queries";
    }
    if (first === "systems" && second in models) return `${models[second]}: screens`;
    const layers = {
      grid: "the grid",
      components: "components",
      pages: "pages",
      inspector: "the inspector",
      shell: "the shell",
      systems: "screens for all systems",
    };
    return layers[first] ?? "state, platform";
  }
  const first = name.match(/\w+/)?.[0] ?? "";
  return Object.keys(libraries).find((library) => libraries[library].test(first)) ?? "Rust's standard library, for all of these";
}

const { functions, data, rest } = taken(readFileSync(file));
const parts = new Map();
const put = (what, bytes) => parts.set(what, [...(parts.get(what) ?? []), bytes]);
for (const [name, body] of functions) put(part(name), body);
data.forEach((bytes) => put("constant data: catalogues, words, where a panic happened", bytes));
rest.forEach((bytes) => put("types, imports and tables", bytes));

const built = readdirSync(dist);
const all = (ending) => built.filter((name) => name.endsWith(ending)).map((name) => readFileSync(join(dist, name)));
const shipped = packed(Buffer.concat(all(".wasm")));
const rows = [...parts].map(([what, list]) => {
  const bytes = Buffer.concat(list);
  return [what, bytes.length, packed(bytes)];
});
const alone = rows.reduce((sum, [, , size]) => sum + size, 0);
for (const row of rows) row[2] *= shipped / alone;
for (const [what, ending] of [["script", ".js"], ["styles", ".css"]]) {
  const files = all(ending);
  rows.push([what, Buffer.concat(files).length, files.reduce((sum, bytes) => sum + packed(bytes), 0)]);
}
rows.sort(([, , one], [, , other]) => other - one);

const kilo = (bytes) => (bytes / 1000).toFixed(1);
const total = (column) => rows.reduce((sum, row) => sum + row[column], 0);
console.log("| part | kB | kB compressed | share |\n|---|---|---|---|");
for (const [what, raw, size] of rows) {
  console.log(`| ${what} | ${kilo(raw)} | ${kilo(size)} | ${((100 * size) / total(2)).toFixed(1)} % |`);
}
console.log(`| all | ${kilo(total(1))} | ${kilo(total(2))} | 100 % |`);
