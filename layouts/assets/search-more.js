/* The search page, once its first results stand: names that are suggested while
 * the reader types (names.js), the choice of a place, and how results spread over
 * years and counties. ES5, for Chromium 63. */
(function () {
  'use strict';

  var COUNTIES = 12; // that get a bar
  var NAMES = 8;     // that a phrase may be part of

  var zj = window.zj;
  var add = zj.add;
  var form = document.querySelector('form[data-index]');
  var input = document.getElementById('q');
  var page = { alive: true, fail: function () {} }; // asks for files that a search can do without

  function map(list, act) { return Array.prototype.map.call(list, act); }

  var linesOf = zj.linesOf;

  /* How results spread */

  zj.more = function (search) {
    if (!search.found.length) { return nameResults(search); }
    zj.load(search, ['years', 'counties', 'symbols'], function (files) {
      var years = zj.readYears(files[0][0]);
      var into = document.getElementById('spread');
      zj.empty(into);
      var byYear = {};
      search.found.forEach(function (id) { byYear[years[id]] = (byYear[years[id]] || 0) + 1; });
      bars(into, '各年度', Object.keys(byYear).sort().map(function (year) { return { words: year + '年度', n: byYear[year], name: 'year', value: year }; }));

      var ids = search.found.slice().sort(function (a, b) { return a - b; });
      var counties = [];
      var next = 0; // of the county behind
      var i = 0;
      linesOf(files[1]).forEach(function (line) {
        var from = i;
        next += Number(line[0]);
        while (i < ids.length && ids[i] < next) { i++; }
        if (i > from) { counties.push({ words: line[2], n: i - from, name: 'place', value: line[1] }); }
      });
      counties.sort(function (a, b) { return b.n - a.n; });
      bars(into, '各县（市、区）' + (counties.length > COUNTIES ? '，报告最多的' + COUNTIES + '个' : ''), counties.slice(0, COUNTIES));
      nameResults(search);
    });
  };

  function bars(into, title, rows) {
    var box = add(into, 'section');
    add(box, 'h2', title);
    var list = add(box, 'ul', '', 'bars');
    var most = Math.max.apply(null, rows.map(function (row) { return row.n; }));
    rows.forEach(function (row) {
      var item = add(list, 'li');
      var link = add(item, 'a', row.words);
      var state = zj.read();
      state[row.name] = row.value;
      link.href = zj.addressOf(state);
      link.addEventListener('click', function (event) {
        if (event.ctrlKey || event.metaKey || event.shiftKey) { return; }
        event.preventDefault();
        input.focus(); // the link goes with the results
        zj.go(state);
      });
      var bar = add(add(item, 'span', '', 'bar'), 'span');
      bar.style.width = row.n / most * 100 + '%';
      add(item, 'span', row.n + '份', 'many');
    });
  }

  /* Names of places and indicators */

  // What the first phrase names, beside what it finds: the count is of texts.
  function nameResults(search) {
    var phrase = search.phrases.filter(function (p) { return !p.not; })[0];
    var into = document.getElementById('named');
    zj.empty(into);
    if (!phrase || phrase.text.length < 2) { return; }
    zj.findNames(phrase.text, function (names) {
      if (!search.alive || !names.length) { return; }
      add(into, 'h2', '名称中有“' + phrase.text + '”的地区和指标');
      var list = add(into, 'ul', '', 'links');
      names.slice(0, NAMES).forEach(function (name) {
        var item = add(list, 'li');
        add(item, 'a', name.text).href = name.href;
        add(item, 'small', name.note);
      });
    });
  }

  // A place becomes a filter, an indicator has a page.
  var close = zj.offerNames(input, document.getElementById('offers'), function (name) { return name.note + (name.place ? '，只搜这里' : ''); }, function (name) {
    if (!name.place) { return location.assign(name.href); }
    var state = zj.read();
    state.q = input.value.replace(/[^ \u3000]*$/, '').trim();
    state.place = name.code;
    zj.go(state);
  });
  form.addEventListener('submit', close);

  /* A list a level: the regions there are, then those below the chosen one */

  var levels = map(form.querySelectorAll('select[data-level]'), function (select) { return select; });

  // The file of a region has a line for each region from the province down to
  // it, an empty one, and one for each place below.
  function readRegion(data) {
    var lines = linesOf(data);
    var cut = lines.map(function (line) { return line[0]; }).indexOf('');
    return { chain: lines.slice(0, cut).map(function (line) { return line[0]; }), below: lines.slice(cut + 1).filter(function (line) { return line[0]; }) };
  }

  zj.choosePlace = function (place) {
    if (!place) { return fill([], []); }
    zj.load(page, ['p/' + place.slice(0, 6), 'symbols'], function (files) {
      var chain = readRegion(files[0]).chain;
      zj.load(page, chain.map(function (code) { return 'p/' + code; }), function (files) {
        if (form.elements.place.value === place) { fill(place.length > 6 ? chain.concat(place) : chain, files.map(readRegion)); }
      });
    });
  };

  function fill(chain, regions) {
    levels.forEach(function (select, i) {
      if (i > 0) {
        while (select.options.length > 1) { select.remove(1); }
        var below = regions[i - 1] ? regions[i - 1].below : [];
        below.forEach(function (line) { select.add(new Option(line[1], line[0])); });
        select.parentNode.hidden = !below.length;
      }
      select.value = chain[i] || '';
    });
  }

  levels.forEach(function (select, i) {
    select.addEventListener('change', function () {
      var state = zj.read();
      state.place = select.value || (i > 0 ? levels[i - 1].value : '');
      zj.go(state);
    });
  });

  zj.choosePlace(form.elements.place.value);
  var search = zj.search();
  if (search.over) { zj.more(search); }
}());
