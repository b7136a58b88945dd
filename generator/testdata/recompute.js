// Works out anew what the pages of a site state in numbers, from the files that
// it publishes for others, data/mentions.csv and data/reports.csv, and from the
// catalogue of indicators. It shares nothing with the program but the rules as
// they are written down, so that the two can be held against each other.
//
//   node recompute.js DATA CATALOGUE [COUNTIES]
//
// DATA is the folder of the CSV files, COUNTIES those that the site is for, 369821,369822;
// without them those that have reports. The answer is one JSON object: what
// stands where on the site, as [what, printed...]. Printed are the words of the
// report that have to be in sight there.
'use strict';

const fs = require('fs');
const path = require('path');

/* Numbers: exact decimals as whole numbers of 10^-PLACES. */

const PLACES = 40;

function decimal(text) {
  const m = /^(-?)([0-9]+)(?:\.([0-9]+))?$/.exec(text);
  if (!m || (m[3] || '').length > PLACES - 2) { throw new Error('not a plain decimal: ' + text); }
  const n = BigInt(m[2] + (m[3] || '').padEnd(PLACES, '0'));
  return m[1] ? -n : n;
}

function plain(n) {
  const digits = (n < 0n ? -n : n).toString().padStart(PLACES + 1, '0');
  const fraction = digits.slice(-PLACES).replace(/0+$/, '');
  return (n < 0n ? '-' : '') + digits.slice(0, -PLACES) + (fraction && '.' + fraction);
}

const ascending = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

// The k-th quartile of sorted numbers stands (n-1)*k/4 steps from the first; it
// may lie between two, then so many quarters of the way.
function quartile(sorted, k) {
  const quarters = (sorted.length - 1) * k;
  const i = Math.floor(quarters / 4);
  const part = BigInt(quarters % 4);
  const next = sorted[Math.min(i + 1, sorted.length - 1)];
  return (sorted[i] * (4n - part) + next * part) / 4n; // exactly: decimal leaves two places free for it
}

/* Files */

// RFC 4180, with a byte-order mark before it: rows as objects by the header.
function table(file) {
  const text = fs.readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  const rows = [];
  let row = [];
  let at = 0;
  while (at < text.length) {
    let cell = '';
    if (text[at] === '"') {
      for (at++; ; at++) {
        const end = text.indexOf('"', at);
        if (end < 0) { throw new Error(file + ': an open quote'); }
        cell += text.slice(at, end);
        at = end + 1;
        if (text[at] !== '"') { break; }
        cell += '"';
      }
    } else {
      const end = at + text.slice(at).search(/,|\r\n|$/);
      cell = text.slice(at, end);
      at = end;
    }
    row.push(cell);
    if (text[at] === ',') {
      at++;
      if (at === text.length) { row.push(''); }
    } else {
      if (text.slice(at, at + 2) !== '\r\n') { throw new Error(file + ': row ' + (rows.length + 1) + ' does not end in CRLF'); }
      at += 2;
      rows.push(row);
      row = [];
    }
  }
  const head = rows.shift();
  return rows.map((cells, i) => {
    if (cells.length !== head.length) { throw new Error(file + ': row ' + (i + 2) + ' has ' + cells.length + ' cells'); }
    return Object.fromEntries(head.map((name, k) => [name, cells[k]]));
  });
}

// The three keys that matter stand at the start of a line; those of readings
// are indented.
function catalogue(file) {
  const entries = new Map();
  let entry = null;
  for (const line of fs.readFileSync(file, 'utf8').split(/\r?\n/)) {
    const m = /^(id|combine|units) = (.*)$/.exec(line);
    if (line.trim() === '[[indicator]]') {
      entry = {};
    } else if (m) {
      entry[m[1]] = JSON.parse(m[2]);
      entries.set(entry.id, entry);
    }
  }
  return entries;
}

/* Units: those of a line may stand for one another. */

const FAMILIES = {
  events: '次 场 场次 期 期次 轮 轮次 堂 节课 课 讲 回 遍 趟 班次 届次',
  people: '人 名 位',
  visits: '人次 人·次 人日 人天',
  cases: '件 起 宗 例 桩 笔 单',
  copies: '份 册 本 张 幅 卷 页 篇 封 套 函 面 块 枚 条幅',
  items: '条 项 款 则 类 大类 大项 种 点 道 题 字 句 段 首 集 版 稿 项目',
  places: '个 处 家 所 座 栋 幢 间 户 眼 村 镇 乡 社区 部门 单位 企业 家庭 场所 村居 片 层 口',
  teams: '支 队 组 班',
  batches: '批 批次',
  devices: '台 辆 艘 架 部 盏 路 台套 车次',
  goods: '盒 瓶 箱 袋 桶 根 株 棵 只 头 羽 把 包 颗 粒 双 副 顶 件套 尾 盆 束 床 捆',
  doses: '针 剂 剂次 针次 人份',
  votes: '票 席',
  money: '元 元人民币 美元 港元 日元 欧元 人民币',
  percent: '% ‰',
  points: '个百分点 百分点',
  share: '成',
  multiples: '倍',
  score: '分 学分',
  age: '岁 周岁',
};

// Families whose units measure the same but are no sum: each unit by itself.
const MEASURES = [
  '亩 公顷 平方米 平方公里 平方千米 平米 平方 ㎡ m² 顷',
  '米 公里 千米 厘米 毫米 公分 里 km 延米',
  '吨 公斤 千克 斤 克 毫克 微克 kg',
  '立方米 立方 升 毫升 方',
  '千瓦 千瓦时 兆瓦 度电 千伏',
  '年 个月 个多月 周 个星期 星期 天 日 个工作日 工作日 个自然日 自然日 小时 个小时 h 分钟 秒 秒钟 学时 课时 个学时 个课时 个季度',
];

const NO_TIMES = ['visits', 'votes', 'money', 'percent', 'points', 'share', 'multiples', 'score', 'age']; // take no 次 behind them
const WITH_TIMES = { people: 'visits', places: 'rounds', devices: 'rounds', teams: 'rounds' }; // 家次 counts no 家

const familyOfUnit = new Map();
for (const [name, units] of Object.entries(FAMILIES)) { units.split(' ').forEach((unit) => familyOfUnit.set(unit, name)); }
for (const units of MEASURES) { units.split(' ').forEach((unit) => familyOfUnit.set(unit, null)); }

// The family of a printed unit: 场次 is one of the table, 家次 and 家（次） one of
// it with 次, 份（册） and 元/亩 go by the first, and any other stands alone.
function family(printed) {
  const [first, second] = printed.replace(/％|﹪/, '%').split('/');
  const unit = second === '次' ? first + second : first;
  const bare = unit.replace(/[（）()]/g, '');
  const known = (name) => (familyOfUnit.get(name) === null ? printed : familyOfUnit.get(name));
  if (familyOfUnit.has(bare)) { return known(bare); }
  const counted = /^(.+)次$/.exec(bare);
  if (counted && familyOfUnit.get(counted[1]) && !NO_TIMES.includes(known(counted[1]))) {
    return WITH_TIMES[known(counted[1])] || known(counted[1]);
  }
  const outer = /^(.+?)[（(].+[）)]$/.exec(unit);
  const name = outer ? family(outer[1]) : '';
  return outer && name !== outer[1] ? name : printed;
}

/* The year's number of an indicator in one report and family of units */

// A mention without a unit whose printed words are the whole quote is a
// statement of none, and belongs to the first family of its indicator.
function denied(m) { return m.unit === '' && m.value === 0n && m.printed === m.quote; }

// Exact adds nothing to what is said of the rest; two words make 约.
function weaker(a, b) { return a === b || b === 'exact' ? a : a === 'exact' ? b : 'about'; }

// How long a period is; the whole year is longer than its twelve months written out.
const months = (period) => (period === '' ? 13 : Number(period.slice(13, 15)) - Number(period.slice(5, 7)) + 1);

function yearly(mentions, combine) {
  let stated = mentions.filter((m) => m.value !== 0n || m.high !== null);
  if (stated.length === 0) {
    const first = mentions[0];
    return { state: 'none', value: 0n, high: null, qualifier: 'exact', unit: first.unit, period: first.period, printed: [first.printed], ids: mentions.map((m) => m.id) };
  }
  // Figures of the whole year go before those of a part, and of these the longest.
  const most = Math.max(...stated.map((m) => months(m.period)));
  const period = stated.filter((m) => months(m.period) === most).map((m) => m.period).sort().pop(); // of two as long the later
  stated = stated.filter((m) => m.period === period);
  if (combine === 'first') {
    stated = stated.slice(0, 1);
  } else if (combine === 'last') {
    stated = stated.slice(-1);
  } else if (combine === 'largest') {
    stated = [stated.reduce((best, m) => (m.value > best.value ? m : best))];
  } else if (combine !== 'sum') {
    throw new Error('no rule is named ' + combine);
  }
  const sum = (numbers) => numbers.reduce((a, b) => a + b, 0n);
  return {
    state: 'number', value: sum(stated.map((m) => m.value)),
    high: stated.some((m) => m.high !== null) ? sum(stated.map((m) => (m.high === null ? m.value : m.high))) : null,
    qualifier: stated.map((m) => m.qualifier).reduce(weaker), unit: stated[0].unit, period: period,
    printed: stated.map((m) => m.printed), ids: stated.map((m) => m.id),
  };
}

/* All series */

const [data, entries, counties] = process.argv.slice(2);
const indicators = catalogue(entries);
const reports = table(path.join(data, 'reports.csv'));
const mentions = table(path.join(data, 'mentions.csv'));

const years = reports.map((r) => Number(r.year));
const span = [];
for (let year = Math.min(...years); year <= Math.max(...years); year++) { span.push(year); }

// Of several reports for one place and year the first stands for both; the
// others have /2 and so on behind it.
const standing = new Map(); // CODE/YEAR → report
const places = new Map(); // code → {code, report: its last, above: codes of the regions it lies in, '' first}
for (const r of reports) {
  if (r.report !== r.code + '/' + r.year) { continue; }
  standing.set(r.report, r);
  const above = [''];
  if (r.code !== r.code.slice(0, 2) + '0000') { above.push(r.code.slice(0, 2) + '0000'); }
  if (r.city && r.code !== r.code.slice(0, 4) + '00') { above.push(r.code.slice(0, 4) + '00'); }
  if (r.county && r.town) { above.push(r.code.slice(0, 6)); }
  places.set(r.code, { code: r.code, report: r, above, town: r.town !== '' });
}

const series = new Map(); // CODE ID FAMILY → {code, id, family, points by year}
for (const m of mentions) {
  const r = standing.get(m.report);
  if (!r) { continue; }
  const one = {
    id: m.id, value: decimal(m.value), high: m.high === '' ? null : decimal(m.high), qualifier: m.qualifier, unit: m.unit, period: m.period, printed: m.printed, quote: m.quote,
  };
  const main = indicators.get(m.indicator).units[0];
  const name = denied(one) ? (familyOfUnit.has(main) ? family(main) : main) : family(m.unit);
  const key = [r.code, m.indicator, name].join(' ');
  if (!series.has(key)) { series.set(key, { code: r.code, id: m.indicator, family: name, said: new Map(), points: new Map() }); }
  const said = series.get(key).said;
  said.set(r.year, (said.get(r.year) || []).concat(one));
}
for (const s of series.values()) {
  for (const [year, list] of s.said) { s.points.set(Number(year), yearly(list, indicators.get(s.id).combine)); }
}

/* What stands where. A series is named by the place of its first mention, as the
 * pages that show it do not name its family. */

const answer = {};
function says(where, what, printed) {
  if (where in answer) { throw new Error('twice: ' + where); }
  answer[where] = [what].concat(printed || []);
}

// The months of a part of a year, and the sentences that a number leads to.
function leads(code, year, point) {
  const months = point.period && Number(point.period.slice(5, 7)) + '-' + Number(point.period.slice(13, 15));
  return (months ? [months] : []).concat(code + '/' + year + '#' + point.ids.join('#'));
}

const inSight = (point) => (point.state === 'number' ? point.printed : []);

// One cell of a table: state, number, how sure it is, and what it leads to; in a
// list that is sorted by size its place comes first.
function cell(where, code, year, point, place) {
  const words = place ? [place] : [];
  if (!point) {
    says(where, words.concat(standing.has(code + '/' + year) ? 'unmentioned' : 'no-report').join(' '));
    return;
  }
  words.push(point.state, plain(point.value), point.qualifier === 'exact' && point.high === null ? 'exact' : 'about');
  says(where, words.concat(leads(code, year, point)).join(' '), inSight(point));
}

const familyID = (name) => name.replace(/[^a-z0-9-]/gu, (c) => 'u' + c.codePointAt(0).toString(16));
const firstYear = (s) => Math.min(...s.points.keys());
const nameOf = (s) => s.code + '/' + firstYear(s) + '#' + s.points.get(firstYear(s)).ids[0];
const comparable = (p) => p !== undefined && p.period === '';

// What the sentence over a line says: the first and the last number, whether they compare, the
// biggest change between two neighbouring years, the later of two as big, and how many years are silent.
function sentence(where, code, points) {
  const told = span.filter((year) => points.has(year));
  const [first, last] = [told[0], told[told.length - 1]].map((year) => points.get(year));
  const breaks = new Set();
  let number = null;
  for (const year of told) {
    const p = points.get(year);
    if (p.state !== 'number') { continue; }
    if (number && (p.unit !== number.unit || months(p.period) !== months(number.period))) { breaks.add(year); }
    number = p;
  }
  let words = ['from', told[0], plain(first.value), told[told.length - 1], plain(last.value)];
  if (breaks.size > 0) {
    words[0] = 'broken';
  } else if (first.value === last.value && first.qualifier === last.qualifier) {
    words = ['same', told[0], told[told.length - 1], plain(first.value)];
  }
  let change = null;
  for (const year of told.filter((y) => points.has(y - 1) && !breaks.has(y))) {
    const by = points.get(year).value - points.get(year - 1).value;
    const size = by < 0n ? -by : by;
    if (size > 0n && (!change || size >= change.size)) { change = { year, by, size }; }
  }
  if (change && told.length > 2) {
    const ranges = [change.year, change.year - 1].some((year) => points.get(year).high !== null);
    words.push('change', change.year, change.year - 1);
    words.push(...(ranges ? ['was', plain(points.get(change.year - 1).value)] : [change.by > 0n ? 'more' : 'less', plain(change.size)]));
  }
  const silent = span.filter((year) => !points.has(year));
  const without = silent.filter((year) => !standing.has(code + '/' + year)).length;
  if (silent.length > without) { words.push('unmentioned', silent.length - without); }
  if (without > 0) { words.push('without', without); }
  says(where, words.join(' '));
}

// Towns: a chart for a series with numbers in two years or more, one line for any other.
for (const s of series.values()) {
  const page = 'places/' + s.code + '/index.html';
  const last = Math.max(...s.points.keys());
  const drawn = s.points.size > 1;
  const chart = [page, s.id + (drawn ? '-' + familyID(s.family) : '')].join(' ');
  says(chart + (drawn ? ' now' : ' single ' + nameOf(s)), [last].concat(leads(s.code, last, s.points.get(last))).join(' '), inSight(s.points.get(last)));
  if (!drawn) { continue; }
  for (const year of span) { cell(chart + ' ' + year, s.code, year, s.points.get(year)); }
  sentence(chart + ' says', s.code, s.points);
}

// Indicators: a row a place, median and quartiles of the towns, bars of a year.
const byFamily = new Map(); // ID FAMILY → series
for (const s of series.values()) {
  const row = ['indicators/' + s.id, nameOf(s)].join(' ');
  says(row + ' family', familyID(s.family));
  for (const year of span) { cell(row + ' ' + year, s.code, year, s.points.get(year)); }
  const key = s.id + ' ' + s.family;
  byFamily.set(key, (byFamily.get(key) || []).concat(s));
}

function reporting(region, year) {
  let n = 0;
  for (const p of places.values()) {
    if (p.town && p.above.includes(region) && standing.has(p.code + '/' + year)) { n++; }
  }
  return n;
}

function trend(page, list, region) {
  const id = 'trend-' + familyID(list[0].family);
  const rows = span.map((year) => list.map((s) => s.points.get(year)).filter(comparable).map((p) => p.value).sort(ascending));
  const drawn = span.filter((year, i) => rows[i].length >= 4);
  if (drawn.length < 2) { return; }
  const summary = (i) => [1, 2, 3].map((k) => (rows[i].length < 4 ? '-' : plain(quartile(rows[i], k))));
  span.forEach((year, i) => says([page, id, year].join(' '), summary(i).concat(rows[i].length, reporting(region, year)).join(' ')));
  const end = (year) => [year, summary(span.indexOf(year))[1], rows[span.indexOf(year)].length];
  says([page, id, 'says'].join(' '), end(drawn[0]).concat(end(drawn[drawn.length - 1])).join(' '));
}

const MOST_BARS = 40;

function bars(page, list, region) {
  const count = (year) => list.filter((s) => comparable(s.points.get(year))).length;
  const year = span.filter((y) => count(y) > 1).pop();
  if (year === undefined) { return; }
  const chart = [page, 'bars-' + familyID(list[0].family) + '-' + year].join(' ');
  let rows = list.map((s) => ({ code: s.code, point: s.points.get(year) }));
  const none = rows.filter((r) => comparable(r.point) && r.point.state === 'none').length;
  const part = rows.filter((r) => r.point && !comparable(r.point)).length;
  if (count(year) > MOST_BARS) {
    const below = new Map();
    for (const r of rows.filter((one) => comparable(one.point))) {
      const place = places.get(r.code);
      const next = place.above.concat(place.code)[place.above.indexOf(region) + 1];
      below.set(next, (below.get(next) || []).concat(r.point.value));
    }
    rows = [...below].map(([code, values]) => ({ code, median: quartile(values.sort(ascending), 2), towns: values.length }));
    if (rows.length < 2) { return; }
  }
  const numbers = [year, reporting(region, year), count(year)].concat(none ? ['none', none] : [], part ? ['part', part] : []);
  says(chart + ' says', numbers.join(' '));
  // From the largest down, then parts of a year, then the silent, then those without a report.
  const rank = (r) => (r.median !== undefined || comparable(r.point) ? 0 : r.point ? 1 : standing.has(r.code + '/' + year) ? 2 : 3);
  const size = (r) => (r.median !== undefined ? r.median : r.point ? r.point.value : 0n);
  rows.sort((a, b) => rank(a) - rank(b) || ascending(size(b), size(a)) || ascending(a.code, b.code));
  rows.forEach((r, i) => {
    if (r.median === undefined) {
      cell(chart + ' ' + r.code, r.code, year, r.point, i + 1);
    } else {
      says(chart + ' ' + r.code, [i + 1, plain(r.median), r.towns].join(' '));
    }
  });
}

for (const [key, list] of byFamily) {
  const id = key.split(' ')[0];
  for (const region of new Set(list.flatMap((s) => places.get(s.code).above))) {
    const towns = list.filter((s) => places.get(s.code).town && places.get(s.code).above.includes(region));
    const page = 'indicators/' + id + '/' + (region || 'index') + '.html';
    if (towns.length > 0) {
      trend(page, towns, region);
      bars(page, towns, region);
    }
  }
}

for (const id of new Set([...series.values()].map((s) => s.id))) {
  const list = [...series.values()].filter((s) => s.id === id);
  const told = new Set(list.flatMap((s) => [...s.points.keys()].map((year) => s.code + '/' + year)));
  says('indicators/' + id + '/index.html lead', [places.size, new Set(list.map((s) => s.code)).size, told.size].join(' '));
}

// The chart of the home page: how many towns of those counties have a report,
// of a part of a year too. Years without one stand in it with 0.
const covered = (code) => !counties || counties.split(',').includes(code.slice(0, 6));
for (const year of span) {
  says('index.html coverage ' + year, String([...places.values()].filter((p) => p.town && covered(p.code) && standing.has(p.code + '/' + year)).length));
}

// Tables of a region's towns in a year: a column for each family of units that
// one of them states, a row for each town that has a report in some year.
const townsOf = new Map(); // region → codes of the towns right below it
for (const p of places.values()) {
  const region = p.above[p.above.length - 1];
  if (p.town) { townsOf.set(region, (townsOf.get(region) || []).concat(p.code).sort()); }
}
for (const [region, towns] of townsOf) {
  for (const year of span) {
    const page = 'places/' + region + '/towns-' + year + '.html';
    const telling = towns.filter((code) => standing.has(code + '/' + year));
    if (telling.length === 0) { continue; }
    says(page + ' lead', String(telling.length));
    for (const [key, list] of byFamily) {
      const stated = new Map(list.filter((s) => towns.includes(s.code) && s.points.has(year)).map((s) => [s.code, s.points.get(year)]));
      const first = towns.find((code) => stated.has(code));
      if (!first) { continue; }
      const column = [page, key.split(' ')[0], first + '/' + year + '#' + stated.get(first).ids[0]].join(' ');
      for (const code of towns) { cell(column + ' ' + code, code, year, stated.get(code)); }
    }
  }
}

// Files of series: that of all places has what reports state, that of a place
// all four states, with the unit of the series where there is no number.
const unitOf = (s) => (span.map((year) => s.points.get(year)).find((p) => p && p.unit) || { unit: '' }).unit;

function row(code, id, unit, year, p) {
  const r = places.get(code).report;
  return [code, r.province, r.city, r.county, r.town, year, id].concat(p ?
    [p.state, plain(p.value), p.high === null ? '' : plain(p.high), p.qualifier, p.unit, p.period, p.printed.join('＋'), '', p.ids.join(' ')] :
    [standing.has(code + '/' + year) ? 'unmentioned' : 'no-report', '', '', '', unit, '', '', '', '']).join(' | ');
}

for (const s of series.values()) {
  for (const year of span) {
    const p = s.points.get(year);
    says(['places/' + s.code + '/series.csv', s.id, nameOf(s), s.code, year].join(' '), row(s.code, s.id, unitOf(s), year, p));
    if (p) { says(['data/series.csv', s.code, s.id, year, p.ids.join('#')].join(' '), row(s.code, s.id, '', year, p)); }
  }
}

// A region's file has all of its towns too, each with all that one of them states.
for (const [region, towns] of townsOf) {
  for (const [key, list] of byFamily) {
    const stating = new Map(list.filter((s) => towns.includes(s.code)).map((s) => [s.code, s]));
    const telling = towns.filter((code) => stating.has(code)).map((code) => stating.get(code));
    if (telling.length === 0) { continue; }
    const usual = telling.map(unitOf).find((unit) => unit !== '') || '';
    for (const code of towns) {
      const s = stating.get(code);
      const unit = (s && unitOf(s)) || usual;
      for (const year of span) {
        const where = ['places/' + region + '/series.csv', key.split(' ')[0], nameOf(telling[0]), code, year].join(' ');
        says(where, row(code, key.split(' ')[0], unit, year, s && s.points.get(year)));
      }
    }
  }
}

process.stdout.write(JSON.stringify(answer));
