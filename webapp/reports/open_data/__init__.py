"""オープンデータ: what anybody may take and use, made from a released public report and from nothing else."""
