// Tabs, theme and keys.
const views = {
  names: {summary: 'Summary', graph: 'Graph', memory: 'Memory', kernels: 'Kernels', layers: 'Layers'},

  start() {
    const tabs = document.getElementById('tabs');
    for (const [id, name] of Object.entries(this.names)) {
      tabs.append(make('button', {role: 'tab', type: 'button', id: `tab-${id}`, 'aria-controls': id, onclick: () => this.show(id)}, name));
    }
    tabs.addEventListener('keydown', event => {
      const step = {ArrowRight: 1, ArrowLeft: -1}[event.key];
      if (step) {
        const ids = Object.keys(this.names);
        this.show(ids[(ids.indexOf(this.current) + step + ids.length) % ids.length]);
        document.getElementById(`tab-${this.current}`).focus();
      }
    });
    const wanted = location.hash.slice(1);
    this.show(wanted in this.names ? wanted : 'summary');
  },

  show(shown) {
    this.current = shown;
    for (const id of Object.keys(this.names)) {
      document.getElementById(id).hidden = id !== shown;
      const tab = document.getElementById(`tab-${id}`);
      tab.setAttribute('aria-selected', String(id === shown));
      tab.tabIndex = id === shown ? 0 : -1;
    }
  },
};

document.title = `Strobe: ${report.program}`;
document.getElementById('title').textContent = document.getElementById('title').title = report.program;
const notes = document.getElementById('notes');
notes.textContent = report.notes.join(' ');
notes.hidden = report.notes.length === 0;
details.hint('Choose a node, a buffer or a kernel. Keys: 1 to 5 switch views, / searches, arrows move, Enter opens, d draws.');
for (const part of [summary, graph, memory, kernels_, layers, views]) part.start();

document.getElementById('theme').addEventListener('click', () => {
  const root = document.documentElement;
  const dark = root.style.colorScheme ? root.style.colorScheme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  root.style.colorScheme = dark ? 'light' : 'dark';
  memory.draw();
});
document.addEventListener('keydown', event => {
  if (event.target.matches('input, select') || event.ctrlKey || event.metaKey || event.altKey) return;
  const id = Object.keys(views.names)[Number(event.key) - 1];
  if (event.key === '/') {
    event.preventDefault();
    views.show('graph');
    graph.box.focus();
  } else if (id && !event.target.matches('canvas')) views.show(id);
});
document.documentElement.dataset.ready = 'true';
