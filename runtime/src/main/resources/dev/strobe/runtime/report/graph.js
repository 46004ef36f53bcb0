// The nodes of a stage beside those of the stage before, by layers.
const graph = {
  open: new Set(),
  query: '',
  onlyChanged: false,

  start() {
    const root = document.getElementById('graph');
    root.classList.add('fixed');
    this.list = new VirtualList('Nodes by layers, before and after', 'tree', {
      fill: (element, row) => this.fill(element, row),
      choose: (row, clicked) => this.choose(row, clicked),
      key: (event, row, index) => this.key(event, row, index),
    });
    this.list.element.id = 'nodes';
    this.stages = make('select', {id: 'stage', onchange: () => this.load()},
      ...report.stages.map((stage, i) => make('option', {value: i}, `${stage.name} (${format.count(stage.nodes.length)} nodes)`)));
    this.box = make('input', {type: 'search', id: 'search', placeholder: 'op, type or layer   ( / )', 'aria-label': 'Search nodes',
      oninput: event => this.search(event.target.value, false)});
    this.found = make('span', {id: 'found', class: 'faint', role: 'status'});
    const step = by => () => {
      this.stages.selectedIndex = Math.max(0, Math.min(report.stages.length - 1, this.stages.selectedIndex + by));
      this.load();
    };
    root.append(
      make('div', {class: 'bar'},
        make('label', {}, 'after', this.stages),
        make('button', {type: 'button', onclick: step(-1), 'aria-label': 'Pass before'}, '◀'),
        make('button', {type: 'button', onclick: step(1), 'aria-label': 'Next pass'}, '▶'),
        this.box,
        make('label', {}, make('input', {type: 'checkbox', id: 'changed', onchange: event => {
          this.onlyChanged = event.target.checked;
          this.layout();
        }}), 'changes only'),
        make('button', {type: 'button', id: 'expand', onclick: () => this.expandAll(true)}, 'open all'),
        make('button', {type: 'button', id: 'collapse', onclick: () => this.expandAll(false)}, 'close all'),
        make('button', {type: 'button', id: 'draw', disabled: true, onclick: () => this.draw()}, 'draw  ( d )'),
        this.found),
      this.heads = make('div', {class: 'bar faint', id: 'heads'}),
      this.list.element);
    drawing.start(root);
    root.append(
      make('div', {class: 'legend'},
        make('span', {class: 'added', style: '--swatch: var(--added)'}, '+ new'),
        make('span', {class: 'removed', style: '--swatch: var(--removed)'}, '− gone'),
        make('span', {class: 'changed', style: '--swatch: var(--changed)'}, '~ other operands, type or lines of the model')));
    this.stages.selectedIndex = report.stages.length - 1;
    this.load();
  },

  get stage() {
    return report.stages[this.stages.selectedIndex];
  },

  load() {
    const at = this.stages.selectedIndex;
    const before = at > 0 ? report.stages[at - 1] : null;
    this.rows = compare(before, this.stage);
    this.heads.textContent = before ? `left: ${before.name}; right: ${this.stage.name}` : `${this.stage.name}, the first stage`;
    this.tree();
    this.layout();
    drawing.hide();
  },

  // Draws the part that is chosen, or that the chosen node stands in.
  draw(path = this.chosen) {
    let group = this.root;
    for (const part of path.split('/')) group = group?.groups.get(part);
    if (!group) return;
    const rows = [];
    const visit = each => {
      rows.push(...each.nodes);
      each.groups.forEach(visit);
    };
    visit(group);
    const at = this.stages.selectedIndex;
    drawing.show(path, rows, at > 0 ? report.stages[at - 1] : null, this.stage);
  },

  pathOf(node) {
    const own = node.function === 'main' ? [] : [`@${node.function}`];
    return [...own, ...(place(node) || '(no location)').split('/')];
  },

  // Groups by the parts of the path, in order of first sight.
  tree() {
    this.root = {path: '', groups: new Map(), nodes: [], depth: 0};
    for (const row of this.rows) {
      const node = row.after ?? row.before;
      let group = this.root;
      for (const part of this.pathOf(node)) {
        const path = group.path ? `${group.path}/${part}` : part;
        if (!group.groups.has(part)) group.groups.set(part, {path, name: part, groups: new Map(), nodes: [], depth: group.depth + 1});
        group = group.groups.get(part);
      }
      group.nodes.push(row);
    }
  },

  // The rows in sight of a group, and what they sum up to.
  walk(group, out) {
    const sum = {nodes: 0, changes: 0, flops: 0, bytes: 0};
    const mine = [];
    const isOpen = group === this.root || this.query !== '' || this.open.has(group.path);
    for (const child of group.groups.values()) {
      const lines = [];
      const found = this.walk(child, lines);
      if (found.nodes > 0) {
        mine.push({group: child, sum: found, open: this.query !== '' || this.open.has(child.path)}, ...lines);
        for (const key of Object.keys(sum)) sum[key] += found[key];
      }
    }
    for (const row of group.nodes) {
      if (!this.shows(row)) continue;
      const node = row.after ?? row.before;
      sum.nodes++;
      sum.changes += row.status === 'same' ? 0 : 1;
      sum.flops += row.after && node.parent < 0 ? node.flops : 0;
      sum.bytes += row.after && node.parent < 0 ? node.bytes : 0;
      mine.push({row, depth: group.depth});
    }
    if (isOpen) for (const line of mine) out.push(line);
    return sum;
  },

  shows(row) {
    if (this.onlyChanged && row.status === 'same') return false;
    if (!this.query) return true;
    return [row.before, row.after].some(node => node
      && `${node.op} ${node.type} ${node.location.join(' ')}`.toLowerCase().includes(this.query));
  },

  layout(at = -1) {
    const lines = [];
    const sum = this.walk(this.root, lines);
    this.found.textContent = `${format.count(sum.nodes)} nodes, ${format.count(sum.changes)} changed`;
    this.list.show(lines, at);
  },

  fill(element, line) {
    if (line.group) {
      const {name, path, depth} = line.group;
      element.classList.add('group');
      element.style.gridTemplateColumns = 'minmax(10rem, 1fr) 7rem 7rem 8rem 8rem';
      element.setAttribute('aria-level', depth);
      element.setAttribute('aria-expanded', String(line.open));
      element.dataset.path = path;
      const title = make('span', {}, `${line.open ? '▾' : '▸'} ${name}`);
      title.style.paddingLeft = `${(depth - 1) * 1.1}rem`;
      element.append(title,
        make('span', {class: 'number'}, `${format.count(line.sum.nodes)} nodes`),
        make('span', {class: line.sum.changes ? 'number changed' : 'number faint'}, line.sum.changes ? `~ ${format.count(line.sum.changes)}` : '='),
        make('span', {class: 'number'}, `${format.si(line.sum.flops)} flops`),
        make('span', {class: 'number'}, format.bytes(line.sum.bytes)));
      return;
    }
    const {row, depth} = line;
    element.classList.add('sides');
    element.setAttribute('aria-level', depth + 1);
    const marks = {same: ' ', added: '+', removed: '−', changed: '~'};
    const side = (node, mark) => {
      const cell = make('span', {}, node ? `${mark} ${node.op} ${node.type}` : '');
      cell.style.paddingLeft = `${depth * 1.1}rem`;
      if (node) cell.title = `${node.op} ${node.type}`;
      return cell;
    };
    const left = side(row.before, row.status === 'removed' || row.status === 'changed' ? marks[row.status] : ' ');
    const right = side(row.after, row.status === 'added' || row.status === 'changed' ? marks[row.status] : ' ');
    if (row.status !== 'same') {
      left.classList.add(row.status);
      right.classList.add(row.status);
    }
    element.append(left, right);
  },

  choose(line, clicked) {
    this.chosen = line.group?.path ?? this.pathOf(line.row.after ?? line.row.before).join('/');
    document.getElementById('draw').disabled = false;
    if (!line.group) {
      const at = this.stages.selectedIndex;
      details.node(line.row.after ?? line.row.before, line.row.after ? this.stage : report.stages[at - 1]);
    } else if (clicked) {
      this.toggle(line.group.path, !this.open.has(line.group.path));
    }
  },

  key(event, line, index) {
    if (event.key === 'd') {
      this.draw();
      return true;
    }
    const steps = {ArrowRight: true, ArrowLeft: false};
    if (line.group && (event.key in steps || event.key === 'Enter' || event.key === ' ')) {
      this.toggle(line.group.path, steps[event.key] ?? !this.open.has(line.group.path));
      return true;
    }
    if (event.key === 'ArrowLeft') {
      for (let i = index; i >= 0; i--) {
        if (this.list.rows[i].group) {
          this.list.select(i);
          break;
        }
      }
      return true;
    }
    return false;
  },

  toggle(path, open) {
    if (open) this.open.add(path);
    else this.open.delete(path);
    this.layout(this.list.at);
  },

  expandAll(open) {
    this.open.clear();
    const visit = group => {
      for (const child of group.groups.values()) {
        this.open.add(child.path);
        visit(child);
      }
    };
    if (open) visit(this.root);
    this.layout();
  },

  search(text, elsewhere = true) {
    this.query = text.trim().toLowerCase();
    this.box.value = text;
    drawing.hide();
    this.layout();
    if (elsewhere) views.show('graph');
  },

  // Opens the way to a node and selects it, in the last stage that has it if the one in sight has not.
  reveal(key) {
    this.query = this.box.value = '';
    const find = () => this.rows.find(each => (each.after ?? each.before).key === key);
    if (!find()) {
      const last = report.stages.findLastIndex(stage => stage.nodes.some(i => report.nodes[i].key === key));
      if (last < 0) return;
      this.stages.selectedIndex = last;
      this.load();
    }
    const row = find();
    if (row.status === 'same') document.getElementById('changed').checked = this.onlyChanged = false;
    const node = row.after ?? row.before;
    let path = '';
    for (const part of this.pathOf(node)) {
      path = path ? `${path}/${part}` : part;
      this.open.add(path);
    }
    this.layout();
    drawing.hide();
    views.show('graph');
    this.list.select(this.list.rows.findIndex(line => line.row === row));
  },
};
