/** Tateyama in JupyterLab: hand work in, see the score, read notices. */
import {
  ILabShell,
  ILayoutRestorer,
  type JupyterFrontEnd,
  type JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { ICommandPalette, IToolbarWidgetRegistry } from '@jupyterlab/apputils';
import { INotebookTracker, type NotebookPanel } from '@jupyterlab/notebook';
import { ITranslator } from '@jupyterlab/translation';
import { isExercise, SubmitButton } from './button';
import { KernelWatch } from './no_kernel';
import { Notices } from './notices';
import { SubmissionPanel } from './panel';
import { Presses } from './presses';
import { leaveOtherLessons, makeRoomBesidePanel, startWithNotebook } from './room';
import { Runs } from './runs';
import { TateyamaServer } from './server';
import { languageOf, textsIn } from './texts';
import { WayBack } from './way_back';
import { writeAfterDoubleClick } from './writing';

const SUBMIT_COMMAND = 'tateyama:submit';

const submit: JupyterFrontEndPlugin<void> = {
  id: '@tateyama/submit:submit',
  description: 'Puts 「提出して採点」 on exercise notebooks, and shows receipt and score in a side panel.',
  autoStart: true,
  requires: [INotebookTracker, IToolbarWidgetRegistry, ITranslator],
  optional: [ILabShell, ILayoutRestorer, ICommandPalette],
  activate: (
    app: JupyterFrontEnd,
    notebooks: INotebookTracker,
    toolbars: IToolbarWidgetRegistry,
    translator: ITranslator,
    labShell: ILabShell | null,
    restorer: ILayoutRestorer | null,
    palette: ICommandPalette | null
  ) => {
    const language = languageOf(translator.languageCode);
    const texts = textsIn(language);
    const panel = new SubmissionPanel(language);
    const server = new TateyamaServer(app.serviceManager.serverSettings);
    const presses = new Presses(server, panel, () => app.shell.activateById(panel.id));
    app.shell.add(panel, 'right', { rank: 50, type: texts.panel });
    restorer?.add(panel, panel.id);
    if (labShell) {
      labShell.currentChanged.connect(() => presses.bringForward(notebooks.currentWidget));
      panel.opened.connect(() => makeRoomBesidePanel(labShell, notebooks));
    }
    toolbars.addFactory<NotebookPanel>(
      'Notebook',
      'tateyama-submit',
      notebook => new SubmitButton(notebook, texts, pressed => presses.press(pressed))
    );
    app.commands.addCommand(SUBMIT_COMMAND, {
      label: texts.submit,
      caption: texts.submitCaption,
      isEnabled: () => notebooks.currentWidget !== null && isExercise(notebooks.currentWidget),
      execute: () => notebooks.currentWidget && presses.press(notebooks.currentWidget),
      describedBy: { args: { type: 'object', properties: {} } }
    });
    palette?.addItem({ command: SUBMIT_COMMAND, category: texts.panel });
  }
};

const surroundings: JupyterFrontEndPlugin<void> = {
  id: '@tateyama/submit:surroundings',
  description: 'Leads back to the learner\'s page, leaves room on small windows, lets a double click begin to write.',
  autoStart: true,
  requires: [INotebookTracker, ITranslator],
  optional: [ILabShell],
  activate: (
    app: JupyterFrontEnd,
    notebooks: INotebookTracker,
    translator: ITranslator,
    labShell: ILabShell | null
  ) => {
    const texts = textsIn(languageOf(translator.languageCode));
    app.shell.add(new WayBack(notebooks, texts), 'top', { rank: 1000 });
    writeAfterDoubleClick(notebooks);
    new KernelWatch(notebooks, texts);
    if (labShell) {
      void startWithNotebook(labShell);
      void leaveOtherLessons(labShell, notebooks);
    }
  }
};

const notices: JupyterFrontEndPlugin<void> = {
  id: '@tateyama/submit:notices',
  description: 'Shows what the learner has to know about memory and space.',
  autoStart: true,
  requires: [INotebookTracker, ITranslator],
  activate: (app: JupyterFrontEnd, notebooks: INotebookTracker, translator: ITranslator) => {
    const server = new TateyamaServer(app.serviceManager.serverSettings);
    const shown = new Notices(server, notebooks, languageOf(translator.languageCode));
    void app.restored.then(() => shown.follow(app.serviceManager.events));
  }
};

const activity: JupyterFrontEndPlugin<void> = {
  id: '@tateyama/submit:activity',
  description: "Counts the cells that run, for the day's sum that learner and instructor see.",
  autoStart: true,
  requires: [INotebookTracker],
  activate: (app: JupyterFrontEnd, notebooks: INotebookTracker) => {
    new Runs(new TateyamaServer(app.serviceManager.serverSettings), notebooks).follow();
  }
};

export default [submit, surroundings, notices, activity];
