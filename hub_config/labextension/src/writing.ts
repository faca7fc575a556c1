/** Writing into text cells: a double click shows a cell's text, and here the cursor goes into it at once. */
import type { INotebookTracker, NotebookPanel } from '@jupyterlab/notebook';

/** Lab alone leaves the keys with its commands: what a learner then types would add, cut and turn cells. */
export function writeAfterDoubleClick(notebooks: INotebookTracker): void {
  notebooks.widgetAdded.connect((_, panel: NotebookPanel) => {
    // On the panel, around the notebook: Lab's own listener there has shown the text by then.
    panel.node.addEventListener('dblclick', event => {
      const cell = panel.content.activeCell;
      // The paragraph that was clicked is gone with the drawn text, but it is still on the event's path.
      const inNotebook = event.composedPath().includes(panel.content.node);
      const isText = cell !== null && cell.model.type === 'markdown';
      if (inNotebook && isText && !cell.node.classList.contains('jp-mod-rendered')) {
        panel.content.mode = 'edit';
      }
    });
  });
}
