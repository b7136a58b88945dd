/* Draws the plot above the table of each <figure data-chart>.
 *
 * The table is the chart for whoever has no script, prints or listens. All words
 * of a plot come out of it: row i is place i of the category axis, a series has
 * the name of its column, and a point leads where its cell does. Whatever fails,
 * the plot goes and the table is open again. ES5, for Chromium 63. */
(function () {
  'use strict';

  var NEAR = 22; // px from a point that still hit it: what is tapped is 44 px wide

  var tag = document.querySelector('script[data-runtime]');
  var charts = []; // of the page, drawn or not

  function map(list, act) { return Array.prototype.map.call(list, act); }

  function textOf(element) { return element ? element.textContent.replace(/\s+/g, ' ').trim() : ''; }

  // Puts a new element behind another.
  function after(element, name, className) {
    var next = document.createElement(name);
    next.className = className;
    return element.parentNode.insertBefore(next, element.nextSibling);
  }

  /* What is drawn: labels of the categories, the names of what is drawn over
   * them, and lines of {value, hollow, symbol}. A name has several lines where
   * figures do not compare with those before. */

  // A cell has its figure in a link or a span; behind it may stand the part of
  // the year that it is for, the number of a note, the parts of a sum.
  function wordsOf(cell) {
    var period = cell.querySelector('small:not(.sum)');
    return textOf(cell.querySelector('a, span') || cell) + (period ? '（' + textOf(period) + '）' : '');
  }

  function itemOf(item, usual) {
    var symbol = item.symbol || usual || '';
    return {
      value: typeof item.value === 'number' ? item.value : null,
      hollow: /^empty/.test(symbol) || !!item.itemStyle,
      symbol: symbol.replace('empty', '').toLowerCase()
    };
  }

  function read(figure) {
    var option = JSON.parse(figure.querySelector('script[type="application/json"]').textContent);
    var heads = map(figure.querySelectorAll('thead th'), textOf);
    var names = [];
    var lines = option.series.map(function (series) {
      var mark = series.markLine && series.markLine.data[0];
      if (names.indexOf(series.name) < 0) { names.push(series.name); }
      return {
        name: names.indexOf(series.name), usual: itemOf({}, series.symbol),
        mark: mark && [{ name: mark.name, xAxis: String(mark.xAxis) }], // a number would be a place on the axis
        items: series.data.map(function (item) { return itemOf(item, series.symbol); })
      };
    });
    var cells = []; // by category and name
    map(figure.querySelectorAll('tbody tr'), function (row) {
      if (!row.querySelector('th[scope="row"]')) { return; } // it heads a group
      cells.push(names.map(function (name) { return row.cells[heads.indexOf(name)]; }));
    });
    var bars = option.series[0].type === 'bar';
    var labels = (bars ? option.yAxis : option.xAxis)[0].data;
    if (labels.length !== cells.length) { throw new Error('the table has other rows'); }
    return {
      figure: figure, bars: bars, names: names, lines: lines, cells: cells, labels: labels,
      words: cells.map(function (row) { return row.map(wordsOf); }),
      title: textOf(figure.querySelector('h2, h3, h4, .title')),
      at: -1, on: 0 // the point that is shown: category and name
    };
  }

  // The line that has a figure of a name at a category, or -1.
  function lineAt(chart, i, k) {
    for (var n = chart.lines.length - 1; n >= 0; n--) {
      var item = chart.lines[n].items[i];
      if (chart.lines[n].name === k && item && item.value !== null) { return n; }
    }
    return -1;
  }

  // Long numbers are written short, as on the pages: 1.2万, but 12345.
  function short(value) {
    var unit = value >= 1e8 ? '亿' : value >= 1e6 || value >= 1e4 && value % 100 === 0 ? '万' : '';
    return Math.round(value / { '亿': 1e6, '万': 100, '': 0.01 }[unit]) / 100 + unit;
  }

  // Widths in characters: what is not a hanzi is 0.6 of one.
  function widest(words) {
    return Math.max.apply(null, words.map(function (word) { return word.length - word.replace(/[^ -~]/g, '').length * 0.4; }));
  }

  /* How it is drawn: in the colours and the type of the page. The second colour
   * is for browsers that know no custom properties. */

  function optionOf(chart) {
    var page = getComputedStyle(chart.figure);
    function colour(name, other) { return page.getPropertyValue('--' + name).trim() || other; }
    var ink = colour('ink', '#211e1a');
    var soft = colour('soft', '#524b41');
    var rule = colour('rule', '#8a7f6e');
    var sheet = colour('sheet', '#fffefa');
    var size = parseFloat(getComputedStyle(document.documentElement).fontSize) * 0.8;
    function font(colour, more) {
      more = more || {};
      more.color = colour;
      more.fontFamily = page.fontFamily;
      more.fontSize = size;
      return more;
    }

    var bars = chart.bars;
    var single = !chart.names[1];
    var towns = !bars && chart.figure.getAttribute('data-chart') === 'compare';
    var trend = !single && !towns;
    var width = chart.canvas.clientWidth;
    var values = [].concat.apply([], chart.lines.map(function (line) {
      return line.items.map(function (item) { return item.value; });
    }));
    var most = Math.max.apply(null, values);

    // The lines of a trend have their names at the end where there is room, else
    // in a legend. ECharts keeps room for neither.
    var ends = trend && width > 30 * size;
    var legend = towns || trend && !ends;
    var perRow = Math.max(1, Math.floor(width / (widest(chart.names) + 4.2) / size));
    var marked = chart.lines.some(function (line) { return line.mark; }); // its words stand on top of the lines
    var top = bars ? 0 : legend ? 0.8 + 1.7 * Math.ceil(chart.names.length / perRow) + (marked ? 1.2 : 0) : 2;
    var right = bars ? widest([].concat.apply([], chart.words)) + 1 : ends ? 7 : 1;

    // Every year has its label, in two rows where they stand close; 16 years find
    // room in 300 px. Below it stands, from top to bottom if need be, what keeps
    // its place empty.
    var band = (width / size - right - widest([short(Math.ceil(most))]) - 1) / chart.labels.length; // in characters
    function labelOf(label, i) {
      var words = single && lineAt(chart, i, 0) < 0 ? chart.words[i][0] : '';
      if (words) { words = '\n' + (band < 3.2 ? words.split('').join('\n') : words); }
      return band > 2.3 ? label + words : i % 2 ? '\n' + label + words : label + (words && '\n' + words);
    }

    // Numbers stand at the points of a single line, from the last one back as far
    // as they have room.
    var numbered = [];
    var next = { index: Infinity, half: 0 };
    for (var i = single ? chart.labels.length - 1 : -1; i >= 0; i--) {
      var n = lineAt(chart, i, 0);
      var half = n < 0 ? 0 : widest([short(chart.lines[n].items[i].value)]) / 2 + 0.1;
      numbered[i] = n >= 0 && (next.index - i) * band > next.half + half;
      if (numbered[i]) { next = { index: i, half: half }; }
    }

    var category = {
      type: 'category', data: chart.labels, inverse: bars, axisTick: { show: false }, axisLine: { lineStyle: { color: rule } },
      axisLabel: bars ?
        font(ink, { interval: 0, width: size * Math.min(9, widest(chart.labels), width / size / 2.7), overflow: 'break', lineHeight: 1.2 * size }) :
        font(soft, { interval: band > 1.2 ? 0 : 'auto', lineHeight: 1.2 * size, formatter: labelOf })
    };
    var percent = /[%％]/.test(chart.title) && most <= 100;
    var value = {
      type: 'value', min: 0, max: percent ? 100 : most ? null : 1, interval: percent ? 50 : null, splitNumber: 3,
      minInterval: values.every(function (v) { return v % 1 === 0; }) ? 1 : 0,
      axisLabel: font(soft, { show: !bars, formatter: short }), splitLine: { show: !bars, lineStyle: { color: colour('line', '#d9d1c1') } }
    };

    function seriesOf(line) {
      var name = chart.names[line.name];
      var thin = trend && name !== '中位数';
      var link = colour('link', '#1c4a75');
      var own = towns ? colour('town-' + (line.name + 1), link) : thin ? soft : link;
      function mark(item) {
        return { color: item.hollow ? sheet : own, borderColor: own, borderWidth: item.hollow || !bars ? 2 : 0 };
      }
      return {
        name: name, type: bars ? 'bar' : 'line', color: own, barMaxWidth: 1.3 * size,
        symbol: line.usual.symbol, symbolSize: thin ? 8 : 10, showAllSymbol: true, itemStyle: mark(line.usual),
        lineStyle: { color: own, width: thin ? 1.5 : 2.5, type: thin || line.name > 3 ? [6, 4] : 'solid' },
        emphasis: { scale: 1.7, itemStyle: { borderColor: ink, borderWidth: 2 } },
        label: font(thin ? soft : ink, { show: bars, position: trend || bars ? 'right' : 'top', textBorderColor: sheet, textBorderWidth: 3 }),
        labelLayout: { moveOverlap: trend ? 'shiftY' : null },
        markLine: line.mark && {
          data: line.mark, silent: true, symbol: 'none', z: 1,
          lineStyle: { color: rule, type: [3, 3], width: 1.5 }, label: font(soft, { formatter: '{b}' })
        },
        data: line.items.map(function (item, i) {
          var words = chart.words[i][line.name];
          var last = !bars && chart.labels.every(function (label, later) { return later <= i || lineAt(chart, later, line.name) < 0; });
          if (item.value === null) {
            return bars ? { value: 0, label: { color: soft, formatter: words } } : '-';
          }
          return {
            value: item.value, symbol: item.symbol, itemStyle: mark(item),
            label: {
              show: bars || numbered[i] || ends && last, fontWeight: (bars || last) && !thin ? 'bold' : 'normal',
              formatter: bars ? words : trend ? name : short(item.value)
            }
          };
        })
      };
    }

    return {
      animation: false, stateAnimation: { duration: 0 },
      aria: { enabled: true, label: { description: chart.title + '。' + textOf(chart.figure.querySelector('.says')) } },
      grid: { left: 4, right: right * size, top: top * size, bottom: 4, containLabel: true },
      legend: { show: legend, selectedMode: false, left: 0, top: 0, itemWidth: 2.6 * size, textStyle: font(ink) },
      // No words at the pointer: the HTML ones have styles that the policy of the
      // site stops, and richText is 12 px whatever is set, and hides other points.
      // The line below the plot says it, in the type of the page and with a link.
      tooltip: {
        trigger: 'axis', showContent: false, renderMode: 'richText',
        axisPointer: { type: bars ? 'shadow' : 'line', animation: false, triggerEmphasis: false, lineStyle: { color: rule } }
      },
      xAxis: bars ? value : category, yAxis: bars ? category : value, series: chart.lines.map(seriesOf)
    };
  }

  /* Points, by pointer and by keys */

  function linkOf(chart) {
    var cell = chart.at >= 0 && chart.cells[chart.at][chart.on];
    return cell && (cell.querySelector('a[href]') || cell.parentNode.querySelector('th a[href]'));
  }

  // Marks a point, and says below the plot what it stands for.
  function show(chart, i, k) {
    if (chart.at === i && chart.on === k) { return; }
    chart.at = i;
    chart.on = k;
    var n = lineAt(chart, i, k);
    var category = chart.labels[i].replace(/^\d{4}$/, '$&年度');
    chart.point.textContent = category + (chart.names[1] ? '，' + chart.names[k] : '') + '：' + chart.words[i][k] +
      (n >= 0 && chart.lines[n].items[i].hollow ? '（约数） ' : ' ');
    var link = linkOf(chart);
    if (link) {
      var copy = chart.point.appendChild(document.createElement('a'));
      copy.href = link.href;
      copy.textContent = chart.cells[i][k].contains(link) ? '看原句' : '看' + category;
    }
    chart.view.dispatchAction({ type: 'downplay' });
    if (n >= 0) { chart.view.dispatchAction({ type: 'highlight', seriesIndex: n, dataIndex: i }); }
  }

  // Shows the point nearest to a place in the plot, and gives its link if it is
  // hit: a bar is so on its name, its length and its number.
  function hit(chart, x, y) {
    var i = chart.view.convertFromPixel(chart.bars ? { yAxisIndex: 0 } : { xAxisIndex: 0 }, chart.bars ? y : x);
    var best = chart.on;
    var least = Infinity;
    i = Math.max(0, Math.min(chart.labels.length - 1, i));
    chart.names.forEach(function (name, k) {
      var n = lineAt(chart, i, k);
      if (n < 0) { return; }
      var value = chart.lines[n].items[i].value;
      var at = chart.view.convertToPixel({ seriesIndex: n }, chart.bars ? [value, i] : [i, value]);
      var far = chart.bars ? x - at[0] - NEAR : Math.max(Math.abs(x - at[0]), Math.abs(y - at[1]));
      if (far < least) { best = k; least = far; }
    });
    show(chart, i, best);
    return least < NEAR && linkOf(chart);
  }

  // Keys go by their old codes, which every browser knows: 13 is Enter, 35 End,
  // 36 Home, 37 to 40 are left, up, right, down.
  function press(chart, event) {
    var key = event.keyCode;
    var last = chart.labels.length - 1;
    var lines = chart.names.length;
    var i = chart.at;
    var k = chart.on;
    if (!chart.view || event.ctrlKey || event.altKey || event.metaKey) { return; }
    if (key === 13 && linkOf(chart)) {
      linkOf(chart).click();
    } else if (key >= 35 && key <= 40) {
      if (lines > 1 && key === 38) {
        k = (k + lines - 1) % lines;
      } else if (lines > 1 && key === 40) {
        k = (k + 1) % lines;
      } else {
        i = key === 36 ? 0 : key === 35 || i < 0 && key < 39 ? last : i + (key < 39 ? -1 : 1);
      }
      show(chart, Math.max(0, Math.min(last, i)), k);
    } else {
      return;
    }
    event.preventDefault();
  }

  /* Plots, and the script that draws them */

  // Puts in an empty plot of its final height, so that nothing jumps later.
  function place(chart) {
    var plot = chart.plot = after(chart.figure.querySelector('figcaption'), 'div', 'plot');
    plot.tabIndex = 0;
    plot.setAttribute('role', 'application'); // or screen readers keep the arrow keys to themselves
    plot.setAttribute('aria-label', chart.title + '，图。按方向键逐点查看，按回车键看原句。');
    plot.addEventListener('keydown', function (event) { press(chart, event); });
    chart.canvas = plot.appendChild(document.createElement('div'));
    if (chart.bars) { chart.canvas.style.height = chart.labels.length * 2 + 0.5 + 'rem'; }
    chart.point = after(plot, 'p', 'point');
    chart.point.appendChild(document.createElement('small')).textContent = '点按图形或用方向键，逐点查看。';
    chart.point.setAttribute('aria-live', 'polite');
    chart.details = chart.figure.querySelector('details');
    if (chart.details) { chart.details.open = false; }
    charts.push(chart);
  }

  function take(chart) {
    if (chart.view) { chart.view.dispose(); }
    chart.plot.parentNode.removeChild(chart.plot);
    chart.point.parentNode.removeChild(chart.point);
    if (chart.details) { chart.details.open = true; }
    charts.splice(charts.indexOf(chart), 1);
  }

  function start(chart) {
    chart.view = window.echarts.init(chart.canvas, null, { renderer: 'svg', locale: 'ZH' });
    var pointer = chart.view.getZr();
    pointer.on('mousemove', function (event) {
      pointer.setCursorStyle(hit(chart, event.offsetX, event.offsetY) ? 'pointer' : 'default');
    });
    pointer.on('click', function (event) {
      var link = hit(chart, event.offsetX, event.offsetY);
      if (link) { link.click(); }
    });
  }

  var runtime; // its script element, once a chart is due

  function draw(chart) {
    chart.due = true;
    if (!window.echarts) { return load(); }
    if (!chart.canvas.clientWidth) { return; } // not shown, as on paper
    try {
      if (!chart.view) { start(chart); }
      chart.view.resize();
      chart.view.setOption(optionOf(chart), true);
    } catch (e) {
      take(chart);
    }
  }

  function drawAll() {
    charts.slice().forEach(function (chart) { if (chart.due) { draw(chart); } });
  }

  function load() {
    if (runtime) { return; }
    runtime = document.createElement('script');
    runtime.src = tag.getAttribute('data-runtime');
    runtime.onload = runtime.onerror = function () {
      if (window.echarts) { drawAll(); } else { charts.slice().forEach(take); }
    };
    document.head.appendChild(runtime);
  }

  var seen = window.IntersectionObserver && new IntersectionObserver(function (entries) {
    var near = entries.filter(function (entry) { return entry.isIntersecting; }).map(function (entry) { return entry.target; });
    charts.slice().forEach(function (chart) { if (!chart.due && near.indexOf(chart.plot) >= 0) { draw(chart); } });
  }, { rootMargin: '400px' });

  function begin(figure) {
    charts.slice().forEach(function (old) { if (old.figure === figure || !document.body.contains(old.figure)) { take(old); } });
    try {
      place(read(figure));
    } catch (e) {
      return; // the table says it all
    }
    var chart = charts[charts.length - 1];
    if (seen) { seen.observe(chart.plot); } else { draw(chart); }
  }

  map(document.querySelectorAll('figure[data-chart]'), begin);
  document.addEventListener('chart', function (event) { begin(event.target); }); // from table.js

  /* The window, the colours, paper */

  var pause;
  function again() {
    clearTimeout(pause);
    pause = setTimeout(drawAll, 150);
  }

  function listen(query, act) {
    var media = window.matchMedia && window.matchMedia(query);
    if (media && media.addListener) { media.addListener(act); }
  }

  var opened = [];
  function print(on) {
    (on ? charts : opened.splice(0)).forEach(function (chart) {
      if (!chart.details || chart.details.open === on) { return; }
      chart.details.open = on;
      if (on) { opened.push(chart); }
    });
  }

  window.addEventListener('resize', again);
  document.addEventListener('view', again); // from view.js
  window.addEventListener('beforeprint', function () { print(true); });
  window.addEventListener('afterprint', function () { print(false); });
  listen('(prefers-color-scheme: dark)', again);
  listen('print', function (media) { print(media.matches); });
}());
