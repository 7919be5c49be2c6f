/* A missing page is shown at any depth, so its links are read from the root of the site; on a disk they are right as they are. */
(function (own) {
  'use strict';
  if (location.protocol === 'file:') return;
  var base = document.createElement('base');
  base.setAttribute('href', own.getAttribute('data-base'));
  document.head.appendChild(base);
})(document.currentScript);
