/* The search page: finds any string that stands in a report.
 *
 * search-index.js reads the index; names.js and search-more.js have what need not
 * be there before the first results. ES5, for Chromium 63. */
(function () {
  'use strict';

  var TERMS = 4;    // pairs of a phrase that are looked up; verifying does the rest
  var AT_ONCE = 6;  // texts under way
  var MOST = 2048;  // candidates that are verified unasked, some 7 MB; from a disk all are
  var PAUSE = 100;  // ms that the first results have to come on the screen
  var RANKED = 200; // results of one or two characters whose texts are read for their order
  var TURN = 20;    // ms of verifying before the page may do something else
  var SOON = 60;    // texts that are read before the page is loaded
  var PAGE = 10;    // results that come at once
  var AROUND = 60;  // characters of a sentence on either side of a hit
  var NAMES = ['q', 'place', 'year', 'kind', 'sort']; // in the address

  var zj = window.zj;
  var form = document.querySelector('form[data-index]');
  var KINDS = form.getAttribute('data-kinds').split(' ');
  var years = null; // of all reports
  var search = null; // the last one

  function byId(id) { return document.getElementById(id); }

  var output = byId('count');
  var results = byId('results');

  var empty = zj.empty;
  var add = zj.add;

  /* Queries */

  // Phrases have blanks between them. Quotes keep blanks, and two of them in
  // quotes are one that is meant; - excludes.
  function parse(query) {
    var phrases = [];
    var pattern = /(-?)(?:"((?:[^"]|"")*)(?:"|$)|([^ ]+))/g;
    for (var found; (found = pattern.exec(zj.foldQuery(query)));) {
      var text = found[3] || found[2].replace(/""/g, '"');
      if (text) { phrases.push({ text: text, not: !!found[1], terms: termsOf(text) }); }
    }
    return phrases;
  }

  // The terms that a phrase is looked up by: all its pairs, or some all along it.
  function termsOf(text) {
    var last = text.length - 2;
    if (last < 0) { return [text]; }
    var terms = [];
    for (var n = Math.min(TERMS, last + 1), i = 0; i < n; i++) {
      terms.push(text.substr(n > 1 ? Math.round(i * last / (n - 1)) : 0, 2));
    }
    return terms;
  }

  /* Sets: rising lists of places in the archive */

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

  // As the index writes ranges: 12+6,40+1.
  function inRanges(ranges) {
    var out = [];
    ranges.split(',').forEach(function (range) {
      var parts = range.split('+');
      for (var i = 0; i < Number(parts[1]); i++) { out.push(Number(parts[0]) + i); }
    });
    return out;
  }

  /* A search */

  // state is what the address says.
  function start(state) {
    if (search) { search.alive = false; }
    var now = search = {
      alive: true, state: state, phrases: parse(state.q), kind: KINDS.indexOf(state.kind), found: [], seen: {}, scanned: 0, shown: 0,
      limit: location.protocol === 'file:' ? Infinity : MOST, fail: function () { fail(now); }
    };
    ['results', 'spread', 'named', 'more'].forEach(function (id) { empty(byId(id)); });
    output.removeAttribute('data-total');
    output.removeAttribute('data-done');
    say('');
    progress('');
    if (now.phrases.length || state.place || state.year) {
      progress('正在查找…');
      lookUp(now);
    } else {
      loadMore();
    }
  }

  // A place's reports stand in the file of the region that it is or lies in.
  function regionOf(place) { return 'p/' + place.slice(0, 6); }

  function lookUp(search) {
    var files = {};
    search.phrases.forEach(function (phrase) {
      phrase.terms.forEach(function (term) { files[zj.shardOf(term)] = true; });
    });
    if (search.state.place) { files[regionOf(search.state.place)] = files.symbols = true; }
    if (search.state.year || search.state.sort) { files.years = true; }
    zj.load(search, Object.keys(files), function () {
      var lists = {};
      var lacking = false;
      search.phrases.forEach(function (phrase) {
        phrase.terms.forEach(function (term) {
          lists[term] = lists[term] || zj.listOf(term);
          lacking = lacking || !lists[term].length;
        });
      });
      if (!lacking) { return choose(search, lists); }
      zj.loadFolds(search, function (news) { // it may be written otherwise in the texts
        if (!news) { return choose(search, lists); }
        search.phrases = parse(search.state.q);
        lookUp(search);
      });
    });
  }

  // Puts the lists together. One or two characters are settled by their list; what
  // else there is to a phrase is seen in the texts of the candidates.
  function choose(search, lists) {
    var state = search.state;
    var set = null;
    var open = search.kind >= 0;
    function narrow(list) { set = set ? both(set, list) : list; }
    function ofPhrase(phrase) { return phrase.terms.map(function (term) { return lists[term]; }).reduce(both); }
    search.phrases.forEach(function (phrase) {
      if (!phrase.not) {
        narrow(ofPhrase(phrase));
        open = open || phrase.text.length > 2;
      }
    });
    if (state.place) {
      zj.load(search, [regionOf(state.place)], function (found) {
        var line = ('\n' + zj.unpack(found[0][0])).split('\n' + state.place + '\t')[1];
        narrow(line ? inRanges(line.split('\n')[0].split('\t')[1]) : []);
      });
    }
    set = set || inRanges('0+' + zj.reports);
    if (state.year || state.sort) {
      zj.load(search, ['years'], function (found) { years = years || zj.readYears(found[0][0]); });
    }
    if (state.year) { set = set.filter(function (id) { return years[id] === Number(state.year); }); }
    search.phrases.forEach(function (phrase) {
      if (!phrase.not) { return; }
      var list = both(set, ofPhrase(phrase));
      if (phrase.text.length < 3 && search.kind < 0) { set = without(set, list); } else { open = open || list.length > 0; }
    });
    if (state.sort) { set = set.slice().sort(function (a, b) { return years[b] - years[a] || a - b; }); }
    search.candidates = set;
    search.settled = !open;
    if (!open) { search.found = set.slice(); }
    scan(search);
  }

  // Where the phrases stand in a text; null where it is not one to be found.
  function hitsIn(search, text) {
    var hits = [];
    var wanted = false; // some phrase is, not only excluded ones
    function inKind(mark) { return search.kind < 0 || mark.kinds >> search.kind & 1; }
    var found = search.phrases.every(function (phrase) {
      var here = false;
      for (var at = text.start - 1; (at = text.folded.indexOf(phrase.text, at + 1)) >= 0;) {
        var mark = zj.markAt(text, at);
        if (!inKind(mark)) { continue; }
        here = true;
        if (!phrase.not) { hits.push({ at: at, end: at + phrase.text.length, heading: mark.heading }); }
      }
      wanted = wanted || !phrase.not;
      return here !== phrase.not;
    });
    if (!found || !wanted && !text.marks.some(inKind)) { return null; }
    return hits.sort(function (a, b) { return a.at - b.at || b.end - a.end; });
  }

  // Reads texts, a few at once, in order: of all candidates that are not settled,
  // else of those that are shown or put in order.
  function scan(search) {
    var under = 0;
    var good = search.found.length * !search.settled; // texts that are results
    var over = false;
    var looping = false;
    var all = search.candidates.length;
    var wanted = search.settled && (all > RANKED || search.state.sort) ? Math.min(all, PAGE) : Math.min(all, search.limit);
    tell(search);
    next();

    function next() {
      // A page is not loaded while scripts come that were asked for before: the rest waits for it.
      if (document.readyState !== 'complete' && (search.shown || search.scanned > SOON)) { return window.addEventListener('load', next); }
      if (search.shown && Date.now() < search.resume) { return setTimeout(next, PAUSE); }
      // Until the first results stand, no text is asked for that they need not.
      var end = Date.now() + TURN;
      looping = true; // a text that is remembered comes at once
      while (search.alive && under < AT_ONCE && search.scanned < wanted && (search.shown || under + good < PAGE) && Date.now() < end) {
        under++;
        read(search.candidates[search.scanned++]);
      }
      looping = false;
      if (search.alive && !under && search.scanned < wanted) { return setTimeout(next, 0); }
      if (search.alive && !under && !over) {
        over = true;
        finish(search, search.settled || search.scanned === all);
      }
    }

    function read(id) {
      zj.loadText(search, id, function (text) {
        if (!search.alive) { return; }
        var hits = hitsIn(search, text);
        if (hits) {
          good++;
          search.seen[id] = weigh(text, hits);
          if (!search.settled) { search.found.push(id); }
        }
        under--;
        tell(search);
        if (!looping) { next(); }
      });
    }
  }

  // Hits in headings count three times, further ones less and less.
  function weigh(text, hits) {
    return hits.reduce(function (sum, hit, i) { return sum + (hit.heading ? 3 : 1) / (1 + i / 4); }, 0) / (text.whole.length + 1000);
  }

  // whole tells that nothing is left to verify.
  function finish(search, whole) {
    // What somebody has begun to read stays where it is.
    var read = search.shown && (results.contains(document.activeElement) || window.pageYOffset > results.offsetTop);
    var byYear = search.state.sort;
    if (!read && search.found.every(function (id) { return byYear || search.seen[id] !== undefined; })) {
      search.found.sort(function (a, b) {
        return (byYear ? years[b] - years[a] : search.seen[b] - search.seen[a]) || a - b;
      });
      empty(results);
      search.shown = 0;
    }
    search.over = whole;
    tell(search);
    if (!search.shown) { show(search); } else { offerMore(search); }
    if (whole && zj.more) { zj.more(search); }
    loadMore();
  }

  /* What the page says */

  var asked = false; // for the scripts that need not be there before

  function loadMore() { setTimeout(loadNow, PAUSE); }

  function loadNow() {
    if (asked) { return; }
    asked = true;
    form.getAttribute('data-more').split(' ').forEach(function (src) {
      var script = document.createElement('script');
      script.async = false; // they run in this order
      script.src = src;
      document.head.appendChild(script);
    });
  }

  function say(words) { if (output.textContent !== words) { output.textContent = words; } } // once to screen readers

  function progress(words) { byId('progress').textContent = words; }

  function fail(search) {
    if (search.alive) {
      search.alive = false;
      loadMore();
      progress('');
      say('没有读到检索文件，结果不完整。网站可能刚刚更新，请刷新本页再试。');
    }
  }

  // Counts on, and shows the first results as soon as there are some.
  function tell(search) {
    var n = search.found.length;
    output.setAttribute('data-total', n);
    if (search.settled || search.over) {
      progress('');
      output.setAttribute('data-done', '');
      say(n ? '找到' + n + '份报告' : '没有找到');
    } else {
      progress('已找到' + n + '份；核对了' + search.scanned + '份，共' + search.candidates.length + '份');
    }
    if (n >= PAGE && !search.shown && search.found.slice(0, PAGE).every(function (id) { return search.seen[id] !== undefined; })) {
      search.resume = Date.now() + PAUSE;
      show(search);
    }
  }

  function show(search, focus) {
    var ids = search.found.slice(search.shown, search.shown += PAGE);
    var left = ids.length;
    ids.forEach(function (id) {
      var item = add(results, 'li');
      zj.loadText(search, id, function (text) {
        showResult(text, hitsIn(search, text), item);
        if (!--left) {
          loadMore();
          offerMore(search);
          if (focus) { results.children[search.shown - PAGE].querySelector('a').focus(); }
        }
      });
    });
    if (!left) { offerMore(search); }
  }

  function showResult(text, hits, item) {
    var page = '../places/' + text.key + '/index.html';
    item.setAttribute('data-result', text.key);
    add(add(item, 'h2'), 'a', text.title).href = page;
    add(item, 'p', text.place + '　' + text.period + (hits.length ? '　' + hits.length + '处' : ''), 'where');
    for (var n = 0; hits.length && n < 3; n++) {
      var end = showSentence(text, hits, page, add(item, 'p', '', 'hit'));
      hits = hits.filter(function (hit) { return hit.at >= end; });
    }
  }

  // Writes the sentence round the first hit, with all hits in it, as a link to
  // its paragraph, and gives its end.
  function showSentence(text, hits, page, into) {
    var ends = /[。！？；\n]/;
    var mark = zj.markAt(text, hits[0].at);
    var start = hits[0].at;
    var end = hits[0].end;
    while (start > mark.at && start > hits[0].at - AROUND && !ends.test(text.whole.charAt(start - 1))) { start--; }
    while (end < text.whole.length && end < hits[0].end + AROUND && !ends.test(text.whole.charAt(end - 1)) && text.whole.charAt(end) !== '\n') { end++; }
    var link = add(into, 'a');
    link.href = page + (mark.anchor && '#' + mark.anchor);
    function write(words) { link.appendChild(document.createTextNode(words)); }
    if (start > mark.at && !ends.test(text.whole.charAt(start - 1))) { write('…'); }
    hits.forEach(function (hit) {
      if (hit.at >= end || hit.end <= start) { return; }
      var from = Math.max(start, hit.at);
      write(text.whole.slice(start, from));
      start = Math.min(hit.end, end);
      add(link, 'mark', text.whole.slice(from, start));
    });
    write(text.whole.slice(start, end) + (ends.test(text.whole.charAt(end - 1)) || end === text.whole.length || text.whole.charAt(end) === '\n' ? '' : '…'));
    return end;
  }

  function offerMore(search) {
    var into = byId('more');
    var left = search.candidates.length - search.scanned;
    empty(into);
    function button(words, act) {
      var element = add(into, 'button', words);
      element.type = 'button';
      element.addEventListener('click', act);
    }
    if (search.shown < search.found.length) {
      button('再显示' + Math.min(PAGE, search.found.length - search.shown) + '份', function () { show(search, true); });
    }
    if (!search.settled && !search.over && search.scanned >= search.limit) {
      say('至少找到' + search.found.length + '份报告');
      button('核对其余' + left + '份', function () {
        search.limit = Infinity;
        empty(into);
        scan(search);
      });
    }
  }

  /* The address and the form say the same */

  function read() {
    var state = {};
    NAMES.forEach(function (name) { state[name] = form.elements[name].value; });
    return state;
  }

  function fromAddress() {
    var state = {};
    NAMES.forEach(function (name) {
      var found = new RegExp('[?&]' + name + '=([^&]*)').exec(location.search);
      try { state[name] = found ? decodeURIComponent(found[1].replace(/\+/g, ' ')) : ''; } catch (e) { state[name] = ''; }
    });
    if (!/^\d{6}[\da-fx]*$/.test(state.place)) { state.place = ''; }
    return state;
  }

  function addressOf(state) {
    var parts = NAMES.filter(function (name) { return state[name]; }).map(function (name) { return name + '=' + encodeURIComponent(state[name]); });
    return location.pathname + (parts.length ? '?' + parts.join('&') : '');
  }

  // Takes a state over into form and results.
  function enter(state) {
    NAMES.forEach(function (name) { form.elements[name].value = state[name]; });
    if (zj.choosePlace) { zj.choosePlace(state.place); }
    start(state);
  }

  function go(state) {
    try { history.pushState(null, '', addressOf(state)); } catch (e) { return location.assign(addressOf(state)); }
    enter(state);
  }

  ['year', 'kind', 'sort'].forEach(function (name) {
    form.elements[name].addEventListener('change', function () { go(read()); });
  });
  form.addEventListener('submit', function (event) {
    event.preventDefault();
    go(read());
  });
  form.addEventListener('focusin', loadNow);
  window.addEventListener('popstate', function () { enter(fromAddress()); });

  zj.read = read;
  zj.go = go;
  zj.addressOf = addressOf;
  zj.search = function () { return search; };

  form.hidden = false;
  enter(fromAddress());
}());
