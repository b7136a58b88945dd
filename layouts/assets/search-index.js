/* Reads the index of the search page: the lists of terms, the texts of reports.
 *
 * Its files are scripts that call zj(name, …), so that they load from a folder
 * too. generator/search says how they are made and why; what is packed there by
 * bits.go, list.go and text.go is unpacked here. Places in a text and characters of
 * a term are units of UTF-16, as in any script. ES5, for Chromium 63. */
(function () {
  'use strict';

  var form = document.querySelector('form[data-index]');
  var BASE = form.getAttribute('data-base') || ''; // from the page to the folder of the index
  var about = form.getAttribute('data-index').split(' ');
  var N = Number(about[0]);          // reports
  var SHARDS = Number(about[1]);     // a power of two
  var NAME_FILES = Number(about[2]); // too
  var STAMP = about[3];              // changes with the index, so that no old file of it comes out of a cache
  var TEXTS = 2048;                  // that are remembered, some 40 MB
  var pow = Math.pow;                // by a name of its own: what shortens scripts would write 2**k, which is no ES5

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
    return high * pow(2, k) + this.read(k);
  };

  Bits.prototype.gamma = function (k) {
    var value = 0;
    while (!this.read(1)) { value += pow(2, k++); }
    return value + this.read(k);
  };

  /* Files */

  var files = {};   // what has come and is not read yet, by name
  var waiting = {}; // who waits for the rest

  var zj = window.zj = function (name) { files[name] = Array.prototype.slice.call(arguments, 1); };

  // Loads a file and hands on what it called zj with, undefined if it did not.
  function load(name, path, done) {
    if (files[name]) { return done(files[name]); }
    if (waiting[name]) { return waiting[name].push(done); }
    waiting[name] = [done];
    var script = document.createElement('script');
    script.onload = script.onerror = function () {
      var all = waiting[name];
      delete waiting[name];
      document.head.removeChild(script);
      all.forEach(function (act) { act(files[name]); });
    };
    script.src = BASE + path + '.js?' + STAMP;
    document.head.appendChild(script);
  }

  // Loads files of the search folder, numbered ones (s/17) and others, and hands
  // them on in order; to a search that is over nothing, of one that fails null.
  function loadAll(search, names, done) {
    var left = names.length;
    function one() { if (!--left && search.alive) { done(names.map(function (name) { return files[name]; })); } }
    if (!left) { return done([]); }
    names.forEach(function (name) {
      var part = /^([sdn]\/)(\d+)$/.exec(name);
      var path = part ? part[1] + (part[2] >> 8).toString(16) + '/' + (256 + (part[2] & 255)).toString(16).slice(1) : name;
      load(name, path, function (data) {
        if (!data || part && part[1] === 's/' && data[0] !== N) { return search.fail(); }
        one();
      });
    });
  }

  /* Lists of reports, by their places in the archive */

  // Whole part of the binary logarithm, 0 for less than 2.
  function log2(x) {
    for (var k = 0; x >= 2; k++) { x = Math.floor(x / 2); }
    return k;
  }

  function readList(bits) {
    var size = bits.gamma(1) + 1;
    var full = 2 * size > N; // then those are written that are not on it
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

  function multiply(a, b) { return (a & 65535) * b + (((a >>> 16) * b & 65535) * 65536) | 0; }

  // Spreads terms evenly over 32 bits, no two to one.
  function mix(term) {
    term = multiply(term ^ term >>> 16, 0x7feb352d);
    term = multiply(term ^ term >>> 15, 0x846ca68b);
    return (term ^ term >>> 16) >>> 0;
  }

  // A term is the first one or two characters of a text.
  function mixed(text) { return mix(text.charCodeAt(0) << 16 | (text.charCodeAt(1) || 0)); }

  function fileOf(kind, text, width) { return kind + (width && mixed(text) >>> 32 - width); }

  function shardOf(term) { return fileOf('s/', term, SHARDS); }

  // The list of a term, whose shard is there; [] where it stands nowhere.
  function listOf(term) {
    var bits = new Bits(files[shardOf(term)][1]);
    var rest = mixed(term) % pow(2, 32 - SHARDS);
    var size = bits.gamma(4);
    var k = Math.max(0, 32 - SHARDS - (size && log2(size) + 1));
    for (var next = 0; size > 0; size--) {
      next += bits.rice(k) + 1;
      var list = readList(bits);
      if (next - 1 === rest) { return list; }
    }
    return [];
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

  /* Texts: symbols, and repetitions of what was said */

  var CLASSES = [5, 5, 6, 7, 8, 9, 10, 16]; // bits of a symbol's place; the last holds any character
  var symbols = null;

  function readSymbols() {
    var bits = new Bits(files.symbols[0]);
    var chars = [];
    var n;
    var next = 0;
    symbols = [];
    for (n = bits.read(11); n > 0; n--) { chars.push(bits.read(16)); }
    for (n = bits.read(12); n > 0; n--) {
      var word = [];
      if (bits.read(1)) {
        for (var size = bits.read(4); size > 0; size--) { word.push(chars[bits.read(11)]); }
      } else {
        word.push(chars[next++]);
      }
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
        var from = out.length - 1 - bits.read(out.length > 1 ? log2(out.length - 1) + 1 : 0);
        while (n-- > 0) { out.push(out[from++]); }
        continue;
      }
      var kind = bits.read(3);
      var value = bits.read(CLASSES[kind]);
      if (kind === 7) {
        out.push(value);
        continue;
      }
      while (kind > 0) { value += 1 << CLASSES[--kind]; }
      for (var i = 0; i < symbols[value].length; i++) { out.push(symbols[value][i]); }
    }
    var text = '';
    for (var at = 0; at < size; at += 4096) { text += String.fromCharCode.apply(null, out.slice(at, at + 4096)); }
    return text;
  }

  var keys = [];   // of reports, by block of 1,024 and place in it
  var texts = {};  // by place in the archive
  var held = 0;

  // Keys are addresses: 370405104/2022, a further version has /2 behind.
  function readBlock(number) {
    var data = files['d/' + number];
    var years = readYears(data[1], Math.min(1024, N - number * 1024));
    var list = keys[number] = [];
    var code = '';
    var size = 0;
    data[0].split(' ').forEach(function (entry) {
      var parts = entry.slice(1).split(':');
      code = code.slice(0, Number(entry.charAt(0))) + parts[0];
      size = Number(parts[1] || size);
      for (var i = 0, version = 1; i < size; i++) {
        var year = years[list.length];
        version = i && years[list.length - 1] === year ? version + 1 : 1;
        list.push(code + '/' + year + (version > 1 ? '/' + version : ''));
      }
    });
  }

  // Hands on the text of the report at a place: its whole, with three lines in
  // front, the same folded, where it starts, and marks.
  function loadText(search, id, done) {
    if (texts[id]) { return done(texts[id]); }
    var block = id >> 10;
    loadAll(search, ['symbols', 'd/' + block], function () {
      if (!keys[block]) { readBlock(block); }
      var key = keys[block][id & 1023];
      var parts = [];
      next();

      function next() {
        var n = parts.length;
        load('t/' + key + (n ? '+' + n : ''), '../places/' + key + '/search' + (n ? '-' + (n + 1) : ''), function (data) {
          if (!data) { return search.fail(); }
          parts.push(data);
          if (parts.length < parts[0][0]) { return next(); }
          if (!texts[id]) {
            if (held++ === TEXTS) {
              texts = {};
              held = 1;
            }
            texts[id] = readText(key, parts);
            parts.forEach(function (part, i) { delete files['t/' + key + (i ? '+' + i : '')]; });
          }
          done(texts[id]);
        });
      }
    });
  }

  function readText(key, parts) {
    var signs = parts[0][1];
    var whole = unpack(parts.map(function (part) { return part[part.length - 1]; }).join(''));
    var head = whole.split('\n', 3);
    var at = head.join('\n').length + 1;
    var text = { key: key, title: head[0], place: head[1], period: head[2], start: at, whole: whole, folded: foldText(whole, parts[0][2]), marks: [] };
    var counts = { p: 0, s: 0, t: 0 };
    var kinds = 0; // of the section, a bit each
    var anchor = '';
    function name(letter) { anchor = letter + ++counts[letter]; }
    function mark(at, heading) { text.marks.push({ at: at, anchor: anchor, kinds: kinds, heading: heading }); }
    for (var i = 0; i < signs.length; i++) {
      var sign = signs.charAt(i);
      if (sign === '!') {
        kinds = digit(signs.charCodeAt(++i));
        continue;
      }
      if (sign === 'p' || sign === 't') { name(sign); }
      if (sign === 's' || sign === 'r' || sign === 'n') { name('s'); }
      if (sign === 'n') { name('p'); }
      mark(at, sign === 's' || sign === 'r');
      if (sign === 'r') { // its paragraph, behind the heading
        name('p');
        mark(at + digit(signs.charCodeAt(++i)) * 91 + digit(signs.charCodeAt(++i)), false);
      }
      at = whole.indexOf('\n', at) + 1 || whole.length;
    }
    return text;
  }

  // What begins at or before a place of a text.
  function markAt(text, at) {
    var low = 0;
    var high = text.marks.length;
    while (high - low > 1) {
      var middle = low + high >> 1;
      if (text.marks[middle].at <= at) { low = middle; } else { high = middle; }
    }
    return text.marks[low];
  }

  /* Folding: by rule; of a text besides by the pairs that stand beside it, of a
   * query by the table in fold.js, where one of its terms stands nowhere. */

  var table = null;

  function foldRule(text) {
    return text.replace(/[\t\u00a0\u2000-\u200a\u202f\u205f\u3000]/g, ' ').replace(/[\uff01-\uff5e]/g, function (c) {
      return String.fromCharCode(c.charCodeAt(0) - 0xfee0);
    }).replace(/[A-Z]/g, function (c) { return c.toLowerCase(); });
  }

  function foldText(text, pairs) {
    for (var i = 0; i < pairs.length; i += 2) { text = text.split(pairs.charAt(i)).join(pairs.charAt(i + 1)); }
    return foldRule(text);
  }

  // Without what cleaning takes out of reports.
  function foldQuery(text) {
    text = text.replace(/[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g, '');
    return foldRule(table ? text.replace(/[^ -~]/g, function (c) { return table[c] || c; }) : text);
  }

  // Hands on whether the table has come only now.
  function loadFolds(search, done) {
    if (table) { return done(false); }
    loadAll(search, ['fold'], function (found) {
      var bits = new Bits(found[0][0]);
      var long = found[0][1];
      table = {};
      for (var n = bits.read(16), at = 0; n > 0; n--, at++) {
        at += bits.gamma(2);
        table[String.fromCharCode(at)] = String.fromCharCode(bits.read(16));
      }
      for (var i = 0; i < long.length; i += 3) { table[long.charAt(i)] = long.substr(i + 1, 2); }
      done(true);
    });
  }

  zj.empty = function (element) { while (element.firstChild) { element.removeChild(element.firstChild); } };
  zj.add = function (parent, name, words, className) {
    var element = parent.appendChild(document.createElement(name));
    if (words) { element.textContent = words; }
    if (className) { element.className = className; }
    return element;
  };

  zj.base = BASE;
  zj.reports = N;
  zj.load = loadAll;
  zj.loadText = loadText;
  zj.loadFolds = loadFolds;
  zj.foldQuery = foldQuery;
  zj.foldRule = foldRule;
  zj.shardOf = shardOf;
  zj.listOf = listOf;
  zj.nameFile = function (key) { return fileOf('n/', key, NAME_FILES); };
  zj.readYears = function (data) { return readYears(data, N); };
  zj.unpack = unpack;
  zj.markAt = markAt;
}());
