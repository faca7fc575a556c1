/** Room for the notebook that the learner has come for: on small windows, and in memory. */
import type { ILabShell } from '@jupyterlab/application';
import type { INotebookTracker } from '@jupyterlab/notebook';

/** Below this width there is room for one thing at a time; style/index.css knows the same number. */
const ONE_THING_PX = 760;
/** From this width on, file browser, notebook and panel fit side by side. */
const THREE_THINGS_PX = 1400;
/** As the learner came here: Lab writes another one once it has opened the notebook. */
const ADDRESS = window.location.pathname;
/** Less than this, and a line of code no longer fits into a cell. */
const NOTEBOOK_PX = 600;

/** Keeps the file browser closed at the start, where it would hide the notebook. */
export async function startWithNotebook(shell: ILabShell): Promise<void> {
  if (window.innerWidth >= ONE_THING_PX) {
    return;
  }
  // Lab opens it again for a notebook named in the address, at a time of its own: what opens before the
  // first touch was not asked for by the learner.
  const close = () => {
    if (!shell.leftCollapsed) {
      shell.collapseLeft();
    }
  };
  shell.layoutModified.connect(close);
  for (const touch of ['pointerdown', 'keydown']) {
    window.addEventListener(touch, () => shell.layoutModified.disconnect(close), { capture: true, once: true });
  }
  await shell.restored;
  close();
}

/**
 * Closes the notebooks of other lessons that Lab opens again from last time: each of them starts a kernel, and after
 * some weeks there would be no memory left for the one that the learner has come for.
 */
export async function leaveOtherLessons(shell: ILabShell, notebooks: INotebookTracker): Promise<void> {
  const lesson = /\/lab\/tree\/(.+\/)[^/]*$/.exec(decodeURIComponent(ADDRESS))?.[1];
  if (lesson === undefined) {
    return;
  }
  await Promise.all([shell.restored, notebooks.restored]);
  for (const panel of notebooks.filter(panel => !panel.context.path.startsWith(lesson))) {
    // Until it is read from the disk, every notebook passes for a changed one.
    void panel.context.ready.then(() => {
      if (!panel.isDisposed && !panel.context.model.dirty) {
        panel.close();
      }
    });
  }
}

/** Closes the file browser for a panel that has just opened; whoever opens it again keeps it. */
export function makeRoomBesidePanel(shell: ILabShell, notebooks: INotebookTracker): void {
  // The sizes are those of before until Lab has laid itself out.
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      const notebook = notebooks.currentWidget;
      const tight = notebook !== null && notebook.node.clientWidth < NOTEBOOK_PX;
      if (tight && window.innerWidth < THREE_THINGS_PX && !shell.leftCollapsed) {
        shell.collapseLeft();
      }
    })
  );
}
