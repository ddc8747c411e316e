// The loader: turns the publisher's link into a button and, on intent, fetches the panel and core.js.
// Every page view pays for this file, so what only a press needs is in core.js.
(() => {
  const script = document.currentScript;
  // Twice on one page is fine; a copy without an address and a browser without constructable stylesheets keep the plain link.
  if (!script?.src || customElements.get('summary-widget') || !document.adoptedStyleSheets) return;

  const base = new URL('.', script.src);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(LOADER_CSS);

  const loads = {};
  let core;
  let version = CORE_VERSION;

  // load(url) -> promise of the panel's element, undefined when there is none; never rejects.
  // XMLHttpRequest with responseType=document is the one way to parsed markup that is no
  // Trusted Types sink. Widgets of one article share the answer; a summary that was fetched
  // on hover is forgotten after 20 seconds, anything else at once.
  const load = (url) =>
    (loads[url] ||= new Promise((done) => {
      const request = new XMLHttpRequest();
      request.open('GET', url);
      request.responseType = 'document';
      request.timeout = 2e4;
      request.onloadend = () => {
        const panel = request.response?.querySelector('.summary-panel');
        setTimeout(() => delete loads[url], panel?.dataset.state == 'ready' ? 2e4 : 900);
        done(panel);
      };
      request.send();
    }));

  // Browsers may remember a failed import, so another attempt has another address.
  const loadCore = () =>
    (core ||= import(base + 'core.js?' + version).catch(() => {
      core = 0;
      version += '.';
    }));

  const build = (host, link, url, page, option, flag) => {
    const button = document.createElement('button');
    const slot = document.createElement('div');
    const root = host.shadowRoot || host.attachShadow({ mode: 'open' });
    const widget = { button, slot, load, url };

    widget.fail = () => {
      link = link.cloneNode(true);
      link.href = page;
      slot.replaceChildren(link);
      button.ariaExpanded = widget.busy = false;
      delete loads[url];
    };
    widget.press = (event) => {
      if (widget.busy) return;
      button.ariaExpanded = widget.busy = true;
      widget.at = event?.timeStamp;
      button.after(slot);
      load(url);
      // A file that never comes is no error to a browser for minutes.
      setTimeout(() => widget.busy && widget.fail(), 2e4);
      loadCore()
        .then((core) => core.show(widget))
        .catch(widget.fail);
    };

    // In a shadow root a button belongs to no form of the page: it needs no type.
    button.onclick = widget.press;
    // pointerenter comes with a touch, too.
    if (!flag('nowarm')) button.onpointerenter = button.onfocus = () => loadCore(load(url)).then((core) => core?.dress(root));
    button.part = 'button';
    slot.id = 'panel';
    button.ariaExpanded = false;
    root.adoptedStyleSheets = [sheet];
    root.replaceChildren(button);
    // Nobody else pays for these. The button keeps its place until the server has said whether it leads to something.
    if ((option('hide-when-none') ?? option('neighbours')) != null) {
      button.style.visibility = 'hidden';
      import(base + 'nearby.js?' + NEARBY_VERSION).then((nearby) => nearby.watch(widget)).catch(() => (button.style = ''));
    }
    if (flag('open')) widget.press();
    return widget;
  };

  customElements.define(
    'summary-widget',
    class extends HTMLElement {
      #widget;

      // The parser may not have reached the link yet, and a page may change it later.
      #observed = new MutationObserver(() => this.connectedCallback()).observe(this, {
        attributes: 1,
        characterData: 1,
        childList: 1,
        subtree: 1,
      });

      connectedCallback() {
        const option = (name) => this.getAttribute(name) ?? this.dataset[name];
        const flag = (name) => (option(name) ?? 'false') != 'false';
        const link = this.querySelector('a[href]');
        // Another origin's markup never gets into the page: such a link stays a link.
        if (link?.origin != base.origin) return;

        const page = new URL(link);
        const query = page.searchParams;
        if (!query.get('url')) {
          query.set('url', document.querySelector('link[rel=canonical]')?.href || location.href.split('#')[0]);
        }
        const site = option('site') || page.pathname.split('/').pop();
        const url = base + 'v1/sites/' + site + '/summary' + page.search;
        if (this.#widget?.url != url) this.#widget = build(this, link, url, page, option, flag);
        const { button } = this.#widget;
        button.className = option('look');
        // While the panel is open core.js has its own word for the button.
        this.#widget.label = option('label') || link.textContent;
        button.textContent = this.#widget.hide || this.#widget.label;
        this.#widget.resume?.();
      }
    },
  );
})();
