"""What runs in the background: the consumer, its tasks and its supervisor."""
