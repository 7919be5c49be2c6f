/* Runs before the first paint: says that scripts work, puts remembered settings on the page, and lets a picture grow from
   its card into its page where the browser can. */
(function (html) {
  'use strict';
  html.classList.add('js');
  if (window.speechSynthesis && window.SpeechSynthesisUtterance) html.classList.add('speaks');
  function settings() {
    try {
      ['size', 'theme', 'mode'].forEach(function (name) {
        var value = localStorage.getItem('bangyang-' + name);
        if (value) html.setAttribute('data-' + name, value); else html.removeAttribute('data-' + name);
      });
    } catch (refused) { /* Storage may be closed to pages from files; the page then stays as it is. */ }
  }
  settings();
  /* A page that comes back as it was left, or another tab: what was set meanwhile holds here too. */
  window.addEventListener('pageshow', function (event) { if (event.persisted) settings(); });
  window.addEventListener('storage', settings);

  function plain(url) { return String(url || '').replace(/[?#].*$/, ''); }
  /* The picture that stands for an exhibit here: its card's, or on its own page the cover. */
  function pictureOf(url) {
    if (plain(url) === plain(window.location.href)) return document.querySelector('.exhibit-cover img');
    var found = null;
    Array.prototype.forEach.call(document.querySelectorAll('.card > a'), function (link) {
      if (!found && plain(link.href) === plain(url)) found = link.querySelector('.card-picture img');
    });
    return found;
  }
  function grow(passage, own, other) {
    var picture = pictureOf(other) || pictureOf(own);
    if (!picture) return;
    picture.style.viewTransitionName = 'exhibit';
    function settle() { picture.style.viewTransitionName = ''; }
    passage.finished.then(settle, settle);
  }
  /* A passage that is cut short, or that one of the pages does not want, is no error. */
  window.addEventListener('unhandledrejection', function (event) {
    if (event.reason && /^Transition was (aborted|skipped)/.test(event.reason.message)) event.preventDefault();
  });
  window.addEventListener('pageswap', function (event) {
    if (event.viewTransition && event.activation && event.activation.entry) grow(event.viewTransition, window.location.href, event.activation.entry.url);
  });
  window.addEventListener('pagereveal', function (event) {
    var activation = window.navigation && window.navigation.activation;
    if (event.viewTransition && activation && activation.from) grow(event.viewTransition, window.location.href, activation.from.url);
  });
})(document.documentElement);
