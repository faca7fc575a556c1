"""採点の計算機: grading on other machines, as a Dask cluster on which everybody shows a certificate.

One scheduler hands out work, workers grade. Whoever has a certificate of the cluster can run code on each of its
machines, which is how Dask works: the keys are kept as the platform's own secrets are.
"""
