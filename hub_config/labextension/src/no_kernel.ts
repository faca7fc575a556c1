/** Where a network blocks websockets a notebook opens and no cell ever runs: says so, and where the work can be done. */
import { Notification } from '@jupyterlab/apputils';
import type { INotebookTracker, NotebookPanel } from '@jupyterlab/notebook';
import type { Texts } from './texts';

/** The plain pages of webapp, which is the hub's service. */
const PLAIN = '/services/tateyama/plain';
/** A kernel that starts on a busy machine has its websocket long before. */
const PATIENCE_MS = 20_000;

/** Watches notebooks until one has a kernel that answers; one notice is enough for all of them. */
export class KernelWatch {
  private notice: string | null = null;

  constructor(
    notebooks: INotebookTracker,
    private readonly texts: Texts
  ) {
    notebooks.widgetAdded.connect((_, panel) => this.watch(panel));
    notebooks.forEach(panel => this.watch(panel));
  }

  private watch(panel: NotebookPanel): void {
    panel.sessionContext.connectionStatusChanged.connect((_, status) => {
      if (status === 'connected' && this.notice !== null) {
        Notification.dismiss(this.notice);
        this.notice = null;
      }
    });
    void panel.sessionContext.ready.then(() => this.look(panel));
    // A session that never gets ready is as blocked as one without a connection.
    this.look(panel);
  }

  private look(panel: NotebookPanel): void {
    window.setTimeout(() => {
      const kernel = panel.isDisposed ? null : panel.sessionContext.session?.kernel;
      if (kernel && kernel.connectionStatus !== 'connected' && this.notice === null) {
        this.tell(panel.context.path);
      }
    }, PATIENCE_MS);
  }

  private tell(path: string): void {
    const [course, lesson] = path.split('/');
    this.notice = Notification.warning(this.texts.noKernel, {
      autoClose: false,
      actions: [
        { label: this.texts.plainPage, callback: () => window.location.assign(`${PLAIN}/${course}/${lesson}`) }
      ]
    });
  }
}
