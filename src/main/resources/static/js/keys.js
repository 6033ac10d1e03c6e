// Keys that elements declare: data-key="Control+Enter" on a button or link clicks it, on a field focuses it.
// Candidates answer to 1 to 9 while no field has the focus, and to Alt with the digit at any time.
// Keys without Ctrl or Alt may be switched off (WCAG 2.2, 2.1.4): <body data-single-keys="off">. ? shows what there is.
const map = document.getElementById('keys');
const singleKeys = document.body.dataset.singleKeys !== 'off';
const mac = /Mac|iPhone|iPad/.test(navigator.platform);
const signs = mac ? { Control: '⌘', Shift: '⇧', Alt: '⌥', Enter: '⏎' } : { Control: map?.dataset.control ?? 'Ctrl', Shift: '⇧', Enter: '⏎' };
const fields = 'input:not([type=button], [type=submit], [type=checkbox], [type=radio]), textarea, select, [contenteditable]';

const plain = key => !/Control|Alt/.test(key);
const works = element => singleKeys || !plain(element.dataset.key);
const typing = () => document.activeElement?.matches(fields) ?? false;

function pressed(event) {
  const parts = [];
  if (event.ctrlKey || event.metaKey) parts.push('Control');
  if (event.altKey) parts.push('Alt');
  if (event.shiftKey && (parts.length > 0 || event.key.length > 1)) parts.push('Shift');
  parts.push(event.key.length === 1 ? event.key.toLowerCase() : event.key);
  return parts.join('+');
}

// In a section with a button of its own, Enter presses that one and not the form's.
function ownButton(event) {
  const section = event.key === 'Enter' && event.target.matches?.('input') && event.target.closest('[data-section]');
  return section && pressed(event) === 'Enter' ? section.querySelector('button') : null;
}

function visible(element) {
  return element.getClientRects().length > 0;
}

function press(element) {
  if (element.matches(fields)) {
    element.focus();
    element.select?.();
  } else {
    element.click();
  }
}

function candidate(event) {
  const digit = /^(?:Digit|Numpad)([1-9])$/.exec(event.code)?.[1];
  if (!digit || event.ctrlKey || event.metaKey || event.shiftKey) return null;
  if (!event.altKey && (typing() || !singleKeys)) return null;
  return document.querySelectorAll('main [data-candidate]')[Number(digit) - 1] ?? null;
}

document.addEventListener('keydown', event => {
  if (event.isComposing || event.defaultPrevented || event.repeat || document.querySelector('dialog:modal')) return;
  const key = pressed(event);
  const silent = plain(key) && (typing() || !singleKeys);
  if (key === '?' && !silent && map) {
    event.preventDefault();
    showMap();
    return;
  }
  const declared = silent ? null : [...document.querySelectorAll('[data-key]')].find(e => e.dataset.key === key && visible(e));
  const target = declared ?? ownButton(event) ?? candidate(event);
  if (!target) return;
  event.preventDefault();
  press(target);
});

function sign(key) {
  const kbd = document.createElement('kbd');
  kbd.textContent = key.split('+').map(part => signs[part] ?? (part.length === 1 ? part.toUpperCase() : part)).join(' ');
  return kbd;
}

function mark(host, key) {
  if (host.querySelector(':scope > kbd')) return;
  const kbd = sign(key);
  kbd.setAttribute('aria-hidden', 'true');
  host.append(kbd);
}

function show(root) {
  for (const element of [...root.querySelectorAll('[data-key]')].filter(works)) {
    element.setAttribute('aria-keyshortcuts', element.dataset.key);
    mark(element.matches(fields) ? element.parentElement : element, element.dataset.key);
  }
  document.querySelectorAll('main [data-candidate]').forEach((element, i) => {
    if (i >= 9) return;
    element.setAttribute('aria-keyshortcuts', `Alt+${i + 1}`);
    mark(element, singleKeys ? String(i + 1) : `Alt+${i + 1}`);
  });
}

// What a screen reader would call it, without the key's own sign.
function name(element) {
  const label = element.getAttribute('aria-label') ?? element.labels?.[0]?.textContent;
  if (label) return label.trim();
  const copy = element.cloneNode(true);
  copy.querySelectorAll('kbd, svg').forEach(sign => sign.remove());
  return copy.textContent.trim();
}

function line(list, key, text) {
  const keys = document.createElement('dt');
  const what = document.createElement('dd');
  keys.dataset.found = what.dataset.found = '';
  keys.append(sign(key));
  what.textContent = text;
  list.append(keys, what);
}

function showMap() {
  const [here, everywhere] = ['here', 'everywhere'].map(where => map.querySelector(`[data-keys=${where}]`));
  map.querySelectorAll('[data-found]').forEach(old => old.remove());
  for (const element of [...document.querySelectorAll('[data-key]')].filter(e => visible(e) && works(e))) {
    line(element.closest('main') ? here : everywhere, element.dataset.key, name(element));
  }
  const candidates = document.querySelectorAll('main [data-candidate]').length;
  if (candidates > 0) {
    const last = Math.min(candidates, 9);
    const range = last === 1 ? '1' : `1 – ${last}`;
    line(here, singleKeys ? range : `Alt+${range}`, map.dataset.choose);
  }
  map.showModal();
}

for (const button of document.querySelectorAll('[data-opens=keys]')) {
  button.hidden = false;
  button.addEventListener('click', showMap);
}

show(document);
document.addEventListener('htmx:load', () => show(document));
document.addEventListener('keys-changed', () => show(document));
