// What the page shows, with the look-ups that several views share.
const report = JSON.parse(document.getElementById('report').textContent);

const format = {
  count: d3.format(',d'),
  si: value => value < 1000 ? d3.format(',.3~f')(value) : d3.format('.3~s')(value).replace('G', ' G').replace('M', ' M').replace('k', ' k').replace('T', ' T'),
  bytes: value => value < 1024 ? `${value} B` : ['KiB', 'MiB', 'GiB', 'TiB']
    .map((unit, i) => [value / 1024 ** (i + 1), unit])
    .filter(([size], i) => size >= 1 || i === 0).pop()
    .map((part, i) => i ? part : part.toFixed(part < 10 ? 2 : 1)).join(' '),
};

// Okabe and Ito's colours, which stay apart for every kind of colour blindness.
const PALETTE = ['#0072b2', '#e69f00', '#009e73', '#cc79a7', '#56b4e9', '#d55e00', '#b8a800', '#7f7f7f'];

const place = node => node.location[0] ?? '';
const topLayer = path => path.split('/')[0] || '(no location)';
const layerColors = d3.scaleOrdinal(PALETTE);

const kernelsAt = d3.index([], d => d);
for (const kernel of report.kernels) {
  for (const path of kernel.locations) {
    if (!kernelsAt.has(path)) kernelsAt.set(path, []);
    kernelsAt.get(path).push(kernel);
  }
}
const bufferOf = new Map(report.buffers.map(buffer => [buffer.id, buffer]));

// What one stage is against the one before: merged rows in order, each with what it was and is.
function compare(before, after) {
  const was = new Map((before?.nodes ?? []).map(i => [report.nodes[i].key, i]));
  const is = new Set(after.nodes.map(i => report.nodes[i].key));
  const rows = [];
  let next = 0;
  const old = before?.nodes ?? [];
  const flushRemoved = until => {
    for (; next < old.length && old[next] !== until; next++) {
      const node = report.nodes[old[next]];
      if (!is.has(node.key)) rows.push({before: node, after: null, status: 'removed'});
    }
  };
  const position = new Map(old.map((index, at) => [index, at]));
  for (const index of after.nodes) {
    const node = report.nodes[index];
    const earlier = was.get(node.key);
    if (earlier !== undefined && position.get(earlier) >= next) {
      flushRemoved(earlier);
      next++;
    }
    rows.push({
      before: earlier === undefined ? null : report.nodes[earlier],
      after: node,
      status: !before || earlier === index ? 'same' : earlier === undefined ? 'added' : 'changed',
    });
  }
  flushRemoved(-1);
  return rows;
}

// An element with properties and children; text is always set as text.
function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (name === 'class') element.className = value;
    else if (value !== false) element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children.filter(child => child !== null && child !== undefined));
  return element;
}

function table(head, rows) {
  return make('table', {},
    make('thead', {}, make('tr', {}, ...head.map(cell => make('th', {scope: 'col'}, cell)))),
    make('tbody', {}, ...rows.map(row => make('tr', {}, ...row.map(cell => make('td', {}, cell))))));
}
