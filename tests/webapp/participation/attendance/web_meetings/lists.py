"""Attendance lists as web meeting services export them, about a class that begins at a given moment."""

from datetime import timedelta

from webapp.fiscal_year import in_japan

ZOOM_HEAD = "名前（元の名前）,ユーザーのメール,参加時刻,退出時刻,期間（分）,ゲスト"


def clock(meeting, minutes, form="%Y/%m/%d %H:%M:%S"):
    """A moment so many minutes after the beginning, as a file writes it."""
    return in_japan(meeting.starts_at + timedelta(minutes=minutes)).strftime(form)


def zoom(meeting, *people, summary=True, encoding="utf-8-sig"):
    """A CSV of single stays: name, e-mail, minute of joining and of leaving."""
    rows = []
    if summary:
        rows += [
            "ミーティングID,トピック,開始時刻,終了時刻,ユーザーのメール,期間（分）,参加者",
            f"999 0000 1111,初級,{clock(meeting, -10)},{clock(meeting, 130)},office@example.jp,140,3",
            "",
        ]
    rows.append(ZOOM_HEAD)
    for name, email, joined, left in people:
        rows.append(f"{name},{email},{clock(meeting, joined)},{clock(meeting, left)},{left - joined},いいえ")
    return "\r\n".join([*rows, ""]).encode(encoding)


def teams(meeting, *people, stays=True):
    """UTF-16 with tabs and numbered parts: sums first, then single stays."""
    form = "%m/%d/%y, %I:%M:%S %p"
    rows = ["1. Summary", f"Meeting title\tBeginner\nStart time\t{clock(meeting, -10, form)}", ""]
    rows += [
        "2. Participants",
        "Name\tFirst Join\tLast Leave\tIn-Meeting Duration\tEmail\tParticipant ID (UPN)\tRole",
    ]
    for name, email, joined, left in people:
        lasted = f"{(left - joined) // 60}h {(left - joined) % 60}m 3s"
        rows.append(
            f"{name}\t{clock(meeting, joined, form)}\t{clock(meeting, left, form)}\t{lasted}\t{email}\t{email}\tAttendee"
        )
    if stays:
        rows += ["", "3. In-Meeting Activities", "Name\tJoin Time\tLeave Time\tDuration\tEmail\tRole"]
        for name, email, joined, left in people:
            rows.append(
                f"{name}\t{clock(meeting, joined, form)}\t{clock(meeting, left, form)}\t{left - joined}m\t{email}\tAttendee"
            )
    return "\r\n".join([*rows, ""]).encode("utf-16")
