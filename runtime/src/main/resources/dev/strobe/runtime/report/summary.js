// Passes and memory in tables.
const summary = {
  start() {
    const root = document.getElementById('summary');
    const figures = [['arguments', 'argument_bytes'], ['outputs', 'output_bytes'], ['aliases', 'alias_bytes'], ['temporaries', 'temp_bytes'], ['peak as XLA says', 'peak_bytes'], ['peak with temporaries', 'total_bytes']];
    const {forecast, measured} = report;
    const difference = key => {
      if (!forecast || !measured) return '–';
      const off = forecast[key] - measured[key];
      return off === 0 ? 'exact' : `${d3.format('+,d')(off)} (${d3.format('+.1%')(off / Math.max(1, measured[key]))})`;
    };
    root.append(
      make('h2', {}, 'Memory, bytes'),
      table(['', 'forecast', 'measured', 'difference'], figures.map(([name, key]) =>
        [name, forecast ? format.count(forecast[key]) : '–', measured ? format.count(measured[key]) : '–', difference(key)])),
      make('p', {class: 'faint'}, 'XLA’s CPU compiler counts arguments, outputs and constants in its peak, and not the temporaries.'),
      ...this.differences(),
      make('h2', {}, 'Passes'),
      table(['pass', 'ms', 'nodes before', 'nodes after', 'hits', 'left'], report.passes.map((pass, i) => [
        make('button', {class: 'link', type: 'button', onclick: () => {
          graph.stages.selectedIndex = Math.min(report.stages.length - 1, i + 1);
          graph.load();
          views.show('graph');
        }}, pass.pass),
        d3.format(',.2f')(pass.milliseconds), format.count(pass.nodes_before), format.count(pass.nodes_after), format.count(pass.hits), format.count(pass.misses.length)])),
      make('h2', {}, 'Rewrites'),
      ...report.passes.filter(pass => pass.rewrites.length > 0).map(pass => make('details', {open: report.passes.length === 1},
        make('summary', {}, `${pass.pass}: ${format.count(pass.rewrites.length)}`),
        make('pre', {tabindex: 0}, pass.rewrites.slice(0, 5000).join('\n')))));
    if (report.passes.every(pass => pass.rewrites.length === 0)) root.append(make('p', {class: 'faint'}, 'None.'));
    root.append(...this.composites(), ...this.misses());
  },

  differences() {
    if (report.differences.length === 0) return [];
    return [make('h2', {}, 'Buffers that only one side has'),
      make('ul', {id: 'differences'}, ...report.differences.map(line => make('li', {}, line)))];
  },

  composites() {
    if (report.composites.length === 0) return [];
    return [make('h2', {}, 'Composites'),
      table(['composite', 'count', 'for the target'], report.composites.map(each => [each.name, format.count(each.count), each.fate]))];
  },

  // What looked like a pattern and was left; alike reasons in one line.
  misses() {
    const reasons = d3.groups(report.passes.flatMap(pass => pass.misses), miss => `${miss.pattern}: ${miss.why}`);
    if (reasons.length === 0) return [];
    return [make('h2', {}, 'Not fused, and why'),
      make('ul', {id: 'misses'}, ...reasons.map(([reason, all]) => make('li', {}, `${reason}, `,
        make('button', {class: 'link', type: 'button', onclick: () => graph.search(all[0].location[0] ?? '')}, all[0].location.join(' + ') || '(no location)'),
        all.length > 1 ? ` and ${format.count(all.length - 1)} more` : '')))];
  },
};
