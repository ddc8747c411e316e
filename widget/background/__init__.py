"""The link between web workers and the consumer: wakes it, and shows whether it runs."""
