// The agent's calls, as GET /live tells of them. Of all tabs of this browser one listens, the one that holds the lock, and
// tells the others: browsers allow six connections to a server over HTTP/1.1, and an agent may have more tabs than that.
// This module knows what there is; callbar.js shows it, pop.js opens forms. They hear of it by the events live-state and
// live-event of the document.
const KEPT = 'ringdesk-live';
const FRESH = 60_000;
const AGAIN = 3_000;
const HIDDEN = 30_000;

const channel = new BroadcastChannel(KEPT);
let state = kept() ?? { connection: 'connecting', calls: [], quiet: false, skew: 0 };
let source = null;
let again = 0;
let giveUp = null;

// What this tab knew a moment ago, before it went to another page.
function kept() {
  try {
    const { at, known } = JSON.parse(sessionStorage.getItem(KEPT));
    return Date.now() - at < FRESH ? known : null;
  } catch {
    return null;
  }
}

function publish(name, detail) {
  document.dispatchEvent(new CustomEvent(name, { detail }));
}

function heard(message, listening = false) {
  if (message.kind === 'state') {
    state = message.state;
    sessionStorage.setItem(KEPT, JSON.stringify({ at: Date.now(), known: state }));
    publish('live-state', state);
  } else if (message.kind === 'event') {
    publish('live-event', { name: message.name, data: message.data, listening });
  } else if (message.kind === 'hello' && source) {
    channel.postMessage({ kind: 'state', state });
  }
}

function tell(message) {
  channel.postMessage(message);
  heard(message, true);
}

function change(changes) {
  tell({ kind: 'state', state: { ...state, ...changes } });
}

const without = call => state.calls.filter(known => known.call !== call);

// In the order in which they came: what is looked at does not jump.
function put(call) {
  const known = state.calls.find(other => other.call === call.call);
  if (!known) return [...state.calls, call];
  // What there was before a call is told once.
  const now = { ...call, history: call.history ?? known.history };
  return state.calls.map(other => (other === known ? now : other));
}

const events = {
  calls: data => {
    change({ calls: data.calls, quiet: data.choice.do_not_disturb, presence: data.presence, skew: Date.parse(data.now) - Date.now() });
    for (const offer of data.pops) tell({ kind: 'event', name: 'pop', data: offer });
  },
  'call-ringing': data => change({ calls: put(data) }),
  'call-answered': data => change({ calls: put(data) }),
  'call-changed': data => change({ calls: put(data) }),
  'call-gone': data => change({ calls: without(data.call) }),
  choice: data => change({ quiet: data.do_not_disturb }),
  presence: data => change({ presence: data }),
  pop: () => {},
  'pop-taken': () => {},
};

function listen() {
  stop();
  source = new EventSource('/live');
  source.onopen = () => change({ connection: 'open' });
  source.onerror = () => {
    change({ connection: source.readyState === EventSource.CLOSED ? 'lost' : 'connecting' });
    // Refused, because nobody is signed in or a proxy is alone: EventSource does not try again by itself then.
    if (source.readyState === EventSource.CLOSED) again = setTimeout(listen, AGAIN * (0.5 + Math.random()));
  };
  for (const [name, done] of Object.entries(events)) {
    source.addEventListener(name, ({ data }) => {
      const said = JSON.parse(data);
      done(said);
      if (name !== 'calls') tell({ kind: 'event', name, data: said });
    });
  }
}

function stop() {
  clearTimeout(again);
  source?.close();
  source = null;
}

// Locks need https or localhost. Elsewhere each tab in sight listens for itself, and the server lets one of them win.
function listenInSight() {
  let later = 0;
  const look = () => {
    clearTimeout(later);
    if (document.visibilityState === 'hidden') later = setTimeout(stop, HIDDEN);
    else if (!source) listen();
  };
  document.addEventListener('visibilitychange', look);
  look();
}

function begin() {
  channel.postMessage({ kind: 'hello' });
  if (!navigator.locks) {
    listenInSight();
    return;
  }
  giveUp = new AbortController();
  navigator.locks.request(KEPT, { signal: giveUp.signal }, () => new Promise(over => {
    giveUp.signal.addEventListener('abort', over);
    listen();
  })).catch(error => {
    if (error.name !== 'AbortError') throw error;
  });
}

channel.onmessage = ({ data }) => heard(data);

// A page that is left frees the lock, so that another tab listens at once, and so that the browser may keep the page.
addEventListener('pagehide', () => {
  stop();
  giveUp?.abort();
});
addEventListener('pageshow', event => event.persisted && begin());
document.addEventListener('submit', event => {
  if (event.target.getAttribute('action') === '/logout') sessionStorage.removeItem(KEPT);
});

publish('live-state', state);
begin();
