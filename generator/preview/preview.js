/* In every page of the preview: reloads it when a build changed it, and shows
 * in a panel at the foot of the window what is wrong and what was understood.
 *
 * The server tells of each build on /_preview/events, or on /_preview/state to
 * browsers that cannot listen. ES5; nothing inline. */
(function () {
  'use strict';

  var ASK = 2000; // ms between questions of a page that does not listen
  var LOST = 1500; // ms without a server until it has stopped

  var tag = document.querySelector('script[data-preview]');
  var build = tag.getAttribute('data-preview'); // the last one that this page knows of
  var hash = tag.getAttribute('data-hash'); // of this page
  var here = location.pathname;
  var query = '?page=' + encodeURIComponent(here);
  var state; // of the last build; undefined until the server told it
  var going; // the page to go to
  var words = {};

  /* What is remembered: in a session how far a page was scrolled, in the browser
   * what of the panel is open. A browser may forbid both. */

  function remember(storage, key, value) {
    try { window[storage].setItem('preview-' + key, JSON.stringify(value)); return true; } catch (e) { return false; }
  }

  function recall(storage, key) {
    try { return JSON.parse(window[storage].getItem('preview-' + key)); } catch (e) { return null; }
  }

  /* Reloading. The place is kept by the nearest element above that has an id, as
   * charts and lists before it may not have their height at once; in a report by one
   * of its text, as what stands beside it does not scroll along. Where nothing can be
   * remembered, the browser itself keeps the place as well as it can. */

  function place() {
    var marked = document.querySelectorAll('[data-text] [id]');
    if (!marked.length || marked[0].getBoundingClientRect().top > 0) { marked = document.querySelectorAll('body [id]'); }
    var at = { path: here, y: window.pageYOffset, focus: document.activeElement && panel && panel.contains(document.activeElement) ? document.activeElement.id : '' };
    for (var i = 0; i < marked.length; i++) {
      var top = marked[i].getBoundingClientRect().top;
      if (top <= 0 && (at.top === undefined || top >= at.top) && !(panel && panel.contains(marked[i]))) {
        at.id = marked[i].id;
        at.top = top;
      }
    }
    return at;
  }

  function reload(to) {
    var last = recall('sessionStorage', 'reloaded');
    if (last && last.path === here && last.to === to) { return; } // once is enough: it did not help
    remember('sessionStorage', 'reloaded', { path: here, to: to });
    if (remember('sessionStorage', 'place', place()) && 'scrollRestoration' in history) { history.scrollRestoration = 'manual'; }
    location.reload();
  }

  function comeBack() {
    var at = recall('sessionStorage', 'place');
    try { sessionStorage.removeItem('preview-place'); } catch (e) { return; }
    if (!at || at.path !== here) { return; }
    var moved = false; // by the reader
    ['wheel', 'touchstart', 'keydown', 'mousedown'].forEach(function (name) {
      window.addEventListener(name, function () { moved = true; });
    });
    function go() {
      var mark = at.id && document.getElementById(at.id);
      if (!moved) { window.scrollTo(0, mark ? mark.getBoundingClientRect().top + window.pageYOffset - at.top : at.y); }
    }
    function end() {
      go();
      if ('scrollRestoration' in history) { history.scrollRestoration = 'auto'; }
    }
    focusOn = at.focus;
    go();
    if (document.readyState === 'complete') { end(); } else { window.addEventListener('load', function () { setTimeout(end); }); }
  }

  // Whether a build changed what this page loaded besides its own HTML.
  function loadedAny(changed) {
    if (!changed || !changed.length || !window.performance || !performance.getEntriesByType) { return false; }
    var names = {};
    changed.forEach(function (path) { names[location.origin + '/' + encodeURI(path)] = true; });
    return performance.getEntriesByType('resource').some(function (entry) { return names[entry.name.split(/[?#]/)[0]]; });
  }

  function refresh() {
    if (state.page && state.page !== hash) { reload(state.page); } else if (state.later && loadedAny(state.changed)) { reload(build); }
  }

  // Goes to the page of what was changed: in one tab, the first that is looked at.
  function goOn() {
    if (document.hidden || !going) { return; }
    var to = going;
    going = null;
    if (recall('localStorage', 'opened') === to.build) { refresh(); return; }
    remember('localStorage', 'opened', to.build);
    location.href = '/' + encodeURI(to.path);
  }

  function take(message) {
    var later = message.build !== build;
    build = message.build;
    state = message.state;
    state.page = message.page;
    state.later = later;
    words = state.words;
    show();
    found();
    if (later && state.shown) { said.textContent = (state.fault ? words.fault + '。' : words.announced) + summary(); }
    if (later && state.open) { going = '/' + encodeURI(state.open) === here ? null : { build: build, path: state.open }; }
    if (going) { goOn(); } else { refresh(); }
  }

  /* Hearing of builds */

  var source, asking, losing;

  function lose() {
    if (!losing && state) { losing = setTimeout(stop, LOST, true); }
  }

  function found() {
    clearTimeout(losing);
    losing = null;
    stop(false);
  }

  function listen() {
    clearTimeout(asking);
    source = new EventSource('/_preview/events' + query);
    source.onmessage = function (event) { take(JSON.parse(event.data)); };
    source.addEventListener('enough', function () { // other pages listen: see the server
      source.close();
      source = null;
      asking = setTimeout(ask, ASK);
    });
    source.onerror = function () {
      lose();
      if (source && source.readyState === 2) { // the browser will not try again by itself
        source = null;
        asking = setTimeout(listen, ASK);
      }
    };
  }

  function ask() {
    var request = new XMLHttpRequest();
    request.open('GET', '/_preview/state' + query);
    request.onload = function () {
      if (request.status !== 200) { lose(); return; }
      var message = JSON.parse(request.responseText);
      if (!state || message.build !== build || message.page !== state.page) { take(message); } else { found(); }
    };
    request.onerror = lose;
    request.onloadend = function () { if (!source) { asking = setTimeout(ask, ASK); } };
    request.send();
  }

  function start() {
    if (window.EventSource) { listen(); } else { ask(); }
    document.addEventListener('visibilitychange', function () {
      if (window.EventSource && !document.hidden && !source) { listen(); }
      goOn();
    });
  }

  /* The panel */

  var panel, said, bar, toggle, note, hide, corner, faultBox, stopBox, body, tabs, pages, focusOn;
  var look = recall('localStorage', 'panel') || {}; // open, tab, hidden
  var drawn = []; // what the two pages of the panel were made from

  function add(parent, name, text, className) {
    var element = parent.appendChild(document.createElement(name));
    if (text) { element.textContent = text; }
    if (className) { element.className = className; }
    return element;
  }

  function button(parent, text, className, act) {
    var element = add(parent, 'button', text, className);
    element.type = 'button';
    element.addEventListener('click', act);
    return element;
  }

  function link(parent, text, path) {
    var element = add(parent, 'a', text);
    element.href = '/' + encodeURI(path);
    return element;
  }

  function count(words, n) { return words.replace('{n}', n); }

  function summary() {
    var parts = [];
    if (!state.shown) { return words.building; }
    if (state.wrong) { parts.push(count(words.wrong, state.wrong)); }
    if (state.asked) { parts.push(count(words.asked, state.asked)); }
    return parts.join(' · ') || words.none;
  }

  function keep(change) {
    for (var key in change) { look[key] = change[key]; }
    remember('localStorage', 'panel', look);
    show();
  }

  function make() {
    panel = document.createElement('aside');
    panel.id = 'preview';
    panel.className = 'preview';
    panel.lang = state.lang;
    panel.setAttribute('aria-label', words.name);
    said = add(panel, 'p', '', 'preview-said');
    said.setAttribute('aria-live', 'polite');

    faultBox = add(panel, 'div', '', 'preview-fault');
    add(faultBox, 'strong', words.fault);
    add(faultBox, 'p', '', 'preview-cause');
    add(faultBox, 'p', words.kept);
    stopBox = add(panel, 'div', '', 'preview-stopped');
    add(stopBox, 'strong', words.stopped);
    add(stopBox, 'p', words.restart);
    stopBox.hidden = true;

    bar = add(panel, 'div', '', 'preview-bar');
    toggle = button(bar, '', 'preview-toggle', function () { keep({ open: !look.open }); });
    toggle.id = 'preview-toggle';
    toggle.setAttribute('aria-controls', 'preview-body');
    note = add(bar, 'span', '', 'preview-note');
    link(bar, words.inbox, '_preview/inbox');
    hide = button(bar, '×', 'preview-hide', function () { keep({ hidden: true, open: false }); corner.focus(); });
    hide.setAttribute('aria-label', words.hide);
    hide.title = words.hide;
    corner = button(panel, '', 'preview-corner', function () { keep({ hidden: false }); toggle.focus(); });

    body = add(panel, 'div', '', 'preview-body');
    body.id = 'preview-body';
    var list = add(body, 'div', '', 'preview-tabs');
    list.setAttribute('role', 'tablist');
    list.setAttribute('aria-label', words.tabs);
    tabs = [words.problems, words.understood].map(function (name, i) {
      var tab = button(list, name, 'preview-tab', function () { keep({ tab: i }); });
      tab.id = 'preview-tab-' + i;
      tab.setAttribute('role', 'tab');
      tab.setAttribute('aria-controls', 'preview-page-' + i);
      return tab;
    });
    pages = tabs.map(function (tab, i) {
      var page = add(body, 'div', '', 'preview-page');
      page.id = 'preview-page-' + i;
      page.tabIndex = 0; // it scrolls
      page.setAttribute('role', 'tabpanel');
      page.setAttribute('aria-labelledby', tab.id);
      return page;
    });
    list.addEventListener('keydown', function (event) {
      var to = { ArrowLeft: 1 - (look.tab || 0), ArrowRight: 1 - (look.tab || 0), Home: 0, End: 1 }[event.key];
      if (to === undefined) { return; }
      event.preventDefault();
      keep({ tab: to });
      tabs[to].focus();
    });
    panel.addEventListener('keydown', function (event) {
      if (event.key !== 'Escape' || !look.open) { return; }
      keep({ open: false });
      toggle.focus();
    });
    document.body.appendChild(panel);
    document.documentElement.className += ' preview-room';
    if (focusOn && document.getElementById(focusOn)) { document.getElementById(focusOn).focus(); }
  }

  function show() {
    if (!panel) { make(); }
    var tab = look.tab || 0;
    var hidden = !!look.hidden && !state.fault;
    var updated = state.shown && !state.fault && state.files ? count(words.updated, state.files) : '';
    faultBox.hidden = !state.fault;
    faultBox.querySelector('.preview-cause').textContent = state.fault;
    bar.hidden = hidden;
    corner.hidden = !hidden;
    corner.textContent = summary();
    corner.setAttribute('aria-label', words.show + '：' + summary());
    toggle.textContent = summary();
    toggle.setAttribute('aria-expanded', String(!!look.open));
    note.textContent = updated;
    body.hidden = hidden || !look.open;
    tabs.forEach(function (element, i) {
      element.setAttribute('aria-selected', String(i === tab));
      element.tabIndex = i === tab ? 0 : -1;
      pages[i].hidden = i !== tab;
    });
    if (!body.hidden) { draw(tab); }
    makeRoom();
  }

  // Makes one of the two pages, if it is not what stands there: a reader may be in it.
  function draw(tab) {
    var from = JSON.stringify(tab ? [state.reports, state.furtherReports] : [state.problems, state.further, state.notes]);
    if (drawn[tab] === from) { return; }
    drawn[tab] = from;
    pages[tab].textContent = '';
    [drawProblems, drawReports][tab](pages[tab]);
  }

  function drawProblems(page) {
    if (!state.problems.length) {
      add(page, 'p', words['all well']);
      return;
    }
    var list = add(page, 'ul', '', 'preview-problems');
    state.problems.forEach(function (problem) {
      var item = add(list, 'li');
      var head = add(item, 'p', '', 'preview-head');
      add(head, 'b', problem.name, 'preview-' + problem.severity);
      add(head, 'span', problem.file, 'preview-file');
      var line = problem.place;
      if (problem.href) { link(head, line, problem.href); } else if (line) { add(head, 'span', line); }
      if (problem.fresh) { add(head, 'em', words.fresh); }
      add(item, 'p', problem.message);
      if (problem.around.length) {
        var around = add(item, 'div', '', 'preview-around');
        problem.around.forEach(function (line) {
          var row = add(around, 'p', '', line.meant ? 'preview-meant' : '');
          add(row, 'span', String(line.number));
          row.appendChild(document.createTextNode(' ' + line.text));
        });
      }
      add(item, 'p', words['do'] + problem.advice, 'preview-do');
    });
    if (state.further) { add(page, 'p', count(words.further, state.further)); }
    if (state.notes) { add(page, 'p', count(words.notes, state.notes)); }
  }

  function drawReports(page) {
    if (!state.reports.length) { add(page, 'p', words['no changes']); }
    state.reports.forEach(function (report) {
      var part = add(page, 'section', '', 'preview-report');
      add(part, 'h2', report.name);
      var way = add(part, 'p', '', 'preview-way');
      if (report.page) { link(way, words.open, report.page).setAttribute('aria-label', words.open + '：' + report.name); } else { way.textContent = words['left out']; }
      if (!report.facts.length) { add(part, 'p', words.file + '：' + report.file); return; }
      var facts = add(part, 'dl');
      [{ name: words.file, value: report.file, rule: '' }].concat(report.facts).forEach(function (fact) {
        var row = add(facts, 'div');
        add(row, 'dt', fact.name);
        var value = add(row, 'dd', fact.value || words.unknown, fact.value ? '' : 'preview-unknown');
        if (fact.rule) { add(value, 'small', fact.rule); }
      });
      var open = state.reports.length === 1;
      if (report.headings.length) { headings(part, report, open); } else { add(part, 'p', count(words.headings, 0)); }
      if (report.mentions.length) { numbers(part, report, open); } else { add(part, 'p', count(words.numbers, 0)); }
    });
    if (state.furtherReports) { add(page, 'p', count(words['more reports'], state.furtherReports)); }
  }

  function details(parent, title, open) {
    var element = add(parent, 'details');
    element.open = open;
    add(element, 'summary', title);
    return element;
  }

  function headings(part, report, open) {
    var list = add(details(part, count(words.headings, report.headings.length), open), 'ul', '', 'preview-outline');
    report.headings.forEach(function (heading) { add(list, 'li', heading.text, 'preview-level-' + Math.min(heading.level, 4)); });
  }

  function numbers(part, report, open) {
    var table = add(details(part, count(words.numbers, report.mentions.length), open), 'table');
    add(table, 'caption', words['numbers read']);
    var head = add(add(table, 'thead'), 'tr');
    [words.indicator, words.number, words.quote].forEach(function (name) { add(head, 'th', name).scope = 'col'; });
    var rows = add(table, 'tbody');
    report.mentions.forEach(function (mention) {
      var row = add(rows, 'tr');
      add(row, 'th', mention.name).scope = 'row';
      var cell = add(row, 'td');
      if (mention.href) { link(cell, mention.number, mention.href); } else { cell.textContent = mention.number; }
      add(row, 'td', mention.quote);
    });
  }

  // Says that the server has gone, or that it is back.
  function stop(gone) {
    if (stopBox.hidden !== gone) { return; }
    stopBox.hidden = !gone;
    if (gone) { said.textContent = words.stopped; }
    makeRoom();
  }

  // The foot of the page stays readable above the closed panel, and what has the
  // focus above the open one. Three heights do, as nothing may be set inline.
  function makeRoom() {
    var root = document.documentElement;
    root.className = root.className.replace(/ preview-(tall|taller)\b/g, '') + (!body.hidden ? ' preview-taller' : state.fault || !stopBox.hidden ? ' preview-tall' : '');
  }

  window.addEventListener('pageshow', function (event) {
    if (event.persisted) { location.reload(); } // out of the browser's memory, it may be of long ago
  });
  comeBack();
  start();
})();
