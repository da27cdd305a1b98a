// Live figures: facts arrive as server-sent events, the page is read again, and only what differs is replaced.
// Nothing moves under the cursor: new rows wait behind a button, gone rows stay dimmed.

const areas = [...document.querySelectorAll('[data-live]')];
const topics = new Set(areas.flatMap(area => area.dataset.live.split(',').map(topic => topic.trim()).filter(Boolean)));
const dot = document.querySelector('[data-live-dot]');
let cause = '', timer = 0, source = null, tries = 0, reading = null;

function state(name, text) {
  if (!dot) return;
  dot.hidden = false;
  dot.dataset.state = name;
  dot.querySelector('[data-live-text]').textContent = text;
}

function flag(element) {
  element.classList.remove('cd-changed');
  void element.offsetWidth;
  element.classList.add('cd-changed');
  element.title = `${cause || 'Changed'} (${new Date().toLocaleTimeString()})`;
  setTimeout(() => element.classList.remove('cd-changed'), 4000);
}

const busy = element => element.contains(document.activeElement) && document.activeElement.matches('input, select, textarea') || element.querySelector(':popover-open, [aria-busy=true]');

/** Goes down to the smallest element that differs and replaces only that. */
function renew(old, fresh) {
  if (old.isEqualNode(fresh)) return;
  const alike = old.children.length === fresh.children.length && old.children.length > 0
    && [...old.children].every((child, at) => child.tagName === fresh.children[at].tagName)
    && ownText(old) === ownText(fresh);
  if (alike) {
    copyAttributes(old, fresh);
    [...old.children].forEach((child, at) => renew(child, fresh.children[at]));
  } else if (!busy(old)) {
    const differs = old.textContent !== fresh.textContent;
    copyAttributes(old, fresh);
    old.replaceChildren(...fresh.childNodes);
    if (differs) flag(old);
  }
}

const ownText = element => [...element.childNodes].filter(node => node.nodeType === Node.TEXT_NODE).map(node => node.data.trim()).join('|');

function copyAttributes(old, fresh) {
  if (old.matches('input, select, textarea, details, dialog, [popover]')) return;
  for (const { name, value } of fresh.attributes) if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  for (const { name } of [...old.attributes]) if (!fresh.hasAttribute(name) && name !== 'title' && name !== 'tabindex') old.removeAttribute(name);
}

function rows(table, fresh) {
  const now = new Map([...fresh.tBodies[0].rows].map(row => [row.dataset.row, row]));
  const shown = new Set();
  for (const row of table.tBodies[0].rows) {
    shown.add(row.dataset.row);
    row.classList.toggle('cd-gone', !now.has(row.dataset.row));
  }
  const waiting = [...now.keys()].filter(key => !shown.has(key)).length;
  const frame = table.closest('.cd-table-frame');
  let bar = frame.querySelector('.cd-new-rows');
  if (!waiting) { bar?.remove(); return; }
  if (!bar) {
    bar = document.createElement('div');
    bar.className = 'cd-new-rows';
    bar.setAttribute('role', 'status');
    frame.prepend(bar);
  }
  const button = document.createElement('button');
  Object.assign(button, { type: 'button', className: 'btn btn-sm', textContent: `${waiting} new` });
  button.addEventListener('click', () => { table.tBodies[0].replaceWith(fresh.tBodies[0]); bar.remove(); });
  bar.replaceChildren(button);
}

async function refresh() {
  reading?.abort();
  reading = new AbortController();
  try {
    const answer = await fetch(location.href, { signal: reading.signal, headers: { Accept: 'text/html', 'X-Live': '1' } });
    if (!answer.ok || answer.redirected) return;
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    for (const area of areas) {
      for (const element of [...area.querySelectorAll('[data-live-id]'), ...(area.dataset.liveId ? [area] : [])]) {
        if (element.parentElement?.closest('[data-live-id]') && !element.isConnected) continue;
        const fresh = page.querySelector(`[data-live-id="${CSS.escape(element.dataset.liveId)}"]`);
        if (fresh) renew(element, fresh.cloneNode(true));
      }
      for (const table of area.querySelectorAll('[data-live-rows]')) {
        const fresh = page.getElementById(table.id);
        if (fresh) rows(table, fresh);
      }
    }
    document.dispatchEvent(new CustomEvent('crossdock:renewed'));
  } catch { /* the next fact, or the next connection, reads it again */ }
}

function soon() {
  clearTimeout(timer);
  timer = setTimeout(refresh, 150);
}

function connect() {
  source = new EventSource(`/live?topics=${encodeURIComponent([...topics].join(','))}`);
  source.addEventListener('open', () => {
    // What was missed while the line was down is read at once.
    if (tries > 0) soon();
    tries = 0;
    state('live', 'Live');
  });
  source.addEventListener('message', event => {
    try { cause = JSON.parse(event.data).cause ?? ''; } catch { cause = ''; }
    soon();
  });
  source.addEventListener('error', () => {
    source.close();
    tries += 1;
    state(tries > 2 ? 'lost' : 'connecting', tries > 2 ? 'Not live' : 'Connecting');
    setTimeout(connect, Math.min(30_000, 500 * 2 ** Math.min(tries, 6)) * (0.7 + Math.random() * 0.6));
  });
}

if (topics.size) {
  state('connecting', 'Connecting');
  connect();
  addEventListener('pagehide', () => source?.close());
  addEventListener('pageshow', event => { if (event.persisted) connect(); });
}
