"""What runs in the background: the consumer of the queue and its errands."""
