// How long each part of the model takes at least on a machine of given speeds.
const layers = {
  machines: [
    ['a CPU of 100 GFLOP/s and 20 GB/s', 100, 20],
    ['TPU v5e, bf16', 197000, 819],
    ['H100 SXM, bf16', 989000, 3350],
    ['other', null, null],
  ],

  start() {
    const root = document.getElementById('layers');
    const number = (id, label) => make('label', {}, label, make('input', {id, type: 'number', min: 0.001, step: 'any', style: 'width: 8rem', oninput: () => {
      this.machine.selectedIndex = this.machines.length - 1;
      this.draw();
    }}));
    this.machine = make('select', {id: 'machine', onchange: () => this.pick()}, ...this.machines.map(([name]) => make('option', {}, name)));
    this.depth = make('select', {id: 'depth', onchange: () => this.draw()},
      ...d3.range(1, 1 + Math.min(4, d3.max(report.layers, layer => layer.depth) ?? 1)).map(depth => make('option', {value: depth}, depth)));
    this.chart = make('div');
    this.rows = make('div');
    root.append(
      make('p', {}, 'Bytes are what crosses a part’s border: a part that is fused whole moves no less. The speeds are assumptions; set those of your machine.'),
      make('div', {class: 'bar'}, make('label', {}, 'machine', this.machine), number('gflops', 'GFLOP/s'), number('bandwidth', 'GB/s'), make('label', {}, 'depth', this.depth)),
      this.chart, this.rows);
    this.pick();
  },

  pick() {
    const [, flops, bytes] = this.machines[this.machine.selectedIndex];
    if (flops !== null) {
      document.getElementById('gflops').value = flops;
      document.getElementById('bandwidth').value = bytes;
    }
    this.draw();
  },

  draw() {
    const peak = Number(document.getElementById('gflops').value) * 1e9;
    const band = Number(document.getElementById('bandwidth').value) * 1e9;
    if (!(peak > 0 && band > 0)) return;
    const depth = Number(this.depth.value);
    const rows = report.layers.filter(layer => layer.depth === depth || (depth === 1 && layer.depth === 0)).map(layer => {
      const [compute, move] = [layer.flops / peak, layer.bytes / band];
      return {...layer, intensity: layer.flops / Math.max(1, layer.bytes), time: Math.max(compute, move), bound: compute > move ? 'arithmetic' : 'memory'};
    });
    const total = d3.sum(rows, row => row.time);
    this.rows.replaceChildren(table(
      ['part', 'nodes', 'flops', 'bytes', 'flops/byte', 'at least, µs', 'share', 'bound by'],
      rows.map(row => [
        make('button', {class: 'link', type: 'button', onclick: () => graph.search(row.path)}, row.path || '(no location)'),
        format.count(row.nodes), format.si(row.flops), format.bytes(row.bytes), d3.format('.3~g')(row.intensity),
        d3.format(',.2f')(row.time * 1e6), d3.format('.1%')(total ? row.time / total : 0), row.bound])));
    this.roof(rows.filter(row => row.flops > 0), peak, band);
  },

  roof(rows, peak, band) {
    const [width, height, margin] = [720, 280, {top: 14, right: 24, bottom: 42, left: 84}];
    const svg = d3.create('svg').attr('viewBox', `0 0 ${width} ${height}`).attr('width', width).attr('role', 'img')
      .attr('aria-label', 'Roofline: the table below has the same numbers');
    const ridge = peak / band;
    const far = Math.max(ridge * 10, (d3.max(rows, row => row.intensity) ?? 1) * 2);
    const near = Math.min(ridge / 1000, (d3.min(rows, row => row.intensity) ?? 1) / 2);
    const x = d3.scaleLog([near, far], [margin.left, width - margin.right]);
    const y = d3.scaleLog([near * band, peak * 1.6], [height - margin.bottom, margin.top]);
    svg.append('g').attr('transform', `translate(0,${height - margin.bottom})`).call(d3.axisBottom(x).ticks(6, '~g'));
    svg.append('g').attr('transform', `translate(${margin.left},0)`).call(d3.axisLeft(y).ticks(5, '.1~s'));
    svg.append('text').attr('x', width / 2).attr('y', height - 6).attr('text-anchor', 'middle').text('flops a byte');
    svg.append('text').attr('x', 4).attr('y', margin.top + 4).text('FLOP/s');
    svg.append('path').attr('fill', 'none').attr('stroke', 'currentColor').attr('stroke-width', 1.5)
      .attr('d', d3.line()([[x(near), y(near * band)], [x(ridge), y(peak)], [x(far), y(peak)]]));
    svg.selectAll('circle').data(rows).join('circle')
      .attr('cx', row => x(row.intensity)).attr('cy', row => y(Math.min(peak, row.intensity * band)))
      .attr('r', 5).attr('fill', row => layerColors(topLayer(row.path))).attr('stroke', 'var(--paper)')
      .append('title').text(row => `${row.path}: ${d3.format('.3~g')(row.intensity)} flops a byte`);
    this.chart.replaceChildren(svg.node());
  },
};
