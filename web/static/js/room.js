/* The live room: what its pages do beyond showing what the stream brings. Everything here is a
   comfort; the pages work without it. Words come from the page (data attributes). */
(() => {
  "use strict";
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];

  /* ---- The server’s time. A sample is server minus device; a line can only make it smaller, so
     the largest of the last few came with the smallest delay. */
  const most = 8;
  let samples = [];

  function sample(server) {
    if (!server) return;
    const offset = server - Date.now();
    if (samples.length && offset < now() - Date.now() - 5000) samples = []; /* the device’s clock was set */
    samples = [...samples, offset].slice(-most);
  }

  const now = () => Date.now() + (samples.length ? Math.max(...samples) : 0);

  /* ---- Clocks. Each says when it ends (running) or what is left (standing), in milliseconds. */
  let ticking;

  function tick() {
    clearTimeout(ticking);
    let next = Infinity;
    all("[data-clock]").forEach((clock) => {
      const { ends, left: stands } = clock.dataset;
      if (!ends && !stands) return;
      const left = ends ? Number(ends) - now() : Number(stands);
      if (ends) next = Math.min(next, ((left - 500) % 1000 + 1000) % 1000);
      show(clock, left);
    });
    if (next < Infinity) ticking = setTimeout(tick, next + 5);
  }

  function show(clock, left) {
    const seconds = Math.round(Math.abs(left) / 1000);
    const over = left < 0;
    clock.classList.toggle("is-over", over);
    put(clock.querySelector("[data-clock-face]"), Math.floor(seconds / 60) + ":" + String(seconds % 60).padStart(2, "0"));
    put(clock.querySelector("[data-clock-words]"), (over ? clock.dataset.over : clock.dataset.remains) || "");
  }

  function put(place, words) {
    if (place && place.textContent.trim() !== words) place.textContent = words;
  }

  /* ---- What the stream says beside its parts. */
  const known = new WeakSet();

  document.addEventListener("htmx:sseOpen", (event) => {
    const { source } = event.detail;
    if (!source || known.has(source)) return;
    known.add(source);
    source.addEventListener("time", (message) => {
      sample(Number(message.data));
      tick();
    });
    source.addEventListener("bye", leave);
  });

  /* What this page is for has ended, or somebody has another role now: look anew. Not again and
     again, should the page come back the same. */
  function leave() {
    const before = Number(sessionStorage.getItem("left") || 0);
    sessionStorage.setItem("left", Date.now());
    setTimeout(() => location.reload(), Date.now() - before < 10000 ? 10000 : 0);
  }

  /* ---- The console and the big screen stay awake. */
  function stayAwake() {
    if (document.hidden || !navigator.wakeLock || !document.querySelector("[data-stay]")) return;
    navigator.wakeLock.request("screen").catch(() => {});
  }

  /* ---- New promises are said to those who hear the page: politely, and at most every ten
     seconds, however many come. Elements with data-promise (an id) and data-said (its words),
     newest first, in something with data-turn; #heard brings the sentences. */
  const pause = 10000;
  const seen = new Set();
  let fresh = 0, newest = "", turn, saidAt = 0, saying;

  function hear() {
    const promises = all("[data-promise]");
    const place = document.querySelector("[data-turn]");
    const same = turn === (place ? place.dataset.turn : "");
    const added = promises.filter((p) => !seen.has(p.dataset.promise));
    turn = place ? place.dataset.turn : "";
    added.forEach((p) => seen.add(p.dataset.promise));
    if (!same || !added.length) return;
    fresh += added.length;
    newest = added[0].dataset.said || added[0].textContent.trim();
    clearTimeout(saying);
    saying = setTimeout(say, Math.max(saidAt + pause - Date.now(), 300));
  }

  function say() {
    const place = document.getElementById("heard");
    if (!place) return;
    const words = fresh === 1 ? place.dataset.one : place.dataset.many;
    place.textContent = (words || "{newest}").replace("{n}", fresh).replace("{newest}", newest);
    fresh = 0;
    saidAt = Date.now();
  }

  /* ---- Beginning, and after every change. */
  const refreshed = () => { tick(); hear(); };
  const main = document.querySelector("[data-now]");
  if (main) sample(Number(main.dataset.now));
  refreshed();
  stayAwake();
  document.addEventListener("htmx:sseMessage", refreshed);
  document.addEventListener("htmx:afterSwap", refreshed);
  document.addEventListener("visibilitychange", () => { tick(); stayAwake(); });
})();

/* The phone: what somebody writes is never lost, and what they send goes once. Drafts and slips lie
   in the browser’s storage under whose they are, since families share phones. */
(() => {
  "use strict";
  const main = document.querySelector("main[data-who]");
  if (!main) return;
  const { who } = main.dataset;
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const formHere = () => document.querySelector("#pledge form[data-pledge]");

  /* ---- The storage; a browser that has none forgets at the next page, and works. */
  const memory = {};
  function load(name) {
    try {
      return JSON.parse(localStorage.getItem(name)) || null;
    } catch {
      return memory[name] || null;
    }
  }
  function keep(name, value) {
    memory[name] = value;
    try {
      if (value === null) localStorage.removeItem(name);
      else localStorage.setItem(name, JSON.stringify(value));
    } catch { /* full or forbidden: memory has it */ }
  }

  /* A random id; randomUUID is not there on plain http. */
  function newKey() {
    const b = crypto.getRandomValues(new Uint8Array(16));
    b[6] = (b[6] & 15) | 64;
    b[8] = (b[8] & 63) | 128;
    const hex = [...b].map((x) => x.toString(16).padStart(2, "0")).join("");
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
  }

  /* ---- Drafts: one for each turn, with the key it will be sent under. */
  const draftName = (form) => "draft/" + who + "/" + form.dataset.form;
  const written = ["promise", "ask", "by", "by-other", "amount", "unit", "cents", "kind", "private_note", "organisation", "shown_as_member", "share_phone"];

  function save(form) {
    if ("question" in form.dataset) return;
    const fields = {};
    written.forEach((name) => {
      const f = form.elements[name];
      if (f) fields[name] = f.type === "checkbox" ? f.checked : f.value;
    });
    keep(draftName(form), { key: form.elements.key.value, fields });
  }

  function restore(form) {
    const draft = "filled" in form.dataset ? null : load(draftName(form));
    if (draft) {
      form.elements.key.value = draft.key;
      Object.entries(draft.fields).forEach(([name, value]) => {
        const f = form.elements[name];
        if (!f || f === document.activeElement) return;
        if (f.type === "checkbox") f.checked = value;
        else f.value = value;
      });
    }
    if (!form.elements.key.value) form.elements.key.value = newKey();
    if ("filled" in form.dataset) save(form);
    lay(form);
  }

  const forget = (form) => keep(draftName(form), null);

  /* ---- The form as it stands: what was asked for, how much, whether it can be sent. */
  const askOf = (form) => all("[data-ask]", form).find((a) => a.dataset.ask === form.elements.ask.value);

  function lay(form) {
    if ("question" in form.dataset) return;
    const ask = askOf(form);
    const row = (name, shown) => { form.querySelector(`[data-row="${name}"]`).hidden = !shown; };
    form.querySelector("[data-chosen]").hidden = !ask;
    form.querySelector("[data-chosen-what]").textContent = ask ? ask.dataset.what : "";
    form.querySelector("[data-unchoose]").hidden = !ask;
    const money = ask && "money" in ask.dataset;
    row("kind", !ask);
    row("amount", !money);
    row("unit", !money && !(ask && ask.dataset.unit));
    row("cents", !ask || money);
    const label = form.querySelector("[data-row=amount] label");
    label.dataset.was = label.dataset.was || label.textContent.trim();
    label.textContent = (ask && ask.dataset.label) || label.dataset.was;
    const kind = form.elements.kind.value;
    if ((ask && "counted" in ask.dataset) || ["money", "time", "materials"].includes(kind)) form.querySelector("[data-much]").open = true;
    const waits = "draft" in form.dataset;
    form.querySelector(".is-pledge").disabled = waits;
    form.querySelector("[name=explore]").hidden = waits;
    const own = (main.dataset.own || "").split(" ").includes(form.dataset.form);
    form.hidden = own;
    const words = form.parentElement.querySelector("[data-own-turn]");
    if (words) words.hidden = !own;
  }

  /* “I will…” beside an ask: its words, its kind, how much. */
  function choose(form, id) {
    const before = askOf(form);
    const { promise, ask, amount, unit, kind } = form.elements;
    const untouched = !promise.value.trim() || (before && promise.value === before.dataset.words);
    ask.value = id;
    const now = askOf(form);
    if (untouched) promise.value = now ? now.dataset.words : "";
    kind.value = now ? now.dataset.kind : "";
    unit.value = now ? now.dataset.unit : "";
    if (now && !amount.value) amount.value = now.dataset.amount;
    if (!now) amount.value = "";
    save(form);
    lay(form);
  }

  document.addEventListener("click", (event) => {
    const form = formHere();
    const link = event.target.closest("a[href*='&ask=']");
    if (link && form && !form.hidden && !("question" in form.dataset)) {
      const asked = new URL(link.href).searchParams;
      if (asked.get("turn") !== form.dataset.form) return;
      event.preventDefault();
      choose(form, asked.get("ask"));
      form.scrollIntoView();
      form.elements.promise.focus({ preventScroll: true });
    }
    if (form && event.target.closest("[data-unchoose]")) {
      choose(form, "");
      form.elements.promise.focus();
    }
  });

  ["input", "change"].forEach((name) => document.addEventListener(name, (event) => {
    const form = event.target.closest && event.target.closest("form[data-pledge]");
    if (!form) return;
    save(form);
    if (name === "change") lay(form);
  }));

  /* ---- What the stream brings goes over the form only when the turn changes, or when it can be sent
     at last: a question that is asked just now, a form with words of ours above it, stay. */
  Object.assign(window.Idiomorph ? Idiomorph.defaults : {}, { ignoreActiveValue: true });

  document.addEventListener("htmx:sseBeforeMessage", (event) => {
    if (event.target.id !== "pledge" || !event.target.querySelector("[data-held]")) return;
    const place = event.target.querySelector("[data-for]");
    if (place && (event.detail.data || "").includes(`data-for="${place.dataset.for}"`)) event.preventDefault();
  });

  function settled() {
    const form = formHere();
    if (form) restore(form);
  }
  const mark = () => (document.querySelector("#pledge [data-for]") || main).dataset.for;
  let marked = mark();
  document.addEventListener("htmx:sseMessage", (event) => {
    if (event.target.id !== "pledge") return;
    settled();
    /* The evening moved on: so may what is one’s own. A hall of phones does not ask at once. */
    if (mark() !== marked) setTimeout(() => htmx.trigger("#mine", "refresh"), Math.random() * 2000);
    marked = mark();
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    if (!event.detail.target || event.detail.target.id !== "pledge") return;
    settled();
    const made = document.getElementById("made");
    if (made) made.focus({ preventScroll: true });
  });

  /* ---- Slips that wait for the line. Each goes with its own key until an answer says it is stored:
     sent twice, it is one promise. */
  const slipsName = "slips";
  const slips = () => load(slipsName) || [];
  const mine = () => slips().filter((s) => s.who === who);
  const place = document.getElementById("waiting");
  const rest = 3000;
  let sending = false, timer, misses = 0;

  function change(slip, fields) {
    keep(slipsName, slips().flatMap((s) => (s.key !== slip.key ? [s] : fields ? [{ ...s, ...fields }] : [])));
    draw();
  }

  function draw() {
    all(".slip", place).forEach((s) => s.remove());
    mine().forEach((slip) => {
      const shown = place.querySelector("template").content.firstElementChild.cloneNode(true);
      shown.querySelector("[data-what]").textContent = "“" + slip.what + "”";
      shown.querySelector("[data-drop]").addEventListener("click", () => change(slip, null));
      const look = shown.querySelector("[data-look]");
      look.hidden = !slip.stuck;
      shown.querySelector("[data-goes]").hidden = Boolean(slip.stuck);
      look.action = slip.url;
      new URLSearchParams(slip.body).forEach((value, name) => {
        const input = document.createElement("input");
        Object.assign(input, { type: "hidden", name, value });
        look.append(input);
      });
      look.addEventListener("submit", () => change(slip, null));
      place.append(shown);
    });
  }

  function say(words) {
    const line = document.getElementById("status");
    if (!line) return;
    const p = document.createElement("p");
    p.className = "status";
    p.textContent = words;
    line.replaceChildren(...(words ? [p] : []));
  }

  /* The line did not take it: off the form, onto a slip. */
  function wait(form, data) {
    const body = new URLSearchParams(data);
    if (!body.get("key") || body.get("change")) return;
    keep(slipsName, [...slips().filter((s) => s.key !== body.get("key")), {
      who, key: body.get("key"), url: form.getAttribute("action"), what: body.get("promise"), body: body.toString(),
    }]);
    keep("draft/" + who + "/" + body.get("turn"), null);
    if ("question" in form.dataset) form.remove();
    else {
      form.reset();
      form.elements.key.value = newKey();
      form.elements.ask.value = "";
      lay(form);
    }
    draw();
    say(place.dataset.kept);
    place.scrollIntoView({ block: "center" });
    soon();
  }

  const soon = () => {
    clearTimeout(timer);
    if (mine().some((s) => !s.stuck)) timer = setTimeout(flush, misses < 20 ? rest : 10 * rest);
  };

  async function flush() {
    const slip = mine().find((s) => !s.stuck);
    if (sending || !slip) return;
    sending = true;
    try {
      await send(slip);
      misses = 0;
    } catch {
      misses += 1; /* no line yet */
    }
    sending = false;
    soon();
  }

  const busyLine = [429, 500, 502, 503, 504];

  async function send(slip) {
    const body = new URLSearchParams(slip.body);
    body.set("waited", "1");
    const stop = new AbortController();
    const late = setTimeout(() => stop.abort(), 10000);
    let answer, html;
    try {
      answer = await fetch(slip.url, { method: "POST", body, headers: { "HX-Request": "true" }, signal: stop.signal });
      html = await answer.text();
    } finally {
      clearTimeout(late);
    }
    if (busyLine.includes(answer.status)) throw new Error("busy");
    if (answer.headers.get("Pledge-Stored")) {
      change(slip, null);
      say(place.dataset.sent);
      htmx.trigger("#mine", "refresh");
      return;
    }
    say("");
    const form = formHere();
    const free = form && !("question" in form.dataset) && !form.elements.promise.value.trim();
    if (!free || ![200, 422].includes(answer.status)) {
      change(slip, { stuck: true });
      return;
    }
    change(slip, null);
    htmx.swap("#pledge", html, { swapStyle: "innerHTML" });
    settled();
  }

  /* An answer that never came, or came from a house that is just being restarted. */
  const pledging = (event) => {
    const asked = event.detail.requestConfig; /* detail.elt is the place of the answer before a swap */
    return asked && asked.elt && asked.elt.closest("form[data-pledge]");
  };
  ["htmx:sendError", "htmx:timeout"].forEach((name) => document.addEventListener(name, (event) => {
    const form = pledging(event);
    if (form) wait(form, event.detail.requestConfig.formData);
  }));
  document.addEventListener("htmx:beforeSwap", (event) => {
    const form = pledging(event);
    if (!form) return;
    if ([502, 503, 504].includes(event.detail.xhr.status)) {
      event.detail.shouldSwap = false;
      wait(form, event.detail.requestConfig.formData);
    } else if (event.detail.xhr.getResponseHeader("Pledge-Stored")) {
      keep("draft/" + who + "/" + (event.detail.requestConfig.formData.get("turn") || ""), null);
    }
  });

  /* ---- The line comes back: what waits goes, and what is one’s own is looked at anew. */
  window.addEventListener("online", flush);
  let opened = false;
  document.addEventListener("htmx:sseOpen", () => {
    flush();
    if (opened) htmx.trigger("#mine", "refresh");
    opened = true;
  });
  window.addEventListener("storage", (event) => { if (event.key === slipsName) draw(); });

  settled();
  draw();
  flush();
})();
