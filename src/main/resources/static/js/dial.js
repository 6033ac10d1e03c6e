// A click on a number lets a phone system dial it, where one can; otherwise, and without this script, the link is tel:.
const say = (text, bad) => {
  document.getElementById('dial-state')?.remove();
  const line = document.createElement('div');
  line.id = 'dial-state';
  line.className = `notice ${bad ? 'bad' : 'ok'} flash`;
  line.setAttribute('role', bad ? 'alert' : 'status');
  line.append(Object.assign(document.createElement('p'), { textContent: text }));
  document.getElementById('main')?.prepend(line);
};

document.addEventListener('click', async event => {
  const link = event.target.closest?.('a[data-dial]');
  const token = document.querySelector('input[name=_csrf]');
  if (!link || !token || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  if (link.ariaBusy === 'true') return;
  link.ariaBusy = 'true';
  try {
    const answer = await fetch('/dial', {
      method: 'POST',
      headers: { Accept: 'application/json, text/plain' },
      body: new URLSearchParams({ number: link.dataset.dial, _csrf: token.value }),
    });
    if (answer.ok && !answer.redirected) say(await answer.text(), false);
    else if (answer.status === 422) say((await answer.json()).detail, true);
    else location.href = link.href;
  } catch {
    location.href = link.href;
  } finally {
    link.ariaBusy = null;
  }
});
