"""Reports and findings as text: pure functions of a result and of presentation options."""
