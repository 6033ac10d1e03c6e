// Shows which priority follows from urgency and impact while they are chosen. data-matrix holds the nine priorities row
// by row; data-kept "urgency impact priority": what the record has as long as neither is changed.
const LEVELS = ['high', 'medium', 'low'];

function wire(output) {
  if (output.dataset.wired) return;
  const form = output.closest('form');
  const [urgency, impact] = ['urgency', 'impact'].map(name => form?.elements.namedItem(name));
  if (!(urgency instanceof HTMLSelectElement && impact instanceof HTMLSelectElement)) return;
  output.dataset.wired = 'yes';
  const cells = output.dataset.matrix.split(' ');
  const [keptUrgency, keptImpact, keptPriority] = (output.dataset.kept ?? '').split(' ');
  const show = () => {
    const kept = urgency.value === keptUrgency && impact.value === keptImpact;
    const now = kept ? keptPriority : cells[LEVELS.indexOf(urgency.value) * LEVELS.length + LEVELS.indexOf(impact.value)];
    for (const text of output.children) text.hidden = text.dataset.priorityText !== now;
  };
  urgency.addEventListener('change', show);
  impact.addEventListener('change', show);
  addEventListener('pageshow', show);
}

const wireAll = () => document.querySelectorAll('output[data-matrix]').forEach(wire);

wireAll();
document.addEventListener('htmx:load', wireAll);

// The settings: each cell's badge follows its select.
document.addEventListener('change', event => {
  const badge = event.target.closest('[data-cell]')?.querySelector('.priority');
  if (!badge) return;
  badge.dataset.priority = event.target.value;
  badge.textContent = event.target.value;
});
