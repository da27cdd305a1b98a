// Runs before the first paint, so that a dark page never flashes white. Kept apart and blocking because inline script is not allowed.
(() => {
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
