/* The gallery on a museum screen: one exhibit at a time, by key, remote or timer, round and round for days.
   Holds no growing list, one timer only, and never more than three slides with their pictures in the layout. */
(function (html) {
  'use strict';
  var tour = document.getElementById('tour');
  if (!tour) return;
  var slides = tour.querySelectorAll('.slide');
  var stay = Math.max(3, Number(tour.getAttribute('data-seconds')) || 15) * 1000;
  var pauseButton = document.querySelector('[data-tour="pause"]');
  var code = document.getElementById('tour-code');
  var byAddress = /(^|[#&?])tour\b/.test(window.location.hash + window.location.search);
  var at = 0, timer = 0, paused = false, typed = '', typing = 0, sleeping = 0, resting = 0, idle = 0, lock = null;

  function show(index) {
    at = (index + slides.length) % slides.length;
    var before = (at + slides.length - 1) % slides.length;
    var after = (at + 1) % slides.length;
    for (var i = 0; i < slides.length; i += 1) {
      slides[i].classList.toggle('on', i === at);
      slides[i].classList.toggle('near', i === before || i === after);
    }
    fit(slides[at]);
    codeOf(slides[at]);
    wind();
  }
  /* The address of the exhibit, to take along; a site that is shown from a disk has none. One element, drawn anew. */
  function codeOf(slide) {
    var link = slide.querySelector('h2 a'), canonical = document.querySelector('link[rel="canonical"]');
    var url = link ? new URL(link.getAttribute('href'), canonical ? canonical.href : window.location.href).href.replace(/index\.html$/, '') : '';
    var drawn = /^https?:/.test(url) && window.bangyangQr ? window.bangyangQr(url) : null;
    code.textContent = '';
    if (drawn) code.appendChild(drawn);
  }
  /* A long text is set smaller until the screen holds it. */
  function fit(slide) {
    var words = slide.querySelector('.slide-words');
    slide.classList.remove('tight', 'tighter');
    if (!touring() || words.scrollHeight <= words.clientHeight) return;
    slide.classList.add('tight');
    if (words.scrollHeight > words.clientHeight) slide.classList.add('tighter');
  }
  function wind() {
    window.clearTimeout(timer);
    if (!paused && touring()) timer = window.setTimeout(function () { show(at + 1); }, stay);
  }
  function touring() { return html.classList.contains('touring'); }

  function start() {
    html.classList.add('touring');
    window.clearTimeout(idle);
    keepAwake();
    show(at);
  }
  function stop() {
    html.classList.remove('touring');
    window.clearTimeout(timer);
    if (document.fullscreenElement && document.exitFullscreen) document.exitFullscreen();
    wait();
  }
  /* A screen that shows nothing but the tour takes it up again three minutes after the last visitor left it. */
  function wait() {
    window.clearTimeout(idle);
    if (byAddress && !touring()) idle = window.setTimeout(start, 180000);
  }
  /* A pause that somebody walked away from ends by itself after three minutes. */
  function pause() {
    paused = !paused;
    pauseButton.setAttribute('aria-pressed', String(paused));
    pauseButton.textContent = paused ? '继续' : '暂停';
    window.clearTimeout(resting);
    if (paused) resting = window.setTimeout(pause, 180000);
    wind();
  }
  function full() {
    if (document.fullscreenElement) { document.exitFullscreen(); return; }
    if (html.requestFullscreen) html.requestFullscreen().catch(function () { /* The tour also runs in a window. */ });
  }
  /* The screen stays on where the browser offers it. */
  function keepAwake() {
    if (!navigator.wakeLock || lock) return;
    navigator.wakeLock.request('screen').then(function (given) {
      lock = given;
      given.addEventListener('release', function () { lock = null; });
    }, function () { /* Then the screen follows the settings of the machine. */ });
  }
  document.addEventListener('visibilitychange', function () { if (!document.hidden && touring()) keepAwake(); });

  /* Digits name an exhibit, as on a remote: 1 2 and Enter, or a short wait. */
  function type(digit) {
    typed = (typed + digit).slice(-3);
    window.clearTimeout(typing);
    typing = window.setTimeout(jump, 1500);
  }
  function jump() {
    window.clearTimeout(typing);
    var wanted = Number(typed);
    typed = '';
    for (var i = 0; i < slides.length; i += 1) if (Number(slides[i].getAttribute('data-no')) === wanted && wanted > 0) { show(i); return; }
  }

  var acts = { start: function () { start(); full(); }, previous: function () { if (!touring()) start(); show(at - 1); }, next: function () { if (!touring()) start(); show(at + 1); }, pause: pause, full: function () { if (!touring()) start(); full(); } };
  Array.prototype.forEach.call(document.querySelectorAll('[data-tour]'), function (button) {
    button.addEventListener('click', function () { acts[button.getAttribute('data-tour')](); });
  });

  document.addEventListener('keydown', function (event) {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    wait();
    var key = event.key;
    var onButton = /^(BUTTON|A)$/.test(event.target.tagName);
    if (key >= '0' && key <= '9' && key.length === 1) { type(key); return; }
    if (key === 'Enter' && typed) { event.preventDefault(); jump(); return; }
    if (!touring()) { if (key === 'f' || key === 'F') acts.start(); return; }
    if (key === 'ArrowRight' || key === 'ArrowDown' || key === 'PageDown' || key === 'MediaTrackNext' || key === 'ChannelUp') show(at + 1);
    else if (key === 'ArrowLeft' || key === 'ArrowUp' || key === 'PageUp' || key === 'MediaTrackPrevious' || key === 'ChannelDown') show(at - 1);
    else if (key === 'Home') show(0);
    else if (key === 'End') show(slides.length - 1);
    else if (key === 'MediaPlayPause' || ((key === ' ' || key === 'p') && !onButton)) pause();
    else if (key === 'Enter' && !onButton) show(at + 1);
    else if (key === 'f' || key === 'F') full();
    else if (key === 'Escape' || key === 'BrowserBack' || key === 'GoBack') stop();
    else return;
    event.preventDefault();
  });

  /* The bar and the pointer show while somebody is there. */
  function wake() {
    html.classList.add('awake');
    wait();
    window.clearTimeout(sleeping);
    sleeping = window.setTimeout(function () { html.classList.remove('awake'); }, 3000);
  }
  document.addEventListener('mousemove', wake, { passive: true });
  document.addEventListener('touchstart', wake, { passive: true });

  /* A screen that was switched on with this address needs nobody to press a button. */
  if (byAddress) start();
})(document.documentElement);
