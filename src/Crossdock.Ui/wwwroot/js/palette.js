// The palette (Ctrl+K) and the single-key shortcuts, which can be switched off (WCAG 2.1.4).

const palette = document.getElementById('palette');
const help = document.getElementById('shortcuts');
const input = palette?.querySelector('input');
const list = palette?.querySelector('[role=listbox]');
const singleKeys = () => localStorage.getItem('crossdock-single-keys') !== 'off' && !document.querySelector('[data-scan]');
const places = () => [...document.querySelectorAll('#nav a')].map(link => ({ kind: 'Go to', title: link.textContent.trim(), href: link.getAttribute('href'), subtitle: link.dataset.go ? `g ${link.dataset.go}` : '' }));

let results = [], at = 0, stop = null, timer = 0;

function point(index) {
  at = index;
  [...list.children].forEach((option, each) => option.setAttribute('aria-selected', each === at));
  list.children[at]?.scrollIntoView({ block: 'nearest' });
  if (list.children[at]) input.setAttribute('aria-activedescendant', list.children[at].id); else input.removeAttribute('aria-activedescendant');
}

function show() {
  list.replaceChildren(...results.map((result, index) => {
    const option = document.createElement('li');
    option.id = `palette-${index}`;
    option.setAttribute('role', 'option');
    const kind = document.createElement('span');
    kind.className = `cd-badge ${result.kind === 'Go to' ? 'tone-neutral' : 'tone-info'}`;
    kind.textContent = result.kind;
    option.append(kind, result.title);
    if (result.subtitle) { const small = document.createElement('small'); small.textContent = result.subtitle; option.append(small); }
    return option;
  }));
  palette.querySelector('.cd-palette-none').hidden = results.length > 0;
  point(0);
}

async function search() {
  const text = input.value.trim().toLowerCase();
  const local = places().filter(place => !text || place.title.toLowerCase().includes(text));
  results = local;
  show();
  stop?.abort();
  if (text.length < 2) return;
  stop = new AbortController();
  try {
    const answer = await fetch(`/api/v1/search?q=${encodeURIComponent(text)}`, { signal: stop.signal, headers: { Accept: 'application/json' } });
    if (!answer.ok) return;
    const records = await answer.json();
    results = [...records, ...local];
    show();
  } catch { /* a newer search took over, or the network is gone: places can still be gone to */ }
}

function open() {
  if (!palette || palette.open) return;
  input.value = '';
  palette.showModal();
  search();
}

function follow(index, aside) {
  const href = results[index]?.href;
  if (!href) return;
  if (aside) window.open(href, '_blank'); else location.assign(href);
}

palette?.addEventListener('input', () => { clearTimeout(timer); timer = setTimeout(search, 80); });
palette?.addEventListener('keydown', event => {
  const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (move && results.length) { event.preventDefault(); point((at + move + results.length) % results.length); }
  else if (event.key === 'Enter') { event.preventDefault(); follow(at, event.ctrlKey || event.metaKey); }
});
list?.addEventListener('click', event => {
  const option = event.target.closest('[role=option]');
  if (option) follow([...list.children].indexOf(option), event.ctrlKey || event.metaKey);
});
document.addEventListener('click', event => { if (event.target.closest('[data-palette]')) open(); });

// The list of letters and of this page's own verbs is made from the page itself.
if (help) {
  const letters = [...document.querySelectorAll('#nav a[data-go]')].map(link => `${link.dataset.go} ${link.textContent.trim()}`);
  help.querySelector('[data-go-list]').textContent = letters.join(', ');
  for (const verb of document.querySelectorAll('[data-key]')) {
    const row = document.createElement('div'), term = document.createElement('dt'), key = document.createElement('kbd'), words = document.createElement('dd');
    key.textContent = verb.dataset.key;
    words.textContent = verb.textContent.trim() || verb.getAttribute('aria-label');
    term.append(key);
    row.append(term, words);
    help.querySelector('.cd-keys').append(row);
  }
  const choice = help.querySelector('[data-single-keys]');
  choice.checked = localStorage.getItem('crossdock-single-keys') !== 'off';
  choice.addEventListener('change', () => localStorage.setItem('crossdock-single-keys', choice.checked ? 'on' : 'off'));
}

const typing = target => target.closest?.('input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]');
const row = step => document.dispatchEvent(new CustomEvent('crossdock:row', { detail: step }));
let going = 0;

document.addEventListener('keydown', event => {
  if (event.defaultPrevented || event.isComposing) return;
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') { event.preventDefault(); open(); return; }
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || document.querySelector('dialog[open]') || !singleKeys()) return;

  if (going && event.timeStamp - going < 1200) {
    going = 0;
    const link = document.querySelector(`#nav a[data-go="${CSS.escape(event.key)}"]`);
    if (link) { event.preventDefault(); location.assign(link.href); }
    return;
  }
  const verb = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (verb) { event.preventDefault(); verb.click(); }
  else if (event.key === 'g') going = event.timeStamp;
  else if (event.key === '/') { event.preventDefault(); (document.querySelector('[data-page-search]') ?? document.querySelector('[data-global-search]'))?.focus(); }
  else if (event.key === '?') { event.preventDefault(); help?.showModal(); }
  else if (event.key === 'j' || event.key === 'k') row(event.key === 'j' ? 1 : -1);
  else if (event.key === 'x') row('select');
});
