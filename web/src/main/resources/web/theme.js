// Sets theme and sizes before the first paint; a classic script, since modules wait for the page.
(function () {
  var kept = {};
  try {
    kept = JSON.parse(localStorage.getItem('throng.settings') || '{}');
  } catch (ignored) {
    kept = {};
  }
  var dark = kept.theme === 'dark'
    || (kept.theme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
  document.documentElement.dataset.density = kept.density || 'comfortable';
  document.documentElement.dataset.text = kept.textSize || 'normal';
})();
