// A form is sent once, and typed text is not lost by leaving the page.
// data-guard: leaving with changes asks first; data-guard="changed": what the page came with is unsaved already.
const AGAIN_AFTER = 10_000; // An answer that never comes must not lock the form for good; the server saves once anyway.
const sent = new WeakMap();
const untouched = new WeakMap();

const posts = form => form instanceof HTMLFormElement && form.method === 'post';

function busy(form, on) {
  form.setAttribute('aria-busy', String(on));
  for (const button of form.querySelectorAll('button:not([type=button])')) {
    if (on) button.setAttribute('aria-disabled', 'true');
    else button.removeAttribute('aria-disabled');
  }
}

function release(form) {
  clearTimeout(sent.get(form));
  sent.delete(form);
  busy(form, false);
}

document.addEventListener('submit', event => {
  const form = event.target;
  if (!posts(form)) return;
  if (sent.has(form)) {
    event.preventDefault();
    event.stopImmediatePropagation();
    return;
  }
  sent.set(form, setTimeout(release, AGAIN_AFTER, form));
  // Not the disabled property: a disabled button would not send its name and value.
  busy(form, true);
}, { capture: true });

document.addEventListener('htmx:afterRequest', event => {
  const form = event.target.closest?.('form');
  if (form && sent.has(form)) release(form);
});

addEventListener('pageshow', () => [...document.forms].filter(form => sent.has(form)).forEach(release));

const typed = form => new URLSearchParams([...new FormData(form)]
    .filter(([name, value]) => name !== '_csrf' && typeof value === 'string')).toString();

const changed = form => !sent.has(form)
    && (form.dataset.guard === 'changed' || (untouched.has(form) && untouched.get(form) !== typed(form)));

function remember() {
  for (const form of document.querySelectorAll('form[data-guard]')) {
    if (!untouched.has(form)) untouched.set(form, typed(form));
  }
}

// After the other modules have brought their fields into shape.
addEventListener('load', () => setTimeout(remember));
document.addEventListener('htmx:load', () => setTimeout(remember));

// As draft.js tells: that much is on the server by now.
document.addEventListener('kept', event => {
  event.target.dataset.guard = '';
  untouched.set(event.target, event.detail);
});

addEventListener('beforeunload', event => {
  if ([...document.querySelectorAll('form[data-guard]')].some(changed)) event.preventDefault();
});
