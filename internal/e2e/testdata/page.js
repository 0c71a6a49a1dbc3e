// What a look at a page shows that HTML alone does not.
const name = (el) => el.outerHTML.replace(/\s+/g, " ").slice(0, 140);
const visible = (el) => el.getClientRects().length > 0 && el.checkVisibility({ visibilityProperty: true, opacityProperty: true });
const onlyHeard = (el) => { const box = el.getBoundingClientRect(); return box.width <= 1 || box.height <= 1; };

// What makes the page wider than the screen.
function tooWide() {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  return [...document.body.querySelectorAll("*")]
    .filter((el) => visible(el) && el.getBoundingClientRect().right > width + 1 && !onlyHeard(el))
    .map((el) => Math.round(el.getBoundingClientRect().right) + " px: " + name(el)).slice(0, 5);
}

// Controls that a thumb would miss.
function tooSmall(least) {
  const controls = ".btn, .pick, .choice, .tabs a, nav a, summary, select, .mast-name, .mast-menu, input:not([type=hidden], [type=checkbox], [type=radio])";
  return [...document.querySelectorAll(controls)]
    .filter((el) => visible(el) && !onlyHeard(el) && !el.closest(".sr, .skip") && !(el.matches("input") && el.closest(".pick, .choice")))
    .map((el) => [el.getBoundingClientRect(), el])
    .filter(([box]) => box.height < least - 0.5 || box.width < least - 0.5)
    .map(([box, el]) => Math.round(box.width) + " × " + Math.round(box.height) + " px: " + name(el));
}

// Words smaller than this.
function tooFine(least) {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = new Map();
  while (walker.nextNode()) {
    const el = walker.currentNode.parentElement;
    if (!walker.currentNode.nodeValue.trim() || !visible(el) || onlyHeard(el) || el.closest("svg, .sr, .print-only, [aria-hidden=true]")) continue;
    const size = parseFloat(getComputedStyle(el).fontSize);
    if (size < least - 0.01) found.set(el, size.toFixed(1) + " px: " + name(el));
  }
  return [...found.values()].slice(0, 8);
}

// What axe says, a line for each element.
async function axeSays(tags) {
  const result = await axe.run(document, { runOnly: tags, resultTypes: ["violations"] });
  return result.violations.flatMap((v) => v.nodes.map((n) =>
    v.id + " (" + v.impact + "): " + v.help + ": " + n.target.join(" ") + " " + n.html.slice(0, 120)
    + " " + [...n.any, ...n.all, ...n.none].map((c) => c.message).slice(0, 2).join("; ")));
}
