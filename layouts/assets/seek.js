/* The field of the home page: typing a town's name, its pinyin or the initials of
 * that leads to the town's page; what names nothing is searched for in all texts.
 * Needs search-index.js and names.js. ES5, for Chromium 63. */
(function () {
  'use strict';

  var zj = window.zj;
  var form = document.querySelector('.seek');
  var input = form.elements.q;
  var page = { alive: true, fail: function () {} };

  function visit(name) { location.assign(name.href); }

  var close = zj.offerNames(input, document.getElementById('offers'), function (name) { return name.note; }, visit);

  form.addEventListener('submit', function (event) {
    event.preventDefault();
    var typed = zj.foldQuery(input.value).trim().replace(/'/g, '');
    if (!typed) { return input.focus(); }
    close();
    zj.findNames(typed, function (names) {
      if (names.length === 1 || names.length && names[0].text.indexOf(typed) === 0 && names[0].code.length > 6) { return visit(names[0]); }
      form.submit();
    });
  });

  input.addEventListener('focus', function () { zj.loadFolds(page, function () {}); }); // 東 is 东
  form.hidden = false;
}());
