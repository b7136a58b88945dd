/* A text that somebody is to copy, [data-copy], gets a button. The clipboard of the
 * newer browsers is not there on plain http, so the text is selected and copied as by
 * hand; where that is forbidden it stays selected, for Ctrl+C. In a citation, and in
 * what a fault is reported with, the address at which the page is read takes the
 * place of its path. ES5, for Chromium 63; without it the text can be selected. */
(function () {
  'use strict';

  function here() { return location.href.replace(/[?#].*$/, ''); }

  function isPath(text) { return !/^[a-z]+:/.test(text); }

  function addresses(element) {
    var spans = element.querySelectorAll('[data-here]');
    for (var i = 0; i < spans.length; i++) {
      if (isPath(spans[i].textContent) && location.protocol !== 'file:') { spans[i].textContent = here(); }
    }
    if (element.getAttribute('data-copy') === 'page' && location.protocol !== 'file:') { element.textContent = here(); }
  }

  function select(element) {
    var range = document.createRange();
    range.selectNodeContents(element);
    var selection = window.getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
  }

  function copied(element) {
    select(element);
    try { return document.execCommand('copy'); } catch (e) { return false; }
  }

  function offer(element) {
    var button = document.createElement('button');
    var said = document.createElement('span');
    button.type = 'button';
    button.className = 'copy';
    button.textContent = '复制';
    button.setAttribute('aria-label', element.getAttribute('data-copy') === 'page' ? '复制本页地址' : '复制引用文字');
    said.setAttribute('role', 'status');
    said.className = 'copied';
    button.addEventListener('click', function () {
      said.textContent = copied(element) ? '已复制' : '已选中，请按 Ctrl+C 复制';
    });
    element.parentNode.insertBefore(said, element.nextSibling);
    element.parentNode.insertBefore(button, said);
  }

  var texts = document.querySelectorAll('[data-copy]');
  for (var i = 0; i < texts.length; i++) {
    addresses(texts[i]);
    if (document.queryCommandSupported && document.queryCommandSupported('copy')) { offer(texts[i]); }
  }
}());
