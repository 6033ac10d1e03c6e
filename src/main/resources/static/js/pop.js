// Opens the form of a call in one tab: the one in sight before others, and never in place of what somebody is typing.
// Which tab it is, the server says: the first to claim a pop has it.
const DELAY = { sight: 0, visible: 80, hidden: 250, busyVisible: 600, busyHidden: 900 };
const NOBODY = 3_000;
const UNSEEN = 300;
const RECENT = 60_000;

const tab = Math.random().toString(36).slice(2, 8);
const channel = new BroadcastChannel('ringdesk-pop');
const text = document.getElementById('live').dataset;
const considered = new Set();
const taken = new Set();
const seen = new Set();
const notifications = new Map();
let state = { calls: [], quiet: false };
let typed = false;

// Typed into anything, or a form of an open call: whoever looks at that does not want another page in its place.
function busy() {
  return typed
      || document.querySelector('dialog[open], form[data-guard=changed], [data-notice=draft-restored], #live form:not([hidden])') !== null
      || [...document.querySelectorAll('form[data-draft], form[data-guard]')].some(changed)
      || state.calls.some(call => call.call === history.state?.call);
}

const changed = form => [...form.elements].some(field => /^(text|search|textarea|email|tel|url)$/.test(field.type)
    && field.value !== field.defaultValue);

function delay() {
  const visible = document.visibilityState === 'visible';
  if (busy()) return visible ? DELAY.busyVisible : DELAY.busyHidden;
  if (!visible) return DELAY.hidden;
  return document.hasFocus() ? DELAY.sight : DELAY.visible;
}

async function token() {
  const answer = await fetch('/account/calls', { headers: { Accept: 'text/html' } });
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  return page.body.dataset.page === 'sign-in' ? '' : page.querySelector('input[name=_csrf]')?.value ?? '';
}

async function post(path) {
  const send = csrf => fetch(path, {
    method: 'POST',
    body: new URLSearchParams({ _csrf: csrf, tab: `${tab} ${document.visibilityState}` }),
    headers: { Accept: 'application/json' },
    keepalive: true,
  });
  const answer = await send(document.querySelector('input[name=_csrf]')?.value ?? '');
  // The page is older than the session, such as after a new sign-in.
  return answer.status === 403 ? send(await token()) : answer;
}

async function consider(offer) {
  if (considered.has(offer.pop)) return;
  considered.add(offer.pop);
  await new Promise(resolve => setTimeout(resolve, delay()));
  if (taken.has(offer.pop)) return;
  if (navigator.locks) {
    await navigator.locks.request(`ringdesk-pop-${offer.pop}`, { ifAvailable: true }, lock => lock && claim(offer));
  } else await claim(offer);
}

async function claim(offer) {
  const answer = await post(`/live/pops/${offer.pop}/claim`);
  took(offer.pop);
  channel.postMessage({ took: offer.pop });
  if (answer.ok) open(offer, `${(await answer.json()).form}&call=${offer.call}`);
}

function took(pop) {
  taken.add(pop);
}

function open(offer, address) {
  if (!busy()) location.assign(address);
  else if (!window.open(address, '_blank')) waits(offer);
  if (document.visibilityState === 'hidden') notify(offer, text.opened);
}

// The link in the bar stays, and whoever does not see it is told.
async function waits(offer) {
  const answer = await post(`/live/pops/${offer.pop}/notified`);
  if (!answer.ok) return;
  channel.postMessage({ waits: offer });
  document.dispatchEvent(new CustomEvent('pop-waits', { detail: offer }));
  notify(offer, text.waits);
}

function notify(call, words) {
  if (state.quiet || !('Notification' in window) || Notification.permission !== 'granted') return;
  const about = [call.shared || (call.belongs_to ? `${text.belongs} ${call.belongs_to.name}` : call.name), call.number_text, call.queue];
  try {
    const shown = new Notification(words, {
      body: about.filter(Boolean).join(' · ') || text.withheld,
      tag: `ringdesk-call-${call.call}`,
    });
    notifications.set(call.call, shown);
    shown.onclick = () => {
      window.focus();
      shown.close();
    };
  } catch {
    // Browsers of telephones have them for other kinds of pages only.
  }
}

function rings(call, listening) {
  if (document.visibilityState === 'visible') {
    seen.add(call.call);
    channel.postMessage({ seen: call.call });
  }
  const recent = Math.abs(Date.now() + (state.skew ?? 0) - Date.parse(call.since)) < RECENT;
  if (listening && recent && call.direction === 'inbound') {
    setTimeout(() => !seen.has(call.call) && state.calls.some(known => known.call === call.call) && notify(call, text.ringing), UNSEEN);
  }
}

const events = {
  pop: (offer, listening) => {
    consider(offer);
    if (listening) setTimeout(() => !taken.has(offer.pop) && waits(offer), NOBODY);
  },
  'pop-taken': ({ pop }) => took(pop),
  'call-ringing': rings,
  'call-answered': ({ call }) => notifications.get(call)?.close(),
  'call-gone': ({ call }) => notifications.get(call)?.close(),
};

channel.onmessage = ({ data }) => {
  if (data.took) took(data.took);
  if (data.seen) seen.add(data.seen);
  if (data.waits) document.dispatchEvent(new CustomEvent('pop-waits', { detail: data.waits }));
};

document.addEventListener('live-state', ({ detail }) => { state = detail; });
document.addEventListener('live-event', ({ detail: { name, data, listening } }) => events[name]?.(data, listening));
document.addEventListener('input', ({ target }) => { typed ||= !target.closest?.('#live'); });
document.addEventListener('htmx:afterRequest', event => {
  if (event.target.matches?.('form[method=post]') && event.detail?.successful) typed = false;
});

// This page is the form that was to open.
const brought = new URLSearchParams(location.hash.slice(1));
if (brought.has('call')) {
  history.replaceState({ ...history.state, call: Number(brought.get('call')) }, '', location.pathname + location.search);
  if (brought.has('pop')) post(`/live/pops/${brought.get('pop')}/acknowledge`);
}

// The account's page asks for notifications, by a click only.
const asks = document.getElementById('notifications');
if (asks) {
  const show = () => {
    const permission = 'Notification' in window && isSecureContext ? Notification.permission : 'none';
    asks.querySelector('[data-state]').textContent = asks.dataset[permission];
    asks.querySelector('button').hidden = permission !== 'default';
  };
  asks.querySelector('button').addEventListener('click', () => Notification.requestPermission().then(show));
  asks.hidden = false;
  show();
}
