"""目印: the words that are planted, and the application form that they fill."""

# What is planted, by where; none is part of another. The name is 12 letters, so that no other text holds it by chance.
CANARIES = {
    "name": "目印野 消山花子",
    "kana": "めじるしの けしやまはなこ",
    "mail": "canary-mail-7f3a@example.invalid",
    "phone": "076-555-7391",
    "organisation": "目印工業株式会社",
    "notebook": "canary-notebook-51d0",
    "free text": "目印の自由記述 c9e2",
    "comment": "目印の講評 88b1",
    "message": "canary-message-42aa",
    "reason": "目印の理由 d310",
    "needs": "目印の悩み 3fa8",
    "accommodation": "目印の配慮 b6e9",
    "approver": "目印 承認太郎",
    "approver mail": "canary-approver-90c1@example.invalid",
    "note": "目印の備考 e7f4",
    "home": "canary-home-22b7",
    "log": "canary-log-0c55",
    "letter": "canary-letter-6ad3",
}
# Of people without an account: who left an address with what they asked for, whom to tell in an organisation that was
# visited, and who of the office was there.
OF_THE_FIELD = {
    "asker": "目印 要望太郎",
    "asker mail": "canary-asker-3b8e@example.invalid",
    "asker firm": "目印の会社 4d07",
    "contact": "目印 連絡次郎",
    "contact mail": "canary-contact-77c4@example.invalid",
    "visitors": "目印 訪問三郎",
    "noted": "目印の話 a5f2",
}
LONE = {"lone phone": "076-555-8842", "lone note": "目印の独り言 a1b7"}  # of a row with a name and no address
BIRTH = "1983-07-29"
FORM = {
    "name": CANARIES["name"],
    "name_kana": CANARIES["kana"],
    "email": CANARIES["mail"],
    "phone": CANARIES["phone"],
    "organisation": CANARIES["organisation"],
    "industry": "E",
    "workplace_code5": "16201",
    "experience": "none",
    "channels": ["flyer"],
    "needs": CANARIES["needs"],
    "accommodation": CANARIES["accommodation"],
    "consent_privacy": "yes",
}
