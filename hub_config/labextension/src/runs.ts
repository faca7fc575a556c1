/** Tells the learner's server how many cells ran: a sum of a day, to see who got stuck, never for credit. */
import { type INotebookTracker, NotebookActions } from '@jupyterlab/notebook';
import type { TateyamaServer } from './server';

/** Cells that run one after the other are told of together. */
const TELL_AFTER_MS = 5000;

/** Counts the code cells that run in any notebook of this window. */
export class Runs {
  private readonly counts = new Map<string, number>();
  private timer: number | undefined;

  constructor(
    private readonly server: TateyamaServer,
    private readonly notebooks: INotebookTracker
  ) {}

  /** Listens to Lab's own word that a cell ran; a text cell that is shown anew did not. */
  follow(): void {
    NotebookActions.executed.connect((_, { notebook, cell }) => {
      const path = this.notebooks.find(panel => panel.content === notebook)?.context.localPath;
      if (path !== undefined && cell.model.type === 'code') {
        this.counts.set(path, (this.counts.get(path) ?? 0) + 1);
        this.timer ??= window.setTimeout(() => this.tell(), TELL_AFTER_MS);
      }
    });
  }

  private tell(): void {
    this.timer = undefined;
    for (const [path, runs] of this.counts) {
      // What cannot be told is not worth a word to anybody.
      void this.server.ran(path, runs).catch(() => undefined);
    }
    this.counts.clear();
  }
}
