// A layered drawing of few nodes, after Sugiyama: rows by longest path, rows ordered by the middle
// of their neighbours, long edges bent around what lies between.
const layered = {
  STEP: 58,
  GAP: 14,

  // nodes: [{id, width, reads: [id]}], each after what it reads. Returns them with x and y, and the
  // edges as lists of points.
  place(nodes) {
    const at = new Map(nodes.map(node => [node.id, {node, width: node.width, row: 0, up: [], down: []}]));
    const edges = this.rank(nodes, at);
    const rows = [];
    for (const box of at.values()) this.put(rows, box);
    const bends = edges.map(([from, to]) => this.bend(rows, from, to));
    this.order(rows);
    this.spread(rows);
    const left = d3.min(rows, row => d3.min(row, box => box.x - box.width / 2)) ?? 0;
    const point = box => [box.x - left, box.row * this.STEP];
    return {
      boxes: [...at.values()].map(box => ({...box.node, x: point(box)[0], y: point(box)[1]})),
      edges: bends.map(path => path.map(point)),
    };
  },

  // Below all that it reads, then as low as its readers let it be, so that lines are short.
  rank(nodes, at) {
    const edges = [];
    for (const {id, reads} of nodes) {
      for (const read of new Set(reads)) {
        if (!at.has(read) || read === id) continue;
        edges.push([at.get(read), at.get(id)]);
        at.get(id).row = Math.max(at.get(id).row, at.get(read).row + 1);
      }
    }
    const readers = d3.group(edges, ([from]) => from);
    for (const box of [...at.values()].reverse()) {
      if (readers.has(box)) box.row = d3.min(readers.get(box), ([, to]) => to.row) - 1;
    }
    return edges;
  },

  put(rows, box) {
    while (rows.length <= box.row) rows.push([]);
    box.place = rows[box.row].push(box) - 1;
  },

  bend(rows, from, to) {
    const path = [from];
    for (let row = from.row + 1; row < to.row; row++) {
      const bend = {width: 8, row, up: [], down: []};
      this.put(rows, bend);
      path.push(bend);
    }
    path.push(to);
    for (const [above, below] of d3.pairs(path)) {
      above.down.push(below);
      below.up.push(above);
    }
    return path;
  },

  order(rows) {
    for (let round = 0; round < 6; round++) {
      const [turn, side] = round % 2 ? [[...rows].reverse(), 'down'] : [rows, 'up'];
      for (const row of turn) {
        for (const box of row) box.wish = d3.mean(box[side], other => other.place) ?? box.place;
        row.sort((a, b) => a.wish - b.wish).forEach((box, i) => { box.place = i; });
      }
    }
  },

  // The mean of packing from the left and from the right keeps every distance.
  spread(rows) {
    for (const row of rows) {
      let x = 0;
      for (const box of row) {
        box.x = x + box.width / 2;
        x += box.width + this.GAP;
      }
    }
    for (let round = 0; round < 10; round++) {
      const [turn, side] = round % 2 ? [[...rows].reverse(), 'down'] : [rows, 'up'];
      for (const row of turn) {
        const wish = row.map(box => d3.mean(box[side], other => other.x) ?? box.x);
        const apart = i => (row[i - 1].width + row[i].width) / 2 + this.GAP;
        const [left, right] = [[...wish], [...wish]];
        for (let i = 1; i < row.length; i++) left[i] = Math.max(left[i], left[i - 1] + apart(i));
        for (let i = row.length - 1; i > 0; i--) right[i - 1] = Math.min(right[i - 1], right[i] - apart(i));
        row.forEach((box, i) => { box.x = (left[i] + right[i]) / 2; });
      }
    }
  },
};
