// The list's check boxes: all on the page, a range with Shift, and a bar that comes when something is chosen.
function wire(form) {
  const boxes = [...document.querySelectorAll(`input[name=record][form="${form.id}"]`)];
  const all = document.querySelector('[data-choose-all]');
  const chosen = form.querySelector('[data-chosen]');
  const clear = form.querySelector('[data-clear]');
  let last = null;

  const show = () => {
    const count = boxes.filter(box => box.checked).length;
    form.hidden = count === 0;
    chosen.textContent = chosen.dataset.chosen.replace('{0}', count);
    if (all) {
      all.checked = count > 0 && count === boxes.length;
      all.indeterminate = count > 0 && count < boxes.length;
    }
  };
  const set = (some, checked) => {
    for (const box of some) box.checked = checked;
    show();
  };

  for (const box of boxes) {
    box.addEventListener('click', event => {
      if (event.shiftKey && last && last !== box) {
        const [from, to] = [boxes.indexOf(last), boxes.indexOf(box)].sort((a, b) => a - b);
        set(boxes.slice(from, to + 1), box.checked);
      }
      last = box;
      show();
    });
  }
  all?.closest('label').removeAttribute('hidden');
  all?.addEventListener('change', () => set(boxes, all.checked));
  clear.hidden = false;
  clear.addEventListener('click', () => {
    set(boxes, false);
    (all ?? boxes[0])?.focus();
  });
  // A browser that went back keeps the boxes as they were, after the modules have run.
  addEventListener('pageshow', show);
  show();
}

document.querySelectorAll('form[data-bulk]').forEach(wire);
