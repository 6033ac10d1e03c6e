// Stands on the page that says that the database is away: looks whether it is back, then opens what was asked for. A form
// waits for its writer, so that nothing is saved that nobody looks at.
const SOON = 1_500;
const TRIES = 'ringdesk-away';
const FRESH = 60_000;

const card = document.querySelector('[data-away]');
const line = card.querySelector('[role=status]');

// The database may be there and this very page be too much for it: each time in a row takes twice as long.
function tries() {
  try {
    const { at, address, count } = JSON.parse(sessionStorage.getItem(TRIES));
    return address === location.href && Date.now() - at < FRESH ? count : 0;
  } catch {
    return 0;
  }
}

function open() {
  sessionStorage.setItem(TRIES, JSON.stringify({ at: Date.now(), address: location.href, count: tries() + 1 }));
  location.reload();
}

async function ready() {
  try {
    return (await fetch('/actuator/health/readiness', { credentials: 'omit', cache: 'no-store' })).ok;
  } catch {
    return false;
  }
}

async function look() {
  if (!(await ready())) {
    later();
    return;
  }
  line.textContent = line.dataset.back;
  if (card.dataset.away === 'again') open();
  else card.querySelector('button')?.focus();
}

// Not all of them in the same moment.
function later() {
  setTimeout(look, SOON * (0.7 + 0.6 * Math.random()) * 2 ** Math.min(tries(), 5));
}

line.textContent = line.dataset.waits;
card.querySelector('[data-again]')?.setAttribute('href', location.href);
later();
