// The nodes of one part of the model as boxes and lines, before and after a pass side by side.
const drawing = {
  MOST: 300,
  WIDTH: 146,
  HEIGHT: 36,
  panes: [],

  start(root) {
    this.title = make('strong');
    this.sides = make('div', {class: 'drawings'});
    this.element = make('div', {id: 'drawing', hidden: true},
      make('div', {class: 'bar'},
        make('button', {type: 'button', id: 'undraw', onclick: () => this.close()}, '◀ list'),
        this.title,
        make('span', {class: 'faint'}, 'Arrows go from node to node, + and − zoom, 0 shows all, Escape closes.')),
      this.sides);
    this.element.addEventListener('keydown', event => this.key(event));
    root.append(this.element);
  },

  close() {
    this.hide();
    graph.list.element.focus();
  },

  hide() {
    this.element.hidden = true;
    graph.list.element.hidden = graph.heads.hidden = false;
  },

  // rows: those of a part, as compare() gives them.
  show(path, rows, before, after) {
    const drawn = rows.filter(row => (row.after ?? row.before).parent < 0);
    this.title.textContent = path;
    this.element.hidden = false;
    graph.list.element.hidden = graph.heads.hidden = true;
    if (drawn.length > this.MOST) {
      this.panes = [];
      this.sides.replaceChildren(make('p', {role: 'status'},
        `${path} has ${format.count(drawn.length)} nodes; at most ${this.MOST} are drawn. Choose a smaller part of it.`));
      return;
    }
    const sides = [[before, 'before'], [after, 'after']].filter(([stage]) => stage);
    this.panes = sides.map(([stage, side]) => this.pane(stage, side, drawn));
    this.sides.replaceChildren(...this.panes.map(pane => pane.figure));
    this.fit();
    this.panes[0].svg.node().focus();
  },

  pane(stage, side, rows) {
    const status = new Map(rows.filter(row => row[side]).map(row => [row[side].key, row.status]));
    const named = new Map(stage.nodes.map(i => [String(report.nodes[i].key), report.nodes[i]]));
    const nodes = stage.nodes.map(i => report.nodes[i]).filter(node => status.has(node.key) && node.parent < 0 && node.op !== 'constant');
    const own = new Set(nodes.map(node => String(node.key)));
    // Constants and what comes from outside are drawn at each reader, which needs no long lines.
    const beside = (name, node) => `${name} for ${node.key}`;
    const outside = nodes.flatMap(node => [...new Set(node.operands)].filter(name => !own.has(name))
      .map(name => ({id: beside(name, node), reads: [], width: this.WIDTH, from: named.get(name), name, status: status.get(named.get(name)?.key)})));
    const {boxes, edges} = layered.place([...outside, ...nodes.map(node => ({
      id: String(node.key), width: this.WIDTH, node, stage, status: status.get(node.key),
      reads: node.operands.map(name => own.has(name) ? name : beside(name, node)),
    }))]);
    const svg = d3.create('svg').attr('tabindex', 0).attr('role', 'img')
      .attr('aria-label', `${nodes.length} nodes ${side}: ${stage.name}. Arrow keys go from one to the next.`);
    const view = svg.append('g');
    const line = d3.line().curve(d3.curveMonotoneY);
    view.selectAll('path').data(edges).join('path').attr('class', 'edge')
      .attr('d', points => line([[points[0][0], points[0][1] + this.HEIGHT / 2], ...points.slice(1, -1), [points.at(-1)[0], points.at(-1)[1] - this.HEIGHT / 2]]));
    const boxed = view.selectAll('g').data(boxes).join('g')
      .attr('class', box => `box ${box.node ? '' : 'outside '}${this.mark(side, box.status).name}`)
      .attr('transform', box => `translate(${box.x},${box.y})`)
      .on('click', (event, box) => this.choose(box));
    boxed.append('rect').attr('x', -this.WIDTH / 2).attr('y', -this.HEIGHT / 2).attr('width', this.WIDTH).attr('height', this.HEIGHT).attr('rx', 6);
    boxed.append('text').attr('class', 'op').attr('y', -3)
      .text(box => this.cut(this.mark(side, box.status).sign + ((box.node ?? box.from)?.op ?? box.name.slice(1)), 18));
    boxed.append('text').attr('class', 'type').attr('y', 12).text(box => this.cut(this.second(box), 22));
    boxed.append('title').text(box => box.node ? `${box.node.op} ${box.node.type}` : box.from ? `${box.from.op} ${box.from.type} of ${place(box.from)}` : box.name);
    const zoom = d3.zoom().scaleExtent([.05, 4]).on('zoom', ({transform, sourceEvent}) => {
      view.attr('transform', transform);
      if (sourceEvent) this.follow(svg, transform);
    });
    svg.call(zoom);
    const caption = make('figcaption', {class: 'faint'}, `${side}: ${stage.name}, ${format.count(status.size)} nodes`);
    return {svg, zoom, boxes, boxed, figure: make('figure', {}, caption, svg.node())};
  },

  mark(side, status) {
    const marks = {added: '+ ', removed: '− ', changed: '~ '};
    const shown = status === 'changed' || status === (side === 'before' ? 'removed' : 'added');
    return shown ? {name: status, sign: marks[status]} : {name: 'same', sign: ''};
  },

  // The type of a node; of what comes from outside, where from.
  second(box) {
    if (!box.node && !box.from) return 'parameter';
    return box.node || box.from.op === 'constant' ? this.type(box.node ?? box.from) : place(box.from);
  },

  cut: (text, most) => text.length > most ? `${text.slice(0, most - 1)}…` : text,
  type: node => node.type.replace(/^tensor<(.*)>$/, '$1'),

  // Both sides move together.
  follow(svg, transform) {
    for (const pane of this.panes) if (pane.svg !== svg) pane.svg.call(pane.zoom.transform, transform);
  },

  // From the first node on, as large as it is read well.
  fit() {
    for (const {svg, zoom, boxes} of this.panes) {
      const first = boxes.find(box => box.node);
      if (first) svg.call(zoom.transform, d3.zoomIdentity.translate((svg.node().clientWidth || 400) / 2 - first.x * .85, 110 - first.y * .85).scale(.85));
    }
  },

  // All of it.
  whole() {
    for (const {svg, zoom, boxes} of this.panes) {
      const [right, bottom] = [d3.max(boxes, box => box.x) + this.WIDTH, d3.max(boxes, box => box.y) + this.HEIGHT];
      const {clientWidth: width, clientHeight: height} = svg.node();
      const scale = Math.min(1, width / right, height / (bottom + this.HEIGHT));
      svg.call(zoom.transform, d3.zoomIdentity.translate((width - right * scale) / 2, this.HEIGHT * scale).scale(scale));
    }
  },

  choose(box) {
    if (!box.node) {
      if (box.from) graph.reveal(box.from.key);
      return;
    }
    this.at = box.id;
    for (const {boxed} of this.panes) boxed.classed('at', other => other.id === box.id);
    details.node(box.node, box.stage);
  },

  key(event) {
    const pane = this.panes.find(each => each.svg.node() === document.activeElement);
    const steps = {ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1};
    if (event.key === 'Escape') this.close();
    else if (pane && event.key in steps) {
      const own = pane.boxes.filter(box => box.node);
      const at = own.findIndex(box => box.id === this.at);
      const next = own[at < 0 ? 0 : (at + steps[event.key] + own.length) % own.length];
      if (next) {
        this.choose(next);
        for (const {svg, zoom, boxes} of this.panes) {
          const same = boxes.find(box => box.id === next.id);
          if (same) svg.call(zoom.translateTo, same.x, same.y);
        }
      }
    } else if (pane && (event.key === '+' || event.key === '-')) this.panes.forEach(({svg, zoom}) => svg.call(zoom.scaleBy, event.key === '+' ? 1.3 : 1 / 1.3));
    else if (pane && event.key === '0') this.whole();
    else return;
    event.preventDefault();
    event.stopPropagation();
  },
};
