/** The way back from Lab to the learner's own page (マイページ), in Lab's top bar. */
import type { INotebookTracker } from '@jupyterlab/notebook';
import { Widget } from '@lumino/widgets';
import { saveAll } from './saving';
import type { Texts } from './texts';

/** The same address behind every learner's server: webapp is the hub's service. */
export const MY_PAGE = '/services/tateyama/my-page';

/** An ordinary link: the keyboard reaches it, and a middle click opens it in a tab of its own. */
export class WayBack extends Widget {
  constructor(notebooks: INotebookTracker, texts: Texts) {
    super();
    this.id = 'tateyama-way-back';
    this.addClass('tateyama-WayBack');
    const link = document.createElement('a');
    link.href = MY_PAGE;
    link.textContent = texts.myPage;
    link.addEventListener('click', event => {
      if (!(event.ctrlKey || event.metaKey || event.shiftKey)) {
        event.preventDefault();
        // Where saving fails the notebook stays changed, and Lab itself asks before the page is left.
        void saveAll(notebooks).then(() => window.location.assign(link.href));
      }
    });
    this.node.append(link);
  }
}
