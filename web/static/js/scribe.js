/* The scribe’s page: hands never leave the keys. A name is completed from the people of the
   evening, what they have promised already stands there at once, Enter goes on and saves, and
   the cursor is back at the beginning. Words come from the page; without this the form still
   works, field by field. */
(() => {
  "use strict";
  const $ = (selector, root = document) => root.querySelector(selector);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const fold = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase().trim();
  const order = ["card", "giver", "promise", "due", "amount", "ask"];
  const most = 7;

  const form = () => $("#said");
  const field = (name) => form() && form().elements.namedItem(name);
  const typed = () => ["card", "giver", "promise", "amount"].some((name) => field(name) && field(name).value.trim());

  /* ---- Who: completion over the names in the page. */
  let people = [], shown = [], active = -1;

  function furnish() {
    const f = form();
    if (!f || !field("giver")) return;
    people = all("#people option", f).map((o) => ({
      id: o.dataset.id, name: o.dataset.name, label: o.value, note: o.dataset.note, guest: "guest" in o.dataset,
      words: fold(o.dataset.name).split(/\s+/),
    }));
    const input = field("giver");
    input.removeAttribute("list");
    const list = document.createElement("ul");
    list.id = "names";
    list.className = "names";
    list.hidden = true;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", input.labels[0] ? input.labels[0].textContent.trim() : "");
    input.after(list);
    for (const [name, value] of Object.entries({
      role: "combobox", "aria-autocomplete": "list", "aria-controls": "names", "aria-expanded": "false",
    })) input.setAttribute(name, value);
    all("[data-keys]", f).forEach((e) => { e.hidden = false; });
    restore();
    showAlready();
  }

  /* Where the next key goes, as the page says. */
  function begin() {
    const at = form() && $("[autofocus]", form());
    if (!at) return;
    at.focus();
    if (at.select) at.select();
  }

  function suits(person, parts) {
    return parts.every((part) => person.words.some((word) => word.startsWith(part)));
  }

  function offer() {
    const text = fold(field("giver").value);
    const parts = text.split(/\s+/);
    shown = text ? people.filter((p) => suits(p, parts)).slice(0, most) : [];
    const known = shown.some((p) => fold(p.name) === text);
    if (text && !known) shown.push({ fresh: true, name: field("giver").value.trim() });
    active = shown.length ? 0 : -1;
    drawNames();
  }

  function drawNames() {
    const list = $("#names"), input = field("giver");
    list.replaceChildren(...shown.map((person, i) => {
      const item = document.createElement("li");
      item.id = "name-" + i;
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", String(i === active));
      item.append(person.fresh ? form().dataset.guest.replace("{name}", person.name) : person.name);
      if (person.note) {
        const note = document.createElement("span");
        note.className = "soft";
        note.textContent = " " + person.note;
        item.append(note);
      }
      item.addEventListener("mousedown", (event) => { event.preventDefault(); choose(i); field("promise").focus(); });
      return item;
    }));
    list.hidden = !shown.length;
    input.setAttribute("aria-expanded", String(!list.hidden));
    if (active >= 0) input.setAttribute("aria-activedescendant", "name-" + active);
    else input.removeAttribute("aria-activedescendant");
  }

  function close() {
    shown = [];
    active = -1;
    if ($("#names")) drawNames();
  }

  function choose(i) {
    const person = shown[i];
    close();
    if (!person) return;
    field("giver").value = person.name;
    field("person").value = person.fresh ? "" : person.id;
    keep();
    showAlready();
  }

  /* ---- What this person has promised to this turn already. */
  function already() {
    const feed = $("#part-in [data-said-turn]"), name = field("giver");
    if (!feed || !name || feed.dataset.saidTurn !== form().dataset.saidTurn || !name.value.trim()) return [];
    const chosen = field("person").value, plain = fold(name.value);
    return all("[data-row][data-open]", feed).filter((row) => (chosen ? row.dataset.giver === chosen : fold(row.dataset.name) === plain)).slice(0, 9);
  }

  function showAlready() {
    const place = $("#already");
    if (!place) return;
    const rows = already();
    const key = rows.map((row) => row.dataset.row + row.dataset.said).join();
    if (place.dataset.key === key) return;
    place.dataset.key = key;
    if (!rows.length) { place.replaceChildren(); return; }
    const lead = document.createElement("p");
    lead.textContent = form().dataset.already.replace("{name}", rows[0].dataset.name);
    const list = document.createElement("ol");
    rows.forEach((row) => {
      const item = document.createElement("li");
      const button = document.createElement("button");
      button.type = "button";
      button.className = "btn is-quiet";
      button.textContent = form().dataset.same;
      button.addEventListener("click", () => same(row.dataset.row));
      item.append(row.dataset.said + " ", button);
      list.append(item);
    });
    place.replaceChildren(lead, list);
  }

  function same(commitment) {
    const input = document.createElement("input");
    input.type = "hidden";
    input.name = "same";
    input.value = commitment;
    form().append(input);
    form().requestSubmit();
  }

  /* ---- The card says for which turn. */
  function nameTurn() {
    const found = /(\d{1,2})\s*[-–/. ]\s*\d{1,3}\s*$/.exec(field("card").value);
    const own = $(`.desk-turns [aria-current]`), of = found && $(`.desk-turns [data-number="${Number(found[1])}"]`);
    const turn = of || own;
    if (turn) $("[data-said-for]").textContent = form().dataset.for.replace("{turn}", turn.dataset.title);
  }

  /* ---- Keys. */
  function save() { form().requestSubmit(); }

  function next(name) {
    for (const later of order.slice(order.indexOf(name) + 1)) {
      const to = field(later);
      if (to) { to.focus(); if (to.select) to.select(); return; }
    }
  }

  function empty() {
    close();
    ["card", "giver", "person", "promise", "amount"].forEach((name) => { field(name).value = ""; });
    field("due").value = form().dataset.usual;
    if (field("ask")) field("ask").selectedIndex = 0;
    all(".error", form()).forEach((e) => e.remove());
    all("[aria-invalid]", form()).forEach((e) => e.removeAttribute("aria-invalid"));
    forget();
    showAlready();
    nameTurn();
    field("giver").focus();
    follow();
  }

  function onName(event) {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (!shown.length) offer();
      else active = (active + (event.key === "ArrowDown" ? 1 : -1) + shown.length) % shown.length;
      drawNames();
      return true;
    }
    if ((event.key === "Enter" || event.key === "Tab") && shown.length) {
      choose(active);
      if (event.key === "Tab") return false;
      next("giver");
      return true;
    }
    if (event.key === "Escape" && shown.length) { close(); return true; }
    return false;
  }

  function pressed(event) {
    const input = event.target, name = input.name;
    if (event.isComposing || event.altKey) return false;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      if (name === "giver" && shown.length) choose(active);
      save();
      return true;
    }
    if (event.ctrlKey || event.metaKey) return false;
    if (name === "giver" && onName(event)) return true;
    if (event.key === "Escape") { empty(); return true; }
    if (name === "promise" && !input.value && /^[1-9]$/.test(event.key)) {
      const row = already()[Number(event.key) - 1];
      if (row) same(row.dataset.row);
      return Boolean(row);
    }
    if (event.key !== "Enter" || !order.includes(name)) return false;
    if (name === "amount" || name === "ask") save();
    else next(name);
    return true;
  }

  document.addEventListener("keydown", (event) => {
    if (!event.target.closest || !event.target.closest("#said") || event.target.tagName === "BUTTON") return;
    if (pressed(event)) event.preventDefault();
  });

  document.addEventListener("input", (event) => {
    if (!event.target.closest("#said")) return;
    if (event.target.name === "giver") { field("person").value = ""; offer(); showAlready(); }
    if (event.target.name === "card") nameTurn();
    keep();
  });

  document.addEventListener("focusout", (event) => {
    if (event.target.name === "giver" && event.target.closest("#said")) close();
  });

  /* ---- What is being typed outlives a reload. */
  const place = "scribe" + location.pathname;

  function keep() {
    const values = { turn: form().dataset.saidTurn };
    [...order, "person"].forEach((name) => { if (field(name)) values[name] = field(name).value; });
    sessionStorage.setItem(place, JSON.stringify(values));
  }

  function forget() { sessionStorage.removeItem(place); }

  function restore() {
    let values;
    try { values = JSON.parse(sessionStorage.getItem(place) || "null"); } catch { return; }
    if (!values || values.turn !== form().dataset.saidTurn || typed()) return;
    [...order, "person"].forEach((name) => { if (field(name) && values[name]) field(name).value = values[name]; });
    nameTurn();
  }

  /* ---- The room goes on: an empty form goes with it, what is being typed stays where it was. */
  let following = false;

  function follow() {
    const on = $("[data-turn-on]"), f = form();
    if (!on || !f || "late" in f.dataset) return;
    const moved = $("[data-moved]", f), behind = on.dataset.turnOn && on.dataset.turnOn !== f.dataset.saidTurn;
    if (moved) moved.textContent = behind && typed() ? moved.dataset.moved : "";
    if (!behind || typed() || following) return;
    following = true;
    htmx.ajax("GET", location.pathname + "?view=scribe", { target: "#desk-page", select: "#desk-page", swap: "outerHTML" })
      .finally(() => { following = false; });
  }

  /* ---- Beginning, and after every change. */
  furnish();
  begin();
  document.addEventListener("htmx:afterSettle", (event) => {
    const { target } = event.detail;
    if (target && (target.id === "said" || target.id === "desk-page")) begin();
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    const { target, xhr } = event.detail;
    if (target && target.id === "said" && xhr && xhr.status < 300) forget();
    if (!form() || !$("#names")) furnish();
    showAlready();
  });
  document.addEventListener("htmx:sseMessage", () => { showAlready(); follow(); });
})();
