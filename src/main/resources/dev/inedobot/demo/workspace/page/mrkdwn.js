// Slack's text format as nodes. Nothing here or anywhere on the page is ever read as HTML: what comes from the bot
// becomes text nodes, and the only addresses that become links are those of the web and of mail.

/** An element; children are nodes or texts. */
export function made(tag, className, ...children) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...children);
  return element;
}

const unescaped = text => text.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&');

const LONG = { year: 'numeric', month: 'long', day: 'numeric' };
const SHORT = { year: 'numeric', month: 'short', day: 'numeric' };

/** Slack's formats of a moment, in the time zone of whoever reads. */
const FORMATS = {
  time: at => at.toLocaleTimeString([], { hour: 'numeric', minute: '2-digit' }),
  time_secs: at => at.toLocaleTimeString(),
  date_num: at => at.toLocaleDateString('sv'),
  date: at => at.toLocaleDateString([], LONG),
  date_short: at => at.toLocaleDateString([], SHORT),
  date_long: at => at.toLocaleDateString([], { weekday: 'long', ...LONG }),
};

function when(target, otherwise) {
  const [, seconds, format] = target.split('^');
  const at = new Date(Number(seconds) * 1000);
  if (Number.isNaN(at.getTime()) || !format) return otherwise;
  const time = made('time', '', format.replace(/\{(\w+?)(_pretty)?\}/g, (token, name) => FORMATS[name] ? FORMATS[name](at) : token));
  time.title = otherwise;
  return time;
}

/** What stands between angle brackets. */
function angled(inner, names) {
  const bar = inner.indexOf('|');
  const target = bar < 0 ? inner : inner.slice(0, bar);
  const label = unescaped(bar < 0 ? '' : inner.slice(bar + 1));
  const name = id => names[id] || id;
  if (target.startsWith('@')) return made('span', 'mention', '@' + name(target.slice(1)));
  if (target.startsWith('#')) return made('span', 'mention', '#' + (label || name(target.slice(1))));
  if (target.startsWith('!date^')) return when(target, label);
  if (target.startsWith('!subteam^')) return made('span', 'mention', '@' + name(target.slice(9)));
  if (target.startsWith('!')) return made('span', 'mention', '@' + target.slice(1));
  if (!/^(https?|mailto):/.test(target)) return label || unescaped(target);
  const link = made('a', '', label || unescaped(target));
  link.href = unescaped(target);
  link.rel = 'noreferrer noopener';
  link.target = '_blank';
  return link;
}

const MARKS = { '*': 'strong', '_': 'em', '~': 's' };
const TOKEN = /```\n?([\s\S]*?)\n?```|`([^`\n]+)`|<([^<>\n]+)>|(?<![\p{L}\p{N}*_~])([*_~])(?=\S)(.+?)(?<=\S)\4(?![\p{L}\p{N}*_~])/gu;

function into(parent, text, names) {
  let from = 0;
  for (const match of text.matchAll(TOKEN)) {
    parent.append(unescaped(text.slice(from, match.index)));
    const [whole, pre, code, angle, mark, marked] = match;
    if (pre !== undefined) parent.append(made('pre', '', unescaped(pre)));
    else if (code !== undefined) parent.append(made('code', '', unescaped(code)));
    else if (angle !== undefined) parent.append(angled(angle, names));
    else into(parent.appendChild(made(MARKS[mark])), marked, names);
    from = match.index + whole.length;
  }
  parent.append(unescaped(text.slice(from)));
  return parent;
}

export function mrkdwn(text, names) {
  return into(document.createDocumentFragment(), text, names);
}

/** A text object, plain or with formatting. */
export function textOf(object, names) {
  if (!object) return '';
  return object.type === 'mrkdwn' ? mrkdwn(object.text, names) : object.text;
}
