// Editable lines (LineGrid.razor): Enter goes to the next line, a table copied from a spreadsheet fills lines.

const linesOf = grid => [...grid.querySelectorAll('tr[data-line]')];
const fieldsOf = line => [...line.querySelectorAll('input:not([type=hidden]), select, textarea')];
const changed = grid => grid.dispatchEvent(new CustomEvent('crossdock:lines', { bubbles: true }));

/** Each cell is told its heading, by which it is known where the lines are stacked. */
function label(grid, line) {
  const headings = [...grid.querySelectorAll('thead th')];
  [...line.cells].forEach((cell, at) => { if (!cell.matches('.line-no, .line-remove')) cell.dataset.label = headings[at]?.textContent ?? ''; });
}

function addLine(grid) {
  const used = linesOf(grid).flatMap(line => [...line.querySelectorAll('[name]')]).map(field => Number(/\[(\d+)\]/.exec(field.name)?.[1] ?? -1));
  const holder = document.createElement('template');
  holder.innerHTML = grid.querySelector('template').innerHTML.replaceAll('__i__', Math.max(-1, ...used) + 1);
  const line = holder.content.querySelector('tr[data-line]');
  label(grid, line);
  grid.querySelector('tbody').append(line);
  return line;
}

function fieldNamed(line, name) {
  const carrier = [...line.querySelectorAll('[name]')].find(field => field.name.endsWith('.' + name));
  return carrier?.type === 'hidden' ? carrier.parentElement.querySelector('input:not([type=hidden])') ?? carrier : carrier;
}

/** Fills lines from tab-separated text, from the line of the field on; columns follow data-paste, else the order of the fields. */
function paste(grid, field, text) {
  const rows = text.replace(/\r?\n$/, '').split(/\r?\n/).map(row => row.split('\t'));
  const columns = grid.dataset.paste?.split(',');
  let line = field.closest('[data-line]');
  const start = columns ? 0 : fieldsOf(line).indexOf(field);
  for (const row of rows) {
    line ??= addLine(grid);
    row.forEach((value, at) => {
      const target = columns ? fieldNamed(line, columns[at]?.trim()) : fieldsOf(line)[start + at];
      if (!target) return;
      target.value = value.trim();
      target.dispatchEvent(new Event('input', { bubbles: true }));
      target.dispatchEvent(new CustomEvent('crossdock:pasted', { bubbles: true }));
    });
    line = line.nextElementSibling;
  }
  document.dispatchEvent(new CustomEvent('crossdock:toast', { detail: { text: `${rows.length} ${rows.length === 1 ? 'line' : 'lines'} pasted`, tone: 'info' } }));
  changed(grid);
}

for (const grid of document.querySelectorAll('[data-lines]')) linesOf(grid).forEach(line => label(grid, line));

document.addEventListener('click', event => {
  const grid = event.target.closest('[data-lines]');
  if (!grid) return;
  if (event.target.closest('[data-line-add]')) {
    fieldsOf(addLine(grid))[0]?.focus();
    changed(grid);
  } else if (event.target.closest('[data-line-remove]')) {
    const line = event.target.closest('[data-line]');
    const neighbour = line.nextElementSibling ?? line.previousElementSibling;
    line.remove();
    fieldsOf(neighbour ?? addLine(grid))[0]?.focus();
    changed(grid);
  }
});

document.addEventListener('keydown', event => {
  if (event.key !== 'Enter' || event.defaultPrevented || event.ctrlKey || event.metaKey || event.target.tagName === 'BUTTON') return;
  const grid = event.target.closest('[data-lines]');
  const line = event.target.closest('[data-line]');
  if (!grid || !line) return;
  event.preventDefault();
  fieldsOf(line.nextElementSibling ?? addLine(grid))[0]?.focus();
  changed(grid);
});

document.addEventListener('paste', event => {
  const grid = event.target.closest?.('[data-lines]');
  const text = event.clipboardData?.getData('text/plain') ?? '';
  if (!grid || !event.target.closest('[data-line]') || !/[\t\n]/.test(text.replace(/\r?\n$/, ''))) return;
  event.preventDefault();
  paste(grid, event.target, text);
});
