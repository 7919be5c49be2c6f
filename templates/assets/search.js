/* The search in the page. Index scripts call bangyangIndex([{t: title, u: address from the root, k: kind, d: date, s: text, b: story, p: pinyin, x: 1 for demonstration data}]). */
(function (html) {
  'use strict';
  var records = [];
  window.bangyangIndex = function (more) { records = records.concat(more); };

  document.addEventListener('DOMContentLoaded', function () {
    var form = document.getElementById('search');
    var state = document.getElementById('search-state');
    var results = document.getElementById('search-results');
    var input = document.getElementById('search-words');
    if (!form) return;
    var root = document.querySelector('.brand').getAttribute('href').replace(/index\.html$/, '');
    var most = 100;

    function fold(text) { return String(text).toLowerCase().normalize('NFKC'); }
    function score(record, words) {
      var title = fold(record.t), rest = fold((record.s || '') + ' ' + (record.b || '')), sound = fold(record.p || ''), sum = 0;
      for (var i = 0; i < words.length; i += 1) {
        var place = title.indexOf(words[i]);
        if (place === 0) sum += 8; else if (place > 0) sum += 5;
        else if (/^[a-z0-9]+$/.test(words[i]) && sound.indexOf(words[i]) >= 0) sum += 3;
        else if (rest.indexOf(words[i]) >= 0) sum += 1;
        else return 0;
      }
      return sum;
    }
    function element(name, className, text) {
      var made = document.createElement(name);
      if (className) made.className = className;
      if (text) made.textContent = text;
      return made;
    }
    function marked(parent, text, words) {
      var low = fold(text), from = 0;
      if (low.length !== text.length) { parent.appendChild(document.createTextNode(text)); return; }
      while (from < text.length) {
        var first = -1, length = 0;
        words.forEach(function (word) {
          var place = low.indexOf(word, from);
          if (place >= 0 && (first < 0 || place < first)) { first = place; length = word.length; }
        });
        if (first < 0) break;
        parent.appendChild(document.createTextNode(text.slice(from, first)));
        parent.appendChild(element('mark', '', text.slice(first, first + length)));
        from = first + length;
      }
      parent.appendChild(document.createTextNode(text.slice(from)));
    }
    /* What a result shows below its title: its few words, and of its story the part that was asked for. */
    function excerpt(record, words) {
      var story = record.b || '', low = fold(story), few = fold(record.s || ''), place = -1;
      if (low.length !== story.length) low = story.toLowerCase();
      words.forEach(function (word) { if (place < 0 && few.indexOf(word) < 0) place = low.indexOf(word); });
      var from = Math.max(0, place - 30), part = story.slice(from, from + 120);
      if (from > 0) part = '…' + part;
      if (from + 120 < story.length) part += '…';
      return [record.s, part].filter(Boolean).join(' ');
    }
    function find() {
      var words = fold(input.value).split(/\s+/).filter(Boolean);
      results.textContent = '';
      html.classList.toggle('searching', words.length > 0);
      if (!words.length) { state.textContent = ''; return; }
      var hits = [];
      records.forEach(function (record) { var sum = score(record, words); if (sum) hits.push({ record: record, sum: sum }); });
      hits.sort(function (a, b) { return b.sum - a.sum || (a.record.u < b.record.u ? -1 : 1); });
      state.textContent = hits.length ? '找到' + hits.length + '条' + (hits.length > most ? '，显示前' + most + '条' : '') : '没有找到，可以换一个词，或者按栏目查找';
      var kinds = {}, order = [];
      hits.slice(0, most).forEach(function (hit) {
        var kind = hit.record.k;
        if (!kinds[kind]) { kinds[kind] = element('ul', 'entries entries-rows'); order.push(kind); }
        var row = element('li', 'entry'), words_ = element('div', 'entry-words'), title = element('p', 'entry-title'), link = element('a');
        link.href = root + hit.record.u;
        marked(link, hit.record.t, words);
        title.appendChild(link);
        if (hit.record.x) title.appendChild(element('span', 'shili', '示例'));
        words_.appendChild(title);
        var shown = excerpt(hit.record, words);
        if (shown) { var summary = element('p', 'entry-summary'); marked(summary, shown, words); words_.appendChild(summary); }
        row.appendChild(words_);
        if (hit.record.d) row.appendChild(element('time', 'entry-date', hit.record.d));
        kinds[kind].appendChild(row);
      });
      order.forEach(function (kind) {
        results.appendChild(element('h2', 'search-results-kind', kind));
        results.appendChild(kinds[kind]);
      });
    }
    input.addEventListener('input', find);
    form.addEventListener('submit', function (event) { event.preventDefault(); find(); });
    var asked = /[?&#]q=([^&]*)/.exec(window.location.search + window.location.hash);
    if (asked) { input.value = decodeURIComponent(asked[1].replace(/\+/g, ' ')); find(); }
  });
})(document.documentElement);
