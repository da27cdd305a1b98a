// Runs before the first paint, so that a dark page never flashes white. Kept apart and blocking because inline script is not allowed.
(() => {
  // The font comes by its fingerprinted address, which only the page knows: a stylesheet would fetch it again on every page.
  const font = document.currentScript.dataset.font;
  if (font) {
    const inter = new FontFace('Inter', `url(${JSON.stringify(font)}) format("woff2")`, { weight: '400 700', display: 'swap' });
    document.fonts.add(inter);
    inter.load().catch(() => {});
  }

  const dark = matchMedia('(prefers-color-scheme: dark)');
  const stored = () => { try { return localStorage.getItem('crossdock-theme') ?? 'auto'; } catch { return 'auto'; } };
  const apply = () => {
    const choice = stored();
    document.documentElement.dataset.bsTheme = choice === 'auto' ? (dark.matches ? 'dark' : 'light') : choice;
  };
  apply();
  dark.addEventListener('change', apply);
  addEventListener('storage', apply);
  addEventListener('crossdock:theme', apply);
})();
