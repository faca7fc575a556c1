"""図: matplotlib, and nobody else of the reports knows it; a chart draws what its table prints and nothing more."""
