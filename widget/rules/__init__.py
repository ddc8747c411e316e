"""Pure rules: values in, a value or an error of ours out; no store, no network, no framework."""
