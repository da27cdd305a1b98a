// Ticked rows (DataTable.razor): the bar with their count and actions, and "all".

const boxes = table => [...table.querySelectorAll('[data-select]')];

function count(table) {
  const all = boxes(table);
  const ticked = all.filter(box => box.checked).length;
  const head = table.querySelector('[data-select-all]');
  head.checked = ticked > 0 && ticked === all.length;
  head.indeterminate = ticked > 0 && ticked < all.length;
  const bar = document.querySelector(`[data-selection-bar="${table.id}"]`);
  bar.hidden = ticked === 0;
  bar.querySelector('[data-selection-count]').textContent = ticked;
}

let last = null;
document.addEventListener('click', event => {
  const clear = event.target.closest('[data-selection-clear]');
  if (clear) {
    const table = document.getElementById(clear.closest('[data-selection-bar]').dataset.selectionBar);
    boxes(table).forEach(box => { box.checked = false; });
    count(table);
    return;
  }
  const box = event.target.closest('[data-select], [data-select-all]');
  if (!box) return;
  const table = box.closest('table');
  const all = boxes(table);
  if ('selectAll' in box.dataset) all.forEach(each => { each.checked = box.checked; });
  else if (event.shiftKey && last) {
    const [from, to] = [all.indexOf(last), all.indexOf(box)].sort((a, b) => a - b);
    if (from >= 0) all.slice(from, to + 1).forEach(each => { each.checked = box.checked; });
  }
  last = box;
  count(table);
});

// j and k (palette.js) ask for the next row; x for its tick.
document.addEventListener('crossdock:row', event => {
  const rows = [...document.querySelectorAll('[data-table] tbody tr')].filter(row => row.offsetParent);
  if (!rows.length) return;
  const here = rows.findIndex(row => row.contains(document.activeElement));
  if (event.detail === 'select') { rows[here]?.querySelector('[data-select]')?.click(); return; }
  const row = rows[here < 0 ? 0 : Math.max(0, Math.min(rows.length - 1, here + event.detail))];
  const target = row.querySelector('.row-link') ?? row;
  if (target === row) row.tabIndex = -1;
  target.focus();
  row.scrollIntoView({ block: 'nearest' });
});
