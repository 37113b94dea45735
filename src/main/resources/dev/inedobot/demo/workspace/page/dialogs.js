// The modal that the bot opened, and the question that a button may ask first.

import { made, mrkdwn, textOf } from './mrkdwn.js';
import { blockOf } from './message.js';

const $ = id => document.getElementById(id);

let shown = null;   // what the workspace says of the modal
let fields = [];    // { block, action, read(), write(texts), input }
let deed = () => {};
let names = {};

const two = number => String(number).padStart(2, '0');
const local = seconds => {
  const at = new Date(seconds * 1000);
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}T${two(at.getHours())}:${two(at.getMinutes())}`;
};

/** What stands in an element, as texts, from Slack's state. */
function textsOf(state) {
  if (!state) return [];
  if (state.selected_options) return state.selected_options.map(option => option.value);
  if (state.selected_option) return [state.selected_option.value];
  const one = state.value ?? state.selected_date ?? state.selected_time ?? state.selected_date_time;
  return one === null || one === undefined ? [] : [String(one)];
}

function boxes(element, id, kind) {
  const group = made('div', 'boxes');
  element.options.forEach((option, i) => {
    const box = made('input');
    box.type = kind;
    box.name = id;
    box.id = i ? `${id}-${i}` : id;
    box.value = option.value;
    const label = made('label', '', box, made('span', '', textOf(option.text, names)));
    if (option.description) label.append(made('span', 'hint', textOf(option.description, names)));
    group.append(label);
  });
  const all = () => [...group.querySelectorAll('input')];
  return { shown: group, input: group, read: () => all().filter(box => box.checked).map(box => box.value),
    write: texts => all().forEach(box => { box.checked = texts.includes(box.value); }) };
}

function select(element, id) {
  const input = made('select');
  const nothing = made('option', '', element.placeholder ? element.placeholder.text : 'Choose one');
  nothing.value = '';
  input.append(nothing, ...element.options.map(option => {
    const item = made('option', '', option.text.text);
    item.value = option.value;
    return item;
  }));
  input.id = id;
  return { shown: input, input, read: () => input.value ? [input.value] : [], write: texts => { input.value = texts[0] || ''; } };
}

function line(element, id, type) {
  const input = made(element.multiline ? 'textarea' : 'input');
  if (!element.multiline) input.type = type;
  input.id = id;
  if (element.placeholder) input.placeholder = element.placeholder.text;
  const moment = type === 'datetime-local';
  return { shown: input, input,
    read: () => !input.value ? [] : [moment ? String(Math.floor(new Date(input.value).getTime() / 1000)) : input.value],
    write: texts => { input.value = !texts.length ? '' : moment ? local(Number(texts[0])) : texts[0]; } };
}

const TYPES = { plain_text_input: 'text', datepicker: 'date', timepicker: 'time', datetimepicker: 'datetime-local' };

function fieldOf(block, element, id, tellsAtOnce) {
  const kind = { static_select: () => select(element, id), checkboxes: () => boxes(element, id, 'checkbox'), radio_buttons: () => boxes(element, id, 'radio') }[element.type];
  if (!kind && !TYPES[element.type]) return null;
  const field = { ...(kind ? kind() : line(element, id, TYPES[element.type])), block: block.block_id, action: element.action_id };
  field.input.dataset.action = element.action_id;
  if (tellsAtOnce) tellAtOnce(field);
  fields.push(field);
  return field;
}

/** Enter tells what was typed, and does not submit; leaving the field does so too. */
function tellAtOnce(field) {
  let told = null;
  const tell = () => {
    const now = JSON.stringify(field.read());
    if (now === told) return;
    told = now;
    act('act', field);
  };
  field.input.addEventListener('change', tell);
  field.input.addEventListener('keydown', event => {
    if (event.key !== 'Enter' || event.target.type !== 'text') return;
    event.preventDefault();
    tell();
  });
}

function inputBlock(block, id) {
  const field = fieldOf(block, block.element, id, block.dispatch_action);
  const several = field.input.className === 'boxes';
  const box = made(several ? 'fieldset' : 'div', 'input');
  const label = made(several ? 'legend' : 'label', '', textOf(block.label, names));
  if (block.optional) label.append(made('span', 'hint', ' (optional)'));
  if (!several) label.htmlFor = id;
  const error = made('p', 'error');
  error.id = id + '-error';
  error.hidden = true;
  const described = [error.id];
  box.append(label, field.shown);
  if (block.hint) {
    const hint = made('p', 'hint', textOf(block.hint, names));
    hint.id = id + '-hint';
    described.push(hint.id);
    box.append(hint);
  }
  box.append(error);
  const target = several ? box : field.input;
  target.setAttribute('aria-describedby', described.join(' '));
  if (!several && !block.optional) target.setAttribute('aria-required', 'true');
  field.complain = text => {
    error.textContent = text || '';
    error.hidden = !text;
    if (text) target.setAttribute('aria-invalid', 'true');
    else target.removeAttribute('aria-invalid');
  };
  return box;
}

function build() {
  const typed = new Map(fields.map(field => [field.block + ' ' + field.action, field.read()]));
  const held = document.activeElement && document.activeElement.dataset.action;
  fields = [];
  $('modal-title').textContent = shown.view.title.text;
  $('modal-submit').hidden = !shown.view.submit;
  $('modal-submit').textContent = shown.view.submit ? shown.view.submit.text : '';
  $('modal-cancel').textContent = shown.view.close ? shown.view.close.text : 'Cancel';
  $('modal-blocks').replaceChildren(...shown.view.blocks.map((block, i) => {
    if (block.type === 'input') return inputBlock(block, `input-${i}`);
    return blockOf(block, names, element => ask(element.confirm, names, () => act('act', { block: block.block_id, action: element.action_id })), element => {
      const field = fieldOf(block, element, `input-${i}-${element.action_id}`, true);
      if (field) field.input.setAttribute('aria-label', element.placeholder ? element.placeholder.text : element.action_id);
      return field ? field.shown : '';
    });
  }));
  for (const field of fields) {
    field.write(typed.get(field.block + ' ' + field.action) || textsOf((shown.values[field.block] || {})[field.action]));
  }
  const again = held && $('modal-blocks').querySelector(`[data-action="${CSS.escape(held)}"]`);
  if (again) again.focus();
}

/** Shows what the workspace says: a modal, what is wrong with it, or that there is none any more. */
export function showModal(told, allNames) {
  names = allNames;
  const before = shown;
  shown = told.id ? told : null;
  busy(false);
  if (!shown) {
    fields = [];
    if ($('modal').open) $('modal').close();
    return;
  }
  if (!before || before.id !== shown.id) fields = [];
  if (!before || JSON.stringify(before.view) !== JSON.stringify(shown.view)) build();
  fields.forEach(field => field.complain && field.complain(shown.errors[field.block]));
  $('modal-trouble').textContent = shown.trouble;
  $('modal-trouble').hidden = !shown.trouble;
  if (!$('modal').open) $('modal').showModal();
  if (!before || before.id !== shown.id) {
    const first = $('modal-blocks').querySelector('input, select, textarea, button');
    (first || $('modal-close')).focus();
  }
  const wrong = $('modal-blocks').querySelector('[aria-invalid]');
  if (wrong) (wrong.matches('fieldset') ? wrong.querySelector('input') : wrong).focus();
}

/** Not really disabled: that would take the focus away. */
function busy(isBusy) {
  $('modal-submit').setAttribute('aria-disabled', String(isBusy));
  $('modal').setAttribute('aria-busy', String(isBusy));
}

function act(what, element) {
  const modal = shown;
  if (!modal) return;
  const values = {};
  for (const field of fields) (values[field.block] ||= {})[field.action] = field.read();
  if (what === 'submit' && $('modal').getAttribute('aria-busy') === 'true') return;
  if (what === 'submit') busy(true);
  deed({ view: modal.id, do: what, values, ...element && { block: element.block, action: element.action } }).finally(() => busy(false));
}

/** Has a person confirm first, if a button says so. */
export function ask(confirm, allNames, then) {
  if (!confirm) { then(); return; }
  $('confirm-title').textContent = confirm.title.text;
  $('confirm-text').replaceChildren(confirm.text.type === 'mrkdwn' ? mrkdwn(confirm.text.text, allNames) : confirm.text.text);
  $('confirm-no').textContent = confirm.deny.text;
  $('confirm-yes').textContent = confirm.confirm.text;
  $('confirm-no').onclick = () => $('confirm').close();
  $('confirm-yes').onclick = () => { $('confirm').close(); then(); };
  $('confirm').showModal();
}

/** Calls `done(what)` for what the person does in a modal; it returns a promise. */
export function modals(done) {
  deed = done;
  $('modal-form').addEventListener('submit', event => { event.preventDefault(); act('submit'); });
  $('modal').addEventListener('cancel', event => { event.preventDefault(); act('close'); });
  // Browsers close a dialog on a second Escape whatever one says.
  $('modal').addEventListener('close', () => { if (shown) act('close'); });
  $('modal-close').addEventListener('click', () => act('close'));
  $('modal-cancel').addEventListener('click', () => act('close'));
}
