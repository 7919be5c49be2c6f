/* What the pages do beyond reading: settings, reading aloud, print, close, share, the leaving prompt, keys, zoom.
   No page needs it. */
(function (html) {
  'use strict';

  function each(selector, act) { Array.prototype.forEach.call(document.querySelectorAll(selector), act); }

  /* A setting is an attribute of <html>, set by buttons and remembered where the browser allows it. */
  function setting(name) {
    var buttons = '[data-' + name + '-to]';
    function show() {
      var now = html.getAttribute('data-' + name) || '';
      each(buttons, function (button) {
        /* A button with two faces says itself what it will do. */
        if (!button.hasAttribute('data-faces')) button.setAttribute('aria-pressed', String(button.getAttribute('data-' + name + '-to') === now));
      });
    }
    each(buttons, function (button) {
      button.addEventListener('click', function () {
        var value = button.getAttribute('data-' + name + '-to');
        if (button.hasAttribute('data-faces') && html.getAttribute('data-' + name) === value) value = '';
        if (value) html.setAttribute('data-' + name, value); else html.removeAttribute('data-' + name);
        try {
          if (value) localStorage.setItem('bangyang-' + name, value); else localStorage.removeItem('bangyang-' + name);
        } catch (refused) { /* The setting then holds for this page only. */ }
        show();
      });
    });
    show();
    window.addEventListener('pageshow', show);
    window.addEventListener('storage', show);
  }
  setting('size');
  setting('theme');
  setting('mode');

  /* Reading aloud, sentence by sentence: a browser stops a long utterance by itself, and a sentence can be shown. */
  var reading = null;
  function silence() {
    reading = null;
    if (window.speechSynthesis) window.speechSynthesis.cancel();
    html.classList.remove('reading-aloud');
  }
  function sentences() {
    var said = [];
    each('main h1, main .lead, main .prose p, main .prose li, main .roll-note, main .who-name, main .entry-title, main .entry-summary, main .card-title, main .card-subject, main .ledger-done, main .withheld', function (part) {
      if (part.offsetParent === null) return;
      (part.textContent.replace(/\s+/g, ' ').match(/[^。！？；]+[。！？；]?/g) || []).forEach(function (one) { if (one.trim()) said.push({ text: one.trim(), part: part }); });
    });
    return said;
  }
  function readAloud() {
    if (reading) { silence(); return; }
    var turn = reading = {}, list = sentences();
    html.classList.add('reading-aloud');
    function next() {
      var one = list.shift();
      if (reading !== turn) return;
      if (!one) { silence(); return; }
      var words = new SpeechSynthesisUtterance(one.text);
      words.lang = 'zh-CN';
      words.rate = 0.9;
      words.onend = next;
      words.onerror = next;
      window.speechSynthesis.speak(words);
    }
    next();
  }
  if (html.classList.contains('speaks')) {
    each('[data-read]', function (button) { button.addEventListener('click', readAloud); });
    window.addEventListener('pagehide', silence);
  }

  each('[data-print]', function (button) { button.addEventListener('click', function () { window.print(); }); });

  /* A browser closes only what a script opened; from anywhere else 关闭 goes back. */
  each('[data-close]', function (button) {
    button.addEventListener('click', function () {
      window.close();
      window.setTimeout(function () { if (!window.closed) window.history.back(); }, 100);
    });
  });

  /* The leaving prompt. Without <dialog> the link is a plain link. */
  var leave = document.getElementById('leave');
  if (leave && leave.showModal) {
    var leaving = null;
    document.addEventListener('click', function (event) {
      var link = event.target.closest && event.target.closest('a[data-leave]');
      if (!link) return;
      event.preventDefault();
      leaving = link;
      leave.querySelector('.leave-address').textContent = link.href;
      leave.returnValue = 'stay';
      leave.showModal();
    });
    leave.addEventListener('close', function () {
      if (leave.returnValue === 'go' && leaving) window.location.href = leaving.href;
      else if (leaving) leaving.focus();
      leaving = null;
    });
  }

  var dialogs = window.HTMLDialogElement && HTMLDialogElement.prototype.showModal;
  function element(name, className, text) {
    var made = document.createElement(name);
    if (className) made.className = className;
    if (text) made.textContent = text;
    return made;
  }
  function press(text, act) {
    var made = element('button', 'button button-quiet', text);
    made.type = 'button';
    made.addEventListener('click', act);
    return made;
  }
  /* A box that is made for one showing, and gone afterwards; the focus goes back to where it was opened. */
  function open(box, opener) {
    document.body.appendChild(box);
    box.addEventListener('close', function () { document.body.removeChild(box); opener.focus(); });
    box.addEventListener('click', function (event) { if (event.target === box) box.close(); });
    box.showModal();
  }

  /* The pictures of a page over the page: whole, or point by point; arrow keys and a swipe lead to the next. */
  if (dialogs) {
    each('a[data-zoom]', function (link) {
      link.addEventListener('click', function (event) {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        zoom(link);
      });
    });
  }
  function zoom(link) {
    var links = Array.prototype.slice.call(document.querySelectorAll('a[data-zoom]')), at = links.indexOf(link);
    var box = element('dialog', 'zoom'), room = element('div', 'zoom-room'), picture = new Image(), caption = element('p', 'zoom-caption'), bar = element('div', 'zoom-bar');
    function show(to) {
      at = (to + links.length) % links.length;
      var words = links[at].parentNode.querySelector('figcaption');
      box.classList.remove('zoom-full');
      picture.src = links[at].href;
      picture.alt = links[at].querySelector('img').alt;
      caption.textContent = (links.length > 1 ? (at + 1) + '／' + links.length + '　' : '') + (words ? Array.prototype.map.call(words.children, function (part) { return part.textContent; }).join('　') : picture.alt);
    }
    function full() { box.classList.toggle('zoom-full'); larger.textContent = box.classList.contains('zoom-full') ? '缩小' : '放大'; }
    var larger = press('放大', full);
    box.setAttribute('aria-label', '大图');
    room.tabIndex = 0;
    room.setAttribute('role', 'group');
    room.setAttribute('aria-label', '图片');
    picture.addEventListener('click', full);
    room.appendChild(picture);
    if (links.length > 1) bar.appendChild(press('上一张', function () { show(at - 1); }));
    bar.appendChild(larger);
    if (links.length > 1) bar.appendChild(press('下一张', function () { show(at + 1); }));
    bar.appendChild(press('关闭', function () { box.close(); }));
    [room, caption, bar].forEach(function (part) { box.appendChild(part); });
    box.addEventListener('keydown', function (event) {
      if (box.classList.contains('zoom-full') && event.target === room) return;
      if (event.key === 'ArrowLeft') show(at - 1);
      if (event.key === 'ArrowRight') show(at + 1);
    });
    swipe(box, function (way) { if (!box.classList.contains('zoom-full')) show(at + (way === 'next' ? 1 : -1)); });
    show(at);
    open(box, link);
  }

  /* Sharing: the address as a code to photograph and as text to copy; phones offer their own ways. */
  function address() {
    var canonical = document.querySelector('link[rel="canonical"]');
    return canonical ? canonical.href : window.location.href.replace(/#.*$/, '');
  }
  function withQr(act) {
    if (window.bangyangQr) { act(); return; }
    var script = document.createElement('script');
    script.src = document.querySelector('.brand').getAttribute('href').replace(/index\.html$/, '') + 'assets/qr.js';
    /* From a disk no script with a hash is loaded. */
    var hash = html.getAttribute('data-qr');
    if (hash && location.protocol !== 'file:') script.integrity = hash;
    script.onload = act;
    document.head.appendChild(script);
  }
  function share(opener) {
    var box = element('dialog', 'share'), code = element('div', 'share-code'), field = element('input', 'share-address'), said = element('p', 'share-said'), row = element('p', 'share-choice');
    var url = address();
    box.setAttribute('aria-label', '分享');
    field.readOnly = true;
    field.value = url;
    field.setAttribute('aria-label', '这一页的网址');
    said.setAttribute('role', 'status');
    said.textContent = /^https?:/.test(url) ? '用手机扫一扫，或者复制网址。' : '这一页是从磁盘打开的，放到网站上以后才能扫码。';
    row.appendChild(press('复制网址', function () {
      field.select();
      var done = false;
      try { done = document.execCommand('copy'); } catch (refused) { /* Then it is copied by hand. */ }
      said.textContent = done ? '网址已经复制。' : '网址已经选中，按 Ctrl+C 复制。';
    }));
    if (navigator.share) row.appendChild(press('更多方式', function () { navigator.share({ title: document.title, url: url }).catch(function () { /* Thought better of it. */ }); }));
    row.appendChild(press('关闭', function () { box.close(); }));
    [element('h2', '', '分享'), code, said, field, row].forEach(function (part) { box.appendChild(part); });
    if (/^https?:/.test(url)) withQr(function () { var drawn = window.bangyangQr(url); if (drawn) code.appendChild(drawn); });
    open(box, opener);
    field.scrollLeft = 0;
  }
  if (dialogs) each('[data-share]', function (button) { button.addEventListener('click', function () { share(button); }); });
  else each('[data-share]', function (button) { button.hidden = true; });

  /* From exhibit to exhibit: arrow keys, and a swipe to the side. */
  function go(way) {
    var link = document.querySelector('a[data-key="' + way + '"]');
    if (link) window.location.href = link.href;
  }
  function swipe(room, act) {
    var from = null;
    room.addEventListener('touchstart', function (event) { from = event.touches.length === 1 ? event.touches[0] : null; }, { passive: true });
    room.addEventListener('touchend', function (event) {
      if (!from) return;
      var x = event.changedTouches[0].clientX - from.clientX;
      var y = event.changedTouches[0].clientY - from.clientY;
      if (Math.abs(x) > 90 && Math.abs(x) > 3 * Math.abs(y)) act(x < 0 ? 'next' : 'previous');
    }, { passive: true });
  }
  if (document.querySelector('a[data-key]')) {
    document.addEventListener('keydown', function (event) {
      if (event.ctrlKey || event.altKey || event.metaKey || document.querySelector('dialog[open]')) return;
      if (/^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) return;
      if (event.key === 'ArrowLeft') go('previous');
      if (event.key === 'ArrowRight') go('next');
    });
    /* A page that is wider than the screen is scrolled to the side, and not left. */
    swipe(document, function (way) {
      var view = window.visualViewport;
      if (!document.querySelector('dialog[open]') && (!view || view.scale < 1.05)) go(way);
    });
  }
})(document.documentElement);
