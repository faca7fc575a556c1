/** The toolbar button of exercise notebooks (演習課題). */
import type { NotebookPanel } from '@jupyterlab/notebook';
import { ReactWidget } from '@jupyterlab/ui-components';
import type { Texts } from './texts';

/** Stands on every notebook's toolbar, and shows itself on exercises only. */
export class SubmitButton extends ReactWidget {
  constructor(
    private readonly panel: NotebookPanel,
    private readonly texts: Texts,
    private readonly press: (panel: NotebookPanel) => void
  ) {
    super();
    this.addClass('tateyama-Submit');
    this.hide();
    void panel.context.ready.then(() => {
      panel.model?.metadataChanged.connect(this.refresh, this);
      this.refresh();
    });
  }

  protected render(): JSX.Element {
    return (
      <button
        className="jp-mod-styled tateyama-Button tateyama-Submit-button"
        title={this.texts.submitCaption}
        onClick={() => this.press(this.panel)}
      >
        {this.texts.submit}
      </button>
    );
  }

  private refresh(): void {
    if (!this.isDisposed) {
      this.setHidden(!isExercise(this.panel));
    }
  }
}

/** Only a lesson's exercise notebook can be handed in. */
export function isExercise(panel: NotebookPanel): boolean {
  const about = panel.model?.getMetadata('tateyama') as { role?: string } | undefined;
  return about?.role === 'exercise';
}
