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
  const servers = ['WIDGET_BASE', /^[^?#]*\//.exec(source) + ''];
  // For what few pages need: what an element asks for before a press, and in the console what is wrong
  // with it, or with the page when there is no widget.
  const attend = (widget) =>
    import(servers[0] + NEARBY_FILE)
      .then((nearby) => nearby.attend(servers, source, widget))
      .catch(() => widget && (widget.button.style = ''));

  try {
    const Request = XMLHttpRequest;
    const Observer = MutationObserver;
    const taken = customElements.get('summary-widget');
    // Twice on one page is fine.
    if (taken) return taken.ours || attend();

    const sheet = new CSSStyleSheet();
    sheet.replaceSync(LOADER_CSS);

    const observe = (node, then) => {
      try {
        new Observer(then).observe(node, { attributes: 1, characterData: 1, childList: 1, subtree: 1 });
      } catch {}
    };

    // Where each canonical of this page was first seen, for core.js: one that did not follow the page's
    // address is of the article before.
    const seen = {};
    const look = () => (seen[document.querySelector('[rel~=canonical]')?.href] ||= location.href);
    look();
    observe(document.head, look);

    const loads = {};
    let core;
    let version = CORE_VERSION;

    // askFor(url) -> request. XMLHttpRequest with responseType=document is the one way to parsed markup
    // that is no Trusted Types sink. Widgets of one article share the answer.
    const askFor = (url, request = loads[url]) => {
      if (!request) {
        request = new Request();
        request.open('GET', url);
        request.responseType = 'document';
        request.send();
        loads[url] = request;
      }
      return request;
    };

    const setup = (host) => {
      const option = (name) => host.getAttribute(name) ?? host.getAttribute('data-' + name);
      const on = (name) => !/false/i.test(option(name) ?? false);
      const button = document.createElement('button');
      const slot = document.createElement('div');
      const written = {};
      let server, drawn;
      const widget = { host, button, slot, option, on, written, seen, observe, askFor, loads };

      widget.fail = () => {
        slot.replaceChildren(widget.plainLink.cloneNode(true));
        button.ariaExpanded = widget.busy = false;
      };
      // What core.js shall do. It knows whose summary this is; while it comes, the fragment that the link
      // names is asked for, which is the right one unless the page went on.
      const call = async (what) => {
        try {
          // A file that never comes is no error to a browser for minutes.
          setTimeout(() => widget.busy && widget.fail(), 2e4);
          core || askFor(widget.stem + /\burl=([^&]+)/.exec(widget.plainLink.search)[1]);
        } catch {}
        try {
          core ||= import(server + 'core.js?' + version);
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
        widget.pressedOn = location.href;
        button.after(slot);
        call('show');
      };

      // In a shadow root a button belongs to no form of the page: it needs no type.
      button.onclick = widget.press;
      // pointerenter comes with a touch, too.
      button.onpointerenter = button.onfocus = () => on('nowarm') || call('warm');
      button.ariaExpanded = false;
      button.part = 'button';
      slot.id = 'panel';

      // The parser may not have reached the link yet, and a page may change link and attributes later.
      const update = () => {
        const link = host.querySelector('a[href]');
        const base = servers.find((server) => server.startsWith(link?.origin + '/'));
        if (base) {
          widget.plainLink = link;
          server = base;
          widget.stem = base + 'v1/sites/' + (option('site') || link.pathname.split('/').pop()) + '/summary?url=';
          written[link.search] ||= location.href;
          if (!widget.root) {
            widget.root = host.attachShadow({ mode: 'open' });
            widget.root.adoptedStyleSheets?.push(sheet);
            widget.root.append(button);
            // Nobody else pays for these. A button keeps its place until the server has said whether it leads to something.
            if (on('hide-when-none') ? (button.style.visibility = 'hidden') : on('neighbours')) attend(widget);
          }
          // Only what changed is written: where shadow roots are emulated, or pages translated, each
          // write is a change that somebody answers.
          widget.wording = option('label') || link.textContent;
          if (drawn != (drawn = option('look') + widget.wording)) {
            button.className = [option('look')];
            // While the panel is open core.js has its own word for the button.
            button.textContent = widget.hide || widget.wording;
          }
          if (widget.review) widget.review();
          else if (on('open')) widget.press();
        }
      };
      observe(host, update);
      try {
        setTimeout(() => (widget.root && !/=http.*&(?!utm|_g)/.test(widget.plainLink.search)) || attend(widget), 1e3);
      } catch {}
      return update;
    };

    customElements.define(
      'summary-widget',
      class extends document.createElement('i').constructor {
        static ours = 1;
        #update;
        connectedCallback() {
          (this.#update ||= setup(this))();
        }
      },
    );
  } catch {
    attend();
  }
})();
