/* How the reader wants pages: 长者模式 (large type in one column, three sizes) and
 * 高对比. Both are links to the root or the body of the page, which the style
 * sheet takes for the mode by :target: without this script they work for one page.
 *
 * The choice is kept in the browser's storage. Where that is blocked it travels in
 * the addresses of links: ?view=large-2.contrast. Loaded in the head, before the page
 * is drawn. ES5, for Chromium 63. */
(function () {
  'use strict';

  var KEY = 'zhenjian-view';
  var SIZES = ['', 'large', 'large-2', 'large-3'];
  var root = document.documentElement;
  var blocked = false; // the storage
  var size = 0;        // place in SIZES
  var contrast = false;

  function load() {
    var kept = '';
    try { kept = window.localStorage.getItem(KEY) || ''; } catch (e) { blocked = true; }
    var given = /[?&]view=([a-z0-9.-]*)/.exec(location.search);
    if (given) { kept = given[1]; }
    kept.split('.').forEach(function (word) {
      size = Math.max(size, SIZES.indexOf(word));
      contrast = contrast || word === 'contrast';
    });
    if (given && !blocked) { save(); }
  }

  function words() {
    return [SIZES[size], contrast ? 'contrast' : ''].filter(Boolean);
  }

  function save() {
    try { window.localStorage.setItem(KEY, words().join('.')); } catch (e) { blocked = true; }
  }

  function show() {
    root.className = ['js'].concat(size > 1 ? 'large' : [], words()).join(' ');
    var buttons = document.querySelectorAll('.modes a');
    if (!buttons.length) { return; }
    buttons[0].setAttribute('aria-pressed', String(size > 0));
    buttons[1].setAttribute('aria-pressed', String(contrast));
    var steps = document.getElementById('steps');
    steps.hidden = !size;
    steps.firstChild.disabled = size === 1;
    steps.lastChild.disabled = size === SIZES.length - 1;
  }

  function change() {
    save();
    show();
    var event = document.createEvent('Event');
    event.initEvent('view', false, false); // charts are drawn anew
    document.dispatchEvent(event);
  }

  function button(words, name, by) {
    var b = document.createElement('button');
    b.type = 'button';
    b.textContent = words;
    b.setAttribute('aria-label', name);
    b.addEventListener('click', function () { size += by; change(); });
    return b;
  }

  function asButton(link, act) {
    link.setAttribute('role', 'button');
    link.addEventListener('click', function (event) { event.preventDefault(); act(); change(); });
    link.addEventListener('keydown', function (event) {
      if (event.key === ' ' || event.key === 'Spacebar') { event.preventDefault(); act(); change(); }
    });
  }

  function start() {
    var links = document.querySelectorAll('.modes a');
    if (links.length < 2) { return; }
    asButton(links[0], function () { size = size ? 0 : 1; });
    asButton(links[1], function () { contrast = !contrast; });
    var steps = document.createElement('span');
    steps.id = 'steps';
    steps.appendChild(button('小', '字小一些', -1));
    steps.appendChild(button('大', '字大一些', 1));
    links[0].parentNode.insertBefore(steps, links[1]);
    show();
  }

  // A link to another page of the site takes the choice along.
  function pass(event) {
    var link = event.target;
    while (link && link.nodeName !== 'A') { link = link.parentNode; }
    if (!blocked || !link || !link.href || link.host !== location.host || link.protocol !== location.protocol) { return; }
    if (link.pathname === location.pathname && link.search === location.search || !/(\/|\.html)$/.test(link.pathname)) { return; }
    var rest = link.search.replace(/[?&]view=[^&]*/, '').replace(/^&/, '?');
    link.search = words().length ? rest + (rest ? '&' : '?') + 'view=' + words().join('.') : rest;
  }

  load();
  show();
  document.addEventListener('DOMContentLoaded', start);
  document.addEventListener('click', pass, true);
}());
