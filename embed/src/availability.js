// Asks the server which articles have a summary: one request for the widgets that come into view together.

// Long enough for the widgets of one screen, short enough not to be seen.
const TOGETHER_MS = 30;
const MOST_ADDRESSES = 50;
// gunicorn refuses a request line of more than 8,190 bytes.
const MOST_CHARACTERS = 6000;
const PATIENCE_MS = 5000;

let waiting = [];

/** Call back with whether a press on the fragment at this URL would lead to a summary; true when nobody can say. */
export function ask(url, done) {
  if (!waiting.length) setTimeout(send, TOGETHER_MS);
  waiting.push([url, done]);
}

function send() {
  const sites = {};
  for (const [url, done] of waiting) {
    const { searchParams } = new URL(url);
    const route = url.split('?')[0].replace(/summary$/, 'has');
    const articles = (sites[route] ??= {});
    (articles[searchParams.get('url')] ??= []).push(done);
  }
  waiting = [];
  for (const [route, articles] of Object.entries(sites)) sendTo(route, Object.entries(articles));
}

/** Ask in as few requests as the server takes, which limits addresses and the length of a request line. */
function sendTo(route, articles) {
  let query = '';
  let asked = [];
  for (const article of articles) {
    const address = '&url=' + encodeURIComponent(article[0]);
    if (asked.length == MOST_ADDRESSES || (query && query.length + address.length > MOST_CHARACTERS)) {
      request(route, query, asked);
      [query, asked] = ['', []];
    }
    query += address;
    asked.push(article);
  }
  request(route, query, asked);
}

function request(route, query, articles) {
  const asking = new XMLHttpRequest();
  asking.open('GET', route + '?' + query.slice(1));
  asking.responseType = 'json';
  asking.timeout = PATIENCE_MS;
  asking.onloadend = () => {
    const has = asking.response?.has;
    articles.forEach(([, callbacks], at) => callbacks.forEach((done) => done(has?.[at] !== false)));
  };
  asking.send();
}
