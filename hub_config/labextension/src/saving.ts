/** Saves what is open, before something happens to the page. */
import type { INotebookTracker } from '@jupyterlab/notebook';

/** Saves every notebook with changes; false when one of them could not be saved. */
export async function saveAll(notebooks: INotebookTracker): Promise<boolean> {
  const changed: Promise<void>[] = [];
  notebooks.forEach(panel => {
    if (panel.context.isReady && panel.context.model.dirty && !panel.context.model.readOnly) {
      changed.push(panel.context.save());
    }
  });
  return (await Promise.allSettled(changed)).every(result => result.status === 'fulfilled');
}
