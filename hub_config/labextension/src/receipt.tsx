/** The receipt (受付票): number, time in Japan, and the fingerprint of what was kept. */
import { Clipboard } from '@jupyterlab/apputils';
import { useState } from 'react';
import type { IReceipt } from './contract';
import { japanTime, type Language, type Texts } from './texts';

interface IReceiptCardProps {
  receipt: IReceipt;
  texts: Texts;
  language: Language;
}

/** Shows twelve characters of the fingerprint; the button copies all sixty-four. */
export function ReceiptCard({ receipt, texts, language }: IReceiptCardProps): JSX.Element {
  const [copied, setCopied] = useState(false);
  const copy = () => {
    Clipboard.copyToSystem(receipt.sha256);
    setCopied(true);
  };
  return (
    <section className="tateyama-Receipt">
      <h3>{texts.received}</h3>
      <dl>
        <dt>{texts.number}</dt>
        <dd>{receipt.number}</dd>
        <dt>{texts.time}</dt>
        <dd>
          <time dateTime={receipt.received_at}>{japanTime(receipt.received_at, language)}</time>
        </dd>
        <dt>{texts.fingerprint}</dt>
        <dd>
          <code title={receipt.sha256}>{receipt.sha256.slice(0, 12)}…</code>
          <button className="jp-mod-styled tateyama-Button tateyama-Receipt-copy" onClick={copy}>
            {texts.copy}
          </button>
          <span role="status">{copied ? texts.copied : ''}</span>
        </dd>
      </dl>
    </section>
  );
}
