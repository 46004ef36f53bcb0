// A list of rows of one height of which only those in sight are elements; arrows move in it.
class VirtualList {
  static HEIGHT = 24;

  // fill(element, row, index) makes a row's element; choose(row) is called when it is selected;
  // key(event, row, index) may take a key and then returns true.
  constructor(label, role, {fill, choose, key}) {
    Object.assign(this, {fill, choose, key, rows: [], at: -1, role});
    this.space = make('div');
    this.element = make('div', {class: 'list', role, tabindex: 0, 'aria-label': label}, this.space);
    this.element.addEventListener('scroll', () => this.draw());
    this.element.addEventListener('keydown', event => this.pressed(event));
    this.element.addEventListener('mousedown', event => {
      const found = event.target.closest('.row');
      if (found) this.select(Number(found.dataset.index), true);
    });
    new ResizeObserver(() => this.draw()).observe(this.element);
  }

  show(rows, at = -1) {
    this.rows = rows;
    this.at = Math.min(at, rows.length - 1);
    this.space.style.height = `${rows.length * VirtualList.HEIGHT}px`;
    this.draw();
  }

  select(index, clicked = false) {
    if (index < 0 || index >= this.rows.length) return;
    this.at = index;
    const top = index * VirtualList.HEIGHT;
    const view = this.element;
    if (top < view.scrollTop) view.scrollTop = top;
    if (top + VirtualList.HEIGHT > view.scrollTop + view.clientHeight) {
      view.scrollTop = top + VirtualList.HEIGHT - view.clientHeight;
    }
    this.draw();
    this.choose(this.rows[index], clicked, index);
  }

  pressed(event) {
    const page = Math.max(1, Math.floor(this.element.clientHeight / VirtualList.HEIGHT) - 1);
    const moves = {ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -1e9, End: 1e9};
    if (this.at >= 0 && this.key?.(event, this.rows[this.at], this.at)) {
      event.preventDefault();
    } else if (event.key in moves) {
      event.preventDefault();
      this.select(Math.max(0, Math.min(this.rows.length - 1, this.at + moves[event.key])));
    }
  }

  draw() {
    const height = this.element.clientHeight || 600;
    const first = Math.max(0, Math.floor(this.element.scrollTop / VirtualList.HEIGHT) - 5);
    const last = Math.min(this.rows.length, first + Math.ceil(height / VirtualList.HEIGHT) + 10);
    this.space.replaceChildren();
    for (let i = first; i < last; i++) {
      const row = make('div', {
        class: 'row', role: this.role === 'tree' ? 'treeitem' : 'option', 'data-index': i,
        id: `${this.element.id || this.role}-${i}`, 'aria-selected': String(i === this.at),
        'aria-setsize': this.rows.length, 'aria-posinset': i + 1,
      });
      row.style.top = `${i * VirtualList.HEIGHT}px`;
      if (i === this.at) row.classList.add('at');
      this.fill(row, this.rows[i], i);
      this.space.append(row);
    }
    this.element.setAttribute('aria-activedescendant', this.at >= 0 ? `${this.element.id || this.role}-${this.at}` : '');
  }
}
