"""A lesson that lives in pandas and draws: grouping, joining, reshaping, resampling and a figure in each exercise."""

import random

from lesson import Exercise, Lesson

SETUP = """import numpy as np
import pandas as pd
import matplotlib.pyplot as plt

sales = pd.read_csv("data/table.csv", parse_dates=["day"])
sales.head()"""
LOOK = "sales.describe()"
SHOPS, GOODS = ("甲", "乙", "丙", "丁"), ("ます", "ほたるいか", "しろえび")


def _table() -> str:
    chance = random.Random(1883)  # noqa: S311 - a table of numbers, no secret
    lines = [
        f"2022-{1 + day // 28:02}-{1 + day % 28:02},{shop},{goods},{chance.randint(1, 90)},{chance.randint(5, 30) * 100}"
        for day in range(336)
        for shop in SHOPS
        for goods in GOODS
    ]
    return "\n".join(["day,shop,goods,count,price", *lines, ""])


def _exercise(name: str, right: str, wrong: str, drawing: str, visible: str, hidden: str) -> Exercise:
    """One exercise that draws what it computed; learners who are wrong draw too, or leave a blank."""
    return Exercise(
        name, f"{right}\n{drawing}", (f"{wrong}\n{drawing}", f"{name} = sales[____]"), visible, hidden
    )


LESSON = Lesson(
    "plots",
    "表と図",
    (SETUP, LOOK),
    (
        _exercise(
            "by_shop",
            'by_shop = sales.groupby("shop")["count"].sum().sort_index()',
            'by_shop = sales.groupby("shop")["count"].mean().sort_index()',
            "by_shop.plot.bar()\nplt.show()",
            "assert len(by_shop) == 4",
            'assert by_shop.sum() == sales["count"].sum()',
        ),
        _exercise(
            "revenue",
            'revenue = (sales["count"] * sales["price"]).groupby(sales["goods"]).sum()',
            'revenue = sales["price"].groupby(sales["goods"]).sum()',
            "revenue.plot.pie()\nplt.show()",
            "assert len(revenue) == 3",
            'assert revenue.sum() == (sales["count"] * sales["price"]).sum()',
        ),
        _exercise(
            "pivot",
            'pivot = sales.pivot_table(index="shop", columns="goods", values="count", aggfunc="sum")',
            'pivot = sales.pivot_table(index="goods", columns="shop", values="count", aggfunc="sum")',
            "figure, axes = plt.subplots(figsize=(6, 4))\naxes.imshow(pivot.to_numpy())\nplt.show()",
            "assert pivot.size == 12",
            "assert pivot.shape == (4, 3)",
        ),
        _exercise(
            "monthly",
            'monthly = sales.set_index("day")["count"].resample("MS").sum()',
            'monthly = sales.set_index("day")["count"].resample("MS").max()',
            "plt.plot(monthly.index, monthly.to_numpy())\nplt.grid()\nplt.show()",
            "assert len(monthly) == 12",
            'assert monthly.sum() == sales["count"].sum()',
        ),
        _exercise(
            "joined",
            'places = pd.DataFrame({"shop": ["甲", "乙", "丙", "丁"], "city": ["富山", "富山", "高岡", "氷見"]})\n'
            'joined = sales.merge(places, on="shop").groupby("city")["count"].sum()',
            'joined = sales.groupby("shop")["count"].sum()',
            "joined.plot.barh()\nplt.show()",
            "assert joined.min() > 0",
            "assert len(joined) == 3",
        ),
        _exercise(
            "smooth",
            'smooth = sales.groupby("day")["count"].sum().rolling(7).mean().dropna()',
            'smooth = sales.groupby("day")["count"].sum().rolling(30).mean().dropna()',
            "smooth.plot()\nplt.show()",
            "assert len(smooth) > 100",
            "assert len(smooth) == 330",
        ),
        _exercise(
            "spread",
            'spread = sales.groupby("goods")["price"].agg(["min", "max", "mean"])',
            'spread = sales.groupby("goods")["price"].agg(["min", "max"])',
            'plt.hist([sales.loc[sales["goods"] == goods, "price"] for goods in spread.index])\nplt.show()',
            "assert spread.shape[0] == 3",
            'assert list(spread.columns) == ["min", "max", "mean"]',
        ),
        _exercise(
            "correlation",
            'correlation = float(np.corrcoef(sales["count"], sales["price"])[0, 1])',
            'correlation = float(np.cov(sales["count"], sales["price"])[0, 1])',
            'plt.scatter(sales["count"], sales["price"], s=4)\nplt.show()',
            "assert isinstance(correlation, float)",
            'assert abs(correlation - sales["count"].corr(sales["price"])) < 1e-9',
        ),
    ),
    share_wrong=0.25,
    data=_table(),
)
