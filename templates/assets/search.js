/* The search in the page. Its index lies in scripts, because a page opened from a disk may load a script and nothing else:
   data/search.js says what there is, search/words-N.js in which records a term stands, search/rows-N.js what is shown.
   Only what a question needs is loaded. src/present/search makes the same terms of the records. */
(function (html) {
  'use strict';
  var about = null, words = {}, rows = {}, loading = {};
  var step = 16;
  window.bangyangSearch = function (whole) { about = whole; };
  window.bangyangWords = function (n, table) { words[n] = table; };
  window.bangyangRows = function (n, list) { rows[n] = list; };

  document.addEventListener('DOMContentLoaded', function () {
    var form = document.getElementById('search');
    if (!form) return;
    var state = document.getElementById('search-state');
    var results = document.getElementById('search-results');
    var input = document.getElementById('search-words');
    var root = document.querySelector('.brand').getAttribute('href').replace(/index\.html$/, '');
    var asked = 0, timer = 0, composing = false;

    /* ---- Loading ---- */

    function load(name) {
      if (!loading[name]) {
        loading[name] = new Promise(function (done) {
          var script = document.createElement('script');
          script.src = root + 'data/search/' + name + '.js?' + about.version;
          script.onload = function () { done(true); };
          script.onerror = function () { delete loading[name]; done(false); };
          document.head.appendChild(script);
        });
      }
      return loading[name];
    }

    /* ---- What is asked for ---- */

    function fold(text) { return String(text || '').normalize('NFKC').toLowerCase(); }
    /* The same as long as it was, so that what is found can be marked: an ellipsis would become three dots. */
    function even(text) {
      return String(text || '').replace(/[^]/gu, function (one) { var folded = fold(one); return folded.length === one.length ? folded : one; });
    }
    function pieces(text) { return fold(text).match(/[a-z0-9]+|(?:(?![a-z0-9])[\p{L}\p{N}])+/gu) || []; }
    function runs(letters, length) {
      var made = [];
      for (var i = 0; i + length <= letters.length; i += 1) made.push(letters.slice(i, i + length).join(''));
      /* Of a long word a few terms find the record; the row is compared with all of it. */
      if (made.length > 5) made = made.filter(function (run, at) { return at === made.length - 1 || (at % 2 === 0 && at < 8); });
      return made;
    }
    /* Each list of terms is one way to read the piece: all its terms must stand in a record. */
    function ways(piece) {
      var letters = Array.from(piece);
      if (!/^[a-z0-9]/.test(piece)) return [letters.length === 1 ? letters : runs(letters, 2)];
      var all = [['=' + piece.slice(0, 6)]];
      if (letters.length === 2) all.push([piece]);
      /* Nobody strikes more than eight initials. */
      if (letters.length >= 3 && letters.length <= 8) all.push(runs(letters, 3));
      if (letters.length >= 4) all.push(runs(letters, 4));
      return all;
    }
    function fileOf(term) {
      var hash = 0x811c9dc5;
      for (var i = 0; i < term.length; i += 1) hash = Math.imul(hash ^ term.charCodeAt(i), 16777619) >>> 0;
      return hash % about.words;
    }
    /* Record → whether the term stands in its title. */
    function places(term) {
      var table = words[fileOf(term)] || {}, found = new Map(), place = 0;
      var steps = Object.prototype.hasOwnProperty.call(table, term) ? table[term].split(' ') : [];
      steps.forEach(function (one) { place += parseInt(one, 36); found.set(place >> 1, place & 1); });
      return found;
    }
    function both(one, other) {
      var found = new Map();
      one.forEach(function (title, id) { if (other.has(id)) found.set(id, title & other.get(id)); });
      return found;
    }
    function candidates(asked) {
      var all = null;
      asked.forEach(function (piece) {
        var here = new Map();
        ways(piece).forEach(function (terms) {
          terms.map(places).reduce(both).forEach(function (title, id) { here.set(id, title | (here.get(id) || 0)); });
        });
        if (!all) { all = here; return; }
        var sum = new Map();
        all.forEach(function (score, id) { if (here.has(id)) sum.set(id, score + here.get(id)); });
        all = sum;
      });
      var list = [];
      (all || new Map()).forEach(function (score, id) { list.push({ id: id, score: score }); });
      return list.sort(function (a, b) { return b.score - a.score || a.id - b.id; });
    }

    /* ---- Comparing with the record itself ---- */

    function rowOf(id) { return (rows[Math.floor(id / about.rows)] || [])[id % about.rows]; }
    /* 0 where the record does not hold all pieces. What was cut off a long story cannot be compared, and stands. */
    function worth(row, asked) {
      var title = even(row.t), rest = even(row.s) + ' ' + even(row.b), sum = 1;
      for (var i = 0; i < asked.length; i += 1) {
        var piece = asked[i], sounds = /^[a-z0-9]/.test(piece) && (row.p || '').indexOf(piece) >= 0;
        if (title === piece) sum += 12;
        else if (title.indexOf(piece) === 0) sum += 8;
        else if (title.indexOf(piece) > 0) sum += 5;
        else if (sounds) sum += row.p.indexOf(piece) === 0 || row.p.indexOf(' ' + piece) >= 0 ? 5 : 3;
        else if (rest.indexOf(piece) >= 0 || /…$/.test(row.b || '')) sum += 1;
        else return 0;
      }
      return sum;
    }

    /* ---- Showing ---- */

    function element(name, className, text) {
      var made = document.createElement(name);
      if (className) made.className = className;
      if (text) made.textContent = text;
      return made;
    }
    function marked(parent, text, asked) {
      var low = even(text), from = 0;
      while (from < text.length) {
        var first = -1, length = 0;
        asked.forEach(function (piece) {
          var place = low.indexOf(piece, from);
          if (place >= 0 && (first < 0 || place < first)) { first = place; length = piece.length; }
        });
        if (first < 0) break;
        parent.appendChild(document.createTextNode(text.slice(from, first)));
        parent.appendChild(element('mark', '', text.slice(first, first + length)));
        from = first + length;
      }
      parent.appendChild(document.createTextNode(text.slice(from)));
    }
    /* A title that was found by its sound: the characters that the letters stand for. */
    function heard(title, row, asked) {
      var letters = Array.from(title), initials = (row.p || '').split(' ')[1] || '';
      return asked.map(function (piece) {
        var place = letters.length === initials.length ? initials.indexOf(piece) : -1;
        return place < 0 ? piece : fold(letters.slice(place, place + piece.length).join(''));
      });
    }
    function excerpt(row, asked) {
      var story = row.b || '', low = even(story), few = even(row.s), place = -1;
      asked.forEach(function (piece) { if (place < 0 && few.indexOf(piece) < 0) place = low.indexOf(piece); });
      var from = Math.max(0, place - 30), part = story.slice(from, from + 120);
      if (from > 0) part = '…' + part;
      if (from + 120 < story.length) part += '…';
      return [row.s, part].filter(Boolean).join(' ');
    }
    function kindOf(id) {
      var found = 0;
      about.kinds.forEach(function (kind, at) { if (kind[1] <= id) found = at; });
      return found;
    }
    function line(row, asked) {
      var item = element('li', 'entry'), said = element('div', 'entry-words'), title = element('p', 'entry-title'), link = element('a');
      link.href = root + row.u;
      marked(link, row.t, heard(row.t, row, asked));
      title.appendChild(link);
      if (row.x) title.appendChild(element('span', 'shili', '示例'));
      said.appendChild(title);
      var shown = excerpt(row, asked);
      if (shown) { var summary = element('p', 'entry-summary'); marked(summary, shown, asked); said.appendChild(summary); }
      item.appendChild(said);
      if (row.d) item.appendChild(element('time', 'entry-date', row.d));
      return item;
    }
    function show(search) {
      var hits = search.hits.slice().sort(function (a, b) { return b.worth - a.worth || a.id - b.id; });
      var counts = {}, lists = {}, order = [];
      search.list.forEach(function (one) { if (!one.not) { var kind = kindOf(one.id); counts[kind] = (counts[kind] || 0) + 1; } });
      hits.forEach(function (hit) {
        var kind = kindOf(hit.id);
        if (!lists[kind]) { lists[kind] = element('ul', 'entries entries-rows'); order.push(kind); }
        lists[kind].appendChild(line(rowOf(hit.id), search.asked));
      });
      results.textContent = '';
      order.forEach(function (kind) {
        var heading = element('h2', 'search-results-kind', about.kinds[kind][0]);
        heading.appendChild(element('span', 'count', String(counts[kind])));
        results.appendChild(heading);
        results.appendChild(lists[kind]);
      });
      var left = search.list.length - search.seen, all = hits.length + left;
      state.textContent = (search.instead && all ? '按“' + search.instead + '”' : '') + (!all ? '没有找到，可以换一个词，或者按栏目查找' : '找到' + all + '条' + (left ? '，先列出' + hits.length + '条' : ''));
      if (left) {
        var more = element('button', 'button button-quiet search-more', '再列' + Math.min(step, left) + '条');
        more.type = 'button';
        more.addEventListener('click', function () {
          var before = results.querySelectorAll('.entry-title a').length;
          next(search, 1).then(function () { var links = results.querySelectorAll('.entry-title a'); if (links[before]) links[before].focus(); });
        });
        results.appendChild(more);
      }
    }
    /* Loads and compares the next candidates; where most of them prove wrong, some more. */
    function next(search, rounds) {
      var some = search.list.slice(search.seen, search.seen + step), files = {};
      some.forEach(function (one) { files[Math.floor(one.id / about.rows)] = true; });
      return Promise.all(Object.keys(files).map(function (n) { return load('rows-' + n); })).then(function () {
        if (search.turn !== asked) return undefined;
        some.forEach(function (one) {
          var row = rowOf(one.id), sum = row ? worth(row, search.asked) : 0;
          one.not = !sum;
          if (sum) search.hits.push({ id: one.id, worth: sum });
        });
        search.seen += some.length;
        if (search.hits.length < step / 2 && search.seen < search.list.length && rounds > 1) return next(search, rounds - 1);
        show(search);
        return undefined;
      });
    }
    function find() {
      var turn = asked += 1, wanted = pieces(input.value);
      html.classList.toggle('searching', wanted.length > 0);
      remember();
      if (!wanted.length || !about) { results.textContent = ''; state.textContent = ''; return; }
      var files = {};
      wanted.forEach(function (piece) { ways(piece).forEach(function (terms) { terms.forEach(function (term) { files[fileOf(term)] = true; }); }); });
      Promise.all(Object.keys(files).map(function (n) { return load('words-' + n); })).then(function (came) {
        if (turn !== asked) return;
        if (came.indexOf(false) >= 0) { results.textContent = ''; state.textContent = '搜索用的文件没有读到，可以再试一次，或者按栏目查找'; return; }
        var list = candidates(wanted);
        if (!list.length && slips(wanted).length) { forgive(turn, slips(wanted)); return; }
        next({ turn: turn, asked: wanted, list: list, seen: 0, hits: [] }, 4);
      });
    }
    /* Letters are easily struck in the wrong order: jddb for jdbd. All questions with two neighbours exchanged. */
    function slips(wanted) {
      var piece = wanted[0], all = [];
      if (wanted.length > 1 || !/^[a-z]{4,12}$/.test(piece)) return all;
      for (var i = 0; i + 1 < piece.length; i += 1) {
        if (piece[i] !== piece[i + 1]) all.push(piece.slice(0, i) + piece[i + 1] + piece[i] + piece.slice(i + 2));
      }
      return all;
    }
    function forgive(turn, all) {
      var files = {};
      all.forEach(function (piece) { ways(piece).forEach(function (terms) { terms.forEach(function (term) { files[fileOf(term)] = true; }); }); });
      Promise.all(Object.keys(files).map(function (n) { return load('words-' + n); })).then(function () {
        if (turn !== asked) return;
        var best = all[0], list = [];
        all.forEach(function (piece) { var found = candidates([piece]); if (found.length > list.length) { list = found; best = piece; } });
        next({ turn: turn, asked: [best], list: list, seen: 0, hits: [], instead: list.length ? best : '' }, 4);
      });
    }
    /* The question stands in the address, so that the way back from a result leads to the results. */
    function remember() {
      try { window.history.replaceState(null, '', window.location.pathname + (input.value.trim() ? '#q=' + encodeURIComponent(input.value.trim()) : '')); } catch (refused) { /* Then it is asked again. */ }
    }
    function soon() { if (composing) return; window.clearTimeout(timer); timer = window.setTimeout(find, 120); }

    input.addEventListener('compositionstart', function () { composing = true; });
    input.addEventListener('compositionend', function () { composing = false; soon(); });
    input.addEventListener('input', soon);
    form.addEventListener('submit', function (event) { event.preventDefault(); window.clearTimeout(timer); find(); });
    /* Arrow keys walk from the question through the results and back. */
    form.parentNode.addEventListener('keydown', function (event) {
      if (event.isComposing || (event.key !== 'ArrowDown' && event.key !== 'ArrowUp')) return;
      var stops = [input].concat(Array.from(results.querySelectorAll('.entry-title a'))), at = stops.indexOf(document.activeElement);
      var to = stops[at + (event.key === 'ArrowDown' ? 1 : -1)];
      if (at < 0 || !to) return;
      event.preventDefault();
      to.focus();
    });
    var given = /[?&#]q=([^&]*)/.exec(window.location.search + window.location.hash);
    if (given) {
      try { input.value = decodeURIComponent(given[1].replace(/\+/g, ' ')); } catch (broken) { /* An address cut in half asks nothing. */ }
      find();
    }
  });
})(document.documentElement);
