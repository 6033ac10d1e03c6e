// Keys that elements declare: data-key="Control+Enter" on a button or link clicks it, on a field focuses it.
// Candidates answer to 1 to 9 while no field has the focus, and to Alt with the digit at any time.
const mac = /Mac|iPhone|iPad/.test(navigator.platform);
const signs = mac ? { Control: '⌘', Shift: '⇧', Alt: '⌥', Enter: '⏎' } : { Control: 'Ctrl', Shift: '⇧', Enter: '⏎' };
const fields = 'input:not([type=button], [type=submit], [type=checkbox], [type=radio]), textarea, select, [contenteditable]';

const typing = () => document.activeElement?.matches(fields) ?? false;

function pressed(event) {
  const parts = [];
  if (event.ctrlKey || event.metaKey) parts.push('Control');
  if (event.altKey) parts.push('Alt');
  if (event.shiftKey && (parts.length > 0 || event.key.length > 1)) parts.push('Shift');
  parts.push(event.key.length === 1 ? event.key.toLowerCase() : event.key);
  return parts.join('+');
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
  if (!event.altKey && typing()) return null;
  return document.querySelectorAll('[data-candidate]')[Number(digit) - 1] ?? null;
}

document.addEventListener('keydown', event => {
  if (event.isComposing || event.defaultPrevented || event.repeat) return;
  const key = pressed(event);
  const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
  const declared = plain && typing() ? null
      : [...document.querySelectorAll('[data-key]')].find(e => e.dataset.key === key && visible(e));
  const target = declared ?? candidate(event);
  if (!target) return;
  event.preventDefault();
  press(target);
});

function sign(key) {
  const kbd = document.createElement('kbd');
  kbd.textContent = key.split('+').map(part => signs[part] ?? (part.length === 1 ? part.toUpperCase() : part)).join(' ');
  kbd.setAttribute('aria-hidden', 'true');
  return kbd;
}

function show(root) {
  for (const element of root.querySelectorAll('[data-key]')) {
    element.setAttribute('aria-keyshortcuts', element.dataset.key);
    const host = element.matches(fields) ? element.parentElement : element;
    if (!host.querySelector(':scope > kbd')) host.append(sign(element.dataset.key));
  }
  document.querySelectorAll('[data-candidate]').forEach((element, i) => {
    if (i < 9 && !element.querySelector(':scope > kbd')) {
      element.setAttribute('aria-keyshortcuts', `Alt+${i + 1}`);
      element.append(sign(String(i + 1)));
    }
  });
}

show(document);
document.addEventListener('htmx:load', () => show(document));
