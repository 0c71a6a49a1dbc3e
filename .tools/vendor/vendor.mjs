// Copies what we take from elsewhere into web/static, cut to what we use, and axe beside the browser tests.
// Run by `make vendor`; the results are committed, so nobody needs node to build.
import { copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import subsetFont from "subset-font";
import { icons } from "./icons.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const from = (path) => join(here, "node_modules", path);
const to = (path) => join(here, "../../web/static", path);

const scripts = {
  "htmx.org/dist/htmx.min.js": "htmx-2.0.11.min.js",
  "htmx-ext-sse/dist/sse.min.js": "htmx-ext-sse-2.2.4.min.js",
  "idiomorph/dist/idiomorph-ext.min.js": "idiomorph-ext-0.8.0.min.js",
};

const licences = {
  "htmx.org/LICENSE": "htmx.txt",
  "htmx-ext-sse/LICENSE": "htmx-ext-sse.txt",
  "idiomorph/LICENSE": "idiomorph.txt",
  "lucide-static/LICENSE": "lucide.txt",
  "@fontsource-variable/besley/LICENSE": "besley.txt",
  "@fontsource-variable/public-sans/LICENSE": "public-sans.txt",
};

// Everything an English or Spanish page of ours says, and the signs around it.
// css/fonts.css names the same characters in its unicode-range.
const letters = " !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~"
  + "\u00a0¡¢£©ª«°·º»¼½¾¿ÁÉÍÑÓÚÜáéíñóúü×–—‘’“”•…€−";

// Only the browser tests load it: it is no part of the program.
const checkers = {
  "axe-core/axe.min.js": "axe.min.js",
  "axe-core/LICENSE": "axe.txt",
};

const faces = [
  { file: "besley", axes: { wght: 800 } },
  { file: "public-sans", axes: { wght: { min: 400, max: 700 } } },
];

async function copyAll(list, folder) {
  await mkdir(folder, { recursive: true });
  for (const [source, name] of Object.entries(list)) {
    await copyFile(from(source), join(folder, name));
  }
}

async function cut({ file, axes }) {
  const packaged = (part) => readFile(from(`@fontsource-variable/${file}/files/${file}-${part}-wght-normal.woff2`));
  const options = { targetFormat: "woff2", variationAxes: axes };
  await writeFile(to(`fonts/${file}.woff2`), await subsetFont(await packaged("latin"), letters, options));
  for (const part of ["latin", "latin-ext"]) {
    await writeFile(to(`fonts/${file}-${part}.woff2`), await packaged(part));
  }
}

async function symbol(id, name) {
  const svg = await readFile(from(`lucide-static/icons/${name}.svg`), "utf8");
  const shape = svg.replace(/<!--[\s\S]*?-->/g, "").replace(/^[\s\S]*?<svg[\s\S]*?>|<\/svg>\s*$/g, "");
  return `<symbol id="${id}" viewBox="0 0 24 24">${shape.replace(/\s*\n\s*/g, "")}</symbol>`;
}

async function drawIcons() {
  const symbols = await Promise.all(Object.entries(icons).map(([id, name]) => symbol(id, name)));
  const head = '<svg xmlns="http://www.w3.org/2000/svg">\n<!-- Icons: Lucide, ISC licence, lucide.dev -->\n';
  await writeFile(to("icons.svg"), head + symbols.join("\n") + "\n</svg>\n");
}

await copyAll(scripts, to("js"));
await copyAll(licences, to("licences"));
await copyAll(checkers, join(here, "../../internal/e2e/testdata"));
await mkdir(to("fonts"), { recursive: true });
for (const face of faces) await cut(face);
await drawIcons();
