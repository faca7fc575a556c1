"""業種: the divisions of the 日本標準産業分類, by their letters."""

from webapp.wording import mark

# 日本標準産業分類 大分類.
INDUSTRIES = {
    "A": mark("農業，林業"),
    "B": mark("漁業"),
    "C": mark("鉱業，採石業，砂利採取業"),
    "D": mark("建設業"),
    "E": mark("製造業"),
    "F": mark("電気・ガス・熱供給・水道業"),
    "G": mark("情報通信業"),
    "H": mark("運輸業，郵便業"),
    "I": mark("卸売業，小売業"),
    "J": mark("金融業，保険業"),
    "K": mark("不動産業，物品賃貸業"),
    "L": mark("学術研究，専門・技術サービス業"),
    "M": mark("宿泊業，飲食サービス業"),
    "N": mark("生活関連サービス業，娯楽業"),
    "O": mark("教育，学習支援業"),
    "P": mark("医療，福祉"),
    "Q": mark("複合サービス事業"),
    "R": mark("サービス業（他に分類されないもの）"),
    "S": mark("公務（他に分類されるものを除く）"),
    "T": mark("分類不能の産業"),
}
