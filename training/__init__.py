"""Training: makes the weights of the default summarizer from examples."""
