// Search as you type in one field (Combobox.razor), after the ARIA 1.2 combobox pattern: focus stays in the input.

const parts = box => ({ input: box.querySelector('[role=combobox]'), list: box.querySelector('[role=listbox]'), value: box.querySelector('[data-combobox-value]') });
const waiting = new WeakMap();
const found = new WeakMap();

function close(box) {
  const { input, list } = parts(box);
  if (list.matches(':popover-open')) list.hidePopover();
  input.setAttribute('aria-expanded', 'false');
  input.removeAttribute('aria-activedescendant');
}

function point(box, at) {
  const { input, list } = parts(box);
  const options = [...list.children];
  options.forEach((option, index) => option.setAttribute('aria-selected', index === at));
  if (options[at]) { input.setAttribute('aria-activedescendant', options[at].id); options[at].scrollIntoView({ block: 'nearest' }); }
}

const pointed = box => [...parts(box).list.children].findIndex(option => option.getAttribute('aria-selected') === 'true');

function choose(box, at) {
  const result = found.get(box)?.[at];
  if (!result) return;
  const { input, value } = parts(box);
  input.value = result.title;
  value.value = result.value ?? result.title;
  close(box);
  box.dispatchEvent(new CustomEvent('crossdock:chosen', { bubbles: true, detail: result }));
}

function show(box, results) {
  const { input, list } = parts(box);
  found.set(box, results);
  list.replaceChildren(...results.map((result, at) => {
    const option = document.createElement('li');
    option.id = `${list.id}-${at}`;
    option.setAttribute('role', 'option');
    option.append(result.title);
    if (result.subtitle) { const small = document.createElement('small'); small.textContent = result.subtitle; option.append(small); }
    return option;
  }));
  input.setAttribute('aria-expanded', String(results.length > 0));
  if (results.length === 0) { close(box); return; }
  place(input, list);
  point(box, 0);
}

/** The list lies in the top layer, so that a scrolling table cannot cut it off. */
function place(input, list) {
  if (!list.matches(':popover-open')) list.showPopover();
  const field = input.getBoundingClientRect();
  list.style.minWidth = `${field.width}px`;
  list.style.left = `${Math.max(8, Math.min(field.left, innerWidth - list.offsetWidth - 8))}px`;
  const below = field.bottom + 4 + list.offsetHeight < innerHeight || field.top < list.offsetHeight;
  list.style.top = `${below ? field.bottom + 4 : field.top - list.offsetHeight - 4}px`;
}

async function search(box, exact) {
  const { input } = parts(box);
  const text = input.value.trim();
  waiting.get(box)?.abort();
  if (!text) { box.removeAttribute('aria-busy'); close(box); return; }
  const stop = new AbortController();
  waiting.set(box, stop);
  box.setAttribute('aria-busy', 'true');
  try {
    const separator = box.dataset.combobox.includes('?') ? '&' : '?';
    const answer = await fetch(`${box.dataset.combobox}${separator}kind=${encodeURIComponent(box.dataset.kind)}&q=${encodeURIComponent(text)}`,
      { signal: stop.signal, headers: { Accept: 'application/json' } });
    if (!answer.ok) return;
    const results = await answer.json();
    found.set(box, results);
    const only = results.findIndex(result => [result.title, result.value].some(word => String(word).toLowerCase() === text.toLowerCase()));
    if (exact) { if (only >= 0 || results.length === 1) choose(box, Math.max(only, 0)); } else if (document.activeElement === input) show(box, results);
  } catch { /* a newer search took over, or the network is gone: the text typed is still sent */ } finally {
    if (waiting.get(box) === stop) box.removeAttribute('aria-busy');
  }
}

document.addEventListener('input', event => {
  const box = event.target.closest('[data-combobox]');
  if (!box || event.target.type === 'hidden') return;
  const { input, value } = parts(box);
  value.value = input.value.trim();
  clearTimeout(box.timer);
  box.timer = setTimeout(() => search(box, false), 120);
});

// A pasted or scanned code is looked up without opening the list.
document.addEventListener('crossdock:pasted', event => {
  const box = event.target.closest('[data-combobox]');
  if (box) { clearTimeout(box.timer); search(box, true); }
});

document.addEventListener('keydown', event => {
  const box = event.target.closest?.('[data-combobox]');
  if (!box || !parts(box).list.matches(':popover-open')) return;
  const count = parts(box).list.children.length;
  const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (move) { event.preventDefault(); point(box, (pointed(box) + move + count) % count); }
  else if (event.key === 'Enter') { event.preventDefault(); event.stopPropagation(); choose(box, pointed(box)); }
  else if (event.key === 'Tab') choose(box, pointed(box));
  else if (event.key === 'Escape') { event.stopPropagation(); event.preventDefault(); close(box); }
}, true);

document.addEventListener('mousedown', event => {
  const option = event.target.closest('[data-combobox] [role=option]');
  if (!option) return;
  event.preventDefault();
  choose(option.closest('[data-combobox]'), [...option.parentElement.children].indexOf(option));
});

document.addEventListener('focusout', event => { const box = event.target.closest('[data-combobox]'); if (box) close(box); });

addEventListener('scroll', event => {
  if (event.target instanceof Element && event.target.matches('[role=listbox]')) return;
  for (const list of document.querySelectorAll('[data-combobox] [role=listbox]:popover-open')) close(list.closest('[data-combobox]'));
}, true);
