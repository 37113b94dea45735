// Messages as a person sees them, and the lists that they stand in.

import { made, mrkdwn, textOf } from './mrkdwn.js';

function buttonOf(element, names, click) {
  const button = made('button', element.style || '', textOf(element.text, names));
  button.type = 'button';
  button.dataset.action = element.action_id;
  if (element.accessibility_label) button.setAttribute('aria-label', element.accessibility_label);
  button.addEventListener('click', () => click(element, button));
  return button;
}

/** In messages the bot uses buttons only; a menu would at least be seen. */
const unknown = element => made('span', 'context', element.alt_text || `(${element.type})`);

/** A block that only shows something, and its buttons; other elements are made by `other`. */
export function blockOf(block, names, click, other = unknown) {
  const each = element => element.type === 'button' ? buttonOf(element, names, click) : other(element);
  switch (block.type) {
    case 'header': return made('h3', 'block', textOf(block.text, names));
    case 'divider': return made('hr');
    case 'context': {
      const row = made('div', 'block context');
      (block.elements || []).forEach(element => row.append(made('span', '', textOf(element, names))));
      return row;
    }
    case 'actions': return made('div', 'actions', ...(block.elements || []).map(each));
    case 'section': {
      const section = made('div', 'block', textOf(block.text, names));
      if (block.fields) section.append(made('div', 'fields', ...block.fields.map(field => made('div', '', textOf(field, names)))));
      if (block.accessory) section.append(made('div', 'actions', each(block.accessory)));
      return section;
    }
    case 'markdown': return made('div', 'block', block.text);
    case 'image': return made('div', 'block', `(picture: ${block.alt_text})`);
    case 'task_card': return made('div', 'block', `${block.title}: ${block.status || 'pending'}`);
    case 'plan': return made('div', 'block', made('strong', '', block.title), ...(block.tasks || []).map(task => made('div', '', `${task.title}: ${task.status || 'pending'}`)));
    default: return made('div', 'block', JSON.stringify(block));
  }
}

const clock = ts => new Date(Number(ts) * 1000).toLocaleTimeString();

/** One message; `click(element, button)` is called for its buttons, `openThread` for its replies. */
export function messageOf(message, replies, names, click, openThread) {
  const item = made('li', 'message' + (message.only ? ' only' : ''));
  item.dataset.ts = message.ts;
  item.tabIndex = -1;
  const face = made('div', 'face', message.author.slice(0, 1).toUpperCase());
  face.setAttribute('aria-hidden', 'true');
  const head = made('div', 'head', message.author, made('span', 'app', 'APP'), made('time', '', clock(message.ts)));
  if (message.edited) head.append(made('span', 'edited', '(edited)'));
  const body = made('div', 'body');
  if (message.only) body.append(made('div', 'only-note', 'Only visible to you'));
  if (message.blocks.length) body.append(...message.blocks.map(block => blockOf(block, names, click)));
  else body.append(made('div', 'block', mrkdwn(message.text, names)));
  if (replies.length) {
    const link = made('button', 'plain replies', replies.length === 1 ? '1 reply' : `${replies.length} replies`);
    link.append(made('span', 'last', ` last at ${clock(replies[replies.length - 1].ts)}`));
    link.type = 'button';
    link.dataset.action = 'open-thread';
    link.addEventListener('click', openThread);
    body.append(link);
  }
  item.append(face, head, body);
  return item;
}

/**
 * Brings a list to what it should show, touching only what differs: so nothing is read out twice, and whoever is on a
 * button stays there, or on its message if the button is gone.
 */
export function bring(list, wanted) {
  const log = list.parentElement;
  const atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 60;
  const there = new Map([...list.children].map(item => [item.dataset.ts, item]));
  wanted.forEach(({ ts, looks, make }, i) => {
    let item = there.get(ts);
    there.delete(ts);
    if (!item || item.looks !== looks) {
      const fresh = make();
      fresh.looks = looks;
      const held = item && item.contains(document.activeElement) ? document.activeElement : null;
      if (item) item.replaceWith(fresh);
      if (held) {
        const action = held.dataset.action;
        (action && fresh.querySelector(`[data-action="${CSS.escape(action)}"]`) || fresh).focus();
      }
      item = fresh;
    }
    if (list.children[i] !== item) list.insertBefore(item, list.children[i] || null);
  });
  there.forEach(item => item.remove());
  if (atEnd) log.scrollTop = log.scrollHeight;
}
