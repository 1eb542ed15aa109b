// Puts what Whocan is held against into target/bench/page.

import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";

const here = import.meta.dirname;
const out = join(here, "../../../target/bench/page");
mkdirSync(out, { recursive: true });
await build({
  absWorkingDir: here,
  entryPoints: ["yardsticks.js", "grids.jsx"],
  outdir: out,
  bundle: true,
  minify: true,
  format: "iife",
  jsx: "automatic",
  platform: "browser",
  define: { "process.env.NODE_ENV": '"production"', global: "globalThis" },
  // casbin asks for Node's.
  inject: ["buffer.js"],
  external: ["fs", "path", "crypto"],
  logLevel: "warning",
});
copyFileSync(join(here, "node_modules/sql.js/dist/sql-wasm-browser.wasm"), join(out, "sql-wasm-browser.wasm"));
const page = (body) => `<!doctype html><meta charset="utf-8"><style>body{margin:0}#root{position:fixed;left:200px;top:100px}</style><body>${body}`;
writeFileSync(join(out, "grids.html"), page('<link rel="stylesheet" href="grids.css"><div id="root"></div><div id="portal"></div><script src="grids.js"></script>'));
