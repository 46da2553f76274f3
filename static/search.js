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
  var kinds = form.querySelector("select[name=kind]");
  var topics = form.querySelector("select[name=topic]");
  // A theme may do without it.
  var more = document.getElementById("page_search-more") || document.createElement("button");
  var texts = form.dataset;
  // The book's other languages by their own names.
  var languages = new Map(
    (texts.languages || "").split(";").map(function (entry) {
      return entry.split(":");
    })
  );

  // So many results are shown at once.
  var SHOWN = 10;
  // A beginning of a word may fall into many pieces of a large book, and be that of many frequent
  // words, whose lists lie apart: so many pieces are read, and a few lists in any case.
  var MOST_PIECES = 18;
  var FEW_LISTS = 4;
  // An index of so many pieces of words is read whole for a word that may be misspelt.
  var SMALL = 8;
  var SNIPPET = 240;
  // Shorter words are taken as they are typed; longer ones may have two slips.
  var SHORTEST_MISSPELT = 4;
  var LONG = 8;

  var manifest = null;
  var facets = null;
  var arrived = { words: new Map(), lists: new Map(), pages: new Map() };
  var underway = new Map();
  var latest = 0;

  // What the pieces of the index call.
  window.briefbookSearch = {
    manifest: function (value) {
      manifest = value;
    },
    facets: function (value) {
      facets = value;
    },
    words: function (number, text) {
      arrived.words.set(number, text.split(" "));
    },
    lists: function (number, text) {
      arrived.lists.set(number, text);
    },
    pages: function (number, entries) {
      arrived.pages.set(number, entries);
    },
  };

  // Loads a script of the index; `arrival` tells what it brought.
  function fetchScript(name, arrival) {
    if (arrival() !== undefined) {
      return Promise.resolve(arrival());
    }
    if (!underway.has(name)) {
      underway.set(
        name,
        new Promise(function (resolve, reject) {
          var script = document.createElement("script");
          script.src = texts.index + name;
          script.onload = function () {
            if (arrival() !== undefined) {
              resolve(arrival());
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

  function load(kind, number) {
    return fetchScript(kind + "-" + number + ".js", function () {
      return arrived[kind].get(number);
    });
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

  // The numbers of the pieces that may hold words from `low` to `high`; of many, those nearest to
  // where `term` stands.
  function pieces(low, high, term) {
    var firsts = manifest.firstWords;
    var numbers = [];
    var at = 0;
    for (var n = 0; n < firsts.length; n += 1) {
      if (firsts[n] <= high && (n + 1 === firsts.length || firsts[n + 1] > low)) {
        at += firsts[n] <= term ? 1 : 0;
        numbers.push(n);
      }
    }
    var start = Math.max(0, Math.min(at - MOST_PIECES / 2, numbers.length - MOST_PIECES));
    return numbers.slice(start, start + MOST_PIECES);
  }

  // Numbers from the text they are written as: see `push_number` in src/render/search/pieces.rs.
  function numbers(text) {
    var all = [];
    var number = 0;
    var unit = 1;
    for (var i = 0; i < text.length; i += 1) {
      var code = text.charCodeAt(i);
      if (code < 92) {
        all.push(number + (code - 35) * unit);
        number = 0;
        unit = 1;
      } else {
        number += (code - 36) * unit;
        unit *= 34;
      }
    }
    return all;
  }

  // The texts of a list of pages: itself, or those of the files that it names.
  function partsOf(list) {
    if (list[0] !== "!") {
      return [list];
    }
    var place = numbers(list.slice(1));
    return Promise.all(
      Array.from({ length: place[1] }, function (_, part) {
        return load("lists", place[0] + part);
      })
    );
  }

  // Every word of the index from `low` to `high` that suits, with its pages and what it weighs there.
  function wordsBetween(low, high, term, suits) {
    return Promise.all(
      pieces(low, high, term).map(function (number) {
        return load("words", number);
      })
    )
      .then(function (loaded) {
        var room = Math.max(MOST_PIECES - loaded.length, FEW_LISTS);
        var entries = [];
        loaded.forEach(function (texts) {
          for (var i = 0; i < texts.length; i += 2) {
            var apart = texts[i + 1][0] === "!" ? 1 : 0;
            if (suits(texts[i]) && apart <= room) {
              room -= apart;
              entries.push(Promise.all([texts[i], partsOf(texts[i + 1])]));
            }
          }
        });
        return Promise.all(entries);
      })
      .then(function (entries) {
        var words = new Map();
        entries.forEach(function (entry) {
          var pages = new Map();
          entry[1].forEach(function (part) {
            var all = numbers(part);
            var page = -1;
            for (var i = 0; i < all.length / 2; i += 1) {
              page += all[i] + 1;
              pages.set(page, all[all.length / 2 + i]);
            }
          });
          words.set(entry[0], pages);
        });
        return words;
      });
  }

  // How many letters are wrong: put in, left out, changed, or exchanged with a neighbour (optimal
  // string alignment). Gives up beyond `most`.
  function slips(a, b, most) {
    if (Math.abs(a.length - b.length) > most) {
      return most + 1;
    }
    var before = [];
    var row = [];
    for (var j = 0; j <= b.length; j += 1) {
      row.push(j);
    }
    for (var i = 1; i <= a.length; i += 1) {
      var next = [i];
      for (j = 1; j <= b.length; j += 1) {
        var cost = a[i - 1] === b[j - 1] ? 0 : 1;
        next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + cost);
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
          next[j] = Math.min(next[j], before[j - 2] + 1);
        }
      }
      if (Math.min.apply(null, next) > most) {
        return most + 1;
      }
      before = row;
      row = next;
    }
    return row[b.length];
  }

  function mostSlips(term) {
    return term.length < SHORTEST_MISSPELT ? 0 : term.length < LONG ? 1 : 2;
  }

  // Words that `term` may have been meant for: in a small index any, else those that share its
  // first letter; of very many, those whose beginnings are most like it.
  function nearWords(term) {
    var most = mostSlips(term);
    if (most === 0) {
      return Promise.resolve(new Map());
    }
    var first = manifest.firstWords.length <= SMALL ? "" : term[0];
    return wordsBetween(first, first + "\uffff", term, function (word) {
      return slips(term, word, most) <= most;
    });
  }

  // The pages that have `term` (or a word that begins with it, or else one that is spelt nearly
  // so), what it weighs there, and the words that were found.
  function lookUp(term, asBeginning) {
    return wordsBetween(term, asBeginning ? term + "\uffff" : term, term, function (word) {
      return word === term || (asBeginning && word.startsWith(term));
    })
      .then(function (words) {
        return words.size > 0 ? words : nearWords(term);
      })
      .then(function (words) {
        var scores = new Map();
        words.forEach(function (pages, word) {
          var rarity = Math.log(1 + manifest.pages / pages.size);
          var nearness = word === term ? 1 : word.startsWith(term) ? 0.6 : 1 / (1 + slips(term, word, 2));
          pages.forEach(function (weight, page) {
            var score = weight * rarity * nearness;
            scores.set(page, Math.max(scores.get(page) || 0, score));
          });
        });
        return { scores: scores, words: new Set(words.keys()) };
      });
  }

  // The numbers of the pages that a facet's entry lists.
  function pagesOf(lists, name) {
    var pages = new Set();
    var page = 0;
    lists.forEach(function (entry) {
      if (entry[0] === name) {
        entry[1].forEach(function (difference) {
          page += difference;
          pages.add(page);
        });
      }
    });
    return pages;
  }

  // What a page must be to be shown; asks for the lists only when something is chosen.
  function narrowing() {
    var kind = kinds ? kinds.value : "";
    var topic = topics ? topics.value : "";
    if (!kind && !topic) {
      return Promise.resolve(function () {
        return true;
      });
    }
    return fetchScript("facets.js", function () {
      return facets === null ? undefined : facets;
    }).then(function (lists) {
      var ofKind = pagesOf(lists.kinds, kind);
      var ofTopic = pagesOf(lists.topics, topic);
      return function (page) {
        return (!kind || ofKind.has(page)) && (!topic || ofTopic.has(page));
      };
    });
  }

  // Pages, best first: those that have every word; where none has, those that have most of them.
  function find(query) {
    return Promise.all([
      narrowing(),
      Promise.all(
        query.map(function (term, index) {
          return lookUp(term, isOpen(term, index, query));
        })
      ),
    ]).then(function (both) {
      var suits = both[0];
      var pages = new Map();
      both[1].forEach(function (looked) {
        looked.scores.forEach(function (score, page) {
          if (suits(page)) {
            var entry = pages.get(page) || { page: page, score: 0, has: 0 };
            entry.score += score;
            entry.has += 1;
            pages.set(page, entry);
          }
        });
      });
      var found = Array.from(pages.values());
      var best = found.reduce(function (most, entry) {
        return Math.max(most, entry.has);
      }, 0);
      found = found.filter(function (entry) {
        return entry.has === best && 2 * best >= query.length;
      });
      found.sort(function (a, b) {
        return b.score - a.score || a.page - b.page;
      });
      return {
        pages: found,
        words: both[1].map(function (looked) {
          return looked.words;
        }),
      };
    });
  }

  function loadPage(number) {
    var piece = 0;
    while (number >= manifest.pageCounts[piece]) {
      number -= manifest.pageCounts[piece];
      piece += 1;
    }
    return load("pages", piece).then(function (entries) {
      var entry = entries[number];
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

  // Whether a word of a shown text is one that was found.
  function isHit(word, words) {
    return terms(word).some(function (term) {
      return words.some(function (found) {
        return found.has(term);
      });
    });
  }

  // The text as nodes, what was asked for marked.
  function marked(text, words) {
    var nodes = document.createDocumentFragment();
    var at = 0;
    Array.from(text.matchAll(RUN)).forEach(function (match) {
      if (isHit(match[0], words)) {
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
  function snippet(page, words) {
    var hits = function (text) {
      return Array.from(text.matchAll(RUN)).filter(function (match) {
        return isHit(match[0], words);
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

  function result(page, words) {
    var item = document.createElement("li");
    var heading = document.createElement("h2");
    heading.dir = "auto";
    var link = document.createElement("a");
    link.href = texts.root + page.href;
    link.append(marked(page.title, words));
    heading.append(link);
    var kind = document.createElement("p");
    kind.className = "result-kind";
    kind.textContent = page.kind;
    var body = document.createElement("p");
    body.dir = "auto";
    body.append(marked(snippet(page, words), words));
    if (page.lang !== document.documentElement.lang) {
      heading.lang = page.lang;
      body.lang = page.lang;
      var language = document.createElement("span");
      language.lang = page.lang;
      language.textContent = languages.get(page.lang) || page.lang;
      kind.append(" · ", language);
    }
    item.append(heading, kind, body);
    return item;
  }

  function say(text) {
    status.textContent = text;
  }

  function countText(count, shown) {
    if (count === 0) {
      return texts.none;
    }
    var text = count === 1 ? texts.one : texts.many.replace("{n}", String(count));
    return count > shown ? text + "; " + texts.first.replace("{n}", String(shown)) : text;
  }

  // Empties the results.
  function clear(text) {
    list.replaceChildren();
    more.hidden = true;
    say(text);
  }

  // Shows the results from number `from` on, below those that are there; none if another query has
  // been asked meanwhile. Resolves to the first of them.
  function show(found, turn, from) {
    more.onclick = null;
    var wanted = found.pages.slice(from, from + SHOWN).map(function (entry) {
      return loadPage(entry.page);
    });
    return Promise.all(wanted).then(function (pages) {
      if (turn !== latest) {
        return null;
      }
      var items = pages.map(function (page) {
        return result(page, found.words);
      });
      if (from === 0) {
        list.replaceChildren();
      }
      list.append.apply(list, items);
      var shown = from + items.length;
      say(countText(found.pages.length, shown));
      more.hidden = shown >= found.pages.length;
      more.onclick = function next() {
        say(texts.loading);
        show(found, turn, shown)
          .then(function (first) {
            if (first) {
              first.querySelector("a").focus();
            }
          })
          .catch(function () {
            // What is shown stays, and the button, to try again.
            if (turn === latest) {
              say(texts.failed);
              more.onclick = next;
            }
          });
      };
      return items[0];
    });
  }

  function run() {
    var query = terms(input.value);
    latest += 1;
    var turn = latest;
    if (query.length === 0) {
      clear("");
      return;
    }
    if (!manifest) {
      say(texts.failed);
      return;
    }
    say(texts.loading);
    find(query)
      .then(function (found) {
        return turn === latest ? show(found, turn, 0) : null;
      })
      .catch(function () {
        if (turn === latest) {
          clear(texts.failed);
        }
      });
  }

  // The query stands in the address, so that a search can be linked to and gone back to.
  function remember() {
    var parameters = new URLSearchParams();
    [input, kinds, topics].forEach(function (field) {
      if (field && field.value.trim()) {
        parameters.set(field.name, field.value.trim());
      }
    });
    var query = parameters.toString();
    try {
      window.history.replaceState(null, "", query ? "?" + query : window.location.pathname);
    } catch (refused) {
      // Some browsers keep the address of a file on disk as it is.
    }
  }

  function fromAddress() {
    var parameters = new URLSearchParams(window.location.search);
    [input, kinds, topics].forEach(function (field) {
      if (field) {
        field.value = parameters.get(field.name) || "";
      }
    });
    run();
  }

  // The arrow keys go from the field through the results and back.
  function step(event) {
    var by = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    var stops = [input].concat(Array.from(list.querySelectorAll("h2 a")));
    var at = stops.indexOf(document.activeElement);
    if (by !== 0 && at >= 0 && at + by >= 0 && at + by < stops.length) {
      event.preventDefault();
      stops[at + by].focus();
    }
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
  form.addEventListener("change", function (event) {
    if (event.target !== input) {
      remember();
      run();
    }
  });
  form.addEventListener("keydown", step);
  list.addEventListener("keydown", step);
  // A page that is gone back to may still have its results.
  window.addEventListener("pageshow", function (event) {
    if (!event.persisted) {
      fromAddress();
    }
  });
})();
