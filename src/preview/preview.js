// What the preview adds to a page: a bar at its lower edge, the problems on top of it, and news of changes.
//
// In: the attributes of its own <script>, which say how old the page is, and /_bangyang/state. Out: nothing in the page
// but one element with a shadow, and room for the bar. Never: a word from a record as markup; all text is textContent.
(function () {
  "use strict";
  var own = document.currentScript;
  var page = { tag: own.dataset.tag, style: own.dataset.style, script: own.dataset.script };
  var here = location.pathname;
  var BASE = location.origin + "/_bangyang/";

  var CSS = `
:host { all: initial; }
:host([hidden]) { display: none; }
@media print { :host { display: none !important; } }
* { box-sizing: border-box; }
.bar, .strip, .cover { font: 13px/1.5 system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; color: #3a2f28; }
.bar { position: fixed; left: 0; right: 0; bottom: 0; z-index: 2147483000; display: flex; align-items: center; gap: 12px;
  height: 36px; padding: 0 12px; background: #fffdf8; border-top: 1px solid #d9cbb5; white-space: nowrap; }
.bar.other { background: #fff3d6; }
.bar > * { flex: none; }
.name { color: #8a7a6a; }
label { display: inline-flex; align-items: center; gap: 4px; }
input[type=date] { font: inherit; color: inherit; width: 8.6em; height: 26px; padding: 0 4px; border: 1px solid #d9cbb5; border-radius: 4px; background: #fff; }
input[type=checkbox] { margin: 0; width: 15px; height: 15px; accent-color: #a30000; }
button { font: inherit; color: inherit; min-height: 26px; padding: 0 8px; border: 1px solid #d9cbb5; border-radius: 4px; background: #fff; cursor: pointer; }
button:hover { border-color: #a30000; color: #a30000; }
.count.bad { background: #a30000; border-color: #a30000; color: #fff; }
.count.mild { background: #fff3d6; border-color: #c08a1e; }
.count.good { border-color: transparent; background: none; color: #3d6b35; cursor: default; }
a { color: #8c1c13; text-decoration: underline; text-underline-offset: 2px; }
a:focus-visible, button:focus-visible, input:focus-visible { outline: 2px solid #a30000; outline-offset: 1px; }
.file { flex: 1 1 0; min-width: 0; overflow: hidden; text-overflow: ellipsis; text-align: right; }
.fold { padding: 0; width: 26px; }
.bar.folded { left: auto; right: 8px; bottom: 8px; height: auto; padding: 0; border: 0; background: none; }
.bar.folded > :not(.fold):not(.count) { display: none; }
.bar.folded .count.good { display: none; }
.strip { position: fixed; left: 0; right: 0; bottom: 36px; z-index: 2147483000; padding: 5px 12px; background: #fff3d6; border-top: 1px solid #c08a1e; }
.strip:empty, .strip.folded { display: none; }
.strip p { margin: 0; }
.strip a { margin-left: 8px; }
.cover { position: fixed; top: 0; right: 0; bottom: 36px; left: 0; z-index: 2147482999; overflow: auto; overscroll-behavior: contain;
  padding: 24px 16px; background: rgba(35, 22, 14, .62); }
.cover[hidden] { display: none; }
.sheet { max-width: 820px; margin: 0 auto; padding: 20px 24px 24px; background: #fffdf8; border-radius: 6px; box-shadow: 0 8px 40px rgba(0, 0, 0, .35); font-size: 15px; }
.head { display: flex; align-items: flex-start; gap: 16px; }
.head > div { flex: 1; }
h2 { margin: 0; font-size: 20px; line-height: 1.4; }
.sub { margin: 4px 0 0; color: #75655a; font-size: 14px; }
.one { margin: 18px 0 0; padding: 14px 0 0; border-top: 1px solid #e6dac6; }
.fact { margin: 0; font-weight: 600; line-height: 1.5; }
.mark { display: inline-block; margin-right: 8px; padding: 0 6px; border-radius: 3px; background: #a30000; color: #fff; font-size: 13px; font-weight: 400; line-height: 1.6; }
.mark.mild { background: #8a6416; }
.where { margin: 8px 0 0; font-size: 14px; overflow-wrap: anywhere; }
.where .text { color: #75655a; }
pre { margin: 6px 0 0; padding: 8px 10px; overflow-x: auto; background: #f7f0e3; border-radius: 4px; font: 14px/1.6 ui-monospace, Menlo, Consolas, "Noto Sans Mono CJK SC", monospace; }
pre .no { margin-right: 12px; color: #9b8b7c; user-select: none; }
mark { padding: 1px 0; background: #ffd9d0; color: #8c0000; box-shadow: 0 2px 0 #c62f1d; }
.help { margin: 8px 0 0; }
.help b { font-weight: 600; color: #3d6b35; }
@media (max-width: 560px) {
  .bar { gap: 8px; padding: 0 8px; }
  .name, .wide { display: none; }
  input[type=date] { width: 8.2em; padding: 0 2px; }
  .cover { padding: 8px; }
  .sheet { padding: 14px 14px 18px; }
  h2 { font-size: 18px; }
  pre { white-space: pre-wrap; overflow-wrap: anywhere; }
}`;

  function make(name, attributes, children) {
    var element = document.createElement(name);
    for (var key in attributes || {}) {
      if (key === "text") element.textContent = attributes[key];
      else if (key.slice(0, 2) === "on") element.addEventListener(key.slice(2), attributes[key]);
      else if (attributes[key] !== false) element.setAttribute(key, attributes[key] === true ? "" : attributes[key]);
    }
    (children || []).forEach(function (child) { if (child) element.append(child); });
    return element;
  }

  function kept(key) { try { return sessionStorage.getItem("bangyang-" + key); } catch (_) { return null; } }
  function keep(key, value) { try { sessionStorage.setItem("bangyang-" + key, value); } catch (_) { /* then not */ } }

  // The bar, made once and filled with every state.
  var host = make("bangyang-preview", { hidden: true });
  var root = host.attachShadow({ mode: "open" });
  var date = make("input", { type: "date", "aria-label": "按这一天的情况显示", onchange: function () { order("at?date=" + encodeURIComponent(date.value)); } });
  var today = make("button", { type: "button", text: "现在", title: "回到现在", onclick: function () { order("at?date="); } });
  var drafts = make("input", { type: "checkbox", onchange: function () { order("drafts?show=" + (drafts.checked ? 1 : 0)); } });
  var count = make("button", { type: "button", class: "count good", onclick: function () { open(cover.hidden); } });
  var file = make("span", { class: "file" });
  var prints = make("a", { href: "/print/", class: "wide", title: "图册、展牌、证书、公示的样子", text: "印刷品" });
  var fold = make("button", { type: "button", class: "fold", onclick: function () { folded(kept("folded") !== "1"); } });
  var bar = make("div", { class: "bar", role: "region", "aria-label": "预览" }, [
    make("span", { class: "name", text: "预览" }),
    make("label", { title: "按这一天的情况显示" }, [make("span", { class: "wide", text: "日期" }), date]), today,
    make("label", {}, [drafts, "草稿"]), count, prints, file, fold
  ]);
  var strip = make("div", { class: "strip", role: "status" });
  var cover = make("div", { class: "cover", role: "dialog", "aria-label": "内容的问题", hidden: true });
  // A page allows no style that stands in it, also none of ours.
  var looks = new CSSStyleSheet();
  looks.replaceSync(CSS);
  root.adoptedStyleSheets = [looks];
  root.append(cover, strip, bar);

  function folded(yes) {
    keep("folded", yes ? "1" : "0");
    bar.classList.toggle("folded", yes);
    strip.classList.toggle("folded", yes);
    fold.textContent = yes ? "▴" : "▾";
    fold.title = yes ? "展开预览栏" : "收起预览栏";
    fold.setAttribute("aria-label", fold.title);
    cover.style.bottom = yes ? "0" : "";
    room.replaceSync(yes ? rules : "@media screen{html{padding-bottom:36px!important}}" + rules);
  }
  var rules = "html.touring bangyang-preview{display:none}";
  var room = new CSSStyleSheet();

  var state = null;
  function link(place) {
    var words = place.file + (place.sheet ? "（" + place.sheet + "）" : place.line ? ":" + place.line : "");
    return place.href ? make("a", { href: place.href, text: words, title: "在编辑器里打开" }) : make("span", { text: words });
  }

  function where(place) {
    var parts = [make("p", { class: "where" }, [link(place), place.text ? make("span", { class: "text", text: "　" + place.text }) : null])];
    if (place.before || place.meant || place.after) {
      parts.push(make("pre", {}, [place.sheet ? null : make("span", { class: "no", text: String(place.line) }),
        place.before, make("mark", { text: place.meant || " " }), place.after]));
    }
    return parts;
  }

  function card(problem) {
    var parts = [make("p", { class: "fact" }, [
      make("span", { class: problem.error ? "mark" : "mark mild", text: (problem.error ? "错误 " : "警告 ") + problem.number }), problem.message])];
    problem.places.forEach(function (place) { if (place.file) parts = parts.concat(where(place)); });
    if (problem.help) parts.push(make("p", { class: "help" }, [make("b", { text: "怎样改：" }), problem.help]));
    return make("section", { class: "one" }, parts);
  }

  function draw() {
    var wrong = state.errors || state.trouble.length;
    var title = state.trouble.length ? "预览没有更新" : state.errors ? "有 " + state.errors + " 个错误" : "有 " + state.warnings + " 个警告";
    if (state.errors && state.warnings) title += "、" + state.warnings + " 个警告";
    var sub = !wrong ? "警告不影响发布。" : state.old ? "改好并保存，这里自己消失。这一页现在是模板改坏以前的样子。"
      : state.held ? "改好并保存，这里自己消失。出错的文件在网页上还是上次正确的样子。" : "改好并保存，这里自己消失。有错误时不能发布。";
    var sheet = make("div", { class: "sheet" }, [
      make("div", { class: "head" }, [
        make("div", {}, [make("h2", { text: title }), make("p", { class: "sub", text: sub })]),
        make("button", { type: "button", text: "先看网页", onclick: function () { open(false); } })
      ])
    ].concat(state.trouble.map(function (text) { return make("section", { class: "one" }, [make("p", { class: "fact", text: text })]); }),
      state.problems.map(card)));
    if (state.more) sheet.append(make("p", { class: "sub", text: "还有 " + state.more + " 个，改好上面的再看。" }));
    var at = cover.scrollTop;
    cover.replaceChildren(sheet);
    cover.scrollTop = at;
  }

  // Which errors there are; an editor who has put them away sees them again when there are others.
  function errors() {
    return JSON.stringify([state.trouble, state.problems.filter(function (problem) { return problem.error; }).map(function (problem) {
      return [problem.number, problem.message, problem.places[0].file];
    })]);
  }

  function open(yes) {
    if (state && !(state.errors || state.warnings || state.trouble.length)) yes = false;
    cover.hidden = !yes;
    if (state) keep("away", yes ? "" : errors());
    count.setAttribute("aria-expanded", String(yes));
  }

  function show() {
    host.hidden = false;
    var wrong = state.errors + state.trouble.length;
    bar.classList.toggle("other", !state.now);
    if (root.activeElement !== date) date.value = state.at.slice(0, 10);
    date.title = state.now ? "现在；选一天，看那天的样子" : "按 " + state.at + " 的情况显示";
    today.hidden = state.now;
    today.style.display = state.now ? "none" : "";
    drafts.checked = state.drafts;
    prints.style.display = state.prints ? "" : "none";
    count.className = "count " + (wrong ? "bad" : state.warnings ? "mild" : "good");
    count.textContent = wrong ? wrong + " 个错误" : state.warnings ? state.warnings + " 个警告" : state.checking ? "检查中" : "没有问题";
    file.replaceChildren();
    if (state.source) {
      var whole = state.source.file + (state.source.line ? ":" + state.source.line : "");
      var words = innerWidth <= 560 ? whole.split("/").pop() : whole;
      file.append(state.source.href ? make("a", { href: state.source.href, title: "在编辑器里打开 " + whole, text: words }) : make("span", { title: whole, text: words }));
    }
    strip.replaceChildren();
    if (state.remark) strip.append(make("p", { text: state.remark }));
    if (state.near.length) {
      strip.append(make("p", { text: "没有这一页。附近的有：" }, state.near.map(function (near) { return make("a", { href: near, text: near }); })));
    }
    draw();
    if (!wrong && kept("away")) keep("away", "");
    open(wrong ? kept("away") !== errors() : state.warnings && !cover.hidden && cover.dataset.mild === "1");
    cover.dataset.mild = !wrong && !cover.hidden ? "1" : "";
  }

  // A page that is another one now is loaded again where it was scrolled to; style sheets alone are exchanged.
  function reload() {
    var goal = [here, state.tag, state.script].join(" ");
    if (kept("goal") === goal) return;
    keep("goal", goal);
    keep("scroll", JSON.stringify([here, scrollX, scrollY]));
    location.reload();
  }

  function exchange() {
    document.querySelectorAll("link[rel~=stylesheet]").forEach(function (old) {
      var next = old.cloneNode();
      var address = new URL(old.href);
      if (address.origin !== location.origin) return;
      address.searchParams.set("v", state.style);
      next.href = address.href;
      next.onload = function () { old.remove(); };
      next.onerror = function () { next.remove(); };
      old.after(next);
    });
    page.style = state.style;
  }

  function taken(next) {
    state = next;
    if (state.tag !== page.tag || state.script !== page.script) reload();
    else {
      keep("goal", "");
      if (state.style !== page.style) exchange();
    }
    show();
  }

  var asking = false, again = false;
  function ask() {
    if (asking) { again = true; return; }
    asking = true;
    fetch(BASE + "state?path=" + encodeURIComponent(here), { cache: "no-store" })
      .then(function (answer) { return answer.json(); })
      .then(taken, gone)
      .then(function () {
        asking = false;
        if (again) { again = false; ask(); }
      });
  }

  function gone() {
    count.className = "count mild";
    count.textContent = "预览已停止";
  }

  function order(what) {
    fetch(BASE + what, { method: "POST", headers: { "X-Bangyang": "1" } }).then(function (answer) {
      if (!answer.ok) return answer.text().then(function (text) { strip.replaceChildren(make("p", { text: text })); });
    }, gone);
  }

  // A browser has six connections for all its tabs: those that nobody sees do not listen.
  var events = null;
  function listen() {
    if (document.hidden) {
      if (events) events.close();
      events = null;
    } else if (!events) {
      events = new EventSource(BASE + "events");
      events.onmessage = ask;
      events.onerror = gone;
    }
  }

  addEventListener("keydown", function (event) { if (event.key === "Escape" && !cover.hidden) open(false); });
  document.addEventListener("visibilitychange", listen);
  addEventListener("pageshow", function (event) { if (event.persisted) ask(); });

  function begin() {
    document.adoptedStyleSheets = Array.from(document.adoptedStyleSheets).concat(room);
    document.body.append(host);
    folded(kept("folded") === "1");
    var was = JSON.parse(kept("scroll") || "null");
    if (was && was[0] === here) {
      var back = function () { scrollTo({ left: was[1], top: was[2], behavior: "instant" }); };
      back();
      addEventListener("load", back, { once: true });
      keep("scroll", "null");
    }
    listen();
    if (document.hidden) ask();
  }
  begin();
})();
