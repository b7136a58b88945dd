/* 朗读: reads a report or a card aloud, paragraph by paragraph, from the one that
 * is in view, and marks the one being read. The browser speaks by itself, with a
 * Chinese voice of the reader's own computer; where there is none there is no
 * button. ES5, for Chromium 63. */
(function () {
  'use strict';

  var speech = window.speechSynthesis;
  var text = document.querySelector('[data-text], [data-speak]');
  if (!speech || !window.SpeechSynthesisUtterance || !text) { return; }

  var LONGEST = 120; // characters at once; some voices fall silent on longer ones
  var voice = null;
  var box = null;
  var status = null;
  var toggle = null;
  var stop = null;
  var queue = []; // of {element, words}
  var at = -1;    // in queue; -1 while nothing is read
  var turn = 0;   // what was begun before the last stop must not go on

  function findVoice() {
    var voices = speech.getVoices();
    for (var i = 0; i < voices.length && !voice; i++) {
      if (/^zh\b|^cmn/i.test(voices[i].lang.replace('_', '-')) && !/HK|yue/i.test(voices[i].lang)) { voice = voices[i]; }
    }
    if (voice && !box) { build(); }
  }

  function button(words, act) {
    var b = document.createElement('button');
    b.type = 'button';
    b.textContent = words;
    b.addEventListener('click', act);
    return box.appendChild(b);
  }

  function build() {
    box = document.createElement('div');
    box.className = 'speak';
    box.setAttribute('role', 'group');
    box.setAttribute('aria-label', '朗读');
    toggle = button('朗读全文', press);
    stop = button('停止', end);
    stop.hidden = true;
    status = box.appendChild(document.createElement('span'));
    status.setAttribute('role', 'status');
    var head = document.querySelector('.page-head');
    head.appendChild(box);
  }

  // A paragraph is read as it stands, cut behind sentences where it is long.
  function pieces(words) {
    var list = [''];
    (words.match(/[^。；！？]*[。；！？]|[^。；！？]+$/g) || []).forEach(function (sentence) {
      if (list[list.length - 1].length + sentence.length > LONGEST) { list.push(''); }
      list[list.length - 1] += sentence;
    });
    return list.filter(function (piece) { return /\S/.test(piece); });
  }

  function prepare() {
    var first = -1;
    queue = [];
    Array.prototype.forEach.call(text.querySelectorAll('p, h1, h2, h3, h4, h5, h6, li, td, th, dt, dd'), function (element) {
      if (element.querySelector('p, li')) { return; }
      if (first < 0 && element.getBoundingClientRect().bottom > 60) { first = queue.length; }
      pieces(element.textContent).forEach(function (words) { queue.push({ element: element, words: words }); });
    });
    return first;
  }

  function mark(element) {
    var old = document.querySelector('.spoken');
    if (old) { old.classList.remove('spoken'); }
    if (!element) { return; }
    element.classList.add('spoken');
    var place = element.getBoundingClientRect();
    if (place.top < 0 || place.bottom > window.innerHeight) { element.scrollIntoView({ block: 'center' }); }
  }

  function next(mine) {
    if (mine !== turn) { return; }
    at++;
    if (at >= queue.length) { return end(); }
    var utterance = new window.SpeechSynthesisUtterance(queue[at].words);
    utterance.lang = 'zh-CN';
    utterance.voice = voice;
    utterance.onend = function () { next(mine); };
    utterance.onerror = function (event) {
      if (mine === turn) { end(); status.textContent = event.error === 'interrupted' ? '' : '这个浏览器读不出来。'; }
    };
    mark(queue[at].element);
    speech.speak(utterance);
  }

  function press() {
    if (at < 0) {
      var from = prepare();
      if (!queue.length) { return; }
      at = Math.max(0, from) - 1;
      stop.hidden = false;
      toggle.textContent = '暂停';
      status.textContent = '';
      turn++;
      next(turn);
    } else if (speech.paused) {
      speech.resume();
      toggle.textContent = '暂停';
    } else {
      speech.pause();
      toggle.textContent = '继续';
    }
  }

  function end() {
    turn++;
    at = -1;
    speech.cancel();
    speech.resume(); // or what is read next would wait
    mark(null);
    toggle.textContent = '朗读全文';
    stop.hidden = true;
  }

  findVoice();
  if (!voice && speech.addEventListener) { speech.addEventListener('voiceschanged', findVoice); }
  window.addEventListener('pagehide', function () { speech.cancel(); });
}());
