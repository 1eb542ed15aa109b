// The last step of a release build, run by trunk in the folder it is about to publish: joins the style
// sheets into one, writes the content security policy into index.html, and the whole page once more as
// one file, whocan.html, that opens from disk with no server and no network.
//
// It trusts the page to be the one index.html and trunk write, and stops when it is not.

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { deflateRawSync } from "node:zlib";

const app = "whocan-app";
const staging = process.env.TRUNK_STAGING_DIR;
const built = join(
  process.env.CARGO_TARGET_DIR ?? "target",
  `wasm32-unknown-unknown/release/${app}.wasm`,
);

const page = withOneSheet(withIcon(readFileSync(join(staging, "index.html"), "utf8")));
writeFileSync(join(staging, "index.html"), withPolicy(page, hostedPolicy));
writeFileSync(join(staging, "whocan.html"), withPolicy(singleFile(page), singlePolicy));

function hostedPolicy({ scripts }) {
  return {
    "default-src": "'none'",
    "script-src": `'self' 'wasm-unsafe-eval' ${scripts}`,
    "style-src": "'self'",
    "img-src": "'self' data:",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "font-src": "'none'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'none'",
  };
}

function singlePolicy({ scripts, styles }) {
  return {
    "default-src": "'none'",
    "script-src": `'wasm-unsafe-eval' ${scripts}`,
    "style-src": styles,
    "img-src": "data:",
    "connect-src": "'none'",
    "font-src": "'none'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'none'",
  };
}

/** Puts the policy before everything that it governs; the hashes are those of the finished page. */
function withPolicy(html, policy) {
  const hashes = (pattern) =>
    [...html.matchAll(pattern)].map(([, text]) => `'sha256-${sha256(text)}'`).join(" ");
  const rules = policy({
    scripts: hashes(/<script(?![^>]*\bsrc=)[^>]*>([\s\S]*?)<\/script>/g),
    styles: hashes(/<style[^>]*>([\s\S]*?)<\/style>/g),
  });
  const content = Object.entries(rules).map(([name, value]) => `${name} ${value}`).join("; ");
  const meta = `<meta http-equiv="Content-Security-Policy" content="${content}">`;
  return replaceOnce(html, /<meta charset="utf-8">/, (charset) => `${charset}\n${meta}`);
}

/** Carries the icon in the page: browsers ask for it again at each change of title or address. */
function withIcon(html) {
  return replaceOnce(html, /(<link rel="icon"[^>]*\bhref=")([^"]*)(")/, (_, before, file, after) =>
    `${before}${dataAddress(file)}${after}`);
}

/** One style sheet in place of all: a browser that asks for a hundred files waits for each of them. */
function withOneSheet(html) {
  const links = /<link rel="stylesheet" href="([^"]*)"\/?>\s*/g;
  const files = [...html.matchAll(links)].map(([, file]) => file);
  const sheet = files.map(read).join("\n");
  const name = `style-${createHash("sha256").update(sheet).digest("hex").slice(0, 16)}.css`;
  for (const file of files) rmSync(join(staging, file));
  writeFileSync(join(staging, name), sheet);
  // Where the first stood, so that it still comes before the program.
  let place = 0;
  return html.replace(links, () => (place++ === 0 ? `<link rel="stylesheet" href="./${name}">\n` : ""));
}

function singleFile(html) {
  const { script, wasm } = bindings();
  const styles = [];
  html = html.replace(/<link\b[^>]*>/g, (link) => {
    const attribute = (name) => link.match(new RegExp(`\\b${name}="([^"]*)"`))?.[1];
    const file = attribute("href");
    switch (attribute("rel")) {
      case "stylesheet":
        styles.push(read(file));
        return "";
      case "icon":
        return link;
      case "modulepreload":
      case "preload":
        return "";
      default:
        throw new Error(`pack: the single file cannot carry ${link}`);
    }
  });
  html = replaceOnce(html, /<\/head>/, (end) => `<style>\n${closed(styles.join(""), "style")}</style>\n${end}`);
  // The starter goes where the program can see the page's body, as a module does by itself.
  html = replaceOnce(html, /<script type="module">[\s\S]*?<\/script>/, () => "");
  return replaceOnce(html, /<\/body>/, (end) =>
    `<script>\n${closed(`${script}\n${starter(wasm)}`, "script")}</script>\n${end}`);
}

/** The program once more, with bindings that need no modules: a page from disk may import none. */
function bindings() {
  const folder = mkdtempSync(join(tmpdir(), "whocan-"));
  try {
    run("wasm-bindgen", ["--target", "no-modules", "--no-typescript", "--out-dir", folder, built]);
    const plain = join(folder, `${app}_bg.wasm`);
    const small = join(folder, "small.wasm");
    run("wasm-opt", [...wasmOptions(), plain, "--output", small]);
    return {
      script: readFileSync(join(folder, `${app}.js`), "utf8"),
      wasm: readFileSync(small),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The same options as trunk's, which stand in index.html. */
function wasmOptions() {
  const source = readFileSync(process.env.TRUNK_HTML_FILE, "utf8");
  const level = source.match(/data-wasm-opt="(\w)"/)[1];
  return [`-O${level}`, ...source.match(/data-wasm-opt-params="([^"]*)"/)[1].split(" ")];
}

/** Unpacks and starts; a failure reaches the page through `unhandledrejection`, see index.html. */
function starter(wasm) {
  const packed = deflateRawSync(wasm, { level: 9 }).toString("base64");
  return `(async () => {
  const packed = Uint8Array.from(atob("${packed}"), (byte) => byte.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  const wasm = await new Response(stream).arrayBuffer();
  await wasm_bindgen({ module_or_path: wasm });
  dispatchEvent(new CustomEvent("TrunkApplicationStarted"));
})();
`;
}

function dataAddress(file) {
  const types = { ".svg": "image/svg+xml", ".png": "image/png" };
  return `data:${types[extname(file)]};base64,${readFileSync(join(staging, file)).toString("base64")}`;
}

function read(file) {
  const text = readFileSync(join(staging, file), "utf8");
  if (/url\((?!\s*["']?data:)/.test(text)) {
    throw new Error(`pack: ${file} names another file, which the single file cannot carry`);
  }
  return text;
}

/** Text that may stand inside an element: nothing in it may end that element. */
function closed(text, element) {
  if (new RegExp(`</${element}`, "i").test(text)) {
    throw new Error(`pack: the text holds </${element}>`);
  }
  return text;
}

function replaceOnce(text, pattern, by) {
  if (text.match(new RegExp(pattern, "g"))?.length !== 1) {
    throw new Error(`pack: expected ${pattern} once`);
  }
  return text.replace(pattern, by);
}

function sha256(text) {
  return createHash("sha256").update(text).digest("base64");
}

function run(command, args) {
  execFileSync(command, args, { stdio: "inherit" });
}
