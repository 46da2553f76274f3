// Shows in short what a link of the text leads to, when a reader points at it with a mouse or comes
// to it with the keyboard. A note's text is taken from the page; all else from scripts that are
// loaded when first asked for (see src/render/previews.rs), so that it also works from a folder on
// disk. Texts become text nodes only. Everything works without it.
(function () {
  "use strict";

  var main = document.querySelector("main");
  var home = new URL(document.currentScript.dataset.previews, document.baseURI).href;
  var root = new URL("../", home).href;

  // Long enough not to flicker when a pointer or the focus passes by, and to move onto a preview.
  var BEFORE = 300;
  var AFTER = 300;
  var GAP = 8;
  // What says itself what it leads to, or leads nowhere new.
  var SILENT = "h1, h2, h3, h4, h5, h6, nav, .note-back, [download], .pager, .preview";

  var box = null;
  var shown = null;
  var wanted = null;
  var timer = 0;
  // Goes up when what is underway shall no longer be shown.
  var turn = 0;
  var firsts;
  var pieces = new Map();
  var underway = new Map();

  // What the scripts of previews call.
  window.briefbookPreviews = {
    manifest: function (value) {
      firsts = value.firsts;
    },
    piece: function (number, entries) {
      pieces.set(number, entries);
    },
  };

  function load(name) {
    if (!underway.has(name)) {
      underway.set(
        name,
        new Promise(function (resolve, reject) {
          var script = document.createElement("script");
          script.src = home + name;
          script.onload = resolve;
          script.onerror = function () {
            underway.delete(name);
            reject(new Error(name));
          };
          document.head.appendChild(script);
        })
      );
    }
    return underway.get(name);
  }

  // The entry for an address below the site's root; undefined where it has none.
  function entry(address) {
    return load("manifest.js")
      .then(function () {
        var number = firsts.length - 1;
        while (number > 0 && firsts[number] > address) {
          number -= 1;
        }
        return number < 0
          ? undefined
          : load("pieces-" + number + ".js").then(function () {
              return pieces.get(number).find(function (it) {
                return it[0] === address;
              });
            });
      })
      .catch(function () {
        // A link without a preview is a link.
      });
  }

  // What a link leads to: a promise of an entry.
  function preview(link) {
    var here = link.getAttribute("href").charAt(0) === "#";
    if (link.getAttribute("role") === "doc-noteref" && here) {
      var note = document.getElementById(decodeURIComponent(link.hash.slice(1)));
      var text = note && (note.querySelector(".note-text") || note).textContent.trim();
      return Promise.resolve(text ? ["", "", "", "", "", text] : undefined);
    }
    if (here || !link.href.startsWith(root)) {
      return Promise.resolve();
    }
    var address = link.href.slice(root.length);
    var page = address.split("#")[0];
    if (root + page === document.location.href.split("#")[0]) {
      return Promise.resolve();
    }
    return entry(address).then(function (found) {
      return found || (page === address ? undefined : entry(page));
    });
  }

  function part(name, className, text, lang) {
    if (text) {
      var element = document.createElement(name);
      element.className = className;
      element.textContent = text;
      element.dir = "auto";
      if (lang) {
        element.lang = lang;
      }
      box.append(element);
    }
  }

  // Beside the link's last line, above it where there is more room, never wider than the window.
  function place(link) {
    var lines = link.getClientRects();
    var line = lines[lines.length - 1] || link.getBoundingClientRect();
    var width = document.documentElement.clientWidth;
    var below = window.innerHeight - line.bottom - GAP;
    var above = box.offsetHeight > below && line.top > below;
    var left = Math.max(GAP, Math.min(line.left, width - box.offsetWidth - GAP));
    box.style.left = left + window.scrollX + "px";
    box.style.top =
      window.scrollY + (above ? line.top - box.offsetHeight - GAP : line.bottom + GAP) + "px";
  }

  function show(link, what) {
    hide();
    if (!box) {
      box = document.createElement("div");
      box.className = "preview";
      box.id = "page_preview";
      box.setAttribute("role", "tooltip");
      document.body.append(box);
    }
    var lang = what[3] === document.documentElement.lang ? "" : what[3];
    box.replaceChildren();
    part("p", "preview-kind", what[1], lang);
    part("p", "preview-title", what[2], lang);
    part("p", "preview-facts", what[4], lang);
    part("p", "preview-text", what[5], lang);
    box.hidden = false;
    place(link);
    link.setAttribute("aria-describedby", box.id);
    shown = link;
  }

  function hide() {
    window.clearTimeout(timer);
    if (shown) {
      shown.removeAttribute("aria-describedby");
      box.hidden = true;
      shown = null;
    }
  }

  function later(work, wait) {
    window.clearTimeout(timer);
    timer = window.setTimeout(work, wait);
  }

  function ask(link) {
    if (wanted === link) {
      if (shown === link) {
        window.clearTimeout(timer);
      }
      return;
    }
    wanted = link;
    turn += 1;
    var own = turn;
    later(function () {
      preview(link).then(function (what) {
        if (own === turn && what) {
          show(link, what);
        } else if (own === turn) {
          hide();
        }
      });
    }, BEFORE);
  }

  function leave() {
    wanted = null;
    turn += 1;
    later(hide, AFTER);
  }

  // The link at an element, where it has a preview to show.
  function linkAt(element) {
    var link = element instanceof Element && element.closest("main a[href]");
    return link && !link.closest(SILENT) && !(link.hasAttribute("aria-describedby") && link !== shown)
      ? link
      : null;
  }

  function focused() {
    var link = linkAt(document.activeElement);
    return link && link.matches(":focus-visible") ? link : null;
  }

  if (!main) {
    return;
  }
  document.addEventListener("pointerover", function (event) {
    if (event.pointerType === "touch") {
      return;
    }
    var link = linkAt(event.target);
    if (link) {
      ask(link);
    } else if (box && box.contains(event.target)) {
      wanted = shown;
      turn += 1;
      window.clearTimeout(timer);
    } else if (wanted && wanted !== focused()) {
      leave();
    }
  });
  document.documentElement.addEventListener("pointerleave", function () {
    if (wanted && wanted !== focused()) {
      leave();
    }
  });
  document.addEventListener("focusin", function () {
    var link = focused();
    if (link) {
      ask(link);
    }
  });
  document.addEventListener("focusout", function () {
    if (wanted) {
      leave();
    }
  });
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && (shown || wanted)) {
      // The same link shows nothing again before it is left.
      turn += 1;
      hide();
    }
  });
  document.addEventListener("click", function (event) {
    if (!box || !box.contains(event.target)) {
      turn += 1;
      hide();
    }
  });
  window.addEventListener("pagehide", hide);
  window.addEventListener("resize", hide);
})();
