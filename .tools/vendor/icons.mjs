// Our name for an icon, and Lucide's.
export const icons = {
  check: "check", clock: "clock", calendar: "calendar", pin: "map-pin", x: "x", alert: "circle-alert", info: "info",
  printer: "printer", search: "search", next: "chevron-right", back: "chevron-left", down: "chevron-down", up: "chevron-up",
  arrow: "arrow-right", plus: "plus", minus: "minus", pause: "pause", play: "play", offline: "wifi-off", online: "wifi", mail: "mail",
  "mail-open": "mail-open", download: "download", upload: "upload", globe: "globe", pen: "pen", bell: "bell", video: "video",
  access: "accessibility", food: "utensils", bus: "bus", wall: "monitor", history: "history", release: "undo-2",
  offer: "circle-dashed", said: "circle-check", hourglass: "hourglass", link: "link", send: "send", user: "user", users: "users",
  "user-plus": "user-plus", "user-minus": "user-minus", home: "house", settings: "sliders-horizontal", "sign-out": "log-out",
  "sign-in": "log-in", eye: "eye", "eye-off": "eye-off", copy: "copy", external: "external-link", help: "circle-question-mark",
  phone: "phone", smartphone: "smartphone", trash: "trash-2", rotate: "rotate-cw", list: "list", flag: "flag", quote: "quote",
  message: "message-square", lock: "lock", book: "book-open", qr: "qr-code", mic: "mic", file: "file-text", image: "image",
  dots: "ellipsis", star: "star", heart: "heart", sun: "sun", moon: "moon", shuffle: "shuffle", route: "route", vote: "vote",
  building: "building-2", map: "map", school: "graduation-cap", clipboard: "clipboard-list", archive: "archive",
  "kind-introduction": "waypoints", "kind-expertise": "lightbulb", "kind-time": "hand", "kind-space": "door-open",
  "kind-money": "hand-coins", "kind-materials": "package", "kind-publicity": "megaphone", "kind-partnership": "handshake",
  "kind-data": "chart-column", "kind-other": "shapes",
};
