// Scanners type: a burst of keys less than 35 ms apart, ended by Enter or Tab, is a code, wherever the focus is.
// The middle gap decides, so that one hiccup of a busy device never cuts the beginning off a code.

const panel = document.querySelector('[data-scan]');
const quick = 35, pause = 200, shortest = 4;
let code = '', gaps = [], last = 0, before = null;

const isBurst = () => code.length >= shortest && gaps.toSorted((a, b) => a - b)[gaps.length >> 1] < quick;

function tell(detail) {
  const band = document.querySelector('[data-scan-band]');
  if (band) {
    band.className = `cd-scan-band tone-${detail.tone}`;
    const text = document.createElement('strong');
    text.textContent = detail.text;
    band.replaceChildren(text);
    if (detail.hint) { const hint = document.createElement('span'); hint.textContent = detail.hint; band.append(hint); }
  }
  sound(detail.tone);
}

let audio = null;
/** One short high beep for yes, two low ones for no, one middle one for a warning; and the matching vibration. */
function sound(tone) {
  navigator.vibrate?.({ good: 30, warning: [60, 60, 60], bad: 200 }[tone] ?? 30);
  try {
    audio ??= new AudioContext();
    const beeps = { good: [[1760, 0]], warning: [[880, 0]], bad: [[300, 0], [300, 0.18]] }[tone] ?? [];
    for (const [pitch, after] of beeps) {
      const note = audio.createOscillator(), loudness = audio.createGain(), start = audio.currentTime + after;
      note.frequency.value = pitch;
      note.type = tone === 'bad' ? 'square' : 'sine';
      loudness.gain.setValueAtTime(0.2, start);
      loudness.gain.exponentialRampToValueAtTime(0.001, start + 0.12);
      note.connect(loudness).connect(audio.destination);
      note.start(start);
      note.stop(start + 0.13);
    }
  } catch { /* no sound device: colour and words remain */ }
}

function scanned(text) {
  const event = new CustomEvent('crossdock:scan', { cancelable: true, detail: { code: text } });
  if (!document.dispatchEvent(event) || !panel) return;
  const field = panel.dataset.scanFill && document.querySelector(panel.dataset.scanFill);
  if (field) {
    field.value = text;
    field.dispatchEvent(new Event('input', { bubbles: true }));
    field.dispatchEvent(new CustomEvent('crossdock:pasted', { bubbles: true }));
    if ('scanSubmit' in panel.dataset) field.form.requestSubmit(); else field.focus();
  } else if (panel.dataset.scanHref) {
    location.assign(panel.dataset.scanHref + encodeURIComponent(text));
  }
}

// Without a panel the page did not ask for scans, and fast typists keep their Enter.
if (panel) {
  document.addEventListener('keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const gap = event.timeStamp - last;
    if (event.key === 'Enter' || event.key === 'Tab') {
      if (gap < pause && isBurst()) {
        event.preventDefault();
        event.stopPropagation();
        if (before?.field.isConnected) before.field.value = before.value;
        scanned(code);
      }
      code = '';
      before = null;
      return;
    }
    if (event.key.length !== 1) return;
    last = event.timeStamp;
    if (gap > pause || code === '') {
      code = '';
      gaps = [];
      const field = event.target.closest?.('input, textarea');
      before = field ? { field, value: field.value } : null;
    } else gaps.push(gap);
    code += event.key;
  }, true);

  // What the server said about the last scan is heard as well as seen.
  const said = document.querySelector('[data-scan-band]')?.dataset.scanBand;
  if (said) sound(said.replace('tone-', ''));
}

document.addEventListener('crossdock:feedback', event => tell(event.detail));

// The screen stays on while a scan page is open.
const awake = () => { if (document.visibilityState === 'visible') navigator.wakeLock?.request('screen').catch(() => {}); };
if (panel) { awake(); document.addEventListener('visibilitychange', awake); }
