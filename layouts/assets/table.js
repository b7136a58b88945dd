/* Tables: the reader sorts the rows of a <table data-sortable>, and draws rows
 * of a <table data-compare> that he picks in one chart.
 *
 * A cell has its number in data-value, as a plain decimal; class none is 0, any
 * other cell has none; data-break says that it does not compare with the one before. ES5, for Chromium 63; without it the tables stay as they are. */
(function () {
  'use strict';

  var MOST = 8; // towns in one chart: as many colours as can be told apart

  function map(list, act) { return Array.prototype.map.call(list, act); }

  function textOf(element) { return element ? element.textContent.replace(/\s+/g, ' ').trim() : ''; }

  function add(parent, name, words, className) {
    var element = parent.appendChild(document.createElement(name));
    if (words) { element.textContent = words; }
    if (className) { element.className = className; }
    return element;
  }

  function remove(element) { if (element && element.parentNode) { element.parentNode.removeChild(element); } }

  // Rows that head a group hold no figures.
  function isRow(row) { return row.querySelector('th[scope="row"]') && row.querySelector('td'); }

  function rowsOf(table) { return Array.prototype.filter.call(table.querySelectorAll('tbody tr'), isRow); }

  // What a column is called, with its unit: 行政处罚（件）.
  function nameOfHead(head) {
    var unit = head.querySelector('small');
    var words = textOf(head);
    return unit ? words.slice(0, words.lastIndexOf(textOf(unit))).trim() + '（' + textOf(unit) + '）' : words;
  }

  function valueOf(cell) {
    if (/\bnone\b/.test(cell.className)) { return 0; }
    return cell.getAttribute('data-value') ? Number(cell.getAttribute('data-value')) : null;
  }

  // The figure as it is printed, without notes and parts of a sum.
  function wordsOf(cell) { return textOf(cell.querySelector('a, span') || cell); }

  // A figure for a part of the year stands beside no others among bars, as on the pages.
  function comparesWithOthers(cell) { return valueOf(cell) !== null && !cell.querySelector('small:not(.sum)'); }

  // What scrolls with a table in it, or the table itself.
  function hostOf(table) { return /\bscroll\b/.test(table.parentNode.className) ? table.parentNode : table; }

  /* Sorting */

  function sortable(table) {
    var heads = map(table.querySelectorAll('thead th'), function (head) { return head; });
    var order = rowsOf(table); // as the page has it
    var said = document.createElement('p');
    said.className = 'unseen';
    said.setAttribute('aria-live', 'polite');
    hostOf(table).parentNode.insertBefore(said, hostOf(table));

    // Numbers go from the largest down, from the smallest up, and back to the
    // order of the page. Names, which have no order of their own that all know,
    // go as on the page and backwards.
    heads.forEach(function (head, column) {
      var numbers = order.some(function (row) { return row.cells[column].hasAttribute('data-value'); });
      var directions = numbers ? ['descending', 'ascending', ''] : ['ascending', 'descending', ''];
      var words = nameOfHead(head);
      var button = document.createElement('button');
      button.type = 'button';
      button.className = 'sort';
      if (head.querySelector('a')) { // a button holds no link: it stands behind it
        add(button, 'span', '按' + words + '排序', 'unseen');
      } else {
        while (head.firstChild) { button.appendChild(head.firstChild); }
      }
      head.appendChild(button);
      button.addEventListener('click', function () {
        var direction = directions[(directions.indexOf(head.getAttribute('aria-sort') || '') + 1) % 3];
        heads.forEach(function (other) { other.removeAttribute('aria-sort'); });
        if (direction) { head.setAttribute('aria-sort', direction); }
        sort(column, direction, numbers);
        said.textContent = !direction ? '已恢复原来的顺序' : '已按“' + words + '”' +
          (!numbers ? direction === 'ascending' ? '顺排' : '倒排' : direction === 'ascending' ? '从小到大排列' : '从大到小排列');
      });
    });

    // Rows without a number stay last either way; equal ones stay in order.
    function sort(column, direction, numbers) {
      var sign = direction === 'descending' ? -1 : 1;
      var keyed = order.map(function (row, i) {
        return { row: row, rank: i, value: !direction ? i : numbers ? valueOf(row.cells[column]) : i };
      });
      keyed.sort(function (a, b) {
        if (a.value === null || b.value === null) { return (a.value === null) - (b.value === null) || a.rank - b.rank; }
        return sign * (a.value - b.value) || a.rank - b.rank;
      });
      var top = window.pageYOffset;
      keyed.forEach(function (one) { one.row.parentNode.appendChild(one.row); }); // in its own group
      window.scrollTo(window.pageXOffset, top);
    }
  }

  /* Paper is too narrow for the columns of a year: there a town is a list, each
   * number with its head, which the style sheet takes from data-head. */

  function head(table, heads) {
    rowsOf(table).forEach(function (row) {
      heads.forEach(function (words, i) { if (i) { row.cells[i].setAttribute('data-head', words); } });
    });
    table.className += ' headed';
  }

  /* Comparing */

  function comparable(table, number) {
    var byYear = table.getAttribute('data-compare') === 'years';
    var heads = map(table.querySelectorAll('thead th'), nameOfHead);
    if (!byYear) { head(table, heads); }
    var chosen = []; // towns, in the order of choosing
    var asked = 0;   // for a column, by the reader
    var figure = null;

    var bar = document.createElement('div');
    bar.className = 'picked';
    hostOf(table).parentNode.insertBefore(bar, hostOf(table));
    var said = add(bar, 'p');
    said.setAttribute('aria-live', 'polite');
    var clear = add(bar, 'button', '清除选择');
    clear.type = 'button';
    clear.addEventListener('click', function () {
      chosen = [];
      update();
    });
    var jump = document.createElement('a'); // stands beside the last choice
    jump.className = 'jump';
    jump.textContent = '看比较图';
    jump.href = '#compare-' + number;

    var towns = rowsOf(table).map(function (row) {
      var head = row.querySelector('th');
      var first = head.firstChild; // its name, in a link or not; a link to its report may follow
      var town = { cells: row.cells, name: textOf(first), href: first.href, group: textOf(row.parentNode.querySelector('.group th')) };
      var label = add(head, 'label', '', 'pick');
      var box = town.box = add(label, 'input');
      box.type = 'checkbox';
      box.setAttribute('aria-label', '比较' + town.name);
      head.insertBefore(label, head.firstChild);
      box.addEventListener('change', function () {
        var top = box.getBoundingClientRect().top;
        if (box.checked) { chosen.push(town); } else { chosen.splice(chosen.indexOf(town), 1); }
        update(head);
        window.scrollBy(0, box.getBoundingClientRect().top - top); // the box stays where it was on the screen
      });
      return town;
    });

    // Namesakes have the name of their group in front.
    function namesOf() {
      var names = chosen.map(function (town) { return town.name; });
      return chosen.map(function (town) {
        return names.indexOf(town.name) < names.lastIndexOf(town.name) ? town.group + town.name : town.name;
      });
    }

    // The column that most of the chosen towns have a number in, the first of several.
    function fullest() {
      var counts = heads.map(function (head, i) {
        return i && chosen.filter(function (town) { return valueOf(town.cells[i]) !== null; }).length;
      });
      return counts.indexOf(Math.max.apply(null, counts.slice(1)), 1);
    }

    // What the chart shows, in a sentence: of years the first and the last number
    // of each town, of one year how many have one, and between which they lie.
    function sentenceOf(names, column) {
      if (byYear) {
        return chosen.map(function (town, k) {
          var stated = heads.map(function (head, i) { return i && valueOf(town.cells[i]) !== null ? head + wordsOf(town.cells[i]) : ''; }).filter(Boolean);
          var broken = map(town.cells, function (cell) { return cell.hasAttribute('data-break'); }).indexOf(true) > 0;
          return names[k] + (!stated.length ? '没有数字' : stated.length === 1 ? '只有' + stated[0] :
            stated[0] + '，' + stated[stated.length - 1] + (broken ? '（其间口径有变化，前后不宜直接比较）' : ''));
        }).join('；') + '。';
      }
      var stated = chosen.map(function (town, k) { return { name: names[k], cell: town.cells[column] }; })
        .filter(function (one) { return comparesWithOthers(one.cell); })
        .sort(function (a, b) { return valueOf(a.cell) - valueOf(b.cell); });
      function end(one) { return wordsOf(one.cell) + '（' + one.name + '）'; }
      return names.length + '个地方中，' + stated.length + '个有全年数字' +
        (stated.length > 1 ? '，从' + end(stated[0]) + '到' + end(stated[stated.length - 1]) : '') + '。';
    }

    // The options of a chart, in the form that the pages bring them. Where a number
    // does not compare with the one before, a new line begins behind a mark.
    function optionsOf(names, column) {
      if (!byYear) {
        return {
          xAxis: [{}], yAxis: [{ data: names }],
          series: [{ type: 'bar', name: heads[column], data: chosen.map(function (town) {
            var cell = town.cells[column];
            return { value: comparesWithOthers(cell) ? valueOf(cell) : null, itemStyle: cell.hasAttribute('data-about') ? {} : null };
          }) }]
        };
      }
      var years = heads.map(function (head) { return head.replace(/年度?$/, ''); });
      var series = [];
      var marked = []; // years, each of them once
      chosen.forEach(function (town, k) {
        var symbol = ['Circle', 'Rect', 'Triangle', 'Diamond'][k % 4];
        var data;
        map(town.cells, function (cell, i) {
          if (i === 0) { return; }
          var broken = cell.hasAttribute('data-break');
          if (i === 1 || broken) {
            data = heads.slice(1, i).map(function () { return {}; });
            series.push({
              type: 'line', name: names[k], symbol: symbol, data: data,
              markLine: broken && marked.indexOf(i) < 0 ? { data: [{ name: '口径变化', xAxis: years[i] }] } : null
            });
            if (broken) { marked.push(i); }
          }
          data.push({ value: valueOf(cell), symbol: cell.hasAttribute('data-about') ? 'empty' + symbol : symbol });
        });
      });
      return { xAxis: [{ data: years.slice(1) }], yAxis: [{}], series: series };
    }

    // The chosen rows; for years each of them is a column, which is narrower.
    function copy(into, names) {
      var top = add(add(into, 'thead'), 'tr');
      var body = add(into, 'tbody');
      function head(row, scope, words, town) {
        var cell = add(row, 'th');
        cell.scope = scope;
        if (town && town.href) { add(cell, 'a', words).href = town.href; } else { cell.textContent = words; }
      }
      (byYear ? ['年度'].concat(names) : heads).forEach(function (words, i) { head(top, 'col', words, byYear && chosen[i - 1]); });
      (byYear ? heads.slice(1) : names).forEach(function (words, i) {
        var row = add(body, 'tr');
        head(row, 'row', words, !byYear && chosen[i]);
        (byYear ? chosen : heads.slice(1)).forEach(function (one, k) {
          var cell = row.appendChild((byYear ? one.cells[i + 1] : chosen[i].cells[k + 1]).cloneNode(true));
          map(cell.querySelectorAll('[id]'), function (element) { element.removeAttribute('id'); });
        });
      });
    }

    // The notes that copied cells name: their list stands below the table they come from.
    function notesOf(into) {
      var list = hostOf(table).nextElementSibling;
      var notes = list && /\bnotes\b/.test(list.className) ? list.querySelectorAll('li') : [];
      return map(into.querySelectorAll('sup'), textOf).filter(function (name, i, all) { return all.indexOf(name) === i; })
        .map(function (name) { return name + '　' + textOf(notes[name.replace(/\D/g, '') - 1]); });
    }

    function update(head) {
      var names = namesOf();
      var several = names.length > 1;
      remove(figure);
      remove(jump);
      figure = null;
      towns.forEach(function (town) {
        town.box.checked = chosen.indexOf(town) >= 0;
        town.box.disabled = !town.box.checked && chosen.length >= MOST;
      });
      clear.hidden = !names.length;
      said.textContent = (names.length ? '已选' + names.length + '个：' + names.join('、') + '。' : '') +
        (several ? '' : '勾选两个或更多地方，就画在一张图里比较，') + '最多' + MOST + '个。';
      if (!several) { return; }
      if (head) { head.appendChild(jump); }

      figure = document.createElement('figure');
      figure.className = 'chart';
      figure.id = 'compare-' + number;
      figure.tabIndex = -1;
      figure.setAttribute('data-chart', 'compare');
      bar.parentNode.insertBefore(figure, bar.nextSibling);
      var caption = add(figure, 'figcaption');
      var title = add(caption, 'p', '', 'title');
      var column = asked || fullest();
      if (!byYear) {
        var label = add(caption, 'label', '画哪一项 ');
        var select = add(label, 'select');
        heads.forEach(function (words, i) { if (i) { select.add(new Option(words, i, false, i === column)); } });
        select.addEventListener('change', function () {
          column = asked = Number(select.value);
          draw();
        });
      }
      var says = add(caption, 'p', '', 'says');
      var about = '比较：' + textOf(table.caption);
      var scroll = add(figure, 'section', '', 'scroll');
      scroll.tabIndex = 0;
      scroll.setAttribute('aria-label', about);
      var into = add(scroll, 'table', '', table.className);
      add(into, 'caption', about);
      copy(into, names);
      notesOf(into).forEach(function (note) { add(figure, 'p', note, 'says'); });
      var csv = document.querySelector('main a[href$="series.csv"]'); // that the page gives for all of its numbers
      if (csv) { add(add(figure, 'p', '', 'more'), 'a', '下载数据（CSV）').href = csv.href; }
      var options = document.createElement('script');
      options.type = 'application/json';
      figure.appendChild(options);

      function draw() {
        // A caption is 行政处罚（件），18个地方: what the numbers are, with the unit, first.
        title.textContent = '比较' + names.length + '个地方：' + (byYear ? textOf(table.caption).split('，')[0] : heads[column]);
        says.textContent = sentenceOf(names, column);
        options.textContent = JSON.stringify(optionsOf(names, column));
        var event = document.createEvent('Event');
        event.initEvent('chart', true, false);
        figure.dispatchEvent(event); // chart.js listens
      }
      draw();
    }

    update();
  }

  map(document.querySelectorAll('table[data-compare]'), comparable);
  map(document.querySelectorAll('table[data-sortable]'), sortable);
}());
