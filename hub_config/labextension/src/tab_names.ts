/** Names on Lab's tabs: with five notebooks open, `exercise.ipynb` five times over tells nobody which is which. */
import type { INotebookTracker, NotebookPanel } from '@jupyterlab/notebook';
import type { Texts } from './texts';

const IN_A_LESSON = /(?:^|\/)([^/]+)\/(lesson|exercise)\.ipynb$/;

/** Every notebook of a lesson that is open now or later is named after the lesson: B2 演習. */
export function nameTabs(notebooks: INotebookTracker, texts: Texts): void {
  notebooks.forEach(notebook => nameTab(notebook, texts));
  notebooks.widgetAdded.connect((_, notebook) => nameTab(notebook, texts));
}

function nameTab(notebook: NotebookPanel, texts: Texts): void {
  const rename = () => {
    const name = nameOf(notebook.context.path, texts);
    if (name !== null) {
      notebook.title.label = name;
    }
  };
  notebook.context.pathChanged.connect(rename);
  rename();
}

/** `beginner/b2/exercise.ipynb` is B2 演習; a notebook that is no lesson's keeps its own name. */
export function nameOf(path: string, texts: Texts): string | null {
  const found = IN_A_LESSON.exec(path);
  if (found === null) {
    return null;
  }
  const lesson = /^[a-z]\d+$/.test(found[1]) ? found[1].toUpperCase() : found[1];
  return `${lesson} ${found[2] === 'lesson' ? texts.lessonTab : texts.exerciseTab}`;
}
