/** One press of the button, from saving to the score. */
import { PageConfig } from '@jupyterlab/coreutils';
import { UUID } from '@lumino/coreutils';
import { type ISignal, Signal } from '@lumino/signaling';
import type { IBilingual, IReceipt, IStanding } from './contract';
import { Refusal, type TateyamaServer } from './server';

/** Where the press stands; the panel shows nothing else. */
export type Phase = 'saving' | 'not-saved' | 'sending' | 'retrying' | 'refused' | 'waiting' | 'scored';

/** Saves the notebook; false when the file on disk is not what the screen shows. */
export type Save = () => Promise<boolean>;

const FIRST_RETRY_MS = 1000;
const LONGEST_RETRY_MS = 30_000;
const FIRST_POLL_MS = 150;
const LONGEST_POLL_MS = 10_000;
/** Less than one grading takes: a look before one's turn only costs everybody else time. */
const EACH_BEFORE_MS = 70;

/** A submission (提出) as its learner sees it: saved, sent, received, scored. */
export class HandIn {
  phase: Phase = 'saving';
  receipt: IReceipt | null = null;
  standing: IStanding | null = null;
  problem: IBilingual | null = null;
  pollLost = false;
  edited = false;
  private key = UUID.uuid4();
  private stopped = false;
  private wake: (() => void) | null = null;
  private readonly _changed = new Signal<this, void>(this);

  constructor(
    readonly path: string,
    private readonly server: TateyamaServer
  ) {}

  /** Emitted whenever something that the panel shows has changed. */
  get changed(): ISignal<this, void> {
    return this._changed;
  }

  /** True until the receipt: a second press meanwhile would be a double click. */
  get isSending(): boolean {
    return this.phase === 'saving' || this.phase === 'sending' || this.phase === 'retrying';
  }

  /** Goes the whole way; never rejects. */
  async run(save: Save): Promise<void> {
    if (!(await save().catch(() => false))) {
      return this.enter('not-saved');
    }
    this.enter('sending');
    if (await this.send()) {
      sessionStorage.setItem(keptAt(this.path), JSON.stringify(this.receipt));
      await this.resume(this.receipt!);
    }
  }

  /** Goes on from a receipt that an earlier page has got; never rejects. */
  async resume(receipt: IReceipt): Promise<void> {
    this.receipt = receipt;
    this.enter('waiting');
    await this.watch();
  }

  /** Ends the wait between two tries. */
  hurry(): void {
    this.wake?.();
  }

  /** A newer press has taken the panel. */
  stop(): void {
    this.stopped = true;
    this.wake?.();
  }

  /** The notebook has changed since it was handed in. */
  markEdited(): void {
    if (!this.edited && !this.isSending) {
      this.edited = true;
      this._changed.emit();
    }
  }

  private async send(): Promise<boolean> {
    let pause = FIRST_RETRY_MS;
    while (!this.stopped) {
      try {
        this.receipt = await this.server.submit(this.path, this.key);
        return true;
      } catch (error) {
        const refusal = asRefusal(error);
        this.problem = refusal.words;
        if (refusal.code === 'key_reused') {
          // An earlier try arrived with other bytes; what is on disk now is a submission of its own.
          this.key = UUID.uuid4();
        } else if (!refusal.retriable) {
          this.enter('refused');
          return false;
        }
        this.enter('retrying');
        await this.sleep(Math.max(pause, refusal.retryAfter * 1000));
        pause = Math.min(pause * 2, LONGEST_RETRY_MS);
      }
    }
    return false;
  }

  private async watch(): Promise<void> {
    let pause = FIRST_POLL_MS;
    let before = this.before;
    while (!this.stopped) {
      await this.sleep(Math.min(pause + before * EACH_BEFORE_MS, LONGEST_POLL_MS));
      if (!this.stopped && (await this.look())) {
        return;
      }
      // While the queue moves one's turn comes nearer; only where it stands still is there reason to ask less often.
      pause = this.before < before ? FIRST_POLL_MS : Math.min(pause * 1.4, LONGEST_POLL_MS);
      before = this.before;
    }
  }

  /** How many hand-ins are graded before this one, as far as is known. */
  private get before(): number {
    return (this.standing ?? this.receipt!).waiting;
  }

  private async look(): Promise<boolean> {
    try {
      this.standing = await this.server.standing(this.receipt!.number);
      this.pollLost = false;
    } catch (error) {
      const refusal = asRefusal(error);
      if (refusal.words !== null && !refusal.retriable) {
        this.problem = refusal.words;
        this.enter('refused');
        return true;
      }
      this.pollLost = true;
    }
    const scored = this.standing?.result !== null && this.standing?.result !== undefined;
    this.enter(scored ? 'scored' : 'waiting');
    return scored;
  }

  private enter(phase: Phase): void {
    this.phase = phase;
    this._changed.emit();
  }

  private sleep(milliseconds: number): Promise<void> {
    return new Promise(resolve => {
      const timer = setTimeout(resolve, milliseconds);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

/** Where this tab keeps the receipt of a notebook; the address tells learners apart who share a browser. */
function keptAt(path: string): string {
  return `tateyama:receipt:${PageConfig.getBaseUrl()}:${path}`;
}

/** The receipt that an earlier page of this tab got for the notebook: a reload still shows what was handed in. */
export function remembered(path: string): IReceipt | null {
  try {
    return JSON.parse(sessionStorage.getItem(keptAt(path)) ?? 'null') as IReceipt | null;
  } catch {
    return null;
  }
}

function asRefusal(error: unknown): Refusal {
  return error instanceof Refusal ? error : new Refusal('unexpected', null, true, 0);
}
