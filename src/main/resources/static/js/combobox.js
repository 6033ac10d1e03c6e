// Search as you type (ARIA 1.2 combobox) on a text field that already works by itself: the field's value is what is
// sent (a person's user name); over it lies the name of who was chosen, until somebody types.
const PAUSE = 120;
let count = 0;
// Whoever listens for changes, htmx among them, does so from then on.
const ready = new Promise(done => document.addEventListener('DOMContentLoaded', done));

class Combobox {
  constructor(root) {
    this.root = root;
    this.input = root.querySelector('input');
    this.list = this.make('ul', { role: 'listbox', id: `options-${++count}`, hidden: '' });
    this.list.setAttribute('aria-label', this.input.labels?.[0]?.textContent ?? '');
    this.chosen = this.make('span', { class: 'chosen', id: `chosen-${count}` });
    this.clear = this.make('button', { class: 'clear', type: 'button', 'aria-label': root.dataset.clear, title: root.dataset.clear });
    this.clear.textContent = '×';
    this.status = this.make('span', { class: 'visually-hidden', role: 'status' });
    this.asked = 0;
    for (const [name, value] of Object.entries({
      role: 'combobox', 'aria-expanded': 'false', 'aria-autocomplete': 'list', 'aria-controls': this.list.id,
    })) this.input.setAttribute(name, value);
    this.input.setAttribute('aria-describedby',
        [this.input.getAttribute('aria-describedby'), this.chosen.id].filter(Boolean).join(' '));
    this.label(this.input.dataset.chosen, this.input.dataset.detail);
    this.listen();
  }

  make(name, attributes) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value ?? '');
    this.root.append(element);
    return element;
  }

  listen() {
    const { input, list } = this;
    input.addEventListener('input', () => {
      this.label('', '');
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.search(), PAUSE);
    });
    input.addEventListener('focus', () => this.root.classList.contains('is-chosen') && input.select());
    input.addEventListener('mouseup', event => this.root.classList.contains('is-chosen') && event.preventDefault());
    input.addEventListener('keydown', event => this.key(event));
    input.addEventListener('blur', () => this.close());
    // Keeps the focus in the field while an option is clicked.
    list.addEventListener('mousedown', event => event.preventDefault());
    list.addEventListener('click', event => {
      const option = event.target.closest('[role=option]:not(.nothing)');
      if (option) this.choose(option);
    });
    this.clear.addEventListener('click', () => {
      this.set('', '', '');
      input.focus();
    });
  }

  async search() {
    const question = this.input.value.trim();
    const mine = ++this.asked;
    if (question === '') return this.close();
    try {
      const url = new URL(this.root.dataset.source, location.href);
      url.searchParams.set('q', question);
      const answer = await fetch(url, { headers: { 'HX-Request': 'true', Accept: 'text/html' } });
      if (!answer.ok) throw new Error(`options: ${answer.status}`);
      const html = await answer.text();
      // A slower answer to an earlier question is not shown.
      if (mine === this.asked && document.activeElement === this.input) this.show(html);
    } catch (error) {
      console.warn(error);
      if (mine === this.asked) this.close();
    }
  }

  show(html) {
    const template = document.createElement('template');
    template.innerHTML = html;
    const options = [...template.content.querySelectorAll('[role=option]')];
    options.forEach((option, i) => { option.id = `${this.list.id}-${i}`; });
    this.list.replaceChildren(...options);
    if (options.length === 0) {
      const nothing = document.createElement('li');
      nothing.className = 'nothing';
      nothing.setAttribute('role', 'option');
      nothing.setAttribute('aria-disabled', 'true');
      nothing.textContent = this.root.dataset.nothing;
      this.list.append(nothing);
      this.status.textContent = this.root.dataset.nothing;
    } else {
      this.status.textContent = String(options.length);
    }
    this.list.hidden = false;
    this.input.setAttribute('aria-expanded', 'true');
    this.select(options[0]);
  }

  select(option) {
    for (const other of this.list.children) other.setAttribute('aria-selected', String(other === option));
    if (option) {
      this.input.setAttribute('aria-activedescendant', option.id);
      option.scrollIntoView({ block: 'nearest' });
    } else {
      this.input.removeAttribute('aria-activedescendant');
    }
  }

  key(event) {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const options = [...this.list.querySelectorAll('[role=option]:not(.nothing)')];
    const at = options.findIndex(option => option.getAttribute('aria-selected') === 'true');
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && this.list.hidden) {
      this.search();
    } else if (step && options.length > 0) {
      this.select(options[(at + step + options.length) % options.length]);
    } else if (event.key === 'Enter' && !this.list.hidden) {
      if (options[at]) this.choose(options[at]);
      else this.close();
    } else if (event.key === 'Tab' && !this.list.hidden && options[at]) {
      this.choose(options[at]);
      return;
    } else if (event.key === 'Escape' && !this.list.hidden) {
      this.close();
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  }

  choose(option) {
    this.set(option.dataset.value, option.dataset.label ?? option.dataset.value, option.dataset.detail);
  }

  set(value, label, detail) {
    this.input.value = value;
    this.label(label, detail);
    this.close();
    ready.then(() => this.input.dispatchEvent(new Event('change', { bubbles: true })));
  }

  label(name, detail) {
    this.root.classList.toggle('is-chosen', Boolean(name));
    this.clear.hidden = this.input.value === '';
    const small = document.createElement('small');
    small.textContent = [this.input.value, detail].filter(Boolean).join(' · ');
    this.chosen.replaceChildren(...(name ? [name, ' ', small] : []));
  }

  close() {
    clearTimeout(this.timer);
    this.asked++;
    this.list.hidden = true;
    this.input.setAttribute('aria-expanded', 'false');
    this.select(null);
    this.status.textContent = '';
  }
}

const boxes = new WeakMap();

function wireAll() {
  for (const root of document.querySelectorAll('[data-combobox]')) {
    if (!boxes.has(root)) boxes.set(root, new Combobox(root));
  }
}

// A candidate is a choice for the field that data-for names: <button data-candidate="USER_NAME" data-label data-for>.
document.addEventListener('click', event => {
  const candidate = event.target.closest?.('[data-candidate][data-for]');
  const box = candidate && boxes.get(document.getElementById(candidate.dataset.for)?.closest('[data-combobox]'));
  if (!box) return;
  event.preventDefault();
  for (const other of document.querySelectorAll('[data-candidate]')) {
    other.setAttribute('aria-pressed', String(other === candidate));
  }
  box.set(candidate.dataset.candidate, candidate.dataset.label, candidate.dataset.detail);
});

wireAll();
document.addEventListener('htmx:load', wireAll);
document.addEventListener('combobox-added', wireAll);
