/* Names of places and indicators that are offered while a reader types, by
 * characters, pinyin or its initials: below the field of the search page and that
 * of the home page. Their files are those of search-index.js. ES5, for Chromium 63. */
(function () {
  'use strict';

  var OFFERS = 8; // names at once
  var WAIT = 120; // ms after a key

  var zj = window.zj;
  var page = { alive: true, fail: function () {} }; // asks for files that a page can do without

  // The lines of a file, each cut at its tabs.
  zj.linesOf = function (data) { return zj.unpack(data[0]).split('\n').map(function (line) { return line.split('\t'); }); };

  // Hands on the names that hold a text, or whose pinyin begins with it.
  zj.findNames = function (typed, done) {
    var latin = /^[a-z]{2}/.test(typed);
    var key = latin ? typed.slice(0, 2) : typed.charAt(0);
    if (!key || !latin && /[ -~]/.test(key)) { return done([]); }
    zj.load(page, [zj.nameFile(key), 'symbols'], function (files) {
      var here = false;
      var names = [];
      zj.linesOf(files[0]).forEach(function (line) {
        if (line.length === 1) {
          here = line[0] === key;
        } else if (here && (latin ? sounds(typed, line[3].split(' ')) : zj.foldRule(line[0]).indexOf(typed) >= 0)) {
          var place = /^\d/.test(line[1]);
          names.push({
            text: line[0], code: line[1], note: place ? line[2] : '指标', place: place,
            href: zj.base + (place ? '../places/' : '../indicators/') + line[1] + '/index.html'
          });
        }
      });
      names.sort(function (a, b) {
        return (b.text.indexOf(typed) === 0) - (a.text.indexOf(typed) === 0) || a.code.length - b.code.length || (a.code < b.code ? -1 : 1);
      });
      done(names);
    });
  };

  // Tells whether letters begin the pinyin of characters, one after the other: of
  // each the whole or its initial, of the last any part.
  function sounds(typed, readings) {
    if (!typed) { return true; }
    return readings.length > 0 && readings[0].split('/').some(function (reading) {
      if (!reading) { return false; }
      return reading.indexOf(typed) === 0 || [1, /^[zcs]h/.test(reading) ? 2 : 1, reading.length].some(function (n) {
        return typed.slice(0, n) === reading.slice(0, n) && sounds(typed.slice(n), readings.slice(1));
      });
    });
  }

  // Makes an input a combobox: names that fit its last word come into a list.
  // note says what stands behind one, take is given the one that is chosen. What it
  // gives back shuts the list.
  zj.offerNames = function (input, offers, note, take) {
    [['role', 'combobox'], ['aria-autocomplete', 'list'], ['aria-controls', 'offers']].forEach(function (a) { input.setAttribute(a[0], a[1]); });
    offers.setAttribute('role', 'listbox');
    offers.setAttribute('aria-label', '名称');

    var offered = [];
    var chosen = -1;
    var timer = 0;

    function close() {
      clearTimeout(timer);
      offered = [];
      chosen = -1;
      zj.empty(offers);
      offers.hidden = true;
      input.setAttribute('aria-expanded', 'false');
      input.removeAttribute('aria-activedescendant');
    }

    // The last word, which is the one that is being typed.
    function word() { return zj.foldQuery(input.value).split(' ').pop().replace(/'/g, ''); }

    function offer() {
      var typed = word();
      zj.findNames(typed, function (names) {
        if (document.activeElement !== input || typed !== word()) { return; }
        close();
        offered = names.slice(0, OFFERS);
        offered.forEach(function (name, i) {
          var item = zj.add(offers, 'li', name.text);
          zj.add(item, 'small', note(name));
          item.id = 'offer-' + i;
          item.setAttribute('role', 'option');
          item.setAttribute('aria-selected', 'false');
          item.addEventListener('mousedown', function (event) {
            event.preventDefault();
            choose(name);
          });
        });
        offers.hidden = !offered.length;
        input.setAttribute('aria-expanded', String(offered.length > 0));
      });
    }

    function choose(name) {
      close();
      take(name);
    }

    function point(to) {
      chosen = to < -1 ? offered.length - 1 : to >= offered.length ? -1 : to; // beyond either end is the input itself
      Array.prototype.forEach.call(offers.children, function (item, i) { item.setAttribute('aria-selected', String(i === chosen)); });
      if (chosen < 0) { input.removeAttribute('aria-activedescendant'); } else { input.setAttribute('aria-activedescendant', 'offer-' + chosen); }
    }

    input.addEventListener('input', function () {
      clearTimeout(timer);
      timer = setTimeout(offer, WAIT);
    });
    input.addEventListener('blur', close);
    input.addEventListener('keydown', function (event) { // 13 is Enter, 27 Escape, 38 up, 40 down
      var key = event.keyCode;
      if (!offered.length || event.isComposing) { return; }
      if (key === 38 || key === 40) {
        event.preventDefault();
        point(chosen + (key === 40 ? 1 : -1));
      } else if (key === 27) {
        close();
      } else if (key === 13 && chosen >= 0) {
        event.preventDefault();
        choose(offered[chosen]);
      }
    });

    close();
    return close;
  };
}());
