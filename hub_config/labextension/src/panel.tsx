/** The panel in the right side area: receipt, waiting, score. */
import { ReactWidget, UseSignal } from '@jupyterlab/ui-components';
import type { Message } from '@lumino/messaging';
import { Signal } from '@lumino/signaling';
import type { HandIn } from './hand_in';
import { checkIcon } from './icons';
import { ReceiptCard } from './receipt';
import { ScoreCard } from './score';
import { type Language, type Texts, say, textsIn } from './texts';

/** 「提出と採点」: shows one press of the button at a time. */
export class SubmissionPanel extends ReactWidget {
  /** The panel has come into view, by a press or by its tab. */
  readonly opened = new Signal<this, void>(this);
  private handIn: HandIn | null = null;
  private readonly shown = new Signal<this, void>(this);

  constructor(private readonly language: Language) {
    super();
    this.id = 'tateyama-submission-panel';
    this.addClass('tateyama-Panel');
    this.title.icon = checkIcon;
    this.title.caption = textsIn(language).panel;
    this.node.setAttribute('role', 'region');
    this.node.setAttribute('aria-label', textsIn(language).panel);
    this.node.lang = language;
  }

  /** Turns the panel to this press. */
  turnTo(handIn: HandIn): void {
    if (this.handIn !== handIn) {
      this.handIn?.changed.disconnect(this.redraw, this);
      this.handIn = handIn;
      handIn.changed.connect(this.redraw, this);
      this.redraw();
    }
  }

  protected onAfterShow(message: Message): void {
    super.onAfterShow(message);
    this.opened.emit();
  }

  protected render(): JSX.Element {
    return (
      <UseSignal signal={this.shown}>
        {() => <PanelBody handIn={this.handIn} language={this.language} />}
      </UseSignal>
    );
  }

  private redraw(): void {
    this.shown.emit();
  }
}

function PanelBody({ handIn, language }: { handIn: HandIn | null; language: Language }): JSX.Element {
  const texts = textsIn(language);
  const score = handIn?.standing?.result ?? null;
  return (
    <div className="tateyama-Panel-body">
      <h2>{texts.panel}</h2>
      {handIn === null ? <p>{texts.empty}</p> : <p className="tateyama-Panel-file">{handIn.path}</p>}
      {/* One live region that stays in place: a region that appears together with its text is not read out. */}
      <div role="status" aria-live="polite" className="tateyama-Panel-status">
        {handIn !== null && <Status handIn={handIn} texts={texts} language={language} />}
      </div>
      {handIn?.phase === 'retrying' && (
        <button className="jp-mod-styled jp-mod-accept tateyama-Button" onClick={() => handIn.hurry()}>
          {texts.sendAgain}
        </button>
      )}
      {score !== null && <ScoreCard score={score} texts={texts} language={language} />}
      {handIn?.edited && <p className="tateyama-Panel-note">{texts.outdated}</p>}
      {handIn?.receipt && (
        <ReceiptCard
          key={handIn.receipt.number}
          receipt={handIn.receipt}
          texts={texts}
          language={language}
        />
      )}
    </div>
  );
}

interface IStatusProps {
  handIn: HandIn;
  texts: Texts;
  language: Language;
}

function Status({ handIn, texts, language }: IStatusProps): JSX.Element {
  if (handIn.phase === 'scored') {
    const score = handIn.standing!.result!;
    return (
      <p className="tateyama-Panel-points">
        <span className="tateyama-Panel-label">{texts.score}</span> {texts.points(score.points, score.max_points)}
      </p>
    );
  }
  const trouble = handIn.phase === 'refused' || handIn.phase === 'not-saved';
  return <p className={trouble ? 'tateyama-mod-trouble' : ''}>{sentence(handIn, texts, language)}</p>;
}

/** The one sentence that says where the submission stands. */
function sentence(handIn: HandIn, texts: Texts, language: Language): string {
  switch (handIn.phase) {
    case 'saving':
      return texts.saving;
    case 'not-saved':
      return texts.notSaved;
    case 'sending':
      return texts.sending;
    case 'retrying':
      return say(handIn.problem, language) || texts.keptRetrying;
    case 'refused':
      return say(handIn.problem, language) || texts.refused;
    default:
      return waitingSentence(handIn, texts);
  }
}

function waitingSentence(handIn: HandIn, texts: Texts): string {
  const { state, waiting } = handIn.standing ?? handIn.receipt!;
  if (handIn.pollLost) {
    return texts.pollLost;
  }
  if (state === 'parked') {
    return texts.parked;
  }
  if (state === 'running') {
    return texts.running;
  }
  return waiting > 0 ? texts.waiting(waiting) : texts.waitingNext;
}
