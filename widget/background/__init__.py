"""How a web worker reaches the consumer: it wakes it, and sees whether it is there."""
