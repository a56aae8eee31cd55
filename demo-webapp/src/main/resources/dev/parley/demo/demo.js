'use strict';
(() => {
  const SVG = 'http://www.w3.org/2000/svg';
  // fetch takes no path beside an address that has a user and a password in it
  const root = location.origin + document.body.dataset.root;
  const signedIn = document.body.dataset.user !== '';
  const byId = (id) => document.getElementById(id);
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const number = new Intl.NumberFormat('en');
  const seconds = [];
  let last = null;
  let change = Number(document.body.dataset.change);

  document.querySelectorAll('.needs-js').forEach((e) => { e.hidden = false; });

  // on this machine the counts need no user: their own requests would count as verified ones
  const credentials = document.body.dataset.local === 'true' ? 'omit' : 'same-origin';

  async function json(path) {
    const answer = await fetch(root + path, { cache: 'no-store', credentials });
    if (!answer.ok) throw new Error(path + ' answered ' + answer.status);
    return answer.json();
  }

  // ---- counts, share and the picture of the last minute
  function show(status) {
    byId('local').textContent = number.format(status.localVerifications);
    byId('authority').textContent = number.format(status.authorityCalls);
    byId('stale').textContent = number.format(status.stale);
    byId('contexts').textContent = number.format(status.contextsHeld);
    byId('held').textContent = status.contextsHeld === 1 ? '1 key' : number.format(status.contextsHeld) + ' keys';
    const all = status.localVerifications + status.authorityCalls;
    const local = all ? Math.round(1000 * status.localVerifications / all) : 0;
    byId('share-local').setAttribute('width', local);
    byId('share-authority').setAttribute('x', local);
    byId('share-authority').setAttribute('width', all ? 1000 - local : 0);
  }

  function sample(status) {
    const now = { local: 0, authority: 0 };
    if (last) {
      now.local = status.localVerifications - last.localVerifications;
      now.authority = status.authorityCalls - last.authorityCalls;
    }
    last = status;
    seconds.push(now);
    if (seconds.length > 60) seconds.shift();
    draw();
    fly(now);
    const most = Math.max(...seconds.map((s) => s.local + s.authority));
    byId('rate').textContent = 'at most ' + number.format(most) + ' a second';
  }

  function rect(parent, cls, x, y, width, height) {
    const r = document.createElementNS(SVG, 'rect');
    r.setAttribute('class', cls);
    for (const [k, v] of Object.entries({ x, y, width, height })) r.setAttribute(k, v);
    parent.appendChild(r);
  }

  function draw() {
    const bars = byId('bars');
    bars.replaceChildren();
    const most = Math.max(5, ...seconds.map((s) => s.local + s.authority));
    seconds.forEach((s, i) => {
      const x = 600 - 10 * (seconds.length - i);
      const local = 92 * s.local / most;
      const authority = s.authority ? Math.max(3, 92 * s.authority / most) : 0;
      if (local) rect(bars, 'local', x + 1, 96 - local, 8, local);
      if (authority) rect(bars, 'authority', x + 1, 96 - local - authority, 8, authority);
    });
  }

  // ---- dots that travel: to Parley and back, or on to the authority
  function fly({ local, authority }) {
    if (authority) {
      byId('asked').classList.add('asked');
      setTimeout(() => byId('asked').classList.remove('asked'), 1200);
    }
    if (calm) return;
    const few = (n, most) => Math.min(n, most);
    for (let i = 0; i < few(local, 14); i++) dot('local', 200, 66, i * 65);
    for (let i = 0; i < few(authority, 5); i++) dot('authority', 378, 66, i * 160);
  }

  function dot(cls, far, y, delay) {
    const c = document.createElementNS(SVG, 'circle');
    c.setAttribute('class', cls);
    c.setAttribute('r', 5);
    c.setAttribute('cy', y);
    const way = far - 100;
    const lasts = 2.6 * way + 260;
    const from = performance.now() + delay;
    const step = (now) => {
      const t = (now - from) / lasts;
      if (t >= 1) { c.remove(); return; }
      if (t > 0) {
        if (!c.parentNode) byId('dots').appendChild(c);
        c.setAttribute('cx', 100 + way * (t < .5 ? 2 * t : 2 - 2 * t));
        c.setAttribute('cy', t < .5 ? y - 7 : y + 7);
      }
      requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
  }

  // ---- events; the texts are strangers', so they only ever become text
  function cell(row, text, cls) {
    const td = row.insertCell();
    td.textContent = text || '';
    if (cls) td.className = cls;
    return td;
  }

  function addEvent(event) {
    const rows = byId('rows');
    rows.querySelectorAll('.none').forEach((e) => e.remove());
    const old = rows.querySelector('[data-key="' + Number(event.key) + '"]');
    if (old) old.remove();
    const row = rows.insertRow(0);
    row.dataset.key = event.key;
    cell(row, event.time.slice(11, 19));
    const type = document.createElement('span');
    type.className = 'type ' + event.type.toLowerCase();
    type.textContent = event.type.toLowerCase().replace('_', ' ');
    const what = cell(row, '');
    what.append(type);
    if (event.times > 1) {
      const times = document.createElement('span');
      times.className = 'times';
      times.textContent = ' × ' + number.format(event.times);
      what.append(times);
    }
    cell(row, event.account);
    cell(row, event.method + ' ' + (event.path || ''), 'mono');
    cell(row, event.cause);
    while (rows.rows.length > 100) rows.deleteRow(-1);
  }

  async function tick() {
    try {
      if (!document.hidden) {
        const status = await json('/status.json');
        show(status);
        sample(status);
        for (const event of (await json('/events.json?after=' + change)).events) {
          addEvent(event);
          change = Math.max(change, event.change);
        }
      }
    } catch (e) {
      byId('rate').textContent = 'the server does not answer';
    }
    setTimeout(tick, 1000);
  }

  // ---- the buttons
  const result = byId('result');
  const buttons = [byId('send'), byId('age')];

  async function alone(work) {
    buttons.forEach((b) => { b.disabled = true; });
    try {
      await work();
    } catch (e) {
      result.textContent = 'That did not work: ' + e.message;
    }
    buttons.forEach((b) => { b.disabled = false; });
  }

  async function ask(path) {
    const answer = await fetch(root + path, { cache: 'no-store' });
    await answer.text();
    if (answer.status !== 200) throw new Error('the server answered ' + answer.status);
  }

  async function send() {
    result.textContent = 'Sending …';
    const before = await json('/status.json');
    const start = performance.now();
    let next = 1;
    const lane = async () => {
      while (next <= 50) await ask('/protected/number-' + next++);
    };
    await Promise.all(Array.from({ length: 8 }, lane));
    const took = Math.round(performance.now() - start);
    const after = await json('/status.json');
    show(after);
    const local = after.localVerifications - before.localVerifications;
    const authority = after.authorityCalls - before.authorityCalls;
    result.textContent = '50 requests in ' + took + ' ms: ' + local + ' verified locally, '
      + (authority === 0 ? 'the authority was not asked.'
        : 'the authority was asked ' + (authority === 1 ? 'once.' : authority + ' times.'));
  }

  async function age() {
    const stale = (await json('/status.json')).stale;
    const start = performance.now();
    for (;;) {
      await ask('/protected/tick');
      const waited = Math.round((performance.now() - start) / 1000);
      if ((await json('/status.json')).stale > stale) {
        result.textContent = 'After ' + waited + ' s the nonce was stale. The server said so, the browser'
          + ' answered with the new nonce, and the request went through. You were not asked.';
        return;
      }
      result.textContent = 'A request every second; the nonce still serves after ' + waited + ' s …';
      await new Promise((r) => setTimeout(r, 1000));
    }
  }

  if (signedIn) {
    byId('send').addEventListener('click', () => alone(send));
    byId('age').addEventListener('click', () => alone(age));
  }
  if (document.body.dataset.see === 'true') tick();
})();
