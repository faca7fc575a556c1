/** What the learner's own Jupyter server says: the shapes of its JSON, and nothing else. */

/** The two languages in which everything reaches a person. */
export interface IBilingual {
  ja: string;
  en: string;
}

/** The receipt (受付票): what is kept, since when, and under which number. */
export interface IReceipt {
  number: string;
  received_at: string;
  sha256: string;
  state: SubmissionState;
  waiting: number;
}

export type SubmissionState = 'queued' | 'running' | 'graded' | 'parked';

/** One exercise (演習課題) of a score sheet; `points` is null where a person marks it. */
export interface IExerciseScore {
  id: string;
  number: number;
  title: IBilingual;
  kind: 'basic' | 'challenge';
  points: number | null;
  max_points: number;
  passed: boolean | null;
  message: IBilingual | null;
  hint: IBilingual | null;
  /** Whether the answer is as it was given out. */
  untouched?: boolean;
}

/** A free text (記述課題), which an instructor reads. */
export interface ITask {
  id: string;
  title: IBilingual;
  max_points: number;
  /** Whether this hand-in holds words of the learner's own. */
  written?: boolean;
}

/** The score sheet (得点). */
export interface IScore {
  state: string;
  points: number;
  max_points: number;
  message: IBilingual | null;
  exercises: IExerciseScore[];
  tasks?: ITask[];
}

/** Where a submission (提出物) stands. */
export interface IStanding {
  number: string;
  received_at: string;
  sha256: string;
  state: SubmissionState;
  waiting: number;
  result: IScore | null;
}

/** Something the server has to tell: memory or home is full (お知らせ). */
export interface INotice {
  id: number;
  kind: 'memory' | 'home';
  message: IBilingual;
  /** The kernel that was ended; empty when none was. */
  kernel: string;
}
