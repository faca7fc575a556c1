/** Every sentence of the extension, in Japanese and in English. */
import type { IBilingual } from './contract';

/** Japanese where Lab speaks Japanese, English everywhere else. */
export type Language = 'ja' | 'en';

/** Lab's locale is written `ja-JP` or `ja_JP`. */
export function languageOf(locale: string): Language {
  return locale.toLowerCase().startsWith('ja') ? 'ja' : 'en';
}

/** The text in the reader's language. */
export function say(text: IBilingual | null, language: Language): string {
  return text === null ? '' : text[language];
}

/** Japan time, 24 hours, with the day of the week. */
export function japanTime(utc: string, language: Language): string {
  const part: Record<string, string> = {};
  const format = new Intl.DateTimeFormat(language === 'ja' ? 'ja-JP' : 'en-GB', {
    timeZone: 'Asia/Tokyo',
    year: 'numeric',
    month: language === 'ja' ? 'numeric' : 'short',
    day: 'numeric',
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23'
  });
  for (const { type, value } of format.formatToParts(new Date(utc))) {
    part[type] = value;
  }
  const clock = `${part.hour}:${part.minute}:${part.second}`;
  return language === 'ja'
    ? `${part.year}年${part.month}月${part.day}日(${part.weekday}) ${clock}`
    : `${part.weekday} ${part.day} ${part.month} ${part.year}, ${clock} (Japan time)`;
}

const ja = {
  submit: '提出して採点（何度でも可）',
  submitCaption: 'ノートブックを保存して提出し、採点します。何度でも提出できます。',
  panel: '提出と採点',
  myPage: 'マイページ',
  empty: '演習のノートブックで「提出して採点」を押すと、ここに受付番号と得点が出ます。',
  saving: 'ノートブックを保存しています…',
  notSaved:
    'ノートブックを保存できませんでした。書いた内容は画面に残っています。しばらくしてから、もう一度押してください。',
  sending: '保存しました。提出しています…',
  keptRetrying: 'ノートブックは保存されています。今はつながらないため、つながりしだい自動で提出します。',
  refused:
    'ノートブックは保存されていますが、提出できませんでした。画面を読み込み直してから、もう一度お試しください。',
  sendAgain: '今すぐ送る',
  received: '受け付けました',
  number: '受付番号',
  time: '受付日時',
  fingerprint: '内容の指紋（SHA-256）',
  copy: '指紋をコピー',
  copied: 'コピーしました',
  waitingNext: 'まもなく採点します…',
  waiting: (n: number) => `採点待ち：前に${n}件あります。この画面を離れても採点は続きます。`,
  running: '採点しています…',
  parked:
    '提出物は保存されています。採点に時間がかかっているため、係が確認します。もう一度提出する必要はありません。',
  pollLost: '提出物は保存されています。今は結果を受け取れないため、つながりしだい表示します。',
  score: '得点',
  points: (got: number, max: number) => `${got}／${max}点`,
  allDone: '問は全部できました。満点です。',
  basicsDone: '基本の問題は全部できました。',
  goOn: '直して、何度でも提出できます。いちばんよい得点が残ります。',
  passed: 'できた',
  notYet: 'もう少し',
  toDo: 'これから',
  nextStep: 'マイページで次の一歩を見る',
  noKernel:
    'JupyterLab の通信（WebSocket）がつながらず、セルを実行できません。職場や学校のネットワークが止めていることがあります。JupyterLab を使わない画面で、同じ演習を解けます。',
  plainPage: 'JupyterLab を使わない画面を開く',
  byHand: '講師が読みます',
  task: '記述課題',
  taskIsRead: (max: number) =>
    `講師が読んで、${max}点満点で別に採点します。書いてから提出してください。点と講評は「マイページ」に出ます。`,
  taskIsHandedIn: (max: number) =>
    `提出しました。講師が読んで、${max}点満点で採点します。点と講評は「マイページ」に出ます。`,
  basic: '基本',
  challenge: '挑戦',
  exercise: (n: number) => `問${n}`,
  hint: 'ヒント',
  outdated: 'このあとに編集した内容は、まだ提出していません。',
  unsaved: '今は保存できないノートブックがあります。画面を閉じずに、つながるのをお待ちください。'
};

const en: typeof ja = {
  submit: 'Submit and score (any number of times)',
  submitCaption: 'Saves the notebook, hands it in and scores it. You may submit as often as you like.',
  panel: 'Submit and score',
  myPage: 'My page',
  empty: 'Press “Submit and score” on an exercise notebook: its receipt number and score appear here.',
  saving: 'Saving the notebook…',
  notSaved:
    'The notebook could not be saved. What you wrote is still on the screen. Please press again in a moment.',
  sending: 'Saved. Submitting…',
  keptRetrying:
    'Your notebook is saved. There is no connection just now; it will be submitted as soon as there is.',
  refused: 'Your notebook is saved, but it could not be submitted. Please reload this page and try again.',
  sendAgain: 'Send now',
  received: 'Received',
  number: 'Receipt number',
  time: 'Received at',
  fingerprint: 'Fingerprint of the content (SHA-256)',
  copy: 'Copy the fingerprint',
  copied: 'Copied',
  waitingNext: 'It will be scored in a moment…',
  waiting: (n: number) => `Waiting to be scored: ${n} before yours. Scoring goes on if you leave this page.`,
  running: 'Scoring…',
  parked:
    'Your submission is kept. Scoring takes longer than usual and staff will look at it. There is no need to submit again.',
  pollLost:
    'Your submission is kept. The result cannot be fetched just now; it will be shown as soon as it can.',
  score: 'Score',
  points: (got: number, max: number) => `${got} / ${max} points`,
  allDone: 'All exercises are done: full marks.',
  basicsDone: 'All basic exercises are done.',
  goOn: 'Mend it and submit as often as you like. Your best score is kept.',
  passed: 'Done',
  notYet: 'Not yet',
  toDo: 'To do',
  nextStep: 'See the next step on My page',
  noKernel:
    'No cell can run: your network may block JupyterLab’s websocket. The same exercises work on pages without JupyterLab.',
  plainPage: 'Open the page without JupyterLab',
  byHand: 'Read by the instructor',
  task: 'Free text:',
  taskIsRead: (max: number) =>
    `An instructor reads it and gives up to ${max} points of their own. Write it, then submit; points and comment appear on “My page”.`,
  taskIsHandedIn: (max: number) =>
    `Handed in. An instructor will read it and mark it out of ${max}. Mark and comment appear on your own page.`,
  basic: 'Basic',
  challenge: 'Challenge',
  exercise: (n: number) => `Exercise ${n}`,
  hint: 'Hint',
  outdated: 'What you edited after this has not been submitted yet.',
  unsaved: 'A notebook cannot be saved just now. Please leave this page open until the connection is back.'
};

export type Texts = typeof ja;

/** The table of one language. */
export function textsIn(language: Language): Texts {
  return language === 'ja' ? ja : en;
}
