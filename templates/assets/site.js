/* What the pages do beyond reading: size of type, print, close, the leaving prompt, keys, zoom. No page needs it. */
(function (html) {
  'use strict';

  function each(selector, act) { Array.prototype.forEach.call(document.querySelectorAll(selector), act); }

  /* A setting is an attribute of <html>, set by buttons and remembered where the browser allows it. */
  function setting(name) {
    var buttons = '[data-' + name + '-to]';
    function show() {
      var now = html.getAttribute('data-' + name) || '';
      each(buttons, function (button) { button.setAttribute('aria-pressed', String(button.getAttribute('data-' + name + '-to') === now)); });
    }
    each(buttons, function (button) {
      button.addEventListener('click', function () {
        var value = button.getAttribute('data-' + name + '-to');
        if (value) html.setAttribute('data-' + name, value); else html.removeAttribute('data-' + name);
        try {
          if (value) localStorage.setItem('bangyang-' + name, value); else localStorage.removeItem('bangyang-' + name);
        } catch (refused) { /* The setting then holds for this page only. */ }
        show();
      });
    });
    show();
  }
  setting('size');
  setting('theme');

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

  /* A picture in its full size, over the page. */
  if (window.HTMLDialogElement && HTMLDialogElement.prototype.showModal) {
    each('a[data-zoom]', function (link) {
      link.addEventListener('click', function (event) {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        var box = document.createElement('dialog');
        var picture = new Image();
        var shut = document.createElement('button');
        box.className = 'zoom';
        box.setAttribute('aria-label', '大图');
        picture.src = link.href;
        picture.alt = link.querySelector('img').alt;
        shut.type = 'button';
        shut.textContent = '关闭';
        box.appendChild(picture);
        box.appendChild(shut);
        document.body.appendChild(box);
        box.addEventListener('click', function () { box.close(); });
        box.addEventListener('close', function () { document.body.removeChild(box); link.focus(); });
        box.showModal();
      });
    });
  }

  /* From exhibit to exhibit: arrow keys, and a swipe to the side. */
  function go(way) {
    var link = document.querySelector('a[data-key="' + way + '"]');
    if (link) window.location.href = link.href;
  }
  if (document.querySelector('a[data-key]')) {
    document.addEventListener('keydown', function (event) {
      if (event.ctrlKey || event.altKey || event.metaKey || document.querySelector('dialog[open]')) return;
      if (/^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) return;
      if (event.key === 'ArrowLeft') go('previous');
      if (event.key === 'ArrowRight') go('next');
    });
    var from = null;
    document.addEventListener('touchstart', function (event) {
      from = event.touches.length === 1 ? event.touches[0] : null;
    }, { passive: true });
    document.addEventListener('touchend', function (event) {
      if (!from || document.querySelector('dialog[open]')) return;
      var x = event.changedTouches[0].clientX - from.clientX;
      var y = event.changedTouches[0].clientY - from.clientY;
      if (Math.abs(x) > 90 && Math.abs(x) > 3 * Math.abs(y)) go(x < 0 ? 'next' : 'previous');
    }, { passive: true });
  }
})(document.documentElement);
