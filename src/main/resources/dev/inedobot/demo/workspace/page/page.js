'use strict';

// The page of the local workspace: shows what a Slack client would show to one person, and sends what that person does.

const $ = id => document.getElementById(id);
const state = { who: '', channel: '', thread: '', people: {}, channels: [], commands: [], messages: new Map(), unread: new Set() };

// --- Slack's text format -------------------------------------------------------------------------------------------

function escaped(text) {
  return text.replace(/&(?!(amp|lt|gt);)/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}

function nameOf(id) {
  return state.people[id] || id;
}

function angled(inner) {
  const [target, label] = inner.split('|');
  if (target.startsWith('@')) return `<span class="mention">@${escaped(nameOf(target.slice(1)))}</span>`;
  if (target.startsWith('!subteam^')) return `<span class="mention">@${escaped(nameOf(target.slice(9)))}</span>`;
  if (target.startsWith('!date^')) return date(target, label || '');
  if (target.startsWith('!')) return `<span class="mention">@${escaped(target.slice(1))}</span>`;
  if (target.startsWith('#')) return `<span class="mention">#${escaped(label || nameOf(target.slice(1)))}</span>`;
  if (/^(https?|mailto):/.test(target)) {
    return `<a href="${escaped(target)}" rel="noreferrer noopener" target="_blank">${escaped(label || target)}</a>`;
  }
  return escaped(label || target);
}

function date(target, otherwise) {
  const at = new Date(Number(target.split('^')[1]) * 1000);
  return Number.isNaN(at.getTime()) ? escaped(otherwise) : `<time title="${escaped(otherwise)}">${at.toLocaleTimeString()}</time>`;
}

function inline(text) {
  return text.split(/(<[^<>]+>|`[^`\n]+`)/).map(part => {
    if (part.startsWith('<') && part.endsWith('>')) return angled(part.slice(1, -1));
    if (part.startsWith('`') && part.endsWith('`') && part.length > 2) return `<code>${escaped(part.slice(1, -1))}</code>`;
    return escaped(part)
      .replace(/(^|[\s(])\*([^*\n]+)\*(?=[\s).,:;!?]|$)/gm, '$1<strong>$2</strong>')
      .replace(/(^|[\s(])_([^_\n]+)_(?=[\s).,:;!?]|$)/gm, '$1<em>$2</em>')
      .replace(/(^|[\s(])~([^~\n]+)~(?=[\s).,:;!?]|$)/gm, '$1<s>$2</s>');
  }).join('');
}

function mrkdwn(text) {
  return text.split(/```/).map((part, i) => i % 2 ? `<pre>${escaped(part.replace(/^\n|\n$/g, ''))}</pre>` : inline(part)).join('');
}

function textOf(object) {
  if (!object) return '';
  return object.type === 'mrkdwn' ? mrkdwn(object.text) : escaped(object.text || '');
}

// --- Messages ------------------------------------------------------------------------------------------------------

function made(tag, className, html) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (html !== undefined) element.innerHTML = html;
  return element;
}

function buttonOf(message, element) {
  const button = made('button', element.style || '', textOf(element.text));
  button.type = 'button';
  button.dataset.action = element.action_id;
  button.addEventListener('click', () => click(message, element.action_id, button));
  return button;
}

function blockOf(message, block) {
  switch (block.type) {
    case 'header': return made('div', 'block header', textOf(block.text));
    case 'divider': return made('hr');
    case 'context': return made('div', 'block context', (block.elements || []).map(textOf).join(' '));
    case 'actions': {
      const row = made('div', 'actions');
      (block.elements || []).filter(e => e.type === 'button').forEach(e => row.append(buttonOf(message, e)));
      return row;
    }
    case 'section': {
      const section = made('div', 'block', textOf(block.text));
      if (block.fields) {
        const fields = made('div', 'fields');
        block.fields.forEach(field => fields.append(made('div', '', textOf(field))));
        section.append(fields);
      }
      if (block.accessory && block.accessory.type === 'button') section.append(buttonOf(message, block.accessory));
      return section;
    }
    default: return made('div', 'block', escaped(JSON.stringify(block)));
  }
}

function elementOf(message) {
  const item = made('li', 'message' + (message.only ? ' only' : ''));
  item.dataset.ts = message.ts;
  item.append(made('div', 'face', escaped(message.author.slice(0, 1).toUpperCase())));
  const at = new Date(Number(message.ts) * 1000);
  const head = made('div', 'head', `${escaped(message.author)}<time>${at.toLocaleTimeString()}</time>`);
  if (message.edited) head.append(made('span', 'edited', '(edited)'));
  if (message.only) head.append(made('span', 'only-note', 'Only visible to you'));
  item.append(head);
  const body = made('div', 'body');
  if (message.blocks.length) message.blocks.forEach(block => body.append(blockOf(message, block)));
  else body.append(made('div', 'block', mrkdwn(message.text)));
  const replies = message.thread ? 0 : inThread(message.ts).length;
  if (replies) {
    const link = made('button', 'plain replies', replies === 1 ? '1 reply' : `${replies} replies`);
    link.type = 'button';
    link.addEventListener('click', () => openThread(message.ts));
    body.append(link);
  }
  item.append(body);
  return item;
}

function key(message) {
  return `${message.channel} ${message.ts}`;
}

function here() {
  return [...state.messages.values()].filter(m => m.channel === state.channel).sort((a, b) => a.ts < b.ts ? -1 : 1);
}

function inThread(ts) {
  return here().filter(m => m.thread === ts);
}

function fill(list, messages) {
  const atEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 60;
  const held = document.activeElement && document.activeElement.dataset ? document.activeElement.dataset.action : '';
  const heldIn = held ? document.activeElement.closest('.message').dataset.ts : '';
  list.replaceChildren(...messages.map(elementOf));
  if (atEnd) list.scrollTop = list.scrollHeight;
  if (held) {
    const again = list.querySelector(`[data-ts="${heldIn}"] [data-action="${held}"]`);
    if (again) again.focus();
  }
}

function draw() {
  const channel = state.channels.find(c => c.id === state.channel);
  $('channel-title').textContent = channel ? channel.title : '';
  const own = here().filter(m => !m.thread);
  fill($('messages'), own);
  if (!own.length) $('messages').append(made('li', 'empty', 'Nothing here yet. Type <code>/inedo help</code> below.'));
  $('thread').hidden = !state.thread;
  if (state.thread) fill($('replies'), [...own.filter(m => m.ts === state.thread), ...inThread(state.thread)]);
  for (const [list, direct] of [['channels', false], ['directs', true]]) {
    $(list).replaceChildren(...state.channels.filter(c => c.direct === direct).map(placeOf));
  }
}

function placeOf(channel) {
  const item = made('li');
  const button = made('button', state.unread.has(channel.id) ? 'unread' : '', escaped(channel.direct ? channel.name : '# ' + channel.name));
  button.type = 'button';
  button.setAttribute('aria-current', String(channel.id === state.channel));
  button.addEventListener('click', () => openChannel(channel.id));
  item.append(button);
  return item;
}

function openChannel(id) {
  state.channel = id;
  state.thread = '';
  state.unread.delete(id);
  $('places').classList.remove('open');
  draw();
  $('messages').scrollTop = $('messages').scrollHeight;
}

function openThread(ts) {
  state.thread = ts;
  draw();
  $('replies').scrollTop = $('replies').scrollHeight;
  $('replies').focus();
}

// --- What the person does ------------------------------------------------------------------------------------------

async function send(path, body) {
  let wrong = '';
  try {
    const answer = await fetch(path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
    if (answer.status === 202) wrong = await answer.text();
  } catch (gone) {
    wrong = 'The workspace does not answer any more.';
  }
  say(wrong);
}

function say(text) {
  $('note').textContent = text;
  $('note').hidden = !text;
}

async function click(message, action, button) {
  button.disabled = true;
  try {
    await send('page/click', { who: state.who, channel: message.channel, ts: message.ts, action });
  } finally {
    button.disabled = false;
  }
}

$('composer').addEventListener('submit', async event => {
  event.preventDefault();
  const line = $('line').value.trim();
  if (!line) return;
  $('line').value = '';
  suggest();
  if (!line.startsWith('/')) {
    say('The bot reads no messages here; type a command, such as /inedo help.');
    return;
  }
  await send('page/type', { who: state.who, channel: state.channel, line });
});

let chosen = -1;

function suggestions() {
  const typed = $('line').value;
  if (!typed.startsWith('/')) return [];
  return state.commands.filter(c => c.startsWith(typed) || typed.trim() === c.split(' ')[0]);
}

function suggest() {
  const found = suggestions();
  chosen = Math.min(chosen, found.length - 1);
  const list = $('suggestions');
  list.hidden = !found.length;
  $('line').setAttribute('aria-expanded', String(!!found.length));
  list.replaceChildren(...found.map((text, i) => {
    const item = made('li', '', escaped(text));
    item.setAttribute('role', 'option');
    item.setAttribute('aria-selected', String(i === chosen));
    item.addEventListener('mousedown', event => { event.preventDefault(); take(text); });
    return item;
  }));
}

function take(text) {
  $('line').value = text.replace(/\s*[<[].*$/, '') + ' ';
  chosen = -1;
  $('line').focus();
  suggest();
}

$('line').addEventListener('input', () => { chosen = -1; suggest(); });
$('line').addEventListener('blur', () => { $('suggestions').hidden = true; });
$('line').addEventListener('keydown', event => {
  const found = suggestions();
  if (event.key === 'Escape') { $('suggestions').hidden = true; return; }
  if (!found.length || $('suggestions').hidden) return;
  if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    event.preventDefault();
    chosen = (chosen + (event.key === 'ArrowDown' ? 1 : found.length)) % found.length;
    suggest();
  } else if ((event.key === 'Tab' || event.key === 'Enter') && chosen >= 0) {
    event.preventDefault();
    take(found[chosen]);
  }
});

document.addEventListener('keydown', event => {
  if (event.key === 'Escape' && state.thread && document.activeElement !== $('line')) { state.thread = ''; draw(); }
});
document.querySelectorAll('.close').forEach(button => button.addEventListener('click', () => {
  if (button.dataset.close === 'thread') { state.thread = ''; draw(); } else { $('tools').hidden = true; $('tools-button').setAttribute('aria-expanded', 'false'); }
}));
$('tools-button').addEventListener('click', () => {
  $('tools').hidden = !$('tools').hidden;
  $('tools-button').setAttribute('aria-expanded', String(!$('tools').hidden));
  $('places').classList.remove('open');
});
$('places-button').addEventListener('click', () => {
  $('places-button').setAttribute('aria-expanded', String($('places').classList.toggle('open')));
});
document.querySelectorAll('[data-fault]').forEach(box => box.addEventListener('change', () =>
  send('page/fault', { fault: box.dataset.fault, on: box.checked })));
$('limit').addEventListener('click', () => send('page/fault', { fault: 'limit', on: true }));
$('who').addEventListener('change', () => { state.who = $('who').value; sessionStorage.setItem('who', state.who); connect(); });

// --- What happens --------------------------------------------------------------------------------------------------

function trafficRow(entry) {
  const row = made('tr');
  row.append(made('td', '', escaped(entry.time)), made('td', '', escaped(entry.what)),
    made('td', entry.wrong ? 'wrong' : '', escaped(entry.answer)), made('td', '', escaped(entry.took)));
  return row;
}

let stream;

function connect() {
  if (stream) stream.close();
  state.messages.clear();
  stream = new EventSource('page/events?who=' + encodeURIComponent(state.who));
  stream.addEventListener('world', event => {
    const world = JSON.parse(event.data);
    state.people = world.names;
    state.channels = world.channels;
    state.commands = world.commands;
    state.who = world.who;
    $('who').replaceChildren(...world.members.map(m => {
      const option = made('option', '', escaped(m.title));
      option.value = m.id;
      option.selected = m.id === world.who;
      return option;
    }));
    if (!state.channels.some(c => c.id === state.channel)) state.channel = state.channels.length ? state.channels[0].id : '';
    draw();
  });
  stream.addEventListener('message', event => {
    const message = JSON.parse(event.data);
    if (message.gone) state.messages.delete(key(message));
    else state.messages.set(key(message), message);
    if (message.channel !== state.channel) state.unread.add(message.channel);
    draw();
  });
  stream.addEventListener('traffic', event => {
    $('traffic').prepend(trafficRow(JSON.parse(event.data)));
    while ($('traffic').children.length > 100) $('traffic').lastChild.remove();
  });
}

state.who = sessionStorage.getItem('who') || '';
connect();
