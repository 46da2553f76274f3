// Loads the page again when the book has been rebuilt. Only in pages of the development server.
(() => {
  "use strict";
  const shown = document.currentScript.dataset.generation;
  let events = null;

  function reloadUnlessShown(event) {
    if (event.data !== shown) location.reload();
  }

  function listen() {
    if (events) return;
    let lost = false;
    events = new EventSource("/_briefbook/events");
    events.addEventListener("generation", reloadUnlessShown);
    events.addEventListener("reload", reloadUnlessShown);
    events.addEventListener("error", () => { lost = true; });
    // The server was started again, and counts from the beginning.
    events.addEventListener("open", () => { if (lost) location.reload(); });
  }

  // A browser holds few connections to one host: only the page in view keeps one.
  function adapt() {
    if (document.hidden) {
      if (events) events.close();
      events = null;
    } else {
      listen();
    }
  }

  document.addEventListener("visibilitychange", adapt);
  adapt();
})();
