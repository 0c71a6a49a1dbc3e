/* Ours: small comforts on top of pages that already work without it. Words come from the page
   (data attributes), so that they are in the reader’s language. */
(() => {
  "use strict";
  const body = document.body;
  const all = (root, selector) => [
    ...(root.matches && root.matches(selector) ? [root] : []),
    ...root.querySelectorAll(selector),
  ];

  /* A form that came back wrong: its summary takes the focus. */
  function focusWrong(root) {
    const wrong = all(root, "[data-focus]")[0];
    if (wrong) wrong.focus();
  }

  /* Buttons that need a script show themselves once there is one; those it makes needless
     (data-still, beside a select that sends by itself) go. */
  function reveal(root) {
    if (navigator.clipboard) all(root, "[data-copy]").forEach((b) => { b.hidden = false; });
    all(root, "[data-print]").forEach((b) => { b.hidden = false; });
    all(root, "[data-still]").forEach((b) => { b.hidden = true; });
  }

  /* A new collaboratory stands in the time zone of whoever starts it, until they say otherwise. */
  function guessZone(root) {
    all(root, "input[data-zone]").forEach((i) => {
      i.value = i.value || Intl.DateTimeFormat().resolvedOptions().timeZone || "";
    });
  }

  /* The status line, spoken politely. */
  function say(words) {
    const line = document.getElementById("status");
    if (!line || !words) return;
    const p = document.createElement("p");
    p.className = "status";
    p.textContent = words;
    line.replaceChildren(p);
  }

  /* Sending: one press is enough. The pressed button says so and keeps its own words for later. */
  const busy = new Set();

  function begin(form, button) {
    form.dataset.sending = "";
    if (!button) return;
    busy.add({ form, button, was: [...button.childNodes] });
    button.setAttribute("aria-busy", "true");
    button.replaceChildren(button.dataset.busy || body.dataset.busy || button.textContent);
  }

  function end(form) {
    for (const b of busy) {
      if (form && b.form !== form && b.button.isConnected) continue;
      b.button.removeAttribute("aria-busy");
      b.button.replaceChildren(...b.was);
      busy.delete(b);
    }
    (form ? [form] : all(document, "form[data-sending]")).forEach((f) => { delete f.dataset.sending; });
  }

  document.addEventListener("submit", (event) => {
    if (!("sending" in event.target.dataset)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }, true);

  /* The button’s name and value are read when this event ends: change it after that. */
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method === "post" && !event.defaultPrevented) setTimeout(() => begin(form, event.submitter), 0);
  });

  const formOf = (event) => event.detail.elt && event.detail.elt.closest("form");

  document.addEventListener("htmx:beforeRequest", (event) => {
    const form = formOf(event);
    const cause = event.detail.requestConfig.triggeringEvent;
    if (form && cause && cause.type === "submit") begin(form, cause.submitter);
  });
  /* Before the answer is put in, so that what it says wins over what we kept. */
  ["htmx:beforeOnLoad", "htmx:afterRequest"].forEach((name) => {
    document.addEventListener(name, (event) => {
      const form = formOf(event);
      if (form) end(form);
    });
  });

  /* A page that comes back from the browser’s memory is not sending any more. */
  window.addEventListener("pageshow", (event) => { if (event.persisted) end(null); });

  /* What htmx does not show, we say. */
  document.addEventListener("htmx:sendError", () => say(body.dataset.offline));
  document.addEventListener("htmx:timeout", () => say(body.dataset.offline));
  document.addEventListener("htmx:responseError", (event) => {
    if (!event.detail.shouldSwap) say(body.dataset.failed);
  });

  document.addEventListener("change", (event) => {
    const select = event.target.closest("[data-submit]");
    if (select && select.form) select.form.requestSubmit();
  });

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-copy],[data-print]");
    if (!button) return;
    if ("print" in button.dataset) window.print();
    else copy(button);
  });

  async function copy(button) {
    const words = button.querySelector("span") || button;
    const was = words.textContent;
    try {
      await navigator.clipboard.writeText(button.dataset.copy);
    } catch {
      return;
    }
    words.textContent = button.dataset.done || was;
    say(button.dataset.done);
    setTimeout(() => { words.textContent = was; }, 4000);
  }

  document.addEventListener("htmx:load", (event) => {
    reveal(event.detail.elt);
    guessZone(event.detail.elt);
    focusWrong(event.detail.elt);
  });
  reveal(document);
  guessZone(document);
  focusWrong(document);
})();
