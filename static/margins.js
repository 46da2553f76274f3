// Puts the notes of a page beside the lines that call them, where the window is wide enough to have
// a margin. They are copies for the eye: the notes at the foot of the page stay what they are for
// the keyboard, for screen readers and on paper. Everything works without it.
(function () {
  "use strict";

  var WIDE = "(min-width: 96rem)";
  // Between two notes; and how far a note may slide below its line before it is left to the foot.
  var GAP = 8;
  var FAR = 160;

  var page = document.querySelector("article.page");
  var body = page && page.querySelector(".page-body");
  if (!body || !document.querySelector(".footnotes") || !window.matchMedia) {
    return;
  }
  var wide = window.matchMedia(WIDE);
  var margin = null;
  var notes = [];
  var waiting = 0;

  // One for each note, at its first call in the text.
  function make() {
    margin = document.createElement("div");
    margin.className = "margin-notes";
    margin.setAttribute("aria-hidden", "true");
    var seen = new Set();
    body.querySelectorAll(".note-ref > a[href^='#']").forEach(function (call) {
      var id = decodeURIComponent(call.hash.slice(1));
      var text = document.querySelector("#" + CSS.escape(id) + " .note-text");
      if (!text || seen.has(id) || call.closest(".footnotes, .embed, table")) {
        return;
      }
      seen.add(id);
      var note = document.createElement("p");
      note.dir = "auto";
      var number = document.createElement("span");
      number.className = "margin-number";
      number.textContent = call.textContent;
      note.append(number, " ", text.textContent.trim());
      margin.append(note);
      notes.push({ call: call, note: note });
    });
    page.append(margin);
  }

  function place() {
    waiting = 0;
    if (!wide.matches) {
      return;
    }
    if (!margin) {
      make();
    }
    var top = margin.getBoundingClientRect().top;
    // Every size is read before any place is written.
    var sizes = notes.map(function (it) {
      return { line: it.call.getBoundingClientRect(), height: it.note.offsetHeight };
    });
    var free = 0;
    notes.forEach(function (it, at) {
      var line = sizes[at].line;
      var wanted = line.top - top - 4;
      var start = Math.max(wanted, free);
      var fits = line.height > 0 && start - wanted <= FAR;
      it.note.style.visibility = fits ? "visible" : "hidden";
      if (fits) {
        it.note.style.top = Math.round(start) + "px";
        free = start + sizes[at].height + GAP;
      }
    });
  }

  function later() {
    if (!waiting) {
      waiting = window.requestAnimationFrame(place);
    }
  }

  wide.addEventListener("change", later);
  if (window.ResizeObserver) {
    new ResizeObserver(later).observe(body);
  }
  later();
})();
