// Builds the styles, scripts, fonts and pictures of the pages into sentra/web/static/built/.
import { build } from "esbuild";
import { compile } from "sass";
import { execFileSync } from "node:child_process";
import { cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import path from "node:path";
import { unwoff } from "./unwoff.mjs";

const here = path.dirname(fileURLToPath(import.meta.url));
const from = (...parts) => path.join(here, ...parts);
const out = from("..", "sentra", "web", "static", "built");
const oldPhones = ["chrome87", "firefox90", "safari15"];

await rm(out, { recursive: true, force: true });
await mkdir(path.join(out, "fonts"), { recursive: true });

/** Lets a style sheet import Pico, compiled from its source with our choice of parts. */
const pico = {
  name: "pico",
  setup(builder) {
    builder.onLoad({ filter: /pico\.scss$/ }, ({ path: file }) => ({
      contents: compile(file, { loadPaths: [from("node_modules")], quietDeps: true }).css,
      loader: "css",
    }));
  },
};

await build({
  entryPoints: ["site", "map", "strip"].map((name) => from("src", "css", `${name}.css`)),
  outdir: out,
  bundle: true,
  minify: true,
  target: oldPhones,
  external: ["./fonts/*", "./img/*"],
  loader: { ".png": "dataurl" },
  plugins: [pico],
});

await build({
  entryPoints: ["site", "office", "map", "route", "signature"].map((name) => from("src", "js", `${name}.js`)),
  outdir: out,
  bundle: true,
  format: "esm",
  minify: true,
  target: "es2022",
  legalComments: "none",
});

// What works without signal: a script for the pages, and the worker, which isn't a module so that old phones take it.
await build({ entryPoints: [from("src", "js", "field", "field.js")], outdir: out, bundle: true, format: "esm", minify: true, target: oldPhones });
await build({
  entryPoints: { "field-worker": from("src", "js", "field", "worker.js") },
  outdir: out,
  bundle: true,
  format: "iife",
  minify: true,
  target: oldPhones,
});

const font = from("node_modules", "@fontsource-variable", "plus-jakarta-sans");
await cp(path.join(font, "files", "plus-jakarta-sans-latin-wght-normal.woff2"), path.join(out, "fonts", "jakarta.woff2"));
await cp(path.join(font, "LICENSE"), path.join(out, "fonts", "LICENSE"));
// What is printed and drawn on the server needs the same letters as plain OpenType, a file for each weight.
const print = path.join(out, "fonts", "print");
await mkdir(print);
for (const weight of [400, 500, 600, 700, 800]) {
  const woff = await readFile(from("node_modules", "@fontsource", "plus-jakarta-sans", "files", `plus-jakarta-sans-latin-${weight}-normal.woff`));
  await writeFile(path.join(print, `jakarta-${weight}.ttf`), unwoff(woff));
}
await cp(from("src", "img"), path.join(out, "img"), { recursive: true });
execFileSync(process.env.SENTRA_PYTHON ?? from("..", ".venv", "bin", "python"), ["-m", "sentra.ops.icons"], { cwd: from("..") });

const icons = [];
for (const file of (await readdir(from("src", "icons"))).sort()) {
  const body = (await readFile(from("src", "icons", file), "utf8")).replace(/<\/?svg[^>]*>/g, "").trim();
  icons.push(`<symbol id="${path.basename(file, ".svg")}" viewBox="0 0 24 24">${body}</symbol>`);
}
await writeFile(path.join(out, "icons.svg"), `<svg xmlns="http://www.w3.org/2000/svg">${icons.join("")}</svg>`);
