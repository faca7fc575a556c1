"""本人の確認: before one's data leaves or goes for good, the password is asked once more, whoever sits at the screen."""

from webapp.enrolment.accounts.changing import WrongPassword, prove
from webapp.enrolment.models import Learner, normal_login_id
from webapp.wording import mark


def prove_again(learner: Learner, typed: str) -> None:
    """Raise WrongPassword unless this is the password; who has none here (another office signs them in) types the login ID."""
    if learner.password_hash is not None:
        prove(learner, typed)
    elif normal_login_id(typed) != learner.login_id:
        raise WrongPassword(mark("ログインIDが違います。もう一度入力してください。"))
