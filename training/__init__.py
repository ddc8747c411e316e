"""The home of training: how the weights of the default summarizer are made from examples."""
