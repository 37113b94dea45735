// The inspector of the traffic, and what can be made to go wrong.

import { made } from './mrkdwn.js';

const $ = id => document.getElementById(id);
const KEPT = 100;

function rowOf(entry) {
  const what = entry.carried
    ? made('details', '', made('summary', '', entry.what), made('pre', '', entry.carried))
    : entry.what;
  return made('tr', '', made('td', '', entry.time), made('td', '', entry.way), made('td', 'what', what),
    made('td', entry.wrong ? 'wrong' : '', (entry.wrong ? '✗ ' : '') + entry.answer, made('span', 'took', entry.took)));
}

export function showTraffic(entry) {
  $('traffic').prepend(rowOf(entry));
  while ($('traffic').children.length > KEPT) $('traffic').lastChild.remove();
}

export function forgetTraffic() {
  $('traffic').replaceChildren();
}

export function showFaults(faults) {
  document.querySelectorAll('[data-fault]').forEach(box => { box.checked = faults[box.dataset.fault]; });
}

function open(isOpen) {
  $('tools').hidden = !isOpen;
  $('tools-button').setAttribute('aria-expanded', String(isOpen));
  (isOpen ? $('tools-close') : $('tools-button')).focus();
}

/** Calls `done({ fault, on })`; `opened()` when the inspector is opened. */
export function tools(done, opened) {
  document.querySelectorAll('[data-fault]').forEach(box =>
    box.addEventListener('change', () => done({ fault: box.dataset.fault, on: box.checked })));
  $('limit').addEventListener('click', () => done({ fault: 'limit', on: true }));
  $('tools-button').addEventListener('click', () => { opened(); open($('tools').hidden); });
  $('tools-close').addEventListener('click', () => open(false));
}
