// The order builder (OrderBuilderPage.razor): while somebody ticks and types, what the order comes to follows. Nothing is written until the form is sent.
import { plainNumber } from '/_content/Crossdock.Ui/js/numbers.js';

const pause = 200;
const form = document.getElementById('build');
const money = new Intl.NumberFormat(document.documentElement.lang || 'en', { minimumFractionDigits: 2, maximumFractionDigits: 4 });
let timer, asking;

const shown = name => document.querySelector(`[data-live-id="${name}"]`);
const valueOf = (line, name) => line.querySelector(`[name$=".${name}"]`)?.value.trim() ?? '';
const ticked = name => [...form.querySelectorAll(`input[name="${name}[]"]:checked`)].map(box => box.value);

/** The first piece of text: a bar may stand behind it. */
function say(name, text) {
  const place = shown(name);
  if (!place) return;
  if (place.firstChild?.nodeType === Node.TEXT_NODE) place.firstChild.nodeValue = text; else place.prepend(text);
}

function query() {
  const asked = new URLSearchParams({ supplier: form.elements.supplier.value, site: form.elements.site.value });
  for (const need of new Set(ticked('needs'))) asked.append('needs', need);
  for (const draft of new Set(ticked('drafts'))) asked.append('drafts', draft);
  for (const line of form.querySelectorAll('[data-line]')) {
    if (!valueOf(line, 'quantity')) continue;
    asked.append('item', valueOf(line, 'item'));
    asked.append('quantity', plainNumber(valueOf(line, 'quantity')) ?? '');
    asked.append('unit', valueOf(line, 'unit'));
  }
  return asked;
}

async function weigh() {
  asking?.abort();
  asking = new AbortController();
  try {
    const response = await fetch(`/api/v1/order-builder/worth?${query()}`, { headers: { Accept: 'application/json' }, credentials: 'same-origin', signal: asking.signal });
    const answer = await response.json();
    if (!response.ok) { say('goods-note', answer.detail ?? answer.title); return; }
    say('goods', answer.worth);
    say('goods-note', answer.worthNote);
    say('delivery', answer.deliveryWords);
    say('delivery-note', answer.deliveryNote);
    const bar = shown('goods')?.querySelector('progress');
    if (bar) { bar.value = Math.min(Number(answer.goods), bar.max); bar.setAttribute('aria-label', `${answer.worth}. ${answer.worthNote}`); }
    for (const least of answer.measures) {
      say(least.measure, least.goodsWords);
      say(`${least.measure}-note`, least.note);
      const measured = shown(least.measure)?.querySelector('progress');
      if (measured) { measured.value = Math.min(Number(least.goods), measured.max); measured.setAttribute('aria-label', `${least.goodsWords}. ${least.note}`); }
    }
    for (const place of form.querySelectorAll('[data-worth]')) {
      const amount = answer.amounts[place.dataset.worth];
      place.textContent = amount === undefined ? '–' : money.format(amount);
    }
  } catch (error) {
    if (error.name !== 'AbortError') say('goods-note', 'Not known: there is no connection.');
  }
}

function later() {
  clearTimeout(timer);
  timer = setTimeout(weigh, pause);
}

form?.addEventListener('input', later);

// Filled up once: whoever goes back after ordering finds nothing filled in again.
const address = new URL(location.href);
if (address.searchParams.has('fill')) {
  address.searchParams.delete('fill');
  history.replaceState(history.state, '', address);
}

// Who comes back to the page finds what was typed, and what that comes to.
addEventListener('pageshow', event => { if (form && event.persisted) later(); });
