/** Turns presses of the button into submissions: one at a time per notebook. */
import type { NotebookPanel } from '@jupyterlab/notebook';
import { HandIn, remembered } from './hand_in';
import type { SubmissionPanel } from './panel';
import type { TateyamaServer } from './server';

/** Two clicks within this time are one press, even when the first has its receipt already. */
const DOUBLE_CLICK_MS = 1000;

/** Knows the newest submission of every notebook that is open. */
export class Presses {
  private readonly newest = new Map<string, { handIn: HandIn; at: number }>();

  constructor(
    private readonly server: TateyamaServer,
    private readonly panel: SubmissionPanel,
    private readonly reveal: () => void
  ) {}

  /** Hands the notebook in; a double click does it once. */
  press(notebook: NotebookPanel): void {
    const path = notebook.context.localPath;
    const before = this.newest.get(path);
    this.reveal();
    if (before && (before.handIn.isSending || performance.now() - before.at < DOUBLE_CLICK_MS)) {
      return;
    }
    before?.handIn.stop();
    const handIn = new HandIn(path, this.server);
    this.newest.set(path, { handIn, at: performance.now() });
    this.panel.turnTo(handIn);
    void handIn.run(() => save(notebook));
    watchEdits(notebook, handIn);
  }

  /** Shows the submission of the notebook that has just come to the front. */
  bringForward(notebook: NotebookPanel | null): void {
    const path = notebook?.context.localPath;
    if (path === undefined) {
      return;
    }
    const handIn = this.newest.get(path)?.handIn ?? this.recall(path);
    if (handIn) {
      this.panel.turnTo(handIn);
    }
  }

  /** The submission of an earlier page, followed again after a reload. */
  private recall(path: string): HandIn | null {
    const receipt = remembered(path);
    if (receipt === null) {
      return null;
    }
    const handIn = new HandIn(path, this.server);
    this.newest.set(path, { handIn, at: -DOUBLE_CLICK_MS });
    void handIn.resume(receipt);
    return handIn;
  }
}

/** Lab's save reports some failures only by leaving the model dirty. */
async function save(notebook: NotebookPanel): Promise<boolean> {
  await notebook.context.save();
  return !notebook.context.model.dirty;
}

/** What is graded: the text of every cell. A kernel that tells its language, or a cell that runs, changes none of it. */
function graded(notebook: NotebookPanel): string {
  const cells = notebook.context.model.cells;
  return JSON.stringify(Array.from(cells, cell => [cell.type, cell.sharedModel.getSource()]));
}

function watchEdits(notebook: NotebookPanel, handIn: HandIn): void {
  const handedIn = graded(notebook);
  const onChange = () => {
    if (graded(notebook) === handedIn) {
      return;
    }
    handIn.markEdited();
    if (handIn.edited) {
      notebook.context.model.contentChanged.disconnect(onChange);
    }
  };
  notebook.context.model.contentChanged.connect(onChange);
}
