"""presskit measured: what proofread finds, and how long kits take beside other ways."""
