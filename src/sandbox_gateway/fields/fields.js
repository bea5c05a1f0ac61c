// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// The card fields in a frame: what is typed here goes to this gateway only, and the page around
// them is told a token. docs/guides/sandbox-gateway.md describes the messages.

const PATIENCE_MS = 20_000;
const YEARS_AHEAD_MAX = 50;
// One for each country of the demo: an organization takes cards of its own country alone.
const TEST_CARDS =
  '4000 0041 0000 0003 (KR), 4000 0027 6000 0016 (DE), 4242 4242 4242 4242 (US)';

const TEXTS = {
  en: {
    number: 'Card number',
    expiry: 'Expiry date (MM/YY)',
    cvc: 'Security code',
    numberHint: `No real money moves here. Test cards: ${TEST_CARDS}`,
    cvcHint: '3 digits on the back of the card, 4 on the front for American Express.',
    numberMissing: 'Enter the card number.',
    numberWrong: 'This card number is not correct. Check the digits.',
    expiryMissing: 'Enter the expiry date as month and year, for example 12/30.',
    expiryPast: 'The card has expired. Use another card.',
    expiryWrong: 'This expiry date is not possible. Check month and year.',
    cvcMissing: 'Enter the security code.',
    cvcWrong: 'The security code has 3 digits, or 4 for American Express.',
    notATestCard: 'Only test cards are taken here, and this is not one of them.',
    declined: 'The card was declined. Use another card.',
    away: 'The payment gateway does not answer. Try again.',
  },
  ko: {
    number: '카드 번호',
    expiry: '만료 날짜(MM/YY)',
    cvc: '보안 코드',
    numberHint: `실제로 결제되지 않습니다. 테스트 카드: ${TEST_CARDS}`,
    cvcHint: '카드 뒷면의 3자리 숫자입니다. American Express는 앞면의 4자리 숫자입니다.',
    numberMissing: '카드 번호를 입력하세요.',
    numberWrong: '카드 번호가 올바르지 않습니다. 숫자를 확인하세요.',
    expiryMissing: '만료 날짜를 월과 연도로 입력하세요. 예: 12/30',
    expiryPast: '만료된 카드입니다. 다른 카드를 사용하세요.',
    expiryWrong: '만료 날짜가 올바르지 않습니다. 월과 연도를 확인하세요.',
    cvcMissing: '보안 코드를 입력하세요.',
    cvcWrong: '보안 코드는 3자리입니다. American Express는 4자리입니다.',
    notATestCard: '여기서는 테스트 카드만 사용할 수 있습니다.',
    declined: '카드가 거부되었습니다. 다른 카드를 사용하세요.',
    away: '결제 게이트웨이가 응답하지 않습니다. 다시 시도하세요.',
  },
  de: {
    number: 'Kartennummer',
    expiry: 'Gültig bis (MM/JJ)',
    cvc: 'Sicherheitscode',
    numberHint: `Es fließt kein echtes Geld. Testkarten: ${TEST_CARDS}`,
    cvcHint: '3 Ziffern auf der Rückseite der Karte, bei American Express 4 auf der Vorderseite.',
    numberMissing: 'Geben Sie die Kartennummer ein.',
    numberWrong: 'Diese Kartennummer stimmt nicht. Prüfen Sie die Ziffern.',
    expiryMissing: 'Geben Sie Monat und Jahr ein, zum Beispiel 12/30.',
    expiryPast: 'Die Karte ist abgelaufen. Verwenden Sie eine andere Karte.',
    expiryWrong: 'Dieses Datum ist nicht möglich. Prüfen Sie Monat und Jahr.',
    cvcMissing: 'Geben Sie den Sicherheitscode ein.',
    cvcWrong: 'Der Sicherheitscode hat 3 Ziffern, bei American Express 4.',
    notATestCard: 'Hier werden nur Testkarten angenommen, und dies ist keine.',
    declined: 'Die Karte wurde abgelehnt. Verwenden Sie eine andere Karte.',
    away: 'Der Zahlungsdienst antwortet nicht. Versuchen Sie es noch einmal.',
  },
  'zh-CN': {
    number: '卡号',
    expiry: '有效期（月/年）',
    cvc: '安全码',
    numberHint: `不会产生真实扣款。测试卡：${TEST_CARDS}`,
    cvcHint: '卡背面的 3 位数字；American Express 为正面的 4 位数字。',
    numberMissing: '请输入卡号。',
    numberWrong: '卡号不正确，请检查数字。',
    expiryMissing: '请输入有效期的月份和年份，例如 12/30。',
    expiryPast: '此卡已过期，请使用其他卡。',
    expiryWrong: '有效期不正确，请检查月份和年份。',
    cvcMissing: '请输入安全码。',
    cvcWrong: '安全码为 3 位数字，American Express 为 4 位。',
    notATestCard: '此处只接受测试卡，而这不是测试卡。',
    declined: '此卡被拒绝，请使用其他卡。',
    away: '支付网关没有响应，请重试。',
  },
};

const root = document.documentElement;
const parentOrigin = root.dataset.parent;
const texts = TEXTS[root.lang];
const names = root.dataset.only === 'cvc' ? ['cvc'] : ['number', 'expiry', 'cvc'];
const input = (name) => document.getElementById(name);
const touched = new Set(); // fields that were left once: only these are told to be wrong
const refused = new Map(); // field -> what the gateway said of the value that is in it

// ---- what the fields hold

const digits = (text) => text.normalize('NFKC').replace(/\D/g, '');
const number = () => digits(input('number').value);
const cvc = () => digits(input('cvc').value);
const isAmex = () => /^3[47]/.test(number());

function passesLuhn(text) {
  let sum = 0;
  for (let i = 0; i < text.length; i += 1) {
    let digit = Number(text[text.length - 1 - i]);
    if (i % 2 === 1) digit = digit > 4 ? digit * 2 - 9 : digit * 2;
    sum += digit;
  }
  return sum % 10 === 0;
}

// "12 / 30", "1230", "12/2030" and "1/30" as month and year; null while it is none.
function expiry() {
  const text = input('expiry').value.normalize('NFKC');
  const parts = text.includes('/') ? text.split('/').map(digits)
    : [digits(text).slice(0, 2), digits(text).slice(2)];
  const [month, year] = parts;
  if (parts.length !== 2 || !/^\d{1,2}$/.test(month) || !/^(\d{2}|\d{4})$/.test(year)) return null;
  return { month: Number(month), year: Number(year.length === 2 ? `20${year}` : year) };
}

const CHECKS = {
  number() {
    if (number() === '') return 'numberMissing';
    const fits = number().length >= 12 && number().length <= 19 && passesLuhn(number());
    return fits ? '' : 'numberWrong';
  },
  expiry() {
    const given = expiry();
    if (!given) return 'expiryMissing';
    const now = new Date();
    if (given.month < 1 || given.month > 12 || given.year > now.getFullYear() + YEARS_AHEAD_MAX) {
      return 'expiryWrong';
    }
    const isPast = given.year < now.getFullYear()
      || (given.year === now.getFullYear() && given.month <= now.getMonth());
    return isPast ? 'expiryPast' : '';
  },
  cvc() {
    if (cvc() === '') return 'cvcMissing';
    if (names.length === 1) return /^\d{3,4}$/.test(cvc()) ? '' : 'cvcWrong';
    return cvc().length === (isAmex() ? 4 : 3) ? '' : 'cvcWrong';
  },
};

const problem = (name) => CHECKS[name]() || refused.get(name) || '';

// ---- what is typed is put into its usual form

function grouped(text) {
  const groups = isAmex() ? [4, 6, 5] : [4, 4, 4, 4, 3];
  const parts = [];
  let rest = text.slice(0, 19);
  for (const size of groups) {
    if (rest === '') break;
    parts.push(rest.slice(0, size));
    rest = rest.slice(size);
  }
  return parts.join(' ');
}

function withSlash(text, isDeleting) {
  if (text.includes('/') || isDeleting) return text;
  const plain = digits(text);
  return plain.length >= 2 ? `${plain.slice(0, 2)}/${plain.slice(2, 6)}` : plain;
}

// The caret stays behind the digit that it was behind.
function rewrite(field, text) {
  if (field.value === text) return;
  const before = digits(field.value.slice(0, field.selectionStart)).length;
  const wasAtEnd = field.selectionStart === field.value.length;
  field.value = text;
  let caret = text.length;
  if (!wasAtEnd) for (caret = 0; digits(text.slice(0, caret)).length < before; caret += 1);
  field.setSelectionRange(caret, caret);
}

function tidy(field, event) {
  if (event.isComposing) return;
  const isDeleting = (event.inputType ?? '').startsWith('delete');
  if (field.id === 'number') rewrite(field, grouped(digits(field.value)));
  if (field.id === 'cvc') rewrite(field, digits(field.value));
  if (field.id === 'expiry') rewrite(field, withSlash(field.value, isDeleting));
}

// ---- the page around

function tell(message) {
  if (parentOrigin) window.parent.postMessage(message, parentOrigin);
}

let told = '';
function show() {
  for (const name of names) {
    const wrong = touched.has(name) ? problem(name) : '';
    input(name).setAttribute('aria-invalid', String(wrong !== ''));
    const error = document.getElementById(`${name}-error`);
    const text = wrong === '' ? '' : texts[wrong];
    if (error.textContent !== text) error.textContent = text;
  }
  const shown = names.find((name) => touched.has(name) && problem(name) !== '');
  const change = { type: 'change', complete: names.every((name) => problem(name) === '') };
  if (shown) change.error = texts[problem(shown)];
  if (JSON.stringify(change) !== told) tell(change);
  told = JSON.stringify(change);
}

function fail(requestId, code, message) {
  tell({ type: 'error', requestId, code, message });
}

// ---- tokens

const REFUSALS = {
  incorrect_number: ['number', 'numberWrong'],
  invalid_expiry_month: ['expiry', 'expiryWrong'],
  invalid_expiry_year: ['expiry', 'expiryWrong'],
  invalid_cvc: ['cvc', 'cvcWrong'],
};

async function ask(path, form) {
  const answer = await fetch(path, {
    method: 'POST',
    headers: { Authorization: `Bearer ${root.dataset.key}` },
    body: new URLSearchParams(form),
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  return { ok: answer.ok, status: answer.status, body: await answer.json() };
}

function cardForm(name, address) {
  const { month, year } = expiry();
  const form = {
    type: 'card',
    'card[number]': number(),
    'card[exp_month]': month,
    'card[exp_year]': year,
    'card[cvc]': cvc(),
  };
  const details = {
    name,
    'address][line1': address.line1,
    'address][line2': address.line2,
    'address][city': address.city,
    'address][state': address.region,
    'address][postal_code': address.postalCode,
    'address][country': address.country,
  };
  for (const [key, value] of Object.entries(details)) {
    if (typeof value === 'string' && value !== '') form[`billing_details[${key}]`] = value;
  }
  return form;
}

function refuse(requestId, error) {
  const isLive = error.decline_code === 'test_mode_live_card';
  const known = isLive ? ['number', 'notATestCard'] : REFUSALS[error.code];
  const [name, text] = known ?? ['', 'declined'];
  if (name !== '') {
    refused.set(name, text);
    touched.add(name);
    show();
    input(name).focus();
  }
  fail(requestId, error.code || 'declined', texts[text]);
}

async function tokenize({ requestId, name, address }) {
  names.forEach((each) => touched.add(each));
  show();
  const wrong = names.find((each) => problem(each) !== '');
  if (wrong) {
    input(wrong).focus();
    return fail(requestId, 'incomplete', texts[problem(wrong)]);
  }
  let answer;
  try {
    answer = names.length === 1
      ? await ask('/v1/tokens', { 'cvc_update[cvc]': cvc() })
      : await ask('/v1/payment_methods', cardForm(name, address ?? {}));
  } catch {
    return fail(requestId, 'unavailable', texts.away);
  }
  if (answer.status === 402) return refuse(requestId, answer.body.error);
  if (!answer.ok) return fail(requestId, 'unavailable', texts.away);
  const { id, card } = answer.body;
  return tell({
    type: 'token',
    requestId,
    token: id,
    brand: card?.brand ?? null,
    last4: card?.last4 ?? null,
    expiryMonth: card?.exp_month ?? null,
    expiryYear: card?.exp_year ?? null,
  });
}

function hear(event) {
  const isParent = event.source === window.parent && event.origin === parentOrigin;
  if (!isParent || typeof event.data !== 'object' || event.data === null) return;
  const { type, requestId } = event.data;
  if (type === 'focus') input(names[0]).focus();
  if (type === 'tokenize' && typeof requestId === 'string') tokenize(event.data);
}

// ---- start

if (!root.dataset.theme) {
  const dark = window.matchMedia('(prefers-color-scheme: dark)');
  const follow = () => { root.dataset.theme = dark.matches ? 'dark' : 'light'; };
  dark.addEventListener('change', follow);
  follow();
}
document.title = names.length === 1 ? texts.cvc : texts.number;
for (const name of ['number', 'expiry', 'cvc']) {
  document.querySelector(`label[for=${name}]`).textContent = texts[name];
}
for (const name of ['number', 'cvc']) {
  document.getElementById(`${name}-hint`).textContent = texts[`${name}Hint`];
}
for (const name of names) {
  const field = input(name);
  field.addEventListener('input', (event) => {
    tidy(field, event);
    refused.delete(name);
    show();
  });
  field.addEventListener('compositionend', (event) => tidy(field, event));
  field.addEventListener('change', () => {
    touched.add(name);
    show();
  });
  field.addEventListener('blur', () => {
    if (field.value !== '') touched.add(name);
    show();
  });
}
document.addEventListener('keydown', (event) => {
  const isHeard = event.key === 'Enter' || event.key === 'Escape';
  if (isHeard && !event.isComposing) tell({ type: 'key', key: event.key });
});
document.getElementById('card').addEventListener('submit', (event) => event.preventDefault());
window.addEventListener('message', hear);
new ResizeObserver(() => {
  tell({ type: 'height', px: Math.ceil(document.body.getBoundingClientRect().height) });
}).observe(document.body);
tell({ type: 'ready' });
