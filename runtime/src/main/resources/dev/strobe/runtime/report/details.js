// The panel beside all views: what was chosen, and the ways from it.
const details = {
  panel: document.getElementById('details'),

  show(title, facts, ...more) {
    const list = make('dl');
    for (const [name, value] of facts) {
      if (value !== '' && value !== null) list.append(make('dt', {}, name), make('dd', {}, value));
    }
    this.panel.replaceChildren(make('h2', {}, title), list, ...more.filter(part => part));
  },

  hint(text) {
    this.panel.replaceChildren(make('p', {class: 'faint'}, text));
  },

  links(title, items) {
    if (items.length === 0) return null;
    const shown = items.slice(0, 200);
    const list = make('ul', {}, ...shown.map(([text, go]) =>
      make('li', {}, go ? make('button', {class: 'link', type: 'button', onclick: go}, text) : text)));
    const left = items.length - shown.length;
    return make('div', {}, make('h2', {}, `${title} (${items.length})`), list,
      left > 0 ? make('p', {class: 'faint'}, `and ${left} more`) : null);
  },

  node(node, stage) {
    const users = stage.nodes.map(i => report.nodes[i]).filter(other => other.operands.includes(String(node.key)));
    const named = new Map(stage.nodes.map(i => [String(report.nodes[i].key), report.nodes[i]]));
    const link = other => [`${other.op} ${other.type}`, () => graph.reveal(other.key)];
    const kernels = node.location.flatMap(path => kernelsAt.get(path) ?? []);
    const buffer = bufferOf.get(String(node.key));
    this.show(node.op, [
      ['type', node.type],
      ['shape', node.type.replace(/tensor<((?:[0-9?]+x)*)[^>]*>/g, (_, dims) => `[${dims.split('x').filter(d => d).join(', ')}]`)],
      ['location', node.location.join(', ') || '(none)'],
      ['function', `@${node.function}`],
      ['bytes', `${format.count(node.bytes)} (${format.bytes(node.bytes)})`],
      ['flops', node.flops ? `${format.count(node.flops)} (estimate)` : '0'],
      ['buffer', buffer ? `${buffer.kind}, ${format.bytes(buffer.size)}${buffer.offset === null ? '' : ` at ${format.count(buffer.offset)}`}` : 'none of its own'],
    ],
    this.links('reads', node.operands.map(name => named.has(name) ? link(named.get(name)) : [name, null])),
    this.links('read by', users.map(link)),
    this.links('kernels of its location', kernels.map(kernel => [kernel.name, () => kernels_.reveal(kernel)])));
  },

  kernel(kernel) {
    const counts = d3.rollups(kernel.ops, all => all.length, op => `${op.opcode} · ${op.locations.join(', ') || '(unknown)'}${op.source ? ` · ${op.source}` : ''}`);
    this.show(kernel.name, [
      ['kind', kernel.opcode],
      ['target', kernel.target],
      ['result', kernel.shape],
      ['origin', kernel.inferred ? 'not said by the backend: lines of the kernels beside it' : ''],
    ],
    this.links('lines of the model', kernel.locations.map(path => [path, () => graph.search(path)])),
    this.links('ops inside', counts.map(([text, times]) => [times > 1 ? `${text} × ${times}` : text, null])));
  },
};
