// Hanging up and transferring a call from the bar. What comes of it is seen when the phone system tells of it; only a
// refusal is said here. callbar.js shows the buttons where a call has them.
const bar = document.getElementById('live');

const rowOf = element => element.closest('li[data-call]');
const part = (row, name) => row.querySelector(`[data-of=${name}]`);

function say(row, words) {
  document.dispatchEvent(new CustomEvent('call-note', { detail: { call: Number(row.dataset.call), words } }));
}

// Whether it was done.
async function ask(button, path, fields = {}) {
  const row = rowOf(button);
  const token = document.querySelector('input[name=_csrf]');
  if (!row || !token || button.ariaBusy === 'true') return false;
  button.ariaBusy = 'true';
  say(row, '');
  try {
    const answer = await fetch(`/calls/${row.dataset.call}/${path}`, {
      method: 'POST',
      headers: { Accept: 'application/json' },
      body: new URLSearchParams({ ...fields, _csrf: token.value }),
    });
    if (answer.ok && !answer.redirected) return true;
    const problem = answer.headers.get('Content-Type')?.includes('json') ? await answer.json() : {};
    say(row, problem.detail ?? bar.dataset.failed);
  } catch {
    say(row, bar.dataset.failed);
  } finally {
    button.ariaBusy = null;
  }
  return false;
}

function open(row, shown) {
  const form = part(row, 'where');
  const button = part(row, 'transfer');
  form.hidden = !shown;
  button.setAttribute('aria-expanded', String(shown));
  if (shown) {
    form.querySelector('.combobox').dataset.source = `/calls/${row.dataset.call}/targets`;
    document.dispatchEvent(new CustomEvent('combobox-added'));
    form.to.focus();
  } else {
    form.to.value = '';
    form.to.dispatchEvent(new Event('input', { bubbles: true }));
    button.focus();
  }
  dispatchEvent(new Event('resize')); // The bar is higher or lower.
}

bar.addEventListener('click', ({ target }) => {
  const button = target.closest('button[data-of]');
  const row = button && rowOf(button);
  if (!row) return;
  if (button.dataset.of === 'hang-up') ask(button, 'hang-up');
  else if (button.dataset.of === 'transfer') open(row, part(row, 'where').hidden);
  else if (button.dataset.of === 'back') open(row, false);
});

// A list that is open takes the key for itself.
bar.addEventListener('keydown', event => {
  const form = event.key === 'Escape' && event.target.closest('form.transfer');
  if (!form) return;
  event.stopPropagation();
  open(rowOf(form), false);
});

bar.addEventListener('submit', async event => {
  const form = event.target.closest('form.transfer');
  if (!form) return;
  event.preventDefault();
  const row = rowOf(form);
  if (await ask(form.querySelector('.primary'), 'transfer', { to: form.to.value })) {
    if (row.isConnected) open(row, false);
  } else {
    form.to.focus();
  }
});
