/* The live line of a page. The sse extension of htmx gives up for longer and longer, to a minute
   and more; a room of people cannot wait for that. So it is handed this in place of an
   EventSource: one that comes back within two seconds, and that rests while nobody looks.
   A page that must stay awake (the console, the big screen) says so with data-stay.
   The body says how the line is, for the style sheet: data-line="up" or "down". */
(() => {
  "use strict";
  const patience = 60; /* tries at this pace, some two minutes; then slower */

  class Stream extends EventTarget {
    constructor(url) {
      super();
      this.url = url;
      this.names = new Set();
      this.tries = 0;
      this.ended = false;
      this.look = () => (document.hidden && !document.querySelector("[data-stay]") ? this.rest() : this.open());
      document.addEventListener("visibilitychange", this.look);
      window.addEventListener("online", this.look);
      this.look();
    }

    /* The extension tries by itself when it sees a closed one: it must not. */
    get readyState() {
      if (this.ended) return EventSource.CLOSED;
      return this.source && this.source.readyState === EventSource.OPEN ? EventSource.OPEN : EventSource.CONNECTING;
    }

    addEventListener(name, listener, options) {
      super.addEventListener(name, listener, options);
      if (this.names.has(name)) return;
      this.names.add(name);
      if (this.source) this.pass(name);
    }

    pass(name) {
      this.source.addEventListener(name, (event) => {
        this.dispatchEvent(new MessageEvent(name, { data: event.data, lastEventId: event.lastEventId }));
      });
    }

    open() {
      if (this.ended || this.source) return;
      clearTimeout(this.timer);
      const source = this.source = new EventSource(this.url, { withCredentials: true });
      this.names.forEach((name) => this.pass(name));
      source.onopen = (event) => {
        this.tries = 0;
        document.body.dataset.line = "up";
        if (this.onopen) this.onopen(event);
      };
      source.onerror = () => {
        document.body.dataset.line = "down";
        if (source.readyState === EventSource.CLOSED && this.source === source) this.again();
      };
    }

    /* A little apart from each other, so that a hall of phones does not knock at once. */
    again() {
      this.rest();
      this.tries += 1;
      const wait = this.tries > patience ? 15000 : 1000 + Math.random() * 1000;
      this.timer = setTimeout(this.look, wait);
    }

    rest() {
      clearTimeout(this.timer);
      if (this.source) this.source.close();
      this.source = null;
    }

    close() {
      this.ended = true;
      this.rest();
      document.removeEventListener("visibilitychange", this.look);
      window.removeEventListener("online", this.look);
    }
  }

  htmx.createEventSource = (url) => new Stream(url);
})();
