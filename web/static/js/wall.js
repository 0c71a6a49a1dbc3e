/* The big screen: a stroke is heard for each new promise, if the host wants that and somebody has
   touched this computer once; and a screen that waits to be paired goes on by itself. */
(() => {
  "use strict";

  /* ---- Pairing: “me” says that a host typed the number. */
  const known = new WeakSet();
  document.addEventListener("htmx:sseOpen", (event) => {
    const { source } = event.detail;
    if (!source || known.has(source) || !document.querySelector("[data-pairing]")) return;
    known.add(source);
    source.addEventListener("me", () => location.assign("/screen"));
  });

  /* ---- Sound. Browsers keep silent until somebody has pressed a key or clicked. */
  let audio;
  function unlock() {
    const Audio = window.AudioContext || window.webkitAudioContext;
    if (!audio && Audio) audio = new Audio();
    if (audio && audio.state === "suspended") audio.resume().catch(() => {});
  }
  ["pointerdown", "keydown"].forEach((name) => document.addEventListener(name, unlock));

  /* A pencil on paper: a short breath of noise, low and soft. */
  function stroke(at) {
    const length = 0.16;
    const noise = audio.createBuffer(1, Math.ceil(audio.sampleRate * length), audio.sampleRate);
    const wave = noise.getChannelData(0);
    for (let i = 0; i < wave.length; i += 1) wave[i] = Math.random() * 2 - 1;
    const source = audio.createBufferSource();
    source.buffer = noise;
    const tone = audio.createBiquadFilter();
    tone.type = "bandpass";
    tone.frequency.setValueAtTime(1800, at);
    tone.frequency.exponentialRampToValueAtTime(900, at + length);
    tone.Q.value = 0.8;
    const loud = audio.createGain();
    loud.gain.setValueAtTime(0.0001, at);
    loud.gain.exponentialRampToValueAtTime(0.22, at + 0.03);
    loud.gain.exponentialRampToValueAtTime(0.0001, at + length);
    source.connect(tone).connect(loud).connect(audio.destination);
    source.start(at);
    source.stop(at + length);
  }

  /* ---- New promises are those by which the count of the same turn has grown; at most a hand of
     strokes at once. */
  let turn, count;
  function look() {
    const wall = document.querySelector("[data-wall-count]");
    if (!wall) return;
    const more = wall.dataset.wallTurn === turn ? Number(wall.dataset.wallCount) - count : 0;
    turn = wall.dataset.wallTurn;
    count = Number(wall.dataset.wallCount);
    if (more <= 0 || !("wallSound" in wall.dataset) || !audio || audio.state !== "running") return;
    for (let i = 0; i < Math.min(more, 5); i += 1) stroke(audio.currentTime + 0.03 + i * 0.19);
  }
  look();
  document.addEventListener("htmx:sseMessage", look);
})();
