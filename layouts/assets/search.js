/* The search page: finds any string that stands in a report.
 *
 * The files of the index are scripts that call zj(name, …), so that they load from
 * a folder too. generator/search says how they are made and why; what is packed
 * here is unpacked as bits.go, list.go and text.go do. Places in a text and
 * characters of a term are units of UTF-16, as in any script. ES5, for Chromium 63. */
(function () {
  'use strict';

  var form = document.querySelector('form[data-index]');
  var about = form.getAttribute('data-index').split(' '); // reports, shards, files of names, stamp
  var N = Number(about[0]);
  var KINDS = form.getAttribute('data-kinds').split(' ');
  var TERMS = 4;     // pairs of a phrase that are looked up; verifying does the rest
  var AT_ONCE = 6;   // texts under way
  var MOST = 2048;   // candidates that are verified unasked, some 7 MB; from a disk all are
  var RANKED = 300;  // results of one or two characters whose texts are read for their order
  var TEXTS = 3000;  // that are remembered
  var PAGE = 10;     // results that come at once

  function byId(id) { return document.getElementById(id); }
  function map(list, act) { return Array.prototype.map.call(list, act); }
  function empty(element) { while (element.firstChild) { element.removeChild(element.firstChild); } }

  function add(parent, name, words, className) {
    var element = parent.appendChild(document.createElement(name));
    if (words) { element.textContent = words; }
    if (className) { element.className = className; }
    return element;
  }

  /* Bits: 13 in two of 91 characters */

  function digit(code) { return code > 92 ? code - 36 : code - 35; }

  function Bits(text) {
    this.text = text;
    this.at = this.kept = this.have = 0;
  }

  Bits.prototype.read = function (n) {
    if (n > 13) {
      var high = this.read(n - 13);
      return high * 8192 + this.read(13);
    }
    if (this.have < n) {
      if (this.at >= this.text.length) { throw new Error('a file of the index is too short'); }
      this.kept = this.kept << 13 | digit(this.text.charCodeAt(this.at)) * 91 + digit(this.text.charCodeAt(this.at + 1));
      this.at += 2;
      this.have += 13;
    }
    this.have -= n;
    var value = this.kept >> this.have;
    this.kept &= (1 << this.have) - 1;
    return value;
  };

  Bits.prototype.rice = function (k) {
    var high = 0;
    while (!this.read(1)) { high++; }
    return high * Math.pow(2, k) + this.read(k);
  };

  Bits.prototype.gamma = function (k) {
    var value = 0;
    while (!this.read(1)) { value += Math.pow(2, k++); }
    return value + this.read(k);
  };

  // Whole part of the binary logarithm, 0 for less than 2.
  function log2(x) {
    for (var k = 0; x >= 2; k++) { x = Math.floor(x / 2); }
    return k;
  }

  function readList(bits) {
    var size = bits.gamma(1) + 1;
    var full = 2 * size > N;
    var gaps = full ? N - size : size;
    var k = gaps ? log2(Math.floor(N * 7 / (gaps * 10))) : 0;
    var list = [];
    for (var next = 0; gaps > 0; gaps--) {
      var id = next + bits.rice(k);
      if (full) {
        while (next < id) { list.push(next++); }
      } else {
        list.push(id);
      }
      next = id + 1;
    }
    while (full && next < N) { list.push(next++); }
    return list;
  }

  /* Terms and shards */

  function multiply(a, b) { return (a & 65535) * b + (((a >>> 16) * b & 65535) * 65536) | 0; }

  function mix(term) {
    term = multiply(term ^ term >>> 16, 0x7feb352d);
    term = multiply(term ^ term >>> 15, 0x846ca68b);
    return (term ^ term >>> 16) >>> 0;
  }

  function termOf(text) { return text.charCodeAt(0) << 16 | (text.charCodeAt(1) || 0); }

  function shardOf(mixed, width) { return Number(width) && mixed >>> 32 - width; }

  // The list of a term in its shard; [] where it stands nowhere.
  function findTerm(data, mixed, width) {
    var bits = new Bits(data);
    var size = bits.gamma(4);
    var k = Math.max(0, 32 - width - (size && log2(size) + 1));
    var range = Math.pow(2, 32 - width);
    for (var next = 0; size > 0; size--) {
      var rest = next + bits.rice(k);
      var list = readList(bits);
      if (rest === mixed % range) { return list; }
      next = rest + 1;
    }
    return [];
  }

  /* Files */

  var files = {};   // what has come, by name
  var waiting = {}; // who waits for the rest

  var zj = window.zj = function (name) { files[name] = Array.prototype.slice.call(arguments, 1); };

  function load(name, path, done) {
    if (files[name]) { return done(files[name]); }
    if (waiting[name]) { return waiting[name].push(done); }
    waiting[name] = [done];
    var script = document.createElement('script');
    script.onload = script.onerror = function () {
      var all = waiting[name];
      delete waiting[name];
      script.parentNode.removeChild(script);
      all.forEach(function (act) { act(files[name]); });
    };
    script.src = path + '.js?' + about[3];
    document.head.appendChild(script);
  }

  function hex(number) { return (number >> 8).toString(16) + '/' + (256 + (number & 255)).toString(16).slice(1); }

  // Loads files of the search folder by kind and number, or by name, and hands on
  // what is in them; a failure ends the search that asked.
  function loadAll(run, names, done) {
    var left = names.length;
    if (!left) { return done(); }
    names.forEach(function (name) {
      var numbered = /^([sdn])\/(\d+)$/.exec(name);
      load(name, numbered ? numbered[1] + '/' + hex(Number(numbered[2])) : name, function (data) {
        if (!data || numbered && numbered[1] === 's' && data[0] !== N) { return fail(run); }
        if (!--left && run.alive) { done(); }
      });
    });
  }

  /* Texts */

  var symbols = null;
  var SYMBOL_BITS = [5, 5, 6, 7, 8, 9, 10, 16];

  function readSymbols() {
    var bits = new Bits(files.symbols[0]);
    var chars = [];
    var n;
    for (n = bits.read(11); n > 0; n--) { chars.push(bits.read(16)); }
    symbols = [];
    var next = 0;
    for (n = bits.read(12); n > 0; n--) {
      if (!bits.read(1)) {
        symbols.push([chars[next++]]);
        continue;
      }
      var word = [];
      for (var size = bits.read(4); size > 0; size--) { word.push(chars[bits.read(11)]); }
      symbols.push(word);
    }
  }

  function unpack(data) {
    if (!symbols) { readSymbols(); }
    var bits = new Bits(data);
    var size = bits.read(24);
    var out = [];
    while (out.length < size) {
      if (bits.read(1)) {
        var n = bits.gamma(1) + 2;
        var width = 0;
        while (Math.pow(2, width) < out.length) { width++; }
        for (var from = out.length - 1 - bits.read(width); n > 0; n--) { out.push(out[from++]); }
        continue;
      }
      var kind = bits.read(3);
      var value = bits.read(SYMBOL_BITS[kind]);
      if (kind === 7) {
        out.push(value);
        continue;
      }
      while (kind > 0) { value += 1 << SYMBOL_BITS[--kind]; }
      for (var i = 0; i < symbols[value].length; i++) { out.push(symbols[value][i]); }
    }
    var text = '';
    for (var at = 0; at < size; at += 4096) { text += String.fromCharCode.apply(null, out.slice(at, at + 4096)); }
    return text;
  }

  var texts = {}; // by place in the archive
  var remembered = 0;
  var keys = [];  // of reports, by block

  // 370405104/2022 for each of the 1,024 reports of a block.
  function readBlock(number) {
    var data = files['d/' + number];
    var years = readYears(data[1], Math.min(1024, N - number * 1024));
    var list = [];
    var code = '';
    var size = 0;
    data[0].split(' ').forEach(function (entry) {
      var parts = entry.slice(1).split(':');
      code = code.slice(0, Number(entry.charAt(0))) + parts[0];
      size = parts[1] ? Number(parts[1]) : size;
      for (var i = 0, version = 1; i < size; i++) {
        var year = years[list.length];
        version = i && years[list.length - 1] === year ? version + 1 : 1;
        list.push(code + '/' + year + (version > 1 ? '/' + version : ''));
      }
    });
    keys[number] = list;
  }

  function readYears(data, n) {
    var bits = new Bits(data);
    var years = [];
    for (var year = 0; n > 0; n--) {
      year = bits.read(1) ? year + 1 : bits.read(12);
      years.push(year);
    }
    return years;
  }

  // Hands on a report's text: {key, title, place, period, lines, whole}.
  function loadText(run, id, done) {
    if (texts[id]) { return done(texts[id]); }
    var block = id >> 10;
    loadAll(run, ['symbols', 'd/' + block], function () {
      if (!keys[block]) { readBlock(block); }
      var key = keys[block][id & 1023];
      var path = '../places/' + key + '/search';
      load('t/' + key, path, function (data) {
        if (!data) { return fail(run); }
        more(1);
        function more(n) {
          if (n < data[0]) {
            return load('t/' + key + '+' + n, path + '-' + (n + 1), function (piece) {
              if (!piece) { return fail(run); }
              data[3] += piece[0];
              delete files['t/' + key + '+' + n];
              more(n + 1);
            });
          }
          if (remembered++ > TEXTS) {
            texts = {};
            remembered = 0;
          }
          texts[id] = texts[id] || readText(key, data);
          delete files['t/' + key];
          done(texts[id]);
        }
      });
    });
  }

  // What stands at the start of a line: its anchor, and the bits of the kinds of
  // section that it is in.
  function readText(key, data) {
    var whole = unpack(data[3]);
    var start = whole.split('\n', 3).join('\n').length + 1;
    var head = whole.slice(0, start).split('\n');
    var marks = [];
    var at = start;
    var p = 0, s = 0, t = 0, kinds = 0;
    var last = '';
    for (var i = 0; i < data[1].length; i++) {
      var sign = data[1].charAt(i);
      if (sign === '!') {
        kinds = digit(data[1].charCodeAt(++i));
        continue;
      }
      if (sign === 'p' || sign === 'n') { last = 'p' + ++p; }
      if (sign === 'n') { s++; }
      if (sign === 's' || sign === 'r') { last = 's' + ++s; }
      if (sign === 't') { last = 't' + ++t; }
      marks.push({ at: at, anchor: last, kinds: kinds, heading: sign === 's' || sign === 'r' });
      if (sign === 'r') {
        var size = digit(data[1].charCodeAt(i + 1)) * 91 + digit(data[1].charCodeAt(i + 2));
        i += 2;
        marks.push({ at: at + size, anchor: last = 'p' + ++p, kinds: kinds });
      }
      var end = whole.indexOf('\n', at);
      at = end < 0 ? whole.length : end + 1;
    }
    return { key: key, title: head[0], place: head[1], period: head[2], start: start, whole: whole, folded: foldText(whole, data[2]), marks: marks };
  }

  /* Folding: by rule here, by a table in the file fold.js; of a text, by what its
   * own file says of the few characters that the rule does not reach. */

  function foldRule(text) {
    return text.replace(/[\t\u00a0\u2000-\u200a\u202f\u205f\u3000]/g, ' ').replace(/[\uff01-\uff5e]/g, function (c) {
      return String.fromCharCode(c.charCodeAt(0) - 0xfee0);
    }).replace(/[A-Z]/g, function (c) { return c.toLowerCase(); });
  }

  function foldText(text, pairs) {
    for (var i = 0; i < pairs.length; i += 2) { text = text.split(pairs.charAt(i)).join(pairs.charAt(i + 1)); }
    return foldRule(text);
  }

  var table = null;

  function readFolds() {
    var bits = new Bits(files.fold[0]);
    var n = bits.read(16);
    table = {};
    for (var at = 0; n > 0; n--, at++) {
      at += bits.gamma(2);
      table[String.fromCharCode(at)] = String.fromCharCode(bits.read(16));
    }
    for (var i = 0; i < files.fold[1].length; i += 3) { table[files.fold[1].charAt(i)] = files.fold[1].substr(i + 1, 2); }
  }

  // What cleaning takes out of a report no query needs.
  function foldQuery(text) {
    text = text.replace(/[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g, '');
    if (table) { text = text.replace(/[^\u0000-\u007f]/g, function (c) { return table[c] || c; }); }
    return foldRule(text);
  }

  // A query is phrases with blanks between them; quotes keep blanks, two in them
  // are one that is meant; - excludes.
  function parse(query) {
    var phrases = [];
    var pattern = /(-?)"((?:[^"]|"")*)(?:"|$)|(-?)([^ ]+)/g;
    for (var found; (found = pattern.exec(foldQuery(query)));) {
      var quoted = found[4] === undefined || found[4] === '';
      var text = quoted ? found[2].replace(/""/g, '"') : found[4];
      if (text) { phrases.push({ text: text, not: (found[1] || found[3]) === '-' }); }
    }
    return phrases;
  }

  // The terms that a phrase is looked up by: all there are, or some all along it.
  function termsOf(text) {
    var last = text.length - 2;
    if (last < 0) { return [termOf(text)]; }
    var terms = [];
    for (var i = 0; i < Math.min(TERMS, last + 1); i++) {
      var at = last < TERMS ? i : Math.round(i * last / (TERMS - 1));
      terms.push(termOf(text.substr(at, 2)));
    }
    return terms;
  }

  /* Sets of reports: rising lists of places in the archive */

  function both(a, b) {
    var out = [];
    for (var i = 0, k = 0; i < a.length && k < b.length;) {
      if (a[i] === b[k]) { out.push(a[i]); }
      if (a[i] <= b[k]) { i++; } else { k++; }
    }
    return out;
  }

  function without(a, b) {
    var k = 0;
    return a.filter(function (id) {
      while (k < b.length && b[k] < id) { k++; }
      return b[k] !== id;
    });
  }

  function inRanges(ranges) {
    var out = [];
    ranges.split(',').forEach(function (range) {
      var parts = range.split('+');
      for (var i = 0; i < Number(parts[1]); i++) { out.push(Number(parts[0]) + i); }
    });
    return out;
  }

  function all() { return N ? inRanges('0+' + N) : []; }

  /* A search */

  var run = null;   // the one under way
  var years = null; // of all reports

  // A state is what the address says: {q, place, year, kind, sort}.
  function start(state) {
    if (run) { run.alive = false; }
    var now = run = {
      alive: true, state: state, phrases: parse(state.q), found: [], texts: {}, scanned: 0, shown: 0, limit: location.protocol === 'file:' ? Infinity : MOST
    };
    clearResults();
    if (!now.phrases.length && !state.place && !state.year) { return; }
    say('正在查找…', true);
    lookUp(now);
  }

  function lookUp(run) {
    var wanted = {};
    var terms = [];
    run.phrases.forEach(function (phrase) {
      phrase.terms = termsOf(phrase.text);
      terms = terms.concat(phrase.terms);
    });
    terms.forEach(function (term) { wanted['s/' + shardOf(mix(term), about[1])] = true; });
    if (run.state.place) { wanted['p/' + parentFile(run.state.place)] = true; }
    if (run.state.year || run.state.sort === 'year') { wanted.years = true; }
    if (table) { wanted.fold = true; }
    loadAll(run, Object.keys(wanted), function () {
      var lists = {};
      var absent = terms.some(function (term) {
        var mixed = mix(term);
        lists[term] = findTerm(files['s/' + shardOf(mixed, about[1])][1], mixed, Number(about[1]));
        return !lists[term].length;
      });
      if (absent && !table) { // something may be written otherwise than the texts are
        return loadAll(run, ['fold'], function () {
          readFolds();
          var folded = parse(run.state.q);
          if (JSON.stringify(folded) === JSON.stringify(run.phrases.map(function (p) { return { text: p.text, not: p.not }; }))) {
            return choose(run, lists);
          }
          run.phrases = folded;
          lookUp(run);
        });
      }
      choose(run, lists);
    });
  }

  // Puts the lists together. A phrase of one or two characters is settled by its list.
  function choose(run, lists) {
    var set = null;
    run.check = [];
    function narrow(list) { set = set ? both(set, list) : list; }
    run.phrases.forEach(function (phrase) {
      if (phrase.not) { return; }
      phrase.terms.forEach(function (term) { narrow(lists[term] || []); });
      if (phrase.text.length > 2) { run.check.push(phrase); }
    });
    if (run.state.place) { narrow(rangesOf(run.state.place)); }
    if (run.state.year) {
      readAllYears();
      narrow((set || all()).filter(function (id) { return years[id] === Number(run.state.year); }));
    }
    set = set || all();
    run.phrases.forEach(function (phrase) {
      if (!phrase.not) { return; }
      var list = phrase.terms.reduce(function (list, term) { return both(list, lists[term] || []); }, set);
      if (phrase.text.length <= 2) { set = without(set, list); } else if (list.length) { run.check.push(phrase); }
    });
    run.kind = KINDS.indexOf(run.state.kind);
    if (run.kind >= 0) { run.check = run.phrases; }
    if (run.state.sort === 'year') {
      readAllYears();
      set = set.map(function (id) { return id; }).sort(function (a, b) { return years[b] - years[a] || a - b; });
    }
    run.candidates = set;
    run.certain = !run.check.length && run.kind < 0;
    if (run.certain) { run.found = set.slice(); }
    scan(run);
  }

  function readAllYears() { years = years || readYears(files.years[0], N); }

  // Where each phrase stands in a text; null where it is not found after all.
  function hitsIn(run, text) {
    var hits = [];
    var ok = run.phrases.every(function (phrase) {
      var count = 0;
      for (var at = text.start - 1; (at = text.folded.indexOf(phrase.text, at + 1)) >= 0;) {
        var mark = markAt(text, at);
        if (run.kind >= 0 && !(mark.kinds >> run.kind & 1)) { continue; }
        count++;
        if (phrase.not) { return false; }
        hits.push({ at: at, end: at + phrase.text.length, heading: mark.heading });
      }
      return phrase.not || count > 0;
    });
    if (ok && run.kind >= 0 && !run.phrases.some(function (p) { return !p.not; })) {
      ok = text.marks.some(function (mark) { return mark.kinds >> run.kind & 1; });
    }
    return ok ? hits.sort(function (a, b) { return a.at - b.at || b.end - a.end; }) : null;
  }

  function markAt(text, at) {
    var low = 0;
    var high = text.marks.length;
    while (high - low > 1) {
      var middle = low + high >> 1;
      if (text.marks[middle].at <= at) { low = middle; } else { high = middle; }
    }
    return text.marks[low] || { anchor: '', kinds: 0, at: text.start };
  }

  // Reads the texts of the candidates, a few at once, in order. What is found of
  // them is counted as it comes.
  function scan(run) {
    var under = 0;
    var ended = false;
    var wanted = run.certain ? (run.found.length > RANKED || run.state.sort === 'year' ? PAGE : run.found.length) : run.candidates.length;
    report();
    next();

    function next() {
      if (!run.alive || ended) { return; }
      var most = Math.min(wanted, run.limit);
      while (under < AT_ONCE && run.scanned < most) {
        under++;
        one(run.candidates[run.scanned++]);
      }
      if (!under && run.scanned >= most) {
        ended = true;
        finish(run, run.certain || run.scanned >= run.candidates.length);
      }
    }

    function one(id) {
      var later = true;
      loadText(run, id, function (text) {
        if (!run.alive) { return; }
        var hits = hitsIn(run, text);
        if (hits) {
          if (!run.certain) { run.found.push(id); }
          run.texts[id] = { text: text, hits: hits, weight: weigh(text, hits) };
        }
        under--;
        report();
        if (later) { setTimeout(next, 0); } else { next(); }
      });
      later = false;
    }

    // First results stand on the screen before the last are known.
    function report() {
      count(run, false);
      if (!run.shown && run.found.length && (run.certain ? run.found.slice(0, PAGE).every(function (id) { return run.texts[id]; }) : run.found.length >= PAGE)) {
        show(run, PAGE);
      }
    }
  }

  // Hits in headings count more, and further ones less and less.
  function weigh(text, hits) {
    return hits.reduce(function (sum, hit, i) { return sum + (hit.heading ? 3 : 1) / (1 + i / 4); }, 0) * 1000 / (text.whole.length + 1000);
  }

  function finish(run, whole) {
    run.whole = whole;
    var first = !run.shown;
    if (run.state.sort !== 'year' && run.found.every(function (id) { return run.texts[id]; })) {
      var before = run.found.slice(0, run.shown).join();
      run.found.sort(function (a, b) { return run.texts[b].weight - run.texts[a].weight || a - b; });
      // What a reader has begun to read stays where it is.
      var touched = byId('results').contains(document.activeElement) || window.pageYOffset > byId('results').offsetTop;
      if (!first && !touched && before !== run.found.slice(0, run.shown).join()) {
        empty(byId('results'));
        run.shown = 0;
        first = true;
      }
    }
    count(run, whole);
    if (first && run.found.length) { show(run, PAGE); }
    tellMore(run);
    if (whole) {
      spread(run);
      suggestPlaces(run);
    }
  }

  /* On the page */

  var output = byId('count');

  function say(words, quiet) {
    if (quiet) { byId('progress').textContent = words; } else { output.textContent = words; }
  }

  function fail(run) {
    if (!run.alive) { return; }
    run.alive = false;
    say('', true);
    say('没有读到检索文件，结果不完整。网站可能刚刚更新，请刷新本页再试。');
  }

  function clearResults() {
    ['results', 'spread', 'named', 'more'].forEach(function (id) { empty(byId(id)); });
    output.removeAttribute('data-total');
    output.removeAttribute('data-done');
    output.textContent = '';
    say('', true);
  }

  function count(run, done) {
    output.setAttribute('data-total', run.found.length);
    if (done || run.certain) {
      say('', true);
      if (!output.hasAttribute('data-done')) {
        output.setAttribute('data-done', '');
        say(run.found.length ? '找到' + run.found.length + '份报告' : '没有找到');
      }
    } else {
      say('已找到' + run.found.length + '份，核对了' + run.scanned + '份，共有' + run.candidates.length + '份待核对', true);
    }
  }

  // Further results and, where so many are candidates, further verifying.
  function tellMore(run) {
    var into = byId('more');
    empty(into);
    function button(words, act) {
      var element = add(into, 'button', words);
      element.type = 'button';
      element.addEventListener('click', act);
    }
    if (run.shown < run.found.length) {
      button('再显示' + Math.min(PAGE, run.found.length - run.shown) + '份', function () { show(run, PAGE, true); });
    }
    if (!run.certain && run.scanned >= run.limit && run.scanned < run.candidates.length) {
      say('至少找到' + run.found.length + '份报告');
      button('核对其余' + (run.candidates.length - run.scanned) + '份', function () {
        run.limit += MOST * 4;
        scan(run);
      });
    }
  }

  function show(run, n, focus) {
    var ids = run.found.slice(run.shown, run.shown + n);
    var left = ids.length;
    run.shown += ids.length;
    var items = ids.map(function () { return add(byId('results'), 'li'); });
    ids.forEach(function (id, i) {
      if (run.texts[id]) { return one(run.texts[id], items[i]); }
      loadText(run, id, function (text) { one({ text: text, hits: hitsIn(run, text) || [] }, items[i]); });
    });
    function one(result, item) {
      showResult(run, result, item);
      if (!--left) {
        tellMore(run);
        if (focus) { items[0].querySelector('a').focus(); }
      }
    }
  }

  function showResult(run, result, item) {
    var text = result.text;
    var page = '../places/' + text.key + '/index.html';
    item.setAttribute('data-result', text.key);
    add(add(item, 'h3'), 'a', text.title).href = page;
    add(item, 'p', text.place + '　' + text.period + (result.hits.length ? '　' + result.hits.length + '处' : ''), 'where');
    var at = -1;
    for (var i = 0, n = 0; i < result.hits.length && n < 3; i++) {
      if (result.hits[i].at < at) { continue; }
      var part = sentence(text, result.hits[i]);
      var link = add(add(item, 'p', '', 'hit'), 'a');
      var mark = markAt(text, result.hits[i].at);
      link.href = page + (mark.anchor ? '#' + mark.anchor : '');
      var from = part.start;
      if (part.cut) { link.appendChild(document.createTextNode('…')); }
      for (var k = i; k < result.hits.length && result.hits[k].at < part.end; k++) {
        var hit = result.hits[k];
        if (hit.end <= from) { continue; }
        link.appendChild(document.createTextNode(text.whole.slice(from, Math.max(from, hit.at))));
        add(link, 'mark', text.whole.slice(Math.max(from, hit.at), Math.min(hit.end, part.end)));
        from = Math.min(hit.end, part.end);
      }
      link.appendChild(document.createTextNode(text.whole.slice(from, part.end) + (part.more ? '…' : '')));
      at = part.end;
      n++;
    }
  }

  // The sentence round a hit, at most some 120 characters of it.
  function sentence(text, hit) {
    var ends = /[。！？；\n]/;
    var low = markAt(text, hit.at).at;
    var start = hit.at;
    while (start > low && start > hit.at - 50 && !ends.test(text.whole.charAt(start - 1))) { start--; }
    var end = hit.end;
    while (end < text.whole.length && end < hit.end + 70 && !ends.test(text.whole.charAt(end - 1)) && text.whole.charAt(end) !== '\n') { end++; }
    return { start: start, end: end, cut: start > low && !ends.test(text.whole.charAt(start - 1)), more: end === hit.end + 70 };
  }

  // How the reports that were found spread over years and counties.
  function spread(run) {
    if (!run.found.length) { return; }
    loadAll(run, ['years', 'counties', 'symbols'], function () {
      readAllYears();
      var byYear = {};
      run.found.forEach(function (id) { byYear[years[id]] = (byYear[years[id]] || 0) + 1; });
      bars('各年度', Object.keys(byYear).sort().map(function (year) {
        return { words: year + '年度', n: byYear[year], change: { year: year } };
      }));
      var first = 0;
      var sorted = run.found.slice().sort(function (a, b) { return a - b; });
      var i = 0;
      var counties = [];
      unpack(files.counties[0]).split('\n').forEach(function (line) {
        var parts = line.split('\t');
        var n = i;
        first += Number(parts[0]);
        while (i < sorted.length && sorted[i] < first) { i++; }
        if (i > n) { counties.push({ words: parts[2], n: i - n, change: { place: parts[1] } }); }
      });
      counties.sort(function (a, b) { return b.n - a.n; });
      bars('各县（市、区）' + (counties.length > 12 ? '，前12个' : ''), counties.slice(0, 12));
    });
  }

  function bars(title, rows) {
    var box = add(byId('spread'), 'section');
    add(box, 'h2', title);
    var list = add(box, 'ul', '', 'bars');
    var most = Math.max.apply(null, rows.map(function (row) { return row.n; }));
    rows.forEach(function (row) {
      var item = add(list, 'li');
      var link = add(item, 'a', row.words);
      var next = copy(run.state);
      Object.keys(row.change).forEach(function (name) { next[name] = row.change[name]; });
      link.href = addressOf(next);
      link.addEventListener('click', function (event) {
        if (!event.ctrlKey && !event.metaKey && !event.shiftKey) {
          event.preventDefault();
          go(next);
        }
      });
      var bar = add(item, 'span', '', 'bar');
      bar.style.width = row.n / most * 40 + '%';
      bar.setAttribute('aria-hidden', 'true');
      add(item, 'span', row.n + '份');
    });
  }

  /* Names of places and indicators */

  // Hands on the names under a key that hold a text, or whose pinyin it begins.
  function namesFor(typed, done) {
    var latin = /^[a-z]{2}/.test(typed);
    var key = latin ? typed.slice(0, 2) : typed.charAt(0);
    if (!key || !latin && /[ -~]/.test(key)) { return done([]); }
    var name = 'n/' + shardOf(mix(termOf(key)), about[2]);
    loadAll({ alive: true }, [name, 'symbols'], function () {
      var on = false;
      var seen = {};
      var names = [];
      unpack(files[name][0]).split('\n').forEach(function (line) {
        var parts = line.split('\t');
        if (parts.length < 2) {
          on = line === key;
        } else if (on && !seen[parts[1]] && (latin ? sounds(typed, parts[3].split(' ')) : foldRule(parts[0]).indexOf(typed) >= 0)) {
          seen[parts[1]] = true;
          names.push({ text: parts[0], code: parts[1], above: parts[2], place: /^\d/.test(parts[1]) });
        }
      });
      names.sort(function (a, b) { return (b.text.indexOf(typed) === 0) - (a.text.indexOf(typed) === 0) || a.code.length - b.code.length || (a.code < b.code ? -1 : 1); });
      done(names);
    });
  }

  // Tells whether letters begin the pinyin of characters: of each the whole, or
  // its initial; of the last any part.
  function sounds(typed, readings) {
    if (!typed) { return true; }
    return readings.length > 0 && readings[0].split('/').some(function (reading) {
      var initial = /^[zcs]h/.test(reading) ? 2 : 1;
      return reading.indexOf(typed) === 0 && reading !== '' || [1, initial, reading.length].some(function (n) {
        return n > 0 && typed.slice(0, n) === reading.slice(0, n) && sounds(typed.slice(n), readings.slice(1));
      });
    });
  }

  function pageOf(name) { return name.place ? '../places/' + name.code + '/index.html' : '../indicators/' + name.code + '/index.html'; }

  // What a query names, besides what its words find.
  function suggestPlaces(run) {
    var phrase = run.phrases.filter(function (p) { return !p.not; })[0];
    if (!phrase || phrase.text.length < 2) { return; }
    namesFor(phrase.text, function (names) {
      if (!run.alive || !names.length) { return; }
      var into = byId('named');
      add(into, 'h2', '名称里有“' + phrase.text + '”的');
      var list = add(into, 'ul', '', 'links');
      names.slice(0, 8).forEach(function (name) {
        var item = add(list, 'li');
        add(item, 'a', name.text).href = pageOf(name);
        add(item, 'small', name.place ? ' ' + name.above : ' 指标');
      });
    });
  }

  /* Suggestions while typing: a combobox with a list */

  var box = byId('q');
  var offers = byId('offers');
  var offered = [];
  var at = -1;
  var timer = 0;

  function closeOffers() {
    offered = [];
    at = -1;
    empty(offers);
    offers.hidden = true;
    box.setAttribute('aria-expanded', 'false');
    box.removeAttribute('aria-activedescendant');
  }

  function offer() {
    var typed = foldQuery(box.value).split(' ').pop().replace(/['’]/g, '');
    namesFor(typed, function (names) {
      if (document.activeElement !== box || typed !== foldQuery(box.value).split(' ').pop().replace(/['’]/g, '')) { return; }
      closeOffers();
      offered = names.slice(0, 8);
      offered.forEach(function (name, i) {
        var item = add(offers, 'li', name.text);
        add(item, 'small', name.place ? ' ' + name.above + '，只搜这里' : ' 指标');
        item.id = 'offer-' + i;
        item.setAttribute('role', 'option');
        item.setAttribute('aria-selected', 'false');
        item.addEventListener('mousedown', function (event) {
          event.preventDefault();
          take(name);
        });
      });
      offers.hidden = !offered.length;
      box.setAttribute('aria-expanded', String(offered.length > 0));
    });
  }

  // A place becomes a filter, an indicator has its page.
  function take(name) {
    if (!name.place) {
      location.href = pageOf(name);
      return;
    }
    var state = read();
    state.q = box.value.replace(/[^ \u3000]*$/, '').trim();
    state.place = name.code;
    closeOffers();
    go(state);
  }

  function point(to) {
    map(offers.children, function (item, i) { item.setAttribute('aria-selected', String(i === to)); });
    at = to;
    if (to < 0) { box.removeAttribute('aria-activedescendant'); } else { box.setAttribute('aria-activedescendant', 'offer-' + to); }
  }

  box.addEventListener('input', function () {
    clearTimeout(timer);
    timer = setTimeout(offer, 120);
  });
  box.addEventListener('blur', closeOffers);
  box.addEventListener('keydown', function (event) { // 13 Enter, 27 Escape, 38 and 40 up and down
    var key = event.keyCode;
    if (!offered.length || event.isComposing) { return; }
    if (key === 38 || key === 40) {
      event.preventDefault();
      point((at + (key === 40 ? 1 : at < 0 ? 0 : -1) + offered.length + 1) % (offered.length + 1) - (key === 40 && at === offered.length - 1 ? 0 : 0));
      if (at >= offered.length) { point(-1); }
    } else if (key === 27) {
      closeOffers();
    } else if (key === 13 && at >= 0) {
      event.preventDefault();
      take(offered[at]);
    }
  });

  /* Filters, and the address */

  var NAMES = ['q', 'place', 'year', 'kind', 'sort'];

  function copy(state) {
    var out = {};
    NAMES.forEach(function (name) { out[name] = state[name]; });
    return out;
  }

  function fromAddress() {
    var state = {};
    NAMES.forEach(function (name) { state[name] = ''; });
    location.search.slice(1).split('&').forEach(function (part) {
      var cut = part.indexOf('=');
      var value = part.slice(cut + 1).replace(/\+/g, ' ');
      try { value = decodeURIComponent(value); } catch (e) { value = ''; }
      if (NAMES.indexOf(part.slice(0, cut)) >= 0) { state[part.slice(0, cut)] = value; }
    });
    if (!/^\d{6}[0-9a-fx]*$/.test(state.place)) { state.place = ''; }
    return state;
  }

  function addressOf(state) {
    var parts = NAMES.filter(function (name) { return state[name]; }).map(function (name) { return name + '=' + encodeURIComponent(state[name]); });
    return location.pathname + (parts.length ? '?' + parts.join('&') : '');
  }

  function read() {
    var state = {};
    NAMES.forEach(function (name) { state[name] = form.elements[name].value; });
    return state;
  }

  function write(state) {
    NAMES.forEach(function (name) { form.elements[name].value = state[name]; });
    choosePlace(state.place);
  }

  function go(state) {
    write(state);
    try { history.pushState(null, '', addressOf(state)); } catch (e) { location.href = addressOf(state); }
    start(state);
  }

  // The file that says where the reports of a place stand.
  function parentFile(place) { return place.slice(0, 6); }

  function readPlace(code) {
    var parts = unpack(files['p/' + code][0]).split('\n\n');
    function lines(text) {
      return (text || '').split('\n').filter(Boolean).map(function (line) {
        var fields = line.split('\t');
        return { code: fields[0], name: fields[1], ranges: fields[2] };
      });
    }
    return { chain: lines(parts[0]), below: lines(parts[1]) };
  }

  function rangesOf(place) {
    var at = readPlace(parentFile(place));
    var one = at.chain.concat(at.below).filter(function (p) { return p.code === place; })[0];
    return one && one.ranges ? inRanges(one.ranges) : [];
  }

  // One list a level: the regions to choose from, then those below the one chosen.
  var levels = map(form.querySelectorAll('select[data-level]'), function (select) { return select; });

  function choosePlace(place) {
    var asked = form.elements.place.value = place;
    if (!place) { return fill([], null); }
    loadAll({ alive: true }, ['symbols', 'p/' + parentFile(place)], function () {
      var here = readPlace(parentFile(place));
      var chain = here.chain.map(function (p) { return p.code; });
      if (place.length > 6) { chain.push(place); }
      var above = chain.slice(0, -1).filter(function (code) { return code.length === 6; });
      loadAll({ alive: true }, above.map(function (code) { return 'p/' + code; }), function () {
        if (asked === form.elements.place.value) { fill(chain, place); }
      });
    });
  }

  function fill(chain, place) {
    levels.forEach(function (select, i) {
      if (i > 0) {
        while (select.options.length > 1) { select.remove(1); }
        var above = chain[i - 1];
        var below = above && above.length === 6 && files['p/' + above] ? readPlace(above).below : [];
        below.forEach(function (p) { select.add(new Option(p.name, p.code)); });
        select.parentNode.hidden = !below.length;
      }
      select.value = chain[i] || '';
    });
  }

  levels.forEach(function (select, i) {
    select.addEventListener('change', function () {
      var state = read();
      state.place = select.value || (i > 0 ? levels[i - 1].value : '');
      go(state);
    });
  });
  ['year', 'kind', 'sort'].forEach(function (name) {
    form.elements[name].addEventListener('change', function () { go(read()); });
  });
  form.addEventListener('submit', function (event) {
    event.preventDefault();
    clearTimeout(timer);
    closeOffers();
    go(read());
  });
  window.addEventListener('popstate', function () {
    var state = fromAddress();
    write(state);
    start(state);
  });

  zj.found = function () { return run.found; };

  form.hidden = false;
  var first = fromAddress();
  write(first);
  start(first);
}());
