"""ロジックモデル: a year's model drawn with the numbers of its report, on a page and on paper; its shares and reasons."""
