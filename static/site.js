// Remembers the reader's choice between light and dark, closes the menu for those who use the
// keyboard, and has the browser keep the pages that are opened, for when there is no network.
// Everything works without it. Loaded in the head, before the page is painted, so that the choice
// shows at once.
(function () {
  "use strict";
  var KEY = "briefbook-theme";
  var root = document.documentElement;

  function stored() {
    try {
      return window.localStorage.getItem(KEY);
    } catch (refused) {
      return null;
    }
  }

  function store(theme) {
    try {
      window.localStorage.setItem(KEY, theme);
    } catch (refused) {
      // The choice then holds for this page alone.
    }
  }

  function current() {
    var chosen = root.getAttribute("data-theme");
    if (chosen) {
      return chosen;
    }
    return window.matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  }

  var chosen = stored();
  if (chosen === "light" || chosen === "dark") {
    root.setAttribute("data-theme", chosen);
  }

  // Browsers unfold what an address points into; older ones are helped.
  function unfold() {
    var place = document.getElementById(window.location.hash.slice(1));
    var fold = place && place.closest("details:not([open])");
    if (fold) {
      fold.open = true;
      place.scrollIntoView();
    }
  }

  window.addEventListener("hashchange", unfold);
  document.addEventListener("DOMContentLoaded", unfold);

  // On a narrow screen the menu opens over the page's start: Escape closes it again, and the focus
  // stays where it was opened.
  document.addEventListener("keydown", function (event) {
    var fold = document.querySelector(".menu-fold[open]");
    if (event.key !== "Escape" || !fold || !fold.parentElement.contains(document.activeElement)) {
      return;
    }
    var summary = fold.querySelector("summary");
    if (summary.getClientRects().length > 0) {
      fold.open = false;
      summary.focus();
    }
  });

  document.addEventListener("DOMContentLoaded", function () {
    var button = document.querySelector("[data-theme-switch]");
    if (!button) {
      return;
    }
    button.hidden = false;
    button.addEventListener("click", function () {
      var next = current() === "dark" ? "light" : "dark";
      root.setAttribute("data-theme", next);
      store(next);
    });
  });

  var script = document.currentScript;
  var worker = script && script.getAttribute("data-worker");
  if (!script || !/^https?:$/.test(window.location.protocol) || !("serviceWorker" in navigator)) {
    return;
  }

  // A book that keeps nothing any more lets go what an earlier edition has kept.
  function release() {
    var book = new URL("../", script.src).href;
    var ours = "briefbook " + book + " ";
    navigator.serviceWorker.getRegistration(book).then(function (found) {
      if (!found || found.scope !== book) {
        return undefined;
      }
      return found.unregister().then(function () {
        return window.caches.keys();
      }).then(function (names) {
        return Promise.all(names.filter(function (name) {
          return name.indexOf(ours) === 0;
        }).map(function (name) {
          return window.caches.delete(name);
        }));
      });
    }).catch(function () {});
  }

  window.addEventListener("load", function () {
    if (worker) {
      // A browser or a host may refuse; the site is then as it was.
      navigator.serviceWorker.register(worker).catch(function () {});
    } else {
      release();
    }
  });
})();
