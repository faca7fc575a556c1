"""周知経路: through what people hear of courses, one list for the application form and for each contact."""

from webapp.wording import mark

CHANNELS = {
    "workplace": mark("職場・学校からの案内"),
    "flyer": mark("チラシ・ポスター"),
    "web": mark("ウェブサイト"),
    "mail": mark("メール・メールマガジン"),
    "visit": mark("訪問・説明会"),
    "seminar": mark("セミナー・イベント"),
    "media": mark("新聞・テレビ・広報紙"),
    "social": mark("SNS"),
    "acquaintance": mark("知人"),
    "other": mark("その他"),
}
