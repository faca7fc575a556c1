"""開講: what is offered, by whom, when and with which budget."""
