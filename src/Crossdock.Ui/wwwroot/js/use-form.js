// Forms that call a use of the API: <form data-use="POST /api/v1/receipts">. See UseForm.razor and the README.
import { marks, plainNumber } from './numbers.js';

/** A random key for the request; crypto.randomUUID exists only on secure origins, and a warehouse may run on plain http. */
function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map(byte => byte.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** "lines[0].quantity" as ["lines", 0, "quantity"]; "ids[]" as ["ids", null]. */
const steps = name => [...name.matchAll(/([^.[\]]+)|\[(\d*)\]/g)].map(match => match[1] ?? (match[2] === '' ? null : Number(match[2])));

function put(body, path, value) {
  let place = body;
  path.forEach((step, at) => {
    const last = at === path.length - 1;
    if (step === null) { place.push(value); return; }
    if (last) { place[step] = value; return; }
    place[step] ??= typeof path[at + 1] === 'string' ? {} : [];
    place = place[step];
  });
}

/** Reads a form into the body of its request; says which field stands behind which pointer. */
export function read(form) {
  const body = {}, fields = new Map(), taken = new Map();
  for (const field of form.elements) {
    if (!field.name || field.disabled || field.type === 'submit' || field.type === 'button' || field.closest('template')) continue;
    let value = field.value;
    if (field.type === 'checkbox') {
      if ('boolean' in field.dataset) value = field.checked;
      else if (!field.checked) continue;
    } else if (field.type === 'radio') {
      if (!field.checked) continue;
    } else if ('number' in field.dataset && value) {
      value = plainNumber(value) ?? value;
    } else if ('whole' in field.dataset && value) {
      value = Number(value);
    } else if ('instant' in field.dataset && value) {
      value = new Date(value).toISOString();
    } else if (field.multiple && field.selectedOptions) {
      for (const option of field.selectedOptions) put(body, [...steps(field.name), null], option.value);
      continue;
    }
    if (typeof value === 'string') value = value.trim();
    if (value === '') continue;

    // Lines, and the parts of a line, are counted as they stand, so that an empty one leaves no hole.
    const path = steps(field.name);
    const rows = ['[data-line]', '[data-part]'].map(kind => field.closest(kind)).filter(row => row);
    path.forEach((step, at) => {
      if (typeof step !== 'number' || rows.length === 0) return;
      const row = rows.shift();
      const list = path.slice(0, at).join('.');
      if (!taken.has(list)) taken.set(list, new Map());
      const known = taken.get(list);
      if (!known.has(row)) known.set(row, known.size);
      path[at] = known.get(row);
    });
    put(body, path, value);
    fields.set('/' + path.filter(step => step !== null).join('/'), field);
  }
  return { body, fields };
}

function clear(form) {
  form.querySelector('[data-use-alert]').hidden = true;
  for (const field of form.querySelectorAll('.is-invalid')) { field.classList.remove('is-invalid'); field.removeAttribute('aria-invalid'); }
  for (const text of form.querySelectorAll('[data-error]')) { text.textContent = ''; text.classList.remove('shown'); }
}

/** The field a person sees for one that carries the value. */
const visible = field => field?.type === 'hidden' ? field.parentElement.querySelector('input:not([type=hidden])') ?? field : field;

function mark(field, message) {
  const shown = visible(field);
  shown.classList.add('is-invalid');
  shown.setAttribute('aria-invalid', 'true');
  shown.closest('details')?.setAttribute('open', '');
  const text = shown.closest('.cd-field')?.querySelector('[data-error]');
  if (!text) { shown.title = message; return false; }
  text.textContent = message;
  text.classList.add('shown');
  return true;
}

function refuse(form, sentence, errors, fields, explain) {
  const alert = form.querySelector('[data-use-alert]');
  const open = [];
  for (const { pointer, message } of errors ?? []) {
    const path = (pointer ?? '').replace(/^#/, '');
    const field = fields.get(path) ?? form.elements[path.slice(1).replaceAll('/', '.')];
    if (!(field instanceof Element && mark(field, message)) && message !== sentence) open.push(message);
  }
  const words = document.createElement('div');
  const first = document.createElement('strong');
  first.textContent = sentence;
  words.append(first);
  if (open.length) {
    const list = document.createElement('ul');
    for (const message of new Set(open)) {
      const item = document.createElement('li');
      item.textContent = message;
      list.append(item);
    }
    words.append(list);
  }
  if (explain?.page?.startsWith('/')) {
    // Opened beside, so that what was typed is still here.
    const link = document.createElement('a');
    link.href = explain.page;
    link.target = '_blank';
    link.textContent = explain.pageWords ?? explain.page;
    words.append(' ', link);
  }
  alert.replaceChildren(words);
  alert.hidden = false;
  (form.querySelector('.is-invalid') ?? alert).focus();
}

/** Required and ill-typed fields, said in one place in the same way as the server's refusals. */
function unfilled(form) {
  const bad = [...form.elements].filter(field => field.willValidate && !field.validity.valid);
  for (const field of bad) mark(field, field.validity.valueMissing ? 'Needed.' : field.validationMessage);
  for (const field of form.elements) {
    if (!('number' in field.dataset) || !field.value || field.disabled || field.closest('template') || plainNumber(field.value) !== null) continue;
    const { group, decimal } = marks();
    const sentence = `“${field.value.trim()}” may be meant in two ways: write “${decimal}” before decimals; “${group}” only parts thousands.`;
    if (!mark(field, sentence)) refuse(form, sentence, [], new Map());
    bad.push(field);
  }
  for (const grid of form.querySelectorAll('[data-lines][data-needed]')) {
    if ([...grid.querySelectorAll('tbody [name]')].some(field => !field.closest('template') && field.value.trim())) continue;
    refuse(form, grid.dataset.needed, [], new Map());
    bad.push(grid.querySelector('tbody :is(input:not([type=hidden]), select)') ?? grid);
  }
  const named = form.querySelector('[data-confirm]');
  if (named?.value && named.value.trim() !== named.dataset.confirm) { mark(named, `Type exactly ${named.dataset.confirm}.`); bad.push(named); }
  bad[0]?.focus();
  return bad.length > 0;
}

const fill = (text, answer) => text?.replaceAll(/\{([\w.]+)\}/g, (_, name) => {
  const value = name.split('.').reduce((place, step) => place?.[step], answer);
  return value === undefined || value === null ? '' : typeof value === 'object' ? value.value ?? '' : value;
});

function done(form, answer, location) {
  const text = fill(form.dataset.done, answer);
  const next = form.dataset.next ? fill(form.dataset.next, answer) : location && !location.startsWith('/api/') ? location : null;
  form.dataset.saved = '';
  if (next) {
    if (text) sessionStorage.setItem('crossdock-toast', JSON.stringify({ text, tone: 'good' }));
    if (next === '.') window.location.reload(); else window.location.assign(next);
    return;
  }
  if (text) document.dispatchEvent(new CustomEvent('crossdock:toast', { detail: { text, tone: 'good' } }));
  form.closest('dialog')?.close();
  form.reset();
  form.dispatchEvent(new CustomEvent('crossdock:done', { bubbles: true, detail: answer }));
}

async function send(form, pressed) {
  if (form.getAttribute('aria-busy') === 'true') return;
  clear(form);
  if (unfilled(form)) return;

  const [method, template] = form.dataset.use.split(' ');
  const { body, fields } = read(form);

  // A form may ask by which of its buttons it was sent; another button is another request.
  if (pressed?.name) {
    put(body, steps(pressed.name), pressed.value);
    if (form.dataset.pressed !== pressed.value) delete form.dataset.key;
    form.dataset.pressed = pressed.value;
  }
  const address = template.replaceAll(/\{(\w+)\}/g, (_, name) => encodeURIComponent(body[name] ?? ''));
  form.dataset.key ||= newKey();
  const headers = { Accept: 'application/json', 'Content-Type': 'application/json', 'Idempotency-Key': form.dataset.key };
  const token = document.querySelector('meta[name=csrf]')?.content;
  if (token) headers.RequestVerificationToken = token;
  if (form.dataset.etag) headers['If-Match'] = form.dataset.etag;

  const buttons = [...form.elements].filter(field => field.type === 'submit');
  form.setAttribute('aria-busy', 'true');
  buttons.forEach(button => button.setAttribute('aria-busy', 'true'));
  try {
    const answer = await fetch(address, { method, headers, body: method === 'DELETE' ? undefined : JSON.stringify(body), credentials: 'same-origin' });
    const content = answer.headers.get('Content-Type')?.includes('json') ? await answer.json() : {};
    if (answer.ok) {
      delete form.dataset.key;
      done(form, content, answer.headers.get('Location'));
    } else if (answer.status === 401) {
      refuse(form, 'You are signed out. Sign in in another tab, then send this again; nothing is lost.', [], fields);
    } else {
      refuse(form, content.detail ?? content.title ?? `The server answered ${answer.status}. Try again; nothing is done twice.`, content.errors, fields, content.explain);
    }
  } catch {
    refuse(form, 'No connection. Nothing is lost: send it again when the network is back; it is booked once only.', [], fields);
  } finally {
    form.removeAttribute('aria-busy');
    buttons.forEach(button => button.removeAttribute('aria-busy'));
  }
}

document.addEventListener('submit', event => {
  if (!event.target.matches('form[data-use]')) return;
  event.preventDefault();
  send(event.target, event.submitter);
});

// What is being put right no longer looks wrong.
document.addEventListener('input', event => {
  if (!event.target.classList.contains('is-invalid')) return;
  event.target.classList.remove('is-invalid');
  event.target.removeAttribute('aria-invalid');
  const text = event.target.closest('.cd-field')?.querySelector('[data-error]');
  if (text) { text.textContent = ''; text.classList.remove('shown'); }
});

// Leaving with something typed and not sent asks first.
document.addEventListener('input', event => { const form = event.target.form; if (form?.dataset.use) { form.dataset.typed = ''; delete form.dataset.saved; } });
addEventListener('beforeunload', event => {
  if (document.querySelector('form[data-use][data-typed]:not([data-saved]) [data-line]')) event.preventDefault();
});
