/** Notices (お知らせ) of the learner's server: memory or home is full. */
import { Notification } from '@jupyterlab/apputils';
import type { INotebookTracker } from '@jupyterlab/notebook';
import type { Event } from '@jupyterlab/services';
import type { INotice } from './contract';
import { saveAll } from './saving';
import type { TateyamaServer } from './server';
import { type Language, say, textsIn } from './texts';

/** The kind of event by which the learner's server says that there is a new notice. */
const NOTICE_SCHEMA = 'https://tateyama.invalid/events/notice';
const LAST_SHOWN = 'tateyama:last-notice';

/** Shows each notice once as one of Lab's own notifications. */
export class Notices {
  private showing: Promise<void> = Promise.resolve();

  constructor(
    private readonly server: TateyamaServer,
    private readonly notebooks: INotebookTracker,
    private readonly language: Language
  ) {}

  /** Listens to Lab's event stream, and asks for what happened while no page was open. */
  follow(events: Event.IManager): void {
    events.stream.connect((_, event) => {
      if (event.schema_id === NOTICE_SCHEMA) {
        this.refresh();
      }
    });
    this.refresh();
  }

  private refresh(): void {
    this.showing = this.showing.then(() => this.showNew()).catch(() => undefined);
  }

  private async showNew(): Promise<void> {
    const last = Number(sessionStorage.getItem(LAST_SHOWN) ?? '0');
    for (const notice of await this.server.notices(last)) {
      sessionStorage.setItem(LAST_SHOWN, String(notice.id));
      await this.show(notice);
    }
  }

  private async show(notice: INotice): Promise<void> {
    // The notice says that the notebook is saved: make it true first.
    const saved = await saveAll(this.notebooks);
    await restart(this.notebooks, notice.kernel);
    Notification.warning(say(notice.message, this.language), { autoClose: false });
    if (!saved) {
      Notification.error(textsIn(this.language).unsaved, { autoClose: false });
    }
  }
}

/** Starts the ended kernel again: its notebook stops waiting, and Lab's own dialog stays away. */
async function restart(notebooks: INotebookTracker, kernel: string): Promise<void> {
  const panel = notebooks.find(one => one.sessionContext.session?.kernel?.id === kernel);
  await panel?.sessionContext.restartKernel().catch(() => undefined);
}
