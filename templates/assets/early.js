/* Runs before the first paint: says that scripts work, and puts remembered settings on the page. */
(function (html) {
  'use strict';
  html.classList.add('js');
  try {
    var size = localStorage.getItem('bangyang-size');
    var theme = localStorage.getItem('bangyang-theme');
    if (size) html.setAttribute('data-size', size);
    if (theme) html.setAttribute('data-theme', theme);
  } catch (refused) { /* Storage may be closed to pages from files; the page then stays as it is. */ }
})(document.documentElement);
