// Three dependent selects: an option with data-parent shows while its parent is chosen. Without script every option
// shows with its path; here it is shortened to data-name.
const LEVELS = ['category', 'subcategory', 'thirdLevel'];

function dependent(select, parent) {
  const options = [...select.options];
  for (const option of options) {
    if (option.dataset.name) option.textContent = option.dataset.name;
  }
  const filter = () => {
    const chosen = select.value;
    const fitting = options.filter(option => !option.dataset.parent || option.dataset.parent === parent.value);
    select.replaceChildren(...fitting);
    select.value = fitting.some(option => option.value === chosen) ? chosen : '';
    select.disabled = fitting.every(option => option.value === '');
    select.dispatchEvent(new Event('filtered'));
  };
  parent.addEventListener('change', filter);
  parent.addEventListener('filtered', filter);
  addEventListener('pageshow', filter);
  filter();
}

function wire(form) {
  if (form.dataset.categories) return;
  const [first, second, third] = LEVELS.map(name => form.elements.namedItem(name));
  if (!(first instanceof HTMLSelectElement && second instanceof HTMLSelectElement)) return;
  form.dataset.categories = 'wired';
  // The deepest first, so that each hears of the one above.
  if (third instanceof HTMLSelectElement) dependent(third, second);
  dependent(second, first);
}

const wireAll = () => document.querySelectorAll('form').forEach(wire);

wireAll();
document.addEventListener('htmx:load', wireAll);
