"""問い合わせ: the only room of the reports that knows SQL; whoever wants a number asks here."""
