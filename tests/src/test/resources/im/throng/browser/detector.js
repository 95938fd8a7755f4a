// Notes whatever a script in a text could do or leave behind. Runs before the page's own scripts.
(() => {
  const found = [];
  const allowed = (script) => script.src.startsWith(`${location.origin}/app/`)
    && !script.src.includes('evil');
  const foreign = ['IFRAME', 'FRAME', 'OBJECT', 'EMBED', 'BASE', 'MARQUEE', 'APPLET', 'STYLE',
    'XSS', 'MATH', 'TEMPLATE', 'FOREIGNOBJECT', 'ANIMATE', 'SET', 'VIDEO', 'AUDIO', 'IMG', 'IMAGE'];
  const addresses = ['href', 'src', 'action', 'formaction', 'xlink:href', 'srcdoc',
    'background', 'ping', 'values'];
  const note = (what) => { if (found.length < 100) found.push(what); };

  for (const name of ['alert', 'confirm', 'prompt', 'print', 'open']) {
    window[name] = (...said) => note(`${name}(${said})`);
  }
  Object.defineProperty(window, '__xss', { set: (said) => note(`__xss = ${said}`) });
  addEventListener('securitypolicyviolation', (event) =>
    note(`policy: ${event.violatedDirective} ${event.blockedURI}`));

  function look(element) {
    const name = element.tagName.toUpperCase();
    if (name === 'SCRIPT' && !allowed(element)) note(`script ${element.outerHTML}`);
    if (foreign.includes(name)) note(`${name} ${element.outerHTML}`);
    if (['META', 'LINK'].includes(name) && document.body?.contains(element)) note(name);
    for (const { name: attribute, value } of element.attributes) {
      if (attribute.startsWith('on') || attribute.startsWith('v-')) {
        note(`${name} ${attribute}=${value}`);
      }
      const plain = value.replace(/[\u0000-\u0020]/g, '').toLowerCase();
      if (addresses.includes(attribute)
        && !(name === 'LINK' && element.rel.includes('icon'))
        && /^(javascript|vbscript|data|blob|file|feed|view-source):/.test(plain)) {
        note(`${name} ${attribute}=${value}`);
      }
      if (attribute === 'style' && /url\(|expression|import|binding|behavior/.test(plain)) {
        note(`${name} style=${value}`);
      }
    }
  }

  function lookThrough(node) {
    if (node.nodeType !== Node.ELEMENT_NODE) return;
    look(node);
    node.querySelectorAll('*').forEach(look);
  }

  new MutationObserver((changes) => {
    for (const change of changes) {
      if (change.type === 'attributes') look(change.target);
      else change.addedNodes.forEach(lookThrough);
    }
  }).observe(document, { subtree: true, childList: true, attributes: true });

  window.foundByDetector = () => found.splice(0);
})();
