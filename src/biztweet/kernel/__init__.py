"""What every slice stands on: errors, ids, paging, the transaction and the event log."""
