// The page of the local workspace: shows what a Slack client would show to one person, and sends what that person does.

import { made } from './mrkdwn.js';
import { bring, messageOf } from './message.js';
import { compose, suggest } from './composer.js';
import { ask, modals, showModal } from './dialogs.js';
import { forgetTraffic, showFaults, showTraffic, tools } from './tools.js';

const $ = id => document.getElementById(id);
const state = { who: sessionStorage.getItem('who') || '', channel: '', thread: '', names: {}, channels: [], messages: new Map(), unread: new Set(), ready: false };

// --- What is shown -------------------------------------------------------------------------------------------------

const here = () => [...state.messages.values()].filter(m => m.channel === state.channel).sort((a, b) => a.ts < b.ts ? -1 : 1);

function lineOf(message, all) {
  const replies = message.thread ? [] : all.filter(m => m.thread === message.ts);
  return { ts: message.ts, looks: JSON.stringify([message, replies.length, state.names]),
    make: () => messageOf(message, replies, state.names, (element, button) => ask(element.confirm, state.names, () => click(message, element.action_id, button)), () => openThread(message.ts)) };
}

function placeOf(channel) {
  const unread = state.unread.has(channel.id);
  const button = made('button', unread ? 'unread' : '', channel.direct ? channel.name : '# ' + channel.name);
  if (unread) button.append(made('span', 'hidden-text', ' (unread)'));
  button.type = 'button';
  button.setAttribute('aria-current', String(channel.id === state.channel));
  button.addEventListener('click', () => openChannel(channel.id));
  return made('li', '', button);
}

function drawPlaces() {
  for (const [list, direct] of [['channels', false], ['directs', true]]) {
    const places = state.channels.filter(c => c.direct === direct);
    const looks = JSON.stringify([places, state.channel, [...state.unread]]);
    if ($(list).looks !== looks) {
      const held = [...$(list).querySelectorAll('button')].indexOf(document.activeElement);
      $(list).replaceChildren(...places.map(placeOf));
      $(list).looks = looks;
      if (held >= 0) $(list).querySelectorAll('button')[held]?.focus();
    }
  }
}

function draw() {
  if (!state.ready) return;
  const channel = state.channels.find(c => c.id === state.channel);
  $('channel-title').textContent = channel ? (channel.direct ? channel.name : '# ' + channel.name) : '';
  const all = here();
  const own = all.filter(m => !m.thread);
  const empty = { ts: 'none', looks: '', make: () => {
    const item = made('li', 'empty', 'Nothing here yet. Type ', made('code', '', '/inedo help'), ' below.');
    item.dataset.ts = 'none';
    return item;
  } };
  bring($('messages'), own.length ? own.map(m => lineOf(m, all)) : [empty]);
  $('thread').hidden = !state.thread;
  const parent = own.filter(m => m.ts === state.thread).map(m => ({ ...lineOf(m, []), looks: JSON.stringify(m) }));
  bring($('replies'), state.thread ? [...parent, ...all.filter(m => m.thread === state.thread).map(m => lineOf(m, all))] : []);
  drawPlaces();
  document.body.dataset.shownTo = state.who;
}

let planned = false;

/** Many events come at once: they are drawn together. */
function plan() {
  if (planned) return;
  planned = true;
  requestAnimationFrame(() => { planned = false; draw(); });
}

function openChannel(id) {
  state.channel = id;
  state.thread = '';
  state.unread.delete(id);
  showPlaces(false);
  draw();
  $('messages-log').scrollTop = $('messages-log').scrollHeight;
}

function openThread(ts) {
  state.thread = ts;
  draw();
  $('replies-log').scrollTop = $('replies-log').scrollHeight;
  $('thread-close').focus();
}

function closeThread() {
  const opener = $('messages').querySelector(`[data-ts="${CSS.escape(state.thread)}"] .replies`);
  state.thread = '';
  draw();
  (opener || $('line')).focus();
}

function showPlaces(isOpen) {
  $('places').classList.toggle('open', isOpen);
  $('places-button').setAttribute('aria-expanded', String(isOpen));
}

function say(text) {
  $('note').textContent = text;
  $('note').hidden = !text;
}

// --- What the person does ------------------------------------------------------------------------------------------

/** Returns what is to be told to the person, empty for nothing. */
async function send(deed, what) {
  try {
    const answer = await fetch('page/' + deed, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ who: state.who, ...what }) });
    return await answer.text();
  } catch (gone) {
    return 'The workspace does not answer any more: start the demo again.';
  }
}

async function click(message, action, button) {
  // Not really disabled: that would take the focus away.
  if (button.getAttribute('aria-disabled') === 'true') return;
  say('');
  button.setAttribute('aria-disabled', 'true');
  const told = await send('click', { channel: message.channel, ts: message.ts, action });
  button.removeAttribute('aria-disabled');
  say(told);
}

compose(async line => {
  say(line.startsWith('/') ? '' : 'The bot reads no messages here: type a command, such as /inedo help.');
  if (line.startsWith('/')) say(await send('type', { channel: state.channel, line }));
});
modals(async what => {
  const told = await send('modal', what);
  if (told && !told.startsWith('The modal can')) say(told);
});
tools(async what => say(await send('fault', what)), () => showPlaces(false));

$('thread-close').addEventListener('click', closeThread);
$('places-button').addEventListener('click', () => showPlaces(!$('places').classList.contains('open')));
$('who').addEventListener('change', () => { state.who = $('who').value; connect(); });
document.addEventListener('keydown', event => {
  if (event.key !== 'Escape' || document.querySelector('dialog[open]')) return;
  if ($('places').classList.contains('open')) { showPlaces(false); $('places-button').focus(); }
  else if (state.thread && document.activeElement !== $('line')) closeThread();
});

// --- What happens --------------------------------------------------------------------------------------------------

function world(told) {
  state.names = told.names;
  state.channels = told.channels;
  state.who = told.who;
  sessionStorage.setItem('who', state.who);
  suggest(told.commands);
  showFaults(told.faults);
  const people = JSON.stringify([told.members, told.who]);
  if ($('who').looks !== people) {
    $('who').looks = people;
    $('who').replaceChildren(...told.members.map(member => new Option(member.title, member.id, false, member.id === told.who)));
  }
  if (!state.channels.some(c => c.id === state.channel)) state.channel = state.channels.length ? state.channels[0].id : '';
}

let stream;
let modal = {};

function connect() {
  if (stream) stream.close();
  delete document.body.dataset.shownTo;
  stream = new EventSource('page/events?who=' + encodeURIComponent(state.who));
  const on = (name, then) => stream.addEventListener(name, event => { then(JSON.parse(event.data)); plan(); });
  stream.addEventListener('open', () => {
    delete document.body.dataset.shownTo;
    state.ready = false;
    state.messages.clear();
    state.unread.clear();
    forgetTraffic();
    modal = {};
    say('');
  });
  stream.addEventListener('error', () => say('The workspace does not answer: waiting for it.'));
  on('world', world);
  on('message', message => {
    const key = message.channel + ' ' + message.ts;
    if (message.gone) state.messages.delete(key);
    else state.messages.set(key, message);
    if (state.ready && message.channel !== state.channel) state.unread.add(message.channel);
  });
  on('modal', told => {
    modal = told;
    if (state.ready) showModal(modal, state.names);
  });
  on('traffic', showTraffic);
  on('ready', () => {
    state.ready = true;
    showModal(modal, state.names);
  });
}

connect();
