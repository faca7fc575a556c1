/** Where a network blocks websockets a notebook opens and no cell ever runs: says so, and where the work can be done. */
import { Notification } from '@jupyterlab/apputils';
import type { INotebookTracker, NotebookPanel } from '@jupyterlab/notebook';
import { saveAll } from './saving';
import type { Texts } from './texts';
import { MY_PAGE } from './way_back';

/** The plain pages of webapp, which is the hub's service. */
const PLAIN = '/services/tateyama/plain';
/** A kernel that starts on a busy machine has its websocket long before. */
const PATIENCE_MS = 20_000;
/** A kernel in these states has ended, whatever the network does. */
const ENDED = ['dead', 'restarting', 'autorestarting', 'terminating'];

/** Watches until one notebook's kernel answers: from then on it is not the network. */
export class KernelWatch {
  private reached = false;
  private notice: string | null = null;

  constructor(
    private readonly notebooks: INotebookTracker,
    private readonly texts: Texts
  ) {
    notebooks.widgetAdded.connect((_, panel) => this.watch(panel));
    notebooks.forEach(panel => this.watch(panel));
  }

  private watch(panel: NotebookPanel): void {
    panel.sessionContext.connectionStatusChanged.connect(() => this.see(panel));
    void panel.sessionContext.ready.then(() => window.setTimeout(() => this.look(panel), PATIENCE_MS));
  }

  /** Whether this notebook's kernel answers now. */
  private see(panel: NotebookPanel): void {
    if (panel.sessionContext.session?.kernel?.connectionStatus !== 'connected') {
      return;
    }
    this.reached = true;
    if (this.notice !== null) {
      Notification.dismiss(this.notice);
    }
  }

  private look(panel: NotebookPanel): void {
    if (panel.isDisposed) {
      return;
    }
    this.see(panel);
    const kernel = panel.sessionContext.session?.kernel;
    if (kernel && !this.reached && this.notice === null && !ENDED.includes(kernel.status)) {
      this.notice = this.tell(panel);
    }
  }

  /** Once for a page: whoever closes the notice has read it. */
  private tell(panel: NotebookPanel): string {
    const address = plainPage(panel);
    return Notification.warning(this.texts.noKernel, {
      autoClose: false,
      actions: [
        {
          label: address === null ? this.texts.myPage : this.texts.plainPage,
          // Saving needs no websocket.
          callback: () => void saveAll(this.notebooks).then(() => window.location.assign(address ?? MY_PAGE))
        }
      ]
    });
  }
}

/** Where the lesson of a notebook can be done without Lab; null for a notebook of no lesson. */
function plainPage(panel: NotebookPanel): string | null {
  const about = panel.model?.getMetadata('tateyama') as { course?: string; lesson?: string } | undefined;
  return about?.course && about.lesson
    ? `${PLAIN}/${encodeURIComponent(about.course)}/${encodeURIComponent(about.lesson)}`
    : null;
}
