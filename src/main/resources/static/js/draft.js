// What is typed into a form with data-draft is kept on the server, there, while it is typed. #draft-state says what is kept and
// what is not; where the session has ended, #sign-in-again asks for sign-in on the spot, and it goes on.
const PAUSE = 600;
const LONGEST_PAUSE = 3_000; // Somebody who types without a pause.
const LONGEST_RETRY = 30_000;
const KEEPALIVE = 60_000; // Browsers refuse larger bodies from a page that is being left.

const typed = form => new URLSearchParams([...new FormData(form)]
    .filter(([name, value]) => name !== '_csrf' && typeof value === 'string')).toString();

// Somebody may type before this script runs, and browsers put text back into a form on their own.
const untouched = form => form.dataset.guard !== 'changed'
    && [...form.elements].every(field => !('defaultValue' in field) || field.value === field.defaultValue);

class Draft {
  constructor(form) {
    this.form = form;
    this.line = document.getElementById('draft-state');
    this.alert = document.getElementById('draft-alert');
    this.kept = untouched(form) ? typed(form) : null;
    this.failures = 0;
    this.agent = document.getElementById('again-username')?.defaultValue ?? '';
    form.addEventListener('focusin', event => { this.field = event.target; });
    form.addEventListener('input', () => this.changed());
    form.addEventListener('change', () => this.changed());
    addEventListener('pagehide', () => this.leave());
    addEventListener('online', () => this.failures > 0 && this.save());
    document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && this.leave());
    document.addEventListener('signed-out', () => this.signedOut());
    document.addEventListener('submit', event => {
      // What is being discarded is not kept once more on the way out.
      if (event.target.dataset.notice === 'draft-restored') this.stopped = true;
    });
    if (this.kept === null) this.save();
  }

  get dirty() {
    return !this.stopped && this.kept !== typed(this.form);
  }

  changed() {
    if (!this.dirty) return;
    this.since ??= Date.now();
    if (!this.waitsForSignIn && this.failures === 0) this.show('unkept');
    if (this.failures === 0) this.later(Math.max(0, Math.min(PAUSE, this.since + LONGEST_PAUSE - Date.now())));
  }

  later(pause) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), pause);
  }

  async save() {
    clearTimeout(this.timer);
    if (this.running || !this.dirty || this.waitsForSignIn) return;
    this.running = true;
    this.since = undefined;
    const now = typed(this.form);
    if (this.failures === 0) this.show('keeping');
    let status = 0;
    try {
      status = (await this.send(now)).status;
      if (status === 403 && (await refresh())) status = (await this.send(now)).status;
    } catch {
      // No connection: status 0.
    }
    this.running = false;
    this.answered(status, now);
  }

  send(fields, keepalive = false) {
    const token = this.form.elements.namedItem('_csrf').value;
    return fetch(this.form.dataset.draft, {
      method: 'POST',
      body: `_csrf=${encodeURIComponent(token)}&agent=${encodeURIComponent(this.agent)}&${fields}`,
      headers: { 'Content-Type': 'application/x-www-form-urlencoded', 'HX-Request': 'true' },
      keepalive,
    });
  }

  answered(status, fields) {
    if (status === 204) this.isKept(fields);
    else if (status === 401 || status === 403) this.signedOut();
    else if (status === 0 || status >= 500) this.again();
    else this.refused(status, fields);
  }

  isKept(fields) {
    this.failures = 0;
    this.kept = fields;
    this.form.dispatchEvent(new CustomEvent('kept', { bubbles: true, detail: fields }));
    this.address();
    if (this.dirty) this.changed();
    else this.show('kept');
  }

  // A reload, and the tab that a browser brings back, lead to the draft: data-back has the page and the field that names it.
  address() {
    const [path, name] = this.form.dataset.back?.split('?') ?? [];
    if (location.pathname !== path || new URLSearchParams(location.search).has(name)) return;
    const url = new URL(path, location.href);
    url.searchParams.set(name, this.form.elements.namedItem(name).value);
    history.replaceState(history.state, '', url);
  }

  again() {
    this.show('offline', true);
    this.later(Math.min(LONGEST_RETRY, 1_000 * 2 ** this.failures++));
  }

  refused(status, fields) {
    this.failures = 0;
    this.show({ 409: 'saved', 412: 'other', 413: 'tooLong' }[status] ?? 'refused', true);
    if (fields !== typed(this.form)) this.changed();
  }

  signedOut() {
    this.show('signedOut', true);
    if (this.waitsForSignIn) return;
    this.waitsForSignIn = true;
    askToSignIn().then(() => {
      this.field?.focus();
      this.waitsForSignIn = false;
      this.failures = 0;
      if (this.dirty) this.save();
      else this.show('kept');
    });
  }

  leave() {
    if (!this.dirty || this.waitsForSignIn) return;
    const now = typed(this.form);
    this.send(now, now.length < KEEPALIVE).then(answer => this.answered(answer.status, now), () => this.later(PAUSE));
  }

  // What is as it should be is shown only; what is not is read out, too.
  show(state, trouble = false) {
    const text = this.line.dataset[state];
    if (this.line.textContent !== text) this.line.textContent = text;
    this.line.dataset.state = state;
    this.line.classList.toggle('trouble', trouble);
    const aloud = trouble ? text : '';
    if (this.alert.textContent !== aloud) this.alert.textContent = aloud;
  }
}

// The sign-in page, or the first page for whoever is signed in: either has a good security token.
async function lookIn() {
  const answer = await fetch('/login', { headers: { Accept: 'text/html' } });
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  return { signedIn: page.body.dataset.page !== 'sign-in', token: page.querySelector('input[name=_csrf]')?.value ?? '' };
}

// Gives every form of this page the token of the session there is now; false where there is none.
async function refresh() {
  const { signedIn, token } = await lookIn();
  if (signedIn && token) {
    for (const field of document.querySelectorAll('input[name=_csrf]')) field.value = token;
  }
  return signedIn;
}

// 0 once signed in, else the status of the refusal.
async function signIn(form) {
  const { signedIn, token } = await lookIn();
  if (!signedIn) {
    const fields = new URLSearchParams(new FormData(form));
    fields.set('_csrf', token);
    const answer = await fetch('/login', { method: 'POST', body: fields, redirect: 'manual' });
    if (answer.type !== 'opaqueredirect') return answer.status;
  }
  return (await refresh()) ? 0 : 401;
}

function askToSignIn() {
  const dialog = document.getElementById('sign-in-again');
  const form = dialog.querySelector('form');
  const problem = dialog.querySelector('[role=alert]');
  // Not showModal(): it would take the focus, and the rest of the sentence, from whoever is typing.
  dialog.setAttribute('open', '');
  return new Promise(resolve => {
    form.onsubmit = async event => {
      event.preventDefault();
      const button = form.querySelector('button');
      button.disabled = true;
      try {
        const status = await signIn(form);
        if (status === 0) {
          dialog.close();
          resolve();
        }
        problem.textContent = status === 429 ? dialog.dataset.wait : dialog.dataset.wrong;
        problem.hidden = status === 0;
      } catch {
        problem.textContent = dialog.dataset.offline;
        problem.hidden = false;
      }
      form.elements.namedItem('password').value = '';
      button.disabled = false;
    };
  });
}

// After the other modules have brought their fields into shape.
const start = () => setTimeout(() => document.querySelectorAll('form[data-draft]').forEach(form => new Draft(form)));
if (document.readyState === 'complete') start();
else addEventListener('load', start);
