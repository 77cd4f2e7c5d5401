// The page at /v and /V: verifies the venue code behind # in the browser, in either form, against the key
// list of this server and the root key that the page was given. What stands behind # is never sent anywhere.
import { codeKeys, verifyKeyList, verifyWithdrawnList } from '@waypost/core/keys-and-lists';
import { isWaypostError } from '@waypost/core/primitives';
import { verifyVenueCode } from '@waypost/core/venue-code';

/** @typedef {'vi' | 'en'} Language */
/** @typedef {keyof typeof STATES} State */

/** What each refusal of the library means to a visitor. @type {Record<string, State>} */
const STATE_OF_CODE = {
  VENUE_CODE_EXPIRED: 'expired',
  VENUE_CODE_WITHDRAWN: 'withdrawn',
  VENUE_CODE_NOT_YET_VALID: 'early',
  VENUE_CODE_SIGNATURE: 'foreign',
  VENUE_CODE_ISSUER: 'foreign',
  VENUE_CODE_MALFORMED: 'foreign',
};

/** How serious each state is: the class of its mark. */
const STATES = /** @type {const} */ ({
  checking: 'warn',
  valid: 'good',
  expired: 'bad',
  withdrawn: 'bad',
  early: 'warn',
  foreign: 'bad',
  none: 'warn',
  unknown: 'warn',
});

/** What each state is called, and what to do. @type {Record<Language, Record<State, [string, string]>>} */
const STATE_TEXTS = {
  en: {
    checking: ['Checking …', ''],
    valid: ['Valid', ''],
    expired: ['Expired', 'This code no longer counts. Tell the venue to hang up a new one.'],
    withdrawn: ['Withdrawn', 'This code was taken back. Do not use it, and tell the venue.'],
    early: ['Not valid yet', 'This code counts only later.'],
    foreign: ['Not ours', 'This code was not issued here, or was changed. Do not use it.'],
    none: ['No code', 'Scan the code of a venue with your camera to check it here.'],
    unknown: ['Cannot be checked now', 'The lists that codes are checked by could not be loaded.'],
  },
  vi: {
    checking: ['Đang kiểm tra …', ''],
    valid: ['Hợp lệ', ''],
    expired: ['Hết hạn', 'Mã này không còn hiệu lực. Hãy báo địa điểm thay mã mới.'],
    withdrawn: ['Đã bị thu hồi', 'Mã này đã bị thu hồi. Đừng sử dụng và hãy báo cho địa điểm.'],
    early: ['Chưa có hiệu lực', 'Mã này chỉ có hiệu lực sau này.'],
    foreign: [
      'Không phải của chúng tôi',
      'Mã này không do nơi đây cấp hoặc đã bị sửa. Đừng sử dụng.',
    ],
    none: ['Chưa có mã', 'Hãy quét mã của địa điểm bằng máy ảnh để kiểm tra tại đây.'],
    unknown: ['Chưa kiểm tra được', 'Không tải được danh sách dùng để kiểm tra mã.'],
  },
};

const LABELS = {
  en: {
    otherLanguage: 'Tiếng Việt',
    address: 'Address',
    zone: 'Zone',
    until: 'Valid until',
    next: 'To check in, open this code with an app: this page only tells whether it is genuine.',
  },
  vi: {
    otherLanguage: 'English',
    address: 'Địa chỉ',
    zone: 'Khu vực',
    until: 'Có hiệu lực đến',
    next: 'Để điểm danh, hãy mở mã này bằng ứng dụng: trang này chỉ cho biết mã có thật hay không.',
  },
};

const result = /** @type {HTMLElement} */ (document.getElementById('result'));
const languageButton = /** @type {HTMLButtonElement} */ (document.getElementById('language'));

/** @type {{ state: State, venue?: Awaited<ReturnType<typeof verifyVenueCode>> }} */
let shown = { state: 'checking' };

async function check() {
  const text = location.hash.slice(1);
  show(text === '' ? { state: 'none' } : { state: 'checking' });
  if (text === '') return;
  const outcome = await judge(text);
  // Another code may have been opened meanwhile.
  if (location.hash.slice(1) === text) show(outcome);
}

/** @param {string} text @returns {Promise<typeof shown>} */
async function judge(text) {
  const now = Math.floor(Date.now() / 1000);
  let trust;
  try {
    trust = await loadTrust(now);
  } catch {
    return { state: 'unknown' };
  }
  try {
    return { state: 'valid', venue: await verifyVenueCode(text, trust, now) };
  } catch (error) {
    return { state: (isWaypostError(error) && STATE_OF_CODE[error.code]) || 'unknown' };
  }
}

/** Both lists, verified and not stale: with an old one nothing can be said. @param {number} now */
async function loadTrust(now) {
  const [keysText, withdrawnText] = await Promise.all([
    load('/.well-known/waypost-keys'),
    load('/v1/withdrawn-codes'),
  ]);
  const issuer = meta('waypost-issuer');
  const pinned = { issuer, rootThumbprint: meta('waypost-root'), seen: null };
  const keyList = await verifyKeyList(keysText, pinned, now);
  const withdrawn = await verifyWithdrawnList(
    withdrawnText,
    { keyList: keyList.list, seen: null },
    now,
  );
  if (keyList.stale || withdrawn.stale) throw new Error('a list is stale');
  return { issuer, keys: codeKeys(keyList.list), withdrawn: withdrawn.list };
}

/** @param {string} path */
async function load(path) {
  // A minute-old list from the browser's cache would not know what was withdrawn meanwhile.
  const response = await fetch(path, { credentials: 'omit', cache: 'no-cache' });
  if (!response.ok) throw new Error('a list could not be loaded');
  return response.text();
}

/** @param {string} name */
function meta(name) {
  return document.querySelector(`meta[name="${name}"]`)?.getAttribute('content') ?? '';
}

/** @param {typeof shown} next */
function show(next) {
  shown = next;
  const language = /** @type {Language} */ (document.documentElement.lang);
  const [title, advice] = STATE_TEXTS[language][next.state];
  document.title = `${next.venue?.name ?? title} · Waypost`;
  languageButton.textContent = LABELS[language].otherLanguage;
  languageButton.lang = language === 'vi' ? 'en' : 'vi';
  languageButton.hidden = false;
  const mark = element(next.venue ? 'p' : 'h1', title, `state ${STATES[next.state]}`);
  const lines = next.venue ? venueLines(next.venue, language) : [element('p', advice)];
  result.replaceChildren(mark, ...lines);
}

/** @param {NonNullable<typeof shown.venue>} venue @param {Language} language */
function venueLines({ name, address, zone, expires }, language) {
  const labels = LABELS[language];
  const format = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short' });
  const list = document.createElement('dl');
  if (address !== '') list.append(element('dt', labels.address), element('dd', address));
  if (zone !== '') list.append(element('dt', labels.zone), element('dd', zone));
  list.append(element('dt', labels.until), element('dd', format.format(expires * 1000)));
  return [element('h1', name), list, element('p', labels.next, 'note')];
}

/** An element that holds a text, never markup. @param {string} tag @param {string} text */
function element(tag, text, className = '') {
  const made = document.createElement(tag);
  made.textContent = text;
  if (className !== '') made.className = className;
  return made;
}

languageButton.addEventListener('click', () => {
  document.documentElement.lang = document.documentElement.lang === 'vi' ? 'en' : 'vi';
  show(shown);
});
addEventListener('hashchange', () => void check());
await check();
