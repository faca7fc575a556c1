/** The score sheet (得点): one line per exercise with a mark, a word, the reason and the author's hint. */
import type { IExerciseScore, IScore } from './contract';
import { type Language, say, type Texts } from './texts';
import { MY_PAGE } from './way_back';

interface ISheetProps {
  score: IScore;
  texts: Texts;
  language: Language;
}

/** All exercises of one submission. */
export function ScoreCard({ score, texts, language }: ISheetProps): JSX.Element {
  return (
    <section className="tateyama-Score">
      <progress value={score.points} max={Math.max(score.max_points, 1)} aria-hidden="true" />
      {score.state !== 'GRADED' && <p className="tateyama-mod-trouble">{say(score.message, language)}</p>}
      <p>
        {closing(score, texts)}
        {areBasicsDone(score) && (
          <>
            {' '}
            <a href={MY_PAGE}>{texts.nextStep}</a>
          </>
        )}
      </p>
      <ol aria-label={texts.score}>
        {score.exercises.map(exercise => (
          <Exercise key={exercise.id} exercise={exercise} texts={texts} language={language} />
        ))}
      </ol>
      {(score.tasks ?? []).map(task => (
        <p key={task.id} className="tateyama-Score-task">
          <strong>
            {texts.task} {say(task.title, language)}
          </strong>
          <br />
          {(task.written ? texts.taskIsHandedIn : texts.taskIsRead)(task.max_points)}
        </p>
      ))}
    </section>
  );
}

/** What the whole sheet means for the learner's next step. */
function closing(score: IScore, texts: Texts): string {
  if (score.max_points > 0 && score.points >= score.max_points) {
    return texts.allDone;
  }
  return areBasicsDone(score) ? `${texts.basicsDone}${texts.goOn}` : texts.goOn;
}

/** Whether this sheet holds all that completion asks of the lesson. */
function areBasicsDone(score: IScore): boolean {
  const basics = score.exercises.filter(exercise => exercise.points !== null && exercise.kind === 'basic');
  return basics.length > 0 && basics.every(exercise => exercise.passed);
}

interface IExerciseProps {
  exercise: IExerciseScore;
  texts: Texts;
  language: Language;
}

function Exercise({ exercise, texts, language }: IExerciseProps): JSX.Element {
  const { mark, word, look } = verdict(exercise, texts);
  const message = say(exercise.message, language);
  const hint = exercise.passed ? '' : say(exercise.hint, language);
  return (
    <li className={`tateyama-Exercise ${look}`}>
      <div className="tateyama-Exercise-head">
        <span className="tateyama-Exercise-mark" aria-hidden="true">
          {mark}
        </span>
        <strong>
          {texts.exercise(exercise.number)} {say(exercise.title, language)}
        </strong>
        <span className="tateyama-Exercise-word">{word}</span>
      </div>
      <div className="tateyama-Exercise-figures">
        <span className="tateyama-Exercise-kind">{texts[exercise.kind]}</span>
        {exercise.points !== null && <span>{texts.points(exercise.points, exercise.max_points)}</span>}
      </div>
      {message !== '' && <p className="tateyama-Exercise-message">{message}</p>}
      {hint !== '' && (
        <p className="tateyama-Exercise-hint">
          <span className="tateyama-Exercise-hintWord">{texts.hint}</span> {hint}
        </p>
      )}
    </li>
  );
}

/** Mark and word together, so that nothing rests on colour. */
function verdict(exercise: IExerciseScore, texts: Texts): { mark: string; word: string; look: string } {
  if (exercise.points === null) {
    return { mark: '…', word: texts.byHand, look: 'tateyama-mod-byHand' };
  }
  if (exercise.passed) {
    return { mark: '✓', word: texts.passed, look: 'tateyama-mod-passed' };
  }
  return exercise.untouched
    ? { mark: '－', word: texts.toDo, look: 'tateyama-mod-toDo' }
    : { mark: '△', word: texts.notYet, look: 'tateyama-mod-notYet' };
}
