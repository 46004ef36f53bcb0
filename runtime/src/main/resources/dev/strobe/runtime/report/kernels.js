// What the backend launches, with the lines of the model that ended in each.
const kernels_ = {
  start() {
    const root = document.getElementById('kernels');
    root.classList.add('fixed');
    if (report.kernels.length === 0) {
      root.append(make('p', {class: 'faint'}, 'The program was not compiled: ask for the stage planned or optimized.'));
      return;
    }
    this.list = new VirtualList('Kernels', 'listbox', {
      fill: (element, kernel) => {
        element.style.gridTemplateColumns = 'minmax(12rem, 1.2fr) 9rem 5rem minmax(12rem, 2fr)';
        element.append(
          make('span', {}, kernel.name),
          make('span', {class: 'faint'}, kernel.target || kernel.opcode),
          make('span', {class: 'number'}, kernel.ops.length ? `${kernel.ops.length} op${kernel.ops.length === 1 ? '' : 's'}` : 'relayout'),
          make('span', {class: kernel.inferred ? 'faint' : ''}, `${kernel.inferred ? 'beside ' : ''}${kernel.locations.join(', ') || '(unknown)'}`));
      },
      choose: kernel => details.kernel(kernel),
    });
    this.list.element.id = 'kernel-list';
    this.box = make('input', {type: 'search', placeholder: 'kernel, op or layer', 'aria-label': 'Search kernels', oninput: () => this.filter()});
    this.found = make('span', {class: 'faint', role: 'status'});
    root.append(make('div', {class: 'bar'}, this.box, this.found), this.list.element);
    this.filter();
  },

  filter() {
    const query = this.box.value.trim().toLowerCase();
    const rows = report.kernels.filter(kernel => !query
      || [kernel.name, kernel.opcode, kernel.target, ...kernel.locations, ...kernel.ops.map(op => op.opcode)].some(text => text.toLowerCase().includes(query)));
    const several = rows.filter(kernel => kernel.ops.length > 1).length;
    this.found.textContent = `${format.count(rows.length)} kernels, ${format.count(several)} of several ops`;
    this.list.show(rows);
  },

  reveal(kernel) {
    this.box.value = '';
    this.filter();
    views.show('kernels');
    this.list.select(this.list.rows.indexOf(kernel));
  },
};
