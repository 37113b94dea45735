// The line in which commands are typed, and the suggestions for it.

import { made } from './mrkdwn.js';

const $ = id => document.getElementById(id);

/** The part of a usage line that is typed as it stands: "/inedo plan <instance>" gives "/inedo plan". */
const fixed = usage => usage.replace(/\s*[<[].*$/, '');

let usages = [];
let chosen = -1;

function suggestions() {
  const typed = $('line').value;
  if (!typed.startsWith('/')) return [];
  const found = usages.filter(usage => fixed(usage).startsWith(typed) || typed.startsWith(fixed(usage) + ' '));
  return [...found.filter(takeable), ...found.filter(usage => !takeable(usage))];
}

/** What is typed to its end already is shown only, as a reminder of what may follow. */
const takeable = usage => fixed(usage) !== $('line').value.trimEnd() && fixed(usage).startsWith($('line').value);

function show() {
  const found = suggestions();
  chosen = Math.min(chosen, found.length - 1);
  $('suggestions').hidden = !found.length;
  $('line').setAttribute('aria-expanded', String(!!found.length));
  if (chosen >= 0) $('line').setAttribute('aria-activedescendant', 'suggestion-' + chosen);
  else $('line').removeAttribute('aria-activedescendant');
  $('suggestions').replaceChildren(...found.map((usage, i) => {
    const item = made('li', '', made('strong', '', fixed(usage)), usage.slice(fixed(usage).length));
    item.id = 'suggestion-' + i;
    item.setAttribute('role', 'option');
    item.setAttribute('aria-selected', String(i === chosen));
    item.addEventListener('mousedown', event => { event.preventDefault(); take(usage); });
    return item;
  }));
  if (chosen >= 0) $('suggestions').children[chosen].scrollIntoView({ block: 'nearest' });
}

function hide() {
  chosen = -1;
  $('suggestions').hidden = true;
  $('line').setAttribute('aria-expanded', 'false');
  $('line').removeAttribute('aria-activedescendant');
}

function take(usage) {
  if (takeable(usage)) $('line').value = fixed(usage) + ' ';
  chosen = -1;
  $('line').focus();
  show();
}

function key(event) {
  if (event.key === 'Escape') { hide(); return; }
  const found = suggestions().filter(takeable);
  if (!found.length || $('suggestions').hidden) return;
  if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    event.preventDefault();
    const step = event.key === 'ArrowDown' ? 1 : chosen < 0 ? 0 : -1;
    chosen = (chosen + step + found.length) % found.length;
    show();
  } else if ((event.key === 'Tab' || event.key === 'Enter') && chosen >= 0) {
    event.preventDefault();
    take(found[chosen]);
  }
}

export function suggest(lines) {
  usages = lines;
}

/** Calls `send(line)` for each line. */
export function compose(send) {
  $('line').addEventListener('input', () => { chosen = -1; show(); });
  $('line').addEventListener('blur', hide);
  $('line').addEventListener('keydown', key);
  $('composer').addEventListener('submit', event => {
    event.preventDefault();
    const line = $('line').value.trim();
    if (!line) return;
    $('line').value = '';
    hide();
    send(line);
  });
}
