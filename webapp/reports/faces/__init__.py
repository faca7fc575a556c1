"""四つの面: one frozen report becomes screen, PDF, xlsx and CSV; none of them counts anything."""
