// The order pad (OrderPadPage.razor): while somebody types, each line shows what it would get. Nothing is entered until the form is sent.
import { plainNumber } from '/_content/Crossdock.Ui/js/numbers.js';

const pause = 200, most = 100;
const pad = document.querySelector('[data-order-pad]');
const number = new Intl.NumberFormat(document.documentElement.lang || 'en', { maximumFractionDigits: 6 });
const money = new Intl.NumberFormat(document.documentElement.lang || 'en', { minimumFractionDigits: 2, maximumFractionDigits: 4 });
const day = new Intl.DateTimeFormat(document.documentElement.lang || 'en', { day: 'numeric', month: 'short' });
let timer, asking;

const fieldOf = (line, name) => line.querySelector(`[name$=".${name}"]`);
const valueOf = (line, name) => fieldOf(line, name)?.value.trim() ?? '';
const lines = () => [...pad.querySelectorAll('tr[data-line]')].filter(line => valueOf(line, 'item'));

function cell(line, name, text, title) {
  const place = line.querySelector(`[data-pad="${name}"]`);
  place.textContent = text ?? '';
  if (title) place.title = title; else place.removeAttribute('title');
}

const total = (name, text) => { pad.querySelector(`[data-pad-total="${name}"]`).textContent = text; };

/** A business day has no time zone: it is read as local noon. */
const dayText = text => day.format(new Date(text + 'T12:00:00'));

function clear(line) {
  for (const place of line.querySelectorAll('[data-pad]')) { place.textContent = ''; place.removeAttribute('title'); }
  line.classList.remove('row-warning', 'row-bad');
}

/** Who could ship the item straight to the customer; what is chosen stays chosen as long as it is offered. */
function offer(line, suppliers) {
  const field = fieldOf(line, 'supplier'), chosen = field.value;
  field.replaceChildren(field.options[0], ...(suppliers ?? []).map(supplier => new Option(`${supplier.code} ${supplier.name}`, supplier.code)));
  field.value = (suppliers ?? []).some(supplier => supplier.code === chosen) ? chosen : '';
}

function show(line, answer) {
  clear(line);
  offer(line, answer.suppliers);
  if (answer.problem) {
    line.classList.add('row-bad');
    cell(line, 'name', answer.problem);
    return;
  }
  cell(line, 'name', answer.name);
  cell(line, 'free', answer.free === null || answer.free === undefined ? '' : `${number.format(answer.free)} ${answer.baseUnit}`);
  cell(line, 'elsewhere', (answer.elsewhere ?? []).map(place => `${place.site} ${number.format(place.free)}`).join(', '));
  cell(line, 'promise', answer.promiseDay ? dayText(answer.promiseDay) + (answer.expected ? ' (expected)' : '') : 'no supply yet');
  cell(line, 'net', money.format(answer.net));
  cell(line, 'margin', answer.marginPercent === null || answer.marginPercent === undefined ? '' : `${number.format(answer.marginPercent)} %`, money.format(answer.margin));
  const price = fieldOf(line, 'price');
  if (!price.value) price.placeholder = `${number.format(answer.price)} / ${answer.priceUnit}`;
  if (!answer.promiseDay) line.classList.add('row-warning');
}

async function ask() {
  asking?.abort();
  const shown = lines().slice(0, most);
  for (const line of pad.querySelectorAll('tr[data-line]')) if (!valueOf(line, 'item')) { clear(line); offer(line, []); }
  const form = pad.closest('form');
  const query = new URLSearchParams({ site: form.elements.site.value, customer: form.elements.customer.value });
  if (form.elements.requestedDay.value) query.set('requestedDay', form.elements.requestedDay.value);
  for (const line of shown) {
    query.append('item', valueOf(line, 'item'));
    query.append('quantity', plainNumber(valueOf(line, 'quantity')) || '1');
    query.append('unit', valueOf(line, 'unit'));
    query.append('price', plainNumber(valueOf(line, 'price')) ?? '');
    query.append('supplier', valueOf(line, 'supplier'));
  }
  asking = new AbortController();
  try {
    const response = await fetch(`${pad.dataset.orderPad}?${query}`, { headers: { Accept: 'application/json' }, credentials: 'same-origin', signal: asking.signal });
    const answer = await response.json();
    if (!response.ok) { total('promise', answer.detail ?? answer.title); return; }
    answer.lines.forEach(line => show(shown[line.line], line));
    const good = answer.lines.some(line => !line.problem);
    total('promise', !good ? 'no lines yet' : answer.promiseDay ? dayText(answer.promiseDay) : 'a line has no supply');
    total('net', good ? money.format(answer.net) : '–');
    total('margin', good ? money.format(answer.margin) : '–');
    total('credit', answer.creditLeft === null || answer.creditLeft === undefined ? 'no limit' : money.format(answer.creditLeft));
    pad.querySelector('[data-pad-status]').textContent = good ? `${answer.lines.length} lines, net ${money.format(answer.net)}` : '';
  } catch (error) {
    if (error.name !== 'AbortError') total('promise', 'no connection');
  }
}

const soon = () => { clearTimeout(timer); timer = setTimeout(ask, pause); };

pad.addEventListener('input', soon);
pad.addEventListener('change', soon);
pad.addEventListener('crossdock:lines', soon);
pad.addEventListener('click', event => {
  const button = event.target.closest('[data-pad-add]');
  if (!button) return;
  const all = [...pad.querySelectorAll('tr[data-line]')];
  let line = all.find(row => !valueOf(row, 'item'));
  if (!line) {
    pad.querySelector('[data-line-add]').click();
    line = [...pad.querySelectorAll('tr[data-line]')].at(-1);
  }
  fieldOf(line, 'item').value = button.dataset.padAdd;
  fieldOf(line, 'unit').value = button.dataset.padUnit;
  fieldOf(line, 'quantity').focus();
  soon();
});
soon();
