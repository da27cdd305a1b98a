// The shell: toasts, colours, dialogs, menus. Other modules talk to it by events on the document only.
const tones = ['neutral', 'info', 'good', 'warning', 'bad'];

/** Shows a toast. Errors stay until closed, everything else for eight seconds, or longer while the pointer or focus is on it. */
function toast({ text, tone = 'good', href, action }) {
  const area = document.querySelector('[data-toasts]');
  if (!area || !text) return;
  const box = document.createElement('div');
  box.className = `cd-toast tone-${tones.includes(tone) ? tone : 'good'}`;
  const words = document.createElement('span');
  words.textContent = text;
  box.append(words);
  if (href && action) {
    const link = document.createElement('a');
    Object.assign(link, { href, textContent: action, className: 'btn btn-sm' });
    box.append(link);
  }
  const close = document.createElement('button');
  Object.assign(close, { type: 'button', className: 'btn btn-sm btn-ghost-secondary', textContent: 'Close' });
  close.addEventListener('click', () => box.remove());
  box.append(close);
  area.append(box);
  const leave = () => box.matches(':hover, :focus-within') ? setTimeout(leave, 2000) : box.remove();
  if (tone !== 'bad') setTimeout(leave, 8000);
}

document.addEventListener('crossdock:toast', event => toast(event.detail));

// What the page before wanted to say, and what this page was rendered with.
const kept = sessionStorage.getItem('crossdock-toast');
if (kept) {
  sessionStorage.removeItem('crossdock-toast');
  toast(JSON.parse(kept));
}
for (const mark of document.querySelectorAll('[data-toast]')) {
  toast({ text: mark.textContent, tone: mark.dataset.toast.replace('tone-', ''), href: mark.dataset.toastHref, action: mark.dataset.toastAction });
}

// Colours: theme.js applies the choice, the buttons only store it.
const theme = () => localStorage.getItem('crossdock-theme') ?? 'auto';
function showTheme() {
  for (const button of document.querySelectorAll('[data-theme-set]')) button.setAttribute('aria-pressed', button.dataset.themeSet === theme());
}
showTheme();

document.addEventListener('click', event => {
  const target = event.target.closest('[data-theme-set], [data-open-dialog], [data-print]');
  if (!target) return;
  if (target.dataset.themeSet) {
    localStorage.setItem('crossdock-theme', target.dataset.themeSet);
    dispatchEvent(new Event('crossdock:theme'));
    showTheme();
  } else if (target.dataset.openDialog) {
    target.closest('[popover]')?.hidePopover();
    document.getElementById(target.dataset.openDialog)?.showModal();
  } else if ('print' in target.dataset) {
    print();
  }
});

// A click on the backdrop closes a dialog; Esc does so by itself.
document.addEventListener('click', event => {
  if (event.target.matches?.('dialog.cd-dialog, dialog.cd-palette') && event.detail > 0) {
    const box = event.target.getBoundingClientRect();
    const inside = event.clientX >= box.left && event.clientX <= box.right && event.clientY >= box.top && event.clientY <= box.bottom;
    if (!inside) event.target.close();
  }
});

// Browsers without anchor positioning: place a popover below its button by hand.
if (!CSS.supports('position-area', 'bottom')) {
  document.addEventListener('toggle', event => {
    const popover = event.target;
    if (event.newState !== 'open' || !popover.matches('.cd-menu, .cd-popover')) return;
    const anchor = document.querySelector(`[popovertarget="${popover.id}"]`)?.getBoundingClientRect();
    if (!anchor) return;
    const left = popover.matches('.cd-menu') ? anchor.right - popover.offsetWidth - 12 : anchor.left;
    const below = anchor.bottom + popover.offsetHeight + 12 < innerHeight;
    popover.style.left = `${Math.max(6, Math.min(left, innerWidth - popover.offsetWidth - 18))}px`;
    popover.style.top = `${below ? anchor.bottom : Math.max(6, anchor.top - popover.offsetHeight - 12)}px`;
  }, true);
}
