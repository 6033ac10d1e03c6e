// The bar at the foot of every page: the calls at the agent's telephones, and whether they are heard of. Where a page says
// more of one call, that line is asked for anew when something is heard of the call, and its clock ticks.
const bar = document.getElementById('live');
const list = bar.querySelector('ul');
const blank = bar.querySelector('template');
const said = document.getElementById('live-said');
const sign = document.getElementById('live-sign');
const mine = document.getElementById('presence');
const text = bar.dataset;
const HIDDEN = 'ringdesk-hidden-calls';
const SHORTLY = 2_500; // A connection that is back by then was none to speak of.

const hidden = new Set(JSON.parse(sessionStorage.getItem(HIDDEN) ?? '[]'));
const notes = new Map(); // What became of the form, by call.
const refusals = new Map(); // Why something was not done with a call.
const announced = new Map();
const channel = new BroadcastChannel('ringdesk-bar');
let state = { connection: 'connecting', calls: [], quiet: false, skew: 0 };
let trouble = 0;

const fill = (words, value) => words.replace('{0}', () => value);

function who(call) {
  if (call.shared) return fill(text.shared, call.shared);
  return call.belongs_to?.name ?? (call.name || call.number_text || text.withheld);
}

function clock(from) {
  const seconds = Math.max(0, Math.floor((Date.now() + state.skew - Date.parse(from)) / 1_000));
  const [h, m, s] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60];
  const two = number => String(number).padStart(2, '0');
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

const UNITS = [['day', 86_400], ['hour', 3_600], ['minute', 60]];
const past = new Intl.RelativeTimeFormat(document.documentElement.lang || undefined, { numeric: 'auto' });

function ago(at) {
  const seconds = Math.max(0, (Date.now() + state.skew - Date.parse(at)) / 1_000);
  const [unit, size] = UNITS.find(([, least]) => seconds >= least) ?? ['minute', 60];
  return past.format(-Math.floor(seconds / size), unit);
}

function set(row, name, words) {
  const part = row.querySelector(`[data-of=${name}]`);
  if (part.textContent !== words) part.textContent = words;
  part.hidden = !words;
}

function fillRow(row, call) {
  row.dataset.call = call.call;
  row.dataset.state = call.state;
  const shownNumber = call.belongs_to || call.name || call.shared ? call.number_text : '';
  set(row, 'belongs', call.belongs_to ? text.belongs : '');
  set(row, 'who', who(call));
  set(row, 'vip', call.belongs_to?.vip ? text.vip : '');
  set(row, 'others', call.belongs_to?.others > 0 ? fill(text.others, call.belongs_to.others) : '');
  set(row, 'unverified', call.belongs_to && call.direction === 'inbound' ? text.unverified : '');
  set(row, 'records', call.history?.open_records > 0 ? fill(text.records, call.history.open_records) : '');
  set(row, 'last', call.history?.last_call_at ? fill(text.last, ago(call.history.last_call_at)) : '');
  set(row, 'state', text[call.state]);
  set(row, 'time', clock(call.answered_at ?? call.since));
  set(row, 'number', shownNumber);
  set(row, 'queue', call.queue);
  set(row, 'note', refusals.get(call.call) || (notes.get(call.call) ?? ''));
  row.querySelector('[data-of=note]').classList.toggle('bad', Boolean(refusals.get(call.call)));
  offer(row, call);
  const open = row.querySelector('[data-of=open]');
  if (open.getAttribute('href') !== address(call)) open.setAttribute('href', address(call));
  open.setAttribute('aria-label', fill(text.open, who(call)));
  row.querySelector('[data-of=hide]').setAttribute('aria-label', fill(text.hide, who(call)));
}

// What the phone system can be asked to do with the call; control.js asks.
function offer(row, call) {
  const can = call.can ?? [];
  const [hangUp, transfer] = ['hang-up', 'transfer'].map(name => row.querySelector(`[data-of=${name}]`));
  hangUp.hidden = !can.includes('hang_up');
  const words = call.state === 'ringing' ? text.decline : text.hangUp;
  if (hangUp.textContent !== words) hangUp.textContent = words;
  hangUp.setAttribute('aria-label', `${words}: ${who(call)}`);
  transfer.hidden = !can.includes('transfer');
  transfer.setAttribute('aria-label', fill(text.transferring, who(call)));
  const where = row.querySelector('[data-of=where]');
  where.to.setAttribute('aria-label', fill(text.transferring, who(call)));
  where.hidden ||= transfer.hidden;
}

const offers = new Map(); // Pop by call: the page that opens acknowledges it.
const address = call => call.form + (offers.has(call.call) ? `#pop=${offers.get(call.call)}&call=${call.call}` : `#call=${call.call}`);

function row(call) {
  const known = list.querySelector(`[data-call="${call.call}"]`);
  if (known) return known;
  const fresh = blank.content.firstElementChild.cloneNode(true);
  fresh.querySelector('[data-of=hide]').addEventListener('click', () => {
    channel.postMessage(call.call);
    hide(call.call);
  });
  return fresh;
}

function hide(call) {
  hidden.add(call);
  sessionStorage.setItem(HIDDEN, JSON.stringify([...hidden].slice(-50)));
  show();
}

// Once a change: whoever listens to the page hears of the call, not of each second.
function announce(call) {
  const state = `${call.state} ${who(call)}`;
  if (announced.get(call.call) === state) return;
  announced.set(call.call, state);
  said.textContent = [text[call.state], call.belongs_to ? text.belongs : '', who(call), call.queue].filter(Boolean).join(', ');
}

function show() {
  const calls = state.calls.filter(call => !hidden.has(call.call));
  const rows = calls.map(call => {
    const shown = row(call);
    fillRow(shown, call);
    return shown;
  });
  for (const old of [...list.children]) if (!rows.includes(old)) old.remove();
  rows.forEach((shown, place) => list.children[place] !== shown && list.insertBefore(shown, list.children[place] ?? null));
  giveKey(list.querySelector('[data-of=open]'));
  bar.hidden = rows.length === 0;
  document.documentElement.style.setProperty('--live', `${bar.hidden ? 0 : bar.offsetHeight}px`);
  calls.forEach(announce);
}

// To the first call's form; the first stays the first until it is gone.
function giveKey(open) {
  if (!open || open.dataset.key) return;
  open.dataset.key = 'Alt+c';
  document.dispatchEvent(new CustomEvent('keys-changed'));
}

function showConnection() {
  clearTimeout(trouble);
  if (state.connection === 'open') signal(state.quiet ? 'quiet' : 'open');
  else trouble = setTimeout(signal, SHORTLY, state.connection);
}

// What the phone system says of the agent's own telephone; nothing where it says nothing.
function showPresence() {
  const { unreachable = false, queues = [] } = state.presence ?? {};
  const words = mine.dataset;
  const paused = queues.filter(queue => queue.paused);
  const names = list => (list.length > 2 ? fill(words.several, list.length) : list.map(({ queue }) => queue).join(', '));
  const reason = paused.find(queue => queue.reason)?.reason;
  const pause = (paused.length === queues.length ? words.all : fill(words.paused, names(paused))) + (reason ? ' ' + fill(words.reason, reason) : '');
  mine.hidden = !unreachable && queues.length === 0;
  mine.className = `presence badge ${unreachable ? 'bad' : paused.length > 0 ? 'warn' : 'soft'}`;
  mine.textContent = unreachable ? words.unreachable : paused.length > 0 ? pause : fill(words.in, names(queues));
  mine.title = unreachable ? words.why : [...queues].map(({ queue }) => queue).join(', ');
}

function signal(kind) {
  sign.dataset.state = kind;
  sign.title = sign.dataset[kind];
  sign.querySelector('.visually-hidden').textContent = sign.dataset[kind];
}

channel.onmessage = ({ data }) => hide(data);

document.addEventListener('live-state', ({ detail }) => {
  state = detail;
  show();
  showConnection();
  showPresence();
});

document.addEventListener('live-event', ({ detail: { name, data } }) => {
  if (name === 'pop') offers.set(data.call, data.pop);
  const line = document.getElementById('call-live');
  if (line && Number(line.dataset.call) === data.call) line.dispatchEvent(new CustomEvent('heard'));
  if (name === 'pop-taken') notes.set(data.call, text.taken);
  show();
});

// control.js: the phone system refused.
document.addEventListener('call-note', ({ detail: { call, words } }) => {
  refusals.set(call, words);
  show();
  if (words) said.textContent = words;
});

// pop.js: no tab could open the form.
document.addEventListener('pop-waits', ({ detail }) => {
  notes.set(detail.call, text.waits);
  show();
});

setInterval(() => {
  for (const time of document.querySelectorAll('[data-since]')) time.textContent = clock(time.dataset.since);
  for (const call of state.calls) {
    const shown = list.querySelector(`[data-call="${call.call}"]`);
    if (shown) set(shown, 'time', clock(call.answered_at ?? call.since));
  }
}, 1_000);
addEventListener('resize', show);
