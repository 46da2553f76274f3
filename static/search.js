// Searches the book's index, which it loads piece by piece through script tags, so that it also
// works from a folder on disk. Words are folded exactly as `src/render/search.rs` folds them.
// Results are made of elements and text nodes only: nothing of the index is read as markup.
(function () {
  "use strict";

  var form = document.querySelector("form[data-search]");
  if (!form) {
    return;
  }
  var input = form.querySelector("input[type=search]");
  var status = document.getElementById("page_search-status");
  var list = document.getElementById("page_search-results");
  var texts = form.dataset;

  var SHOWN = 20;
  // A beginning of a word may fall into many pieces of a large book; so many are read.
  var MOST_PIECES = 8;
  var SNIPPET = 240;

  var manifest = null;
  var arrived = { words: new Map(), pages: new Map() };
  var underway = new Map();
  var latest = 0;

  // What the pieces of the index call.
  window.briefbookSearch = {
    manifest: function (value) {
      manifest = value;
    },
    words: function (number, entries) {
      arrived.words.set(number, entries);
    },
    pages: function (number, entries) {
      arrived.pages.set(number, entries);
    },
  };

  function load(kind, number) {
    var name = kind + "-" + number + ".js";
    if (arrived[kind].has(number)) {
      return Promise.resolve(arrived[kind].get(number));
    }
    if (!underway.has(name)) {
      underway.set(
        name,
        new Promise(function (resolve, reject) {
          var script = document.createElement("script");
          script.src = texts.index + name;
          script.onload = function () {
            if (arrived[kind].has(number)) {
              resolve(arrived[kind].get(number));
            } else {
              reject(new Error(name));
            }
          };
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

  // Folding: see `terms` in src/render/search.rs.
  var PLAIN = { ı: "i", ß: "ss", æ: "ae", œ: "oe", ø: "o", đ: "d", ð: "d", ł: "l", þ: "th", ς: "σ" };
  var WORD = /(?=[\p{Alphabetic}\p{N}])(?:[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]|(?:(?![\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff])[\p{Alphabetic}\p{N}])+)/gu;
  var LONGEST = 40;

  function terms(text) {
    var lower = text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
    return (lower.match(WORD) || []).map(function (word) {
      return Array.from(word)
        .slice(0, LONGEST)
        .map(function (letter) {
          return PLAIN[letter] || letter;
        })
        .join("");
    });
  }

  // Whether a word that was asked for may be the beginning of one: "drone" finds "drones" too.
  function isOpen(term, index, query) {
    return term.length > (index === query.length - 1 ? 1 : 2);
  }

  // The numbers of the pieces that may hold words from `low` to `high`.
  function pieces(low, high) {
    var firsts = manifest.firstWords;
    var numbers = [];
    for (var n = 0; n < firsts.length; n += 1) {
      var ends = n + 1 < firsts.length && firsts[n + 1] < low;
      if (!ends && firsts[n] <= high) {
        numbers.push(n);
      }
    }
    return numbers.slice(0, MOST_PIECES);
  }

  // The pages that have `term` (or a word that begins with it) and what it weighs there.
  function lookUp(term, asBeginning) {
    return Promise.all(
      pieces(term, asBeginning ? term + "\uffff" : term).map(function (number) {
        return load("words", number);
      })
    ).then(function (loaded) {
      var words = new Map();
      loaded.forEach(function (entries) {
        entries.forEach(function (entry) {
          if (entry[0] === term || (asBeginning && entry[0].startsWith(term))) {
            var pages = words.get(entry[0]) || new Map();
            var page = 0;
            for (var i = 0; i < entry[1].length; i += 2) {
              page += entry[1][i];
              pages.set(page, entry[1][i + 1]);
            }
            words.set(entry[0], pages);
          }
        });
      });
      var scores = new Map();
      words.forEach(function (pages, word) {
        var rarity = Math.log(1 + manifest.pages / pages.size);
        var nearness = word === term ? 1 : 0.6;
        pages.forEach(function (weight, page) {
          var score = weight * rarity * nearness;
          scores.set(page, Math.max(scores.get(page) || 0, score));
        });
      });
      return scores;
    });
  }

  // Page numbers, best first: pages that have every term.
  function find(query) {
    return Promise.all(
      query.map(function (term, index) {
        return lookUp(term, isOpen(term, index, query));
      })
    ).then(function (all) {
      var found = [];
      (all[0] || new Map()).forEach(function (score, page) {
        var sum = 0;
        var everywhere = all.every(function (scores) {
          sum += scores.get(page) || 0;
          return scores.has(page);
        });
        if (everywhere) {
          found.push({ page: page, score: sum });
        }
      });
      found.sort(function (a, b) {
        return b.score - a.score || a.page - b.page;
      });
      return found;
    });
  }

  function loadPage(number) {
    var firsts = manifest.firstPages;
    var piece = firsts.length - 1;
    while (piece > 0 && firsts[piece] > number) {
      piece -= 1;
    }
    return load("pages", piece).then(function (entries) {
      var entry = entries[number - firsts[piece]];
      return {
        href: entry[0],
        title: entry[1],
        kind: entry[2],
        lang: entry[3],
        summary: entry[4],
        text: entry[5],
      };
    });
  }

  var RUN = /[\p{Alphabetic}\p{N}\p{M}]+/gu;

  // Whether a word of a shown text is one that was asked for.
  function isHit(word, query) {
    return terms(word).some(function (term) {
      return query.some(function (asked, index) {
        return term === asked || (isOpen(asked, index, query) && term.startsWith(asked));
      });
    });
  }

  // The text as nodes, what was asked for marked.
  function marked(text, query) {
    var nodes = document.createDocumentFragment();
    var at = 0;
    Array.from(text.matchAll(RUN)).forEach(function (match) {
      if (isHit(match[0], query)) {
        nodes.append(text.slice(at, match.index));
        var mark = document.createElement("mark");
        mark.textContent = match[0];
        nodes.append(mark);
        at = match.index + match[0].length;
      }
    });
    nodes.append(text.slice(at));
    return nodes;
  }

  // The part of a page's text to show: its summary, unless only the text has what was asked for.
  function snippet(page, query) {
    var hits = function (text) {
      return Array.from(text.matchAll(RUN)).filter(function (match) {
        return isHit(match[0], query);
      });
    };
    var text = page.summary;
    var start = 0;
    if (!text || hits(text).length === 0) {
      var found = hits(page.text);
      if (found.length > 0 || !text) {
        text = page.text;
        start = found.length > 0 ? Math.max(0, found[0].index - 80) : 0;
      }
    }
    if (start > 0) {
      var blank = text.indexOf(" ", start);
      start = blank < 0 ? start : blank + 1;
    }
    var end = Math.min(text.length, start + SNIPPET);
    if (end < text.length) {
      var last = text.lastIndexOf(" ", end);
      end = last > start ? last : end;
    }
    return (start > 0 ? "… " : "") + text.slice(start, end) + (end < text.length ? " …" : "");
  }

  function result(page, query) {
    var item = document.createElement("li");
    var heading = document.createElement("h2");
    var link = document.createElement("a");
    link.href = texts.root + page.href;
    link.append(marked(page.title, query));
    heading.append(link);
    var kind = document.createElement("p");
    kind.className = "result-kind";
    kind.textContent = page.kind;
    var body = document.createElement("p");
    body.append(marked(snippet(page, query), query));
    if (page.lang !== document.documentElement.lang) {
      heading.lang = page.lang;
      body.lang = page.lang;
    }
    item.append(heading, kind, body);
    return item;
  }

  function say(text) {
    status.textContent = text;
  }

  function countText(count) {
    if (count === 0) {
      return texts.none;
    }
    var text = count === 1 ? texts.one : texts.many.replace("{n}", String(count));
    return count > SHOWN ? text + "; " + texts.first.replace("{n}", String(SHOWN)) : text;
  }

  function run() {
    var query = terms(input.value);
    latest += 1;
    var turn = latest;
    if (query.length === 0) {
      list.replaceChildren();
      say("");
      return;
    }
    if (!manifest) {
      say(texts.failed);
      return;
    }
    say(texts.loading);
    find(query)
      .then(function (found) {
        var shown = found.slice(0, SHOWN).map(function (entry) {
          return loadPage(entry.page);
        });
        return Promise.all(shown).then(function (pages) {
          if (turn !== latest) {
            return;
          }
          list.replaceChildren.apply(
            list,
            pages.map(function (page) {
              return result(page, query);
            })
          );
          say(countText(found.length));
        });
      })
      .catch(function () {
        if (turn === latest) {
          list.replaceChildren();
          say(texts.failed);
        }
      });
  }

  // The query stands in the address, so that a search can be linked to and gone back to.
  function remember() {
    var query = input.value.trim();
    try {
      window.history.replaceState(null, "", query ? "?q=" + encodeURIComponent(query) : window.location.pathname);
    } catch (refused) {
      // Some browsers keep the address of a file on disk as it is.
    }
  }

  function fromAddress() {
    input.value = new URLSearchParams(window.location.search).get("q") || "";
    run();
  }

  var waiting = 0;
  input.addEventListener("input", function () {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(function () {
      remember();
      run();
    }, 150);
  });
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    window.clearTimeout(waiting);
    remember();
    run();
  });
  window.addEventListener("pageshow", function () {
    fromAddress();
  });
})();
