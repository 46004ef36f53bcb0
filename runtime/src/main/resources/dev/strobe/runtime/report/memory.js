// The arena: time across, address up, one rectangle a buffer.
const memory = {
  margin: {top: 12, right: 16, bottom: 34, left: 92},

  start() {
    const root = document.getElementById('memory');
    root.classList.add('fixed');
    this.buffers = report.buffers.filter(buffer => buffer.kind === 'temp' && buffer.offset !== null);
    if (this.buffers.length === 0) {
      root.append(make('p', {class: 'faint'}, 'There are no intermediates.'));
      return;
    }
    this.canvas = make('canvas', {id: 'arena', tabindex: 0, role: 'img',
      'aria-label': `${this.buffers.length} intermediates in an arena of ${format.bytes(report.forecast.temp_bytes)}. Arrow keys go from one to the next.`});
    this.tip = make('div', {id: 'tip', hidden: true});
    this.base = report.forecast.total_bytes - report.forecast.temp_bytes;
    this.lines = [{name: 'forecast peak', bytes: report.forecast.total_bytes, dash: []}];
    if (report.measured) this.lines.push({name: 'measured peak', bytes: report.measured.total_bytes, dash: [8, 5]});
    const names = d3.rollups(this.buffers, all => d3.sum(all, b => b.size), b => topLayer(b.location))
      .sort((a, b) => b[1] - a[1]).map(([name]) => name);
    names.forEach(name => layerColors(name));
    root.append(
      make('p', {}, `Below the arena lie arguments, outputs and constants, ${format.bytes(this.base)} (${format.count(this.base)} bytes), not drawn to scale; peaks are with intermediates. Colours repeat. Wheel or + and − zoom, drag moves, 0 shows all.`),
      this.canvas,
      make('div', {class: 'legend'},
        ...this.lines.map(line => make('span', {class: 'line', style: `--dash: ${line.dash.length ? 'dashed' : 'solid'}`}, `${line.name}: ${format.count(line.bytes)} bytes`)),
        ...names.slice(0, 12).map(name => make('span', {style: `--swatch: ${layerColors(name)}`}, name)),
        names.length > 12 ? make('span', {style: '--swatch: transparent'}, `and ${names.length - 12} more parts`) : null),
      this.tip);
    const arena = Math.max(report.forecast.temp_bytes, d3.max(this.lines, line => line.bytes - this.base), 1);
    this.x = d3.scaleLinear([0, d3.max(this.buffers, b => b.upper)], [0, 1]);
    this.y = d3.scaleLinear([-arena * .06, arena * 1.06], [1, 0]);
    this.transform = d3.zoomIdentity;
    this.zoom = d3.zoom().scaleExtent([1, 400]).on('zoom', ({transform}) => {
      this.transform = transform;
      this.draw();
    });
    d3.select(this.canvas).call(this.zoom)
      .on('mousemove', event => this.hover(event))
      .on('mouseleave', () => { this.tip.hidden = true; })
      .on('click', event => this.select(this.under(event)))
      .on('keydown', event => this.key(event));
    new ResizeObserver(() => this.resize()).observe(this.canvas);
  },

  resize() {
    const {clientWidth: width, clientHeight: height} = this.canvas;
    if (width === 0) return;
    const ratio = devicePixelRatio || 1;
    this.canvas.width = width * ratio;
    this.canvas.height = height * ratio;
    const {top, right, bottom, left} = this.margin;
    this.x.range([left, width - right]);
    this.y.range([height - bottom, top]);
    this.zoom.extent([[left, top], [width - right, height - bottom]]).translateExtent([[left, top], [width - right, height - bottom]]);
    this.draw();
  },

  scales() {
    return [this.transform.rescaleX(this.x), this.transform.rescaleY(this.y)];
  },

  draw() {
    if (!this.canvas?.clientWidth) return;
    const pen = this.canvas.getContext('2d');
    const style = getComputedStyle(document.body);
    const ink = style.color;
    const ratio = devicePixelRatio || 1;
    const {clientWidth: width, clientHeight: height} = this.canvas;
    const {top, right, bottom, left} = this.margin;
    const [x, y] = this.scales();
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    pen.clearRect(0, 0, width, height);
    pen.save();
    pen.beginPath();
    pen.rect(left, top, width - left - right, height - top - bottom);
    pen.clip();
    pen.fillStyle = '#8883';
    pen.fillRect(left, y(0), width, height);
    for (const buffer of this.buffers) {
      const [x0, x1, y0, y1] = [x(buffer.lower), x(buffer.upper), y(buffer.offset + buffer.size), y(buffer.offset)];
      if (x1 < left || x0 > width - right || y1 < top || y0 > height - bottom) continue;
      pen.globalAlpha = this.chosen && this.chosen !== buffer ? .45 : .85;
      pen.fillStyle = layerColors(topLayer(buffer.location));
      pen.fillRect(x0, y0, Math.max(1, x1 - x0), Math.max(1, y1 - y0));
      if (x1 - x0 > 3 && y1 - y0 > 3) {
        pen.globalAlpha = 1;
        pen.strokeStyle = buffer === this.chosen ? ink : style.backgroundColor;
        pen.lineWidth = buffer === this.chosen ? 2 : .5;
        pen.strokeRect(x0, y0, x1 - x0, y1 - y0);
      }
    }
    pen.globalAlpha = 1;
    for (const line of this.lines) {
      const exact = y(line.bytes - this.base);
      const at = Math.max(top + 1, Math.min(height - bottom - 1, exact));
      const label = line.name + (exact < at ? ' ↑' : exact > at ? ' ↓' : '');
      pen.strokeStyle = pen.fillStyle = ink;
      pen.lineWidth = 2;
      pen.setLineDash(line.dash);
      pen.beginPath();
      pen.moveTo(left, at);
      pen.lineTo(width - right, at);
      pen.stroke();
      pen.font = '600 12px system-ui, sans-serif';
      // Both may lie on each other: one name to the right, the other to the left.
      pen.textAlign = line.dash.length ? 'left' : 'right';
      const [labelX, labelY] = [line.dash.length ? left + 8 : width - right - 8, at < top + 20 ? at + 14 : at - 5];
      pen.setLineDash([]);
      pen.lineWidth = 4;
      pen.strokeStyle = style.backgroundColor;
      pen.strokeText(label, labelX, labelY);
      pen.fillText(label, labelX, labelY);
    }
    pen.restore();
    pen.setLineDash([]);
    pen.fillStyle = pen.strokeStyle = ink;
    pen.lineWidth = 1;
    pen.font = '12px system-ui, sans-serif';
    pen.textAlign = 'right';
    pen.textBaseline = 'middle';
    for (const tick of this.ticks(y, height / 60)) pen.fillText(format.bytes(tick), left - 8, y(tick));
    pen.textAlign = 'center';
    pen.textBaseline = 'top';
    for (const tick of x.ticks(Math.max(2, width / 110))) pen.fillText(format.count(tick), x(tick), height - bottom + 6);
    pen.fillText('step', (left + width - right) / 2, height - 15);
    pen.strokeRect(left + .5, top + .5, width - left - right, height - top - bottom);
  },

  // Multiples of a power of two, so that addresses read well in KiB.
  ticks(y, count) {
    const [low, high] = y.domain();
    const step = 2 ** Math.max(0, Math.ceil(Math.log2((high - low) / Math.max(2, count))));
    return d3.range(Math.max(0, Math.ceil(low / step) * step), high, step);
  },

  under(event) {
    const [px, py] = d3.pointer(event, this.canvas);
    const [x, y] = this.scales();
    const [time, address] = [x.invert(px), y.invert(py)];
    return this.buffers.find(b => b.lower <= time && time < b.upper && b.offset <= address && address < b.offset + b.size);
  },

  hover(event) {
    const buffer = this.under(event);
    this.tip.hidden = !buffer;
    if (buffer) {
      this.tip.textContent = `${buffer.location || '(no location)'}: ${buffer.op}, ${format.bytes(buffer.size)}, steps ${buffer.lower} to ${buffer.upper}`;
      this.tip.style.left = `${Math.min(event.clientX + 14, innerWidth - 300)}px`;
      this.tip.style.top = `${event.clientY + 14}px`;
    }
  },

  select(buffer) {
    this.chosen = buffer;
    this.draw();
    if (!buffer) return;
    const key = Number.parseInt(buffer.id, 10);
    details.show(`buffer of ${buffer.op}`, [
      ['layer', buffer.location || '(none)'],
      ['size', `${format.count(buffer.size)} bytes (${format.bytes(buffer.size)})`],
      ['offset', format.count(buffer.offset)],
      ['lives', `from step ${buffer.lower} until before ${buffer.upper}`],
    ], details.links('node', [[buffer.op, () => graph.reveal(key)]]));
  },

  key(event) {
    const steps = {ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1};
    const view = d3.select(this.canvas);
    if (event.key in steps) {
      const count = this.buffers.length;
      const at = this.chosen ? this.buffers.indexOf(this.chosen) + steps[event.key] : 0;
      this.select(this.buffers[(at + count) % count]);
    } else if (event.key === '+' || event.key === '-') this.zoom.scaleBy(view, event.key === '+' ? 1.5 : 1 / 1.5);
    else if (event.key === '0') this.zoom.transform(view, d3.zoomIdentity);
    else return;
    event.preventDefault();
  },
};
