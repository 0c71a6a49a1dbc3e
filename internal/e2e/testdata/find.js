// What a person does with a page, in words: which element they mean, and what they see.
const plain = (s) => (s || "").replace(/[\s\u00a0]+/g, " ").trim();
const same = (s) => plain(s).toLowerCase();
const shown = (el) => el.getClientRects().length > 0 && el.checkVisibility({ visibilityProperty: true });
const words = (el) => same(el.getAttribute("aria-label") || el.innerText || el.value);
const acts = "a[href], button, summary, input[type=submit], [role=button]";
const blocks = "li, tr, article, section, form, fieldset, aside, details, dialog, .notice, .slip, .banner";

// The smallest part of the page in which all these words stand.
function within(texts) {
  let root = document.body;
  for (const text of texts) {
    const holding = [...root.querySelectorAll(blocks)].filter((el) => shown(el) && same(el.innerText).includes(same(text)));
    if (holding.length === 0) return null;
    root = holding.reduce((a, b) => (a.contains(b) ? b : a));
  }
  return root;
}

// The best match: the very words, then what begins with them, then what holds them; the page before what stands around it.
function best(all, wanted, say = words) {
  const want = same(wanted);
  let found = null, rank = 9;
  for (const el of all) {
    const said = say(el);
    let r = said === want ? 0 : said.startsWith(want) ? 2 : said.includes(want) ? 4 : 9;
    if (r < 9 && !el.closest("main")) r++;
    if (r < rank) { found = el; rank = r; }
  }
  return found;
}

const visible = (root, selector) => [...root.querySelectorAll(selector)].filter(shown);

// Where to press for an element, or why it cannot be pressed.
function spot(el, what) {
  if (!el) return { Why: "no " + what };
  el.scrollIntoView({ block: "center", inline: "nearest", behavior: "instant" });
  const box = [...el.getClientRects()].find((r) => r.width > 0 && r.height > 0);
  if (!box) return { Why: what + " has no size" };
  const x = box.left + box.width / 2, y = box.top + box.height / 2;
  const hit = document.elementFromPoint(x, y);
  if (!hit || !(el.contains(hit) || hit.closest("label") === el)) return { Why: what + " is covered by " + (hit ? hit.outerHTML.slice(0, 120) : "nothing") };
  return { X: x, Y: y, Leads: leads(el), Disabled: el.disabled === true };
}

// Whether pressing it should ask the server for something.
function leads(el) {
  if (el.matches("a[href]")) return !el.getAttribute("href").startsWith("#") && !el.target;
  return !!el.form && (el.type === "submit" || el.type === "image") && (el.form.noValidate || el.formNoValidate || el.form.checkValidity());
}

function press(scope, text) {
  const root = within(scope);
  if (!root) return { Why: "no part of the page says " + scope.join(", ") };
  return spot(best(visible(root, acts), text), "link or button “" + text + "”");
}

function labelled(root, text) {
  const label = best(visible(root, "label").filter((l) => l.control), text);
  return label ? label.control : best(visible(root, "input, select, textarea").filter((el) => el.ariaLabel), text);
}

function tell(el) {
  for (const name of ["input", "change"]) el.dispatchEvent(new Event(name, { bubbles: true }));
}

// Ready to be typed into; days and times are set as a picker would.
function fill(scope, text, value) {
  const root = within(scope);
  const el = root && labelled(root, text);
  if (!el) return { Why: "no field labelled “" + text + "”" };
  el.scrollIntoView({ block: "center", behavior: "instant" });
  el.focus();
  if (["date", "time", "datetime-local"].includes(el.type) || value === "") {
    el.value = value;
    tell(el);
    return { Done: true };
  }
  el.select();
  return {};
}

function option(select, text) {
  const chosen = best([...select.options], text, (o) => same(o.label));
  if (!chosen) return { Why: "no choice “" + text + "” among " + [...select.options].map((o) => o.label).join(", ") };
  select.value = chosen.value;
  tell(select);
  return { Done: true, Leads: "submit" in select.dataset };
}

// A choice of one: in a list, or as slabs or lines under a legend.
function choose(scope, field, text) {
  const root = within(scope);
  if (!root) return { Why: "no part of the page says " + scope.join(", ") };
  const legend = best(visible(root, "fieldset > legend"), field);
  if (legend) return spot(best(visible(legend.parentElement, "label"), text), "choice “" + text + "” under “" + field + "”");
  const el = labelled(root, field);
  return el && el.matches("select") ? option(el, text) : { Why: "no choice “" + field + "”" };
}

function tick(scope, text) {
  const root = within(scope);
  return spot(root && best(visible(root, "label").filter((l) => l.control && /checkbox|radio/.test(l.control.type)), text), "box “" + text + "”");
}

const reads = (scope) => { const root = within(scope); return root ? plain(root.innerText) : ""; };
const holds = (scope, text) => { const root = within(scope); const el = root && labelled(root, text); return el ? el.value : null; };
