"""What each actor does, a folder for each; they reach the outside world through ports."""
