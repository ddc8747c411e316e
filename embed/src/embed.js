// The loader: turns the publisher's link into a button and, on intent, fetches the panel and core.js.
// Every page view pays for this file, so what only a press needs is in core.js. A page may have
// replaced any global, or do it later: few are named, they are taken at the start, and whatever
// fails leaves the plain link.
(() => {
  const script = document.currentScript;
  // Markup can put another element in its place, by the name "currentScript".
  const source = script?.localName == 'script' && script.src;
  // Whom a link may name: the server that sent this file and wrote its address here, and the folder
  // that it was loaded from. A link's own origin is no ground to load a script from there.
  const servers = ['WIDGET_BASE', /^[^?#]*\//.exec(source) + ''].filter((server) => server > 'h');
  // Says in the console what is wrong with an element, or with the page when there is none.
  const hint = (host, code) =>
    import(servers[0] + HINTS_FILE)
      .then((hints) => hints.explain(servers, source, host, code))
      .catch(() => console.warn(servers[0] + 'help/embed#' + code));

  try {
    const Request = XMLHttpRequest;
    const Observer = MutationObserver;
    const taken = customElements.get('summary-widget');
    // Twice on one page is fine.
    if (taken) return taken.ours || hint();

    const sheet = new CSSStyleSheet();
    sheet.replaceSync(LOADER_CSS);

    const observe = (node, then) =>
      new Observer(then).observe(node, { attributes: 1, characterData: 1, childList: 1, subtree: 1 });

    // The page as it is: its address, and its canonical. When it is seen to change is kept for core.js.
    const now = () => location + ' ' + document.querySelector('link[rel~=canonical]')?.href;
    const seen = [now()];
    observe(document.head, () => now() == seen.at(-1) || seen.push(now()));

    const loads = {};
    let core;
    let version = CORE_VERSION;

    // load(url) -> request. XMLHttpRequest with responseType=document is the one way to parsed markup
    // that is no Trusted Types sink. Widgets of one article share the answer.
    const load = (url) => {
      if (loads[url]) return loads[url];
      const request = (loads[url] = new Request());
      request.open('GET', url);
      request.responseType = 'document';
      request.timeout = 2e4;
      request.send();
      return request;
    };

    const setup = (host) => {
      const option = (name) => host.getAttribute(name) ?? host.dataset[name];
      const on = (name) => !/^false$/i.test(option(name) ?? 'false');
      const button = document.createElement('button');
      const status = document.createElement('div');
      const slot = status.cloneNode();
      const written = [];
      const widget = { host, button, status, slot, option, on, sheet, written, seen, now, observe, load, loads, hint };

      widget.fail = () => {
        slot.replaceChildren(widget.link.cloneNode(true));
        slot.style = '';
        button.ariaExpanded = widget.busy = false;
      };
      // What core.js shall do. While the page is as it was when the link was first seen, the fragment
      // is asked for at the same time; after that core.js knows whose summary this is.
      const call = async (what) => {
        try {
          // A file that never comes is no error to a browser for minutes.
          setTimeout(() => widget.busy && widget.fail(), 2e4);
          if (written[0][1] == now() && !option('url')) load(widget.target + /\burl=([^&]+)/.exec(widget.link.search)[1]);
        } catch {}
        try {
          core ||= import(widget.base + 'core.js?' + version);
          (await core)[what](widget);
        } catch {
          // Browsers may remember a failed import, so another attempt has another address.
          core = 0;
          version += '.';
          if (widget.busy) widget.fail();
        }
      };
      widget.press = (event) => {
        if (widget.busy) return;
        button.ariaExpanded = widget.busy = true;
        widget.at = event?.timeStamp;
        widget.from = now();
        widget.root.append(slot);
        // Space for about 85 words and two neighbours, taken while a shift is still the answer
        // to a press: 500 ms later it would count as a jump of the page.
        slot.style.minHeight = RESERVE_LINES + (RESERVE_TEXT * status.clientHeight) / slot.clientWidth + 'em';
        call('show');
      };

      // In a shadow root a button belongs to no form of the page: it needs no type.
      button.onclick = widget.press;
      // pointerenter comes with a touch, too.
      button.onpointerenter = button.onfocus = () => on('nowarm') || call('warm');
      button.ariaExpanded = false;
      status.role = 'status';
      slot.id = 'panel';

      // The parser may not have reached the link yet, and a page may change link and attributes later.
      const update = () => {
        const link = host.querySelector('a[href]:not(#panel *)');
        const base = servers.find((server) => link && server.startsWith(link.origin + '/'));
        if (base) {
          widget.link = link;
          widget.base = base;
          widget.target = base + 'v1/sites/' + (option('site') || link.pathname.split('/').pop()) + '/summary?url=';
          if (written.at(-1)?.[0] != link.search) written.push([link.search, now()]);
          if (!widget.root) {
            widget.root = host.shadowRoot || host.attachShadow({ mode: 'open' });
            widget.root.adoptedStyleSheets?.push(sheet);
            widget.root.append(button, status);
          }
          // Only what changed is written: where shadow roots are emulated, or pages translated, each
          // write is a change that somebody answers.
          const label = option('label') || link.textContent;
          if (widget.label != label) button.textContent = widget.label = label;
          if (widget.check) widget.check();
          else if (on('open')) widget.press();
        }
      };
      observe(host, update);
      try {
        setTimeout(() => (widget.root && !/url=https?:.*&(?!utm|_g)/.test(widget.link.search)) || hint(host), 1e3);
      } catch {}
      return update;
    };

    customElements.define(
      'summary-widget',
      class extends document.createElement('summary-x').constructor {
        static ours = 1;
        #update;
        connectedCallback() {
          (this.#update ||= setup(this))();
        }
      },
    );
  } catch {
    hint();
  }
})();
